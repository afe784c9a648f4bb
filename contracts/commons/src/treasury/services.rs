//! Services, for whose use tokens are burnt: anyone registers one. What is burnt for them is counted
//! where it is burnt.

use super::{Call, Output, emit, event, load, store, text};
use crate::{
    abi::{Word, ZERO, low, word},
    error::Error,
    events,
    host::Host,
    keys,
    service::Service,
};

/// The longest name and the longest link, in bytes.
const MAX_NAME: usize = 32;
const MAX_LINK: usize = 128;

/// Name and link, each after its length.
type Text = [Word; 7];
/// Where the link begins.
const LINK: usize = 2;

/// Registers a service of the caller.
pub(super) fn register<H: Host>(
    host: &mut H,
    call: &Call,
    output: &mut Output,
) -> Result<(), Error> {
    let mut text: Text = [ZERO; 7];
    let (name, link) = text.split_at_mut(LINK);
    text::read(host, 4, &call.words[0], call.len, text::Kind::Label(MAX_NAME), name)?;
    text::read(host, 4, &call.words[1], call.len, text::Kind::Link(MAX_LINK), link)?;
    let id = count(host) + 1;
    if id > u32::MAX.into() {
        return Err(Error::OutOfDomain);
    }
    host.set(&keys::SERVICES, &[id]);
    Service::new(&call.caller).store(host, id);
    store(host, &[keys::SERVICE_TEXT, id], &text);

    let mut told = event(&events::SERVICE, &word(id.into()));
    told.push(&call.caller);
    say(&text, 0, &mut told);
    emit(host, 3, &told);
    output.number(id.into());
    Ok(())
}

/// Returns a service.
pub(super) fn state<H: Host>(host: &mut H, call: &Call, output: &mut Output) -> Result<(), Error> {
    let id = call.id(0)?;
    let mut service = Service::default();
    service.load(host, id)?;
    let mut text: Text = [ZERO; 7];
    load(host, &[keys::SERVICE_TEXT, id], &mut text);
    // A tuple with texts in it: where it starts comes first.
    output.number(32);
    output.push(&service.owner());
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
#[inline(never)]
fn say(text: &Text, before: u128, output: &mut Output) {
    let name = 32 * (before + 2);
    output.number(name);
    output.number(name + 64);
    let words = LINK + 1 + (low(&text[LINK]) as usize).div_ceil(32);
    text.iter().take(words).for_each(|word| output.push(word));
}
