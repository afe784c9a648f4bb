//! Services, for whose use tokens are burnt: anyone registers one. What is burnt for them is counted
//! where it is burnt.

use super::{Call, Output, text};
use crate::{
    abi::{ZERO, word},
    error::Error,
    events,
    host::Host,
    keys,
    service::Service,
};

/// The longest name and the longest link, in bytes.
const MAX_NAME: usize = 32;
const MAX_LINK: usize = 128;

/// Name and link in storage: two limbs for the lengths, then a word and four.
type Text = [u64; 22];

/// Registers a service of the caller.
pub(super) fn register<H: Host>(
    host: &mut H,
    call: &Call,
    output: &mut Output,
) -> Result<(), Error> {
    let (mut name, mut link) = ([ZERO; 1], [ZERO; 4]);
    let name_len = text::read(host, 4, &call.words[0], call.len, MAX_NAME, &mut name)?;
    let link_len = text::read(host, 4, &call.words[1], call.len, MAX_LINK, &mut link)?;
    let (Some(name_len @ 1..), Some(link_len)) = (name_len, link_len) else {
        return Err(Error::InvalidText);
    };
    let id = count(host) + 1;
    if id > u32::MAX.into() {
        return Err(Error::OutOfDomain);
    }
    host.set(&keys::SERVICES, &[id]);
    Service::new(&call.caller).store(host, id);
    let mut text: Text = [0; 22];
    text[0] = name_len as u64;
    text[1] = link_len as u64;
    text[2..6].copy_from_slice(&name[0]);
    text[6..].copy_from_slice(link.as_flattened());
    host.set(&[keys::SERVICE_TEXT, id], &text);

    let mut said = Output::default();
    say(&text, 0, &mut said);
    let topics = [events::SERVICE, word(id.into()), call.caller];
    host.emit(&topics, &said.words[..said.len]);
    output.number(id.into());
    Ok(())
}

/// Returns a service.
pub(super) fn state<H: Host>(host: &mut H, call: &Call, output: &mut Output) -> Result<(), Error> {
    let id = call.id(0)?;
    let mut service = Service::default();
    service.load(host, id)?;
    let mut text: Text = [0; 22];
    host.get(&[keys::SERVICE_TEXT, id], &mut text);
    // A tuple with texts in it: where it starts comes first.
    output.number(32);
    output.push(service.owner());
    output.number(service.burnt());
    output.number(service.burns().into());
    say(&text, 3, output);
    Ok(())
}

/// How many services there are.
pub(super) fn count<H: Host>(host: &mut H) -> u64 {
    let mut count = [0];
    host.get(&keys::SERVICES, &mut count);
    count[0]
}

/// Appends name and link as the ABI has them at the end of a tuple, `before` words after its start.
fn say(text: &Text, before: u128, output: &mut Output) {
    let name = 32 * (before + 2);
    output.number(name);
    output.number(name + 64);
    output.number(text[0].into());
    output.push([text[2], text[3], text[4], text[5]]);
    output.number(text[1].into());
    for at in (0..text[1] as usize).step_by(32) {
        let at = 6 + at / 8;
        output.push([text[at], text[at + 1], text[at + 2], text[at + 3]]);
    }
}
