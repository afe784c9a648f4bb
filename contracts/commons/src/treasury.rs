//! The treasury: constructor, hatch, grants, services, roles and the views of them. This code runs
//! in the contract's name: its storage, its money, its events.

mod constructor;
mod grants;
mod hatch;
mod roles;
mod services;
mod text;

use crate::{
    abi::{Address, Word, ZERO, amount, is_address, number, selector},
    error::Error,
    host::Host,
    pools::Pools,
};

const NAME: u32 = selector("name()");
const SYMBOL: u32 = selector("symbol()");
const DECIMALS: u32 = selector("decimals()");
const CURRENCY: u32 = selector("currency()");
const PHASE: u32 = selector("phase()");
const HATCH: u32 = selector("hatch()");
const ALLOWED: u32 = selector("allowed(address)");
const CONTRIBUTE: u32 = selector("contribute()");
const CONTRIBUTE_WITH: u32 = selector("contributeWith(uint256)");
const CLOSE: u32 = selector("close()");
const REFUND: u32 = selector("refund()");
const ALLOW: u32 = selector("allow(address[],bool)");
const GRANT: u32 = selector("grant(address,uint256,uint64,bool,uint32)");
const REVOKE: u32 = selector("revoke(uint32,uint32)");
const WITHDRAW: u32 = selector("withdraw(uint32,address,uint256)");
const GRANT_OF: u32 = selector("grantOf(uint32)");
const GRANTS: u32 = selector("grants()");
const RECENTLY_GRANTED: u32 = selector("recentlyGranted(address)");
const LIMITS: u32 = selector("limits()");
const REGISTER_SERVICE: u32 = selector("registerService(string,string)");
const SERVICE_OF: u32 = selector("serviceOf(uint32)");
const SERVICES: u32 = selector("services()");
const ROLES: u32 = selector("roles()");

/// What the constructor's call data looks like here: it starts with the offset of the name, which
/// is less than 2^224. No message has this selector, and the constructor runs only once.
const CONSTRUCTOR: u32 = 0;

/// The most arguments of a message.
const ARGUMENTS: usize = 5;

/// Up to thirteen words to return.
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
    let value = host.value().ok_or(Error::OutOfDomain)?;
    let mut call = Call {
        caller: ZERO,
        words: [ZERO; ARGUMENTS],
        len,
        now: host.now(),
        pools: Pools::default(),
    };
    host.caller(&mut call.caller);
    call.pools.load(host)?;
    if selector == CONSTRUCTOR {
        return constructor::deploy(host, &mut call, value);
    }
    let arguments = match selector {
        GRANT => 5,
        WITHDRAW => 3,
        REVOKE | ALLOW | REGISTER_SERVICE => 2,
        CONTRIBUTE_WITH | ALLOWED | GRANT_OF | RECENTLY_GRANTED | SERVICE_OF => 1,
        _ => roles::arguments(selector),
    };
    if len < 4 + 32 * arguments as u64 || (value != 0 && selector != CONTRIBUTE) {
        return Err(Error::Malformed);
    }
    host.arguments(4, &mut call.words[..arguments]);
    match selector {
        NAME => text::label(host, 0, output),
        SYMBOL => text::label(host, 1, output),
        DECIMALS => output.number(18),
        CURRENCY => output.push(call.pools.currency()),
        PHASE => output.number(call.pools.phase() as u128),
        HATCH => hatch::state(host, &call, output)?,
        ALLOWED => hatch::allowed(host, &call, output)?,
        CONTRIBUTE => hatch::contribute(host, &mut call, value, false, output)?,
        CONTRIBUTE_WITH => {
            // More than there can be is as much as fits.
            let offered = amount(&call.words[0], Error::Malformed).unwrap_or(u128::MAX);
            hatch::contribute(host, &mut call, offered, true, output)?;
        }
        CLOSE => hatch::close(host, &mut call)?,
        REFUND => hatch::refund(host, &mut call, output)?,
        ALLOW => hatch::allow(host, &call)?,
        GRANT => grants::grant(host, &mut call, output)?,
        REVOKE => grants::revoke(host, &mut call, output)?,
        WITHDRAW => grants::withdraw(host, &mut call, output)?,
        GRANT_OF => grants::state(host, &call, output)?,
        GRANTS => grants::count(host, output),
        LIMITS => grants::limits(host, output),
        RECENTLY_GRANTED => grants::recently_granted(host, &call, output)?,
        REGISTER_SERVICE => services::register(host, &call, output)?,
        SERVICE_OF => services::state(host, &call, output)?,
        SERVICES => output.number(services::count(host).into()),
        ROLES => roles::state(host, &call, output),
        _ => roles::change(host, selector, &mut call)?,
    }
    Ok(())
}

impl Call {
    /// The account in place `at` of the arguments.
    fn account(&self, at: usize) -> Result<&Address, Error> {
        if is_address(&self.words[at]) { Ok(&self.words[at]) } else { Err(Error::Malformed) }
    }

    /// Refuses a caller who is not the governor.
    fn check_governor(&self) -> Result<(), Error> {
        if self.caller == self.pools.governor() { Ok(()) } else { Err(Error::Unauthorized) }
    }

    /// The 32-bit number in place `at` of the arguments.
    fn id(&self, at: usize) -> Result<u64, Error> {
        number(&self.words[at], 32)
    }
}

/// The amount in two limbs of an item.
fn amount_at(item: &[u64], at: usize) -> u128 {
    item[at] as u128 | (item[at + 1] as u128) << 64
}

/// Sets the amount in two limbs of an item.
fn set_amount(item: &mut [u64], at: usize, amount: u128) {
    item[at..at + 2].copy_from_slice(&[amount as u64, (amount >> 64) as u64]);
}

/// The account in three limbs of an item: its word without the leading zeros.
fn account(item: &[u64], at: usize) -> Address {
    [0, item[at], item[at + 1], item[at + 2]]
}

/// Sets the account in three limbs of an item.
fn set_account(item: &mut [u64], at: usize, account: &Address) {
    item[at..at + 3].copy_from_slice(&account[1..]);
}
