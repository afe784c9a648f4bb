//! The treasury: constructor, hatch, grants, rules, wind-down, services, roles and the views of them. This code runs
//! in the contract's name: its storage, its money, its events.
//!
//! What it alone uses lies in storage as words of the ABI, as it came and as it is returned: to
//! convert it would be code, and every call pays for each byte of that.

mod constructor;
mod ending;
mod grants;
mod hatch;
mod limits;
mod messages;
mod roles;
mod rules;
mod services;
mod text;
mod unlock;

use messages::{MESSAGES, Message};

use crate::{
    abi::{Address, Word, ZERO, amount, is_address, number},
    error::Error,
    host::Host,
    messages::find,
    pools::Pools,
};

/// What the constructor's call data looks like here: it starts with the offset of the name, which
/// is less than 2^224. No message has this selector, and the constructor runs only once.
const CONSTRUCTOR: u32 = 0;

/// The most arguments of a message.
const ARGUMENTS: usize = 5;

/// Up to thirteen words: to return, or topics and data of an event.
pub type Output = crate::output::Output<13>;

/// A call that is being answered.
struct Call {
    /// Who calls.
    caller: Address,
    /// The arguments, as far as they are words.
    words: [Word; ARGUMENTS],
    /// How long the call data is.
    len: u64,
    /// The block's time.
    now: u64,
    /// The money that came with it.
    value: u128,
    /// The Commons before the call. Who changes it stores it.
    pools: Pools,
}

/// Answers a call that neither the contract's own code nor the market takes. What it changed counts
/// only if it succeeds.
pub fn call<H: Host>(
    host: &mut H,
    selector: u32,
    len: u64,
    output: &mut Output,
) -> Result<(), Error> {
    let call = &mut Call {
        caller: ZERO,
        words: [ZERO; ARGUMENTS],
        len,
        now: host.now(),
        value: host.value().ok_or(Error::OutOfDomain)?,
        pools: Pools::default(),
    };
    host.caller(&mut call.caller);
    call.pools.load(host)?;
    if selector == CONSTRUCTOR {
        return constructor::deploy(host, call);
    }
    // Else a deployment could be the call of a message, and the constructor anybody's.
    call.pools.check_set_up()?;
    let (message, arguments) = find(&MESSAGES, selector)?;
    let words = &mut call.words[..arguments];
    if len < 4 + size_of_val(words) as u64 || (call.value != 0 && message != Message::Contribute) {
        return Err(Error::Malformed);
    }
    host.arguments(4, words);
    match message {
        Message::Name => text::label(host, 0, output),
        Message::Symbol => text::label(host, 2, output),
        Message::Decimals => output.number(18),
        Message::Currency => output.push(&call.pools.currency()),
        Message::Phase => output.number(call.pools.phase() as u128),
        Message::Hatch => return hatch::state(host, call, output),
        Message::Allowed => return hatch::allowed(host, call, output),
        Message::Contribute => return hatch::contribute(host, call, call.value, false, output),
        Message::ContributeWith => {
            let offered = amount(&call.words[0], Error::OutOfDomain)?;
            return hatch::contribute(host, call, offered, true, output);
        }
        Message::Close => return hatch::close(host, call),
        Message::Refund => return hatch::refund(host, call, output),
        Message::Allow => return hatch::allow(host, call),
        Message::Grant => return grants::grant(host, call, output),
        Message::Revoke => return grants::revoke(host, call, output),
        Message::Withdraw => return grants::withdraw(host, call, output),
        Message::GrantOf => return grants::state(host, call, output),
        Message::Lapse => return grants::lapse(host, call, output),
        Message::Grants => limits::grants(host, output),
        Message::Limits => limits::state(host, call, output),
        Message::SetRule => return rules::set(host, call),
        Message::Rule => return rules::state(host, call, output),
        Message::Closing => return ending::closing(host, call),
        Message::WindDown => return ending::wind_down(host, call),
        Message::Credit => return ending::credit(host, call, output),
        Message::Unlock => return unlock::unlock(host, call),
        Message::CancelUnlock => return unlock::cancel(host, call),
        Message::UnlockOf => return unlock::state(host, call, output),
        Message::RegisterService => return services::register(host, call, output),
        Message::ServiceOf => return services::state(host, call, output),
        Message::Services => output.number(services::count(host).into()),
        Message::SpotPrice => {
            call.pools.check_open()?;
            output.push(&call.pools.spot_price()?);
        }
        Message::Roles => roles::state(host, call, output),
        role => return roles::change(host, role, call),
    }
    Ok(())
}

impl Call {
    /// The account in place `at` of the arguments.
    #[inline(never)]
    fn account(&self, at: usize) -> Result<&Address, Error> {
        if is_address(&self.words[at]) { Ok(&self.words[at]) } else { Err(Error::Malformed) }
    }

    /// Refuses a caller who is not the governor.
    #[inline(never)]
    fn check_governor(&self) -> Result<(), Error> {
        if self.caller == self.pools.governor() { Ok(()) } else { Err(Error::Unauthorized) }
    }

    /// The 32-bit number in place `at` of the arguments.
    #[inline(never)]
    fn id(&self, at: usize) -> Result<u64, Error> {
        number(&self.words[at], 32)
    }
}

/// Reads an item; false if there is none, and it stays as it was.
#[inline(never)]
fn load<H: Host>(host: &mut H, key: &[u64], item: &mut [Word]) -> bool {
    host.get(key, item.as_flattened_mut())
}

/// Writes an item.
#[inline(never)]
fn store<H: Host>(host: &mut H, key: &[u64], item: &[Word]) {
    host.set(key, item.as_flattened());
}

/// Emits an event, of whose words `topics` come first.
#[inline(never)]
fn emit<H: Host>(host: &mut H, topics: usize, event: &Output) {
    let (topics, data) = event.words[..event.len].split_at(topics);
    host.emit(topics, data);
}

/// Emits an event that ends with the state, `topics` as in [`emit`].
#[inline(never)]
fn emit_with_state<H: Host>(host: &mut H, topics: usize, event: &mut Output, pools: &Pools) {
    event.number(pools.supply());
    event.number(pools.reserve());
    event.number(pools.funding());
    emit(host, topics, event);
}

/// An event of a kind, with its first topic, and its second one.
#[inline(never)]
fn event(kind: &Word, topic: &Word) -> Output {
    let mut event = Output::default();
    event.push(kind);
    event.push(topic);
    event
}
