//! Grants: the governor gives from the funding pool, the beneficiary takes what is due.

use weir_economics::{faded, streamed, tribute};

use super::{Call, Output, account, amount_at, set_account, set_amount};
use crate::{
    abi::{Address, ZERO, amount, is_zero, number, word},
    currency,
    error::Error,
    events,
    host::Host,
    keys, token,
};

/// Seconds in a year, and in the longest stream.
pub(super) const YEAR: u64 = 365 * 86_400;
/// The longest stream, and the longest vesting.
pub(super) const TEN_YEARS: u64 = 10 * YEAR;

/// The limits on grants, and their totals.
#[derive(Default)]
pub(super) struct Limits([u64; 5]);

/// Where things are in it: parts per million of the funding pool; seconds over which a grant counts
/// against its beneficiary; what is granted and not withdrawn; how many grants there are.
const SPENDING: usize = 0;
const WINDOW: usize = 1;
const OWED: usize = 2;
const COUNT: usize = 4;

impl Limits {
    /// The limits of a new Commons.
    pub(super) fn new(spending: u64, window: u64) -> Self {
        Self([spending, window, 0, 0, 0])
    }

    fn load<H: Host>(host: &mut H) -> Self {
        let mut limits = Self::default();
        host.get(&keys::GRANTS, &mut limits.0);
        limits
    }

    /// Writes the limits.
    pub(super) fn store<H: Host>(&self, host: &mut H) {
        host.set(&keys::GRANTS, &self.0);
    }

    /// Counts a grant as owed.
    fn owe(&mut self, amount: u128) -> Result<(), Error> {
        let owed = amount_at(&self.0, OWED).checked_add(amount).ok_or(Error::OutOfDomain)?;
        set_amount(&mut self.0, OWED, owed);
        Ok(())
    }

    /// Counts what was owed as paid, or as returned. Nothing is paid that was not owed.
    fn pay(&mut self, amount: u128) {
        let owed = amount_at(&self.0, OWED).wrapping_sub(amount);
        set_amount(&mut self.0, OWED, owed);
    }

    /// Whether `amount` is less than the spending limit of `pool`. The limit is rounded up, so that
    /// this is exact: less than a number means less than its ceiling.
    fn allow(&self, amount: u128, pool: u128) -> Result<bool, Error> {
        Ok(amount < tribute(pool, self.0[SPENDING] as u32)?)
    }
}

/// What still counts of the recent grants to a beneficiary.
fn recent<H: Host>(host: &mut H, call: &Call, beneficiary: &Address, limits: &Limits) -> u128 {
    let mut recent: Recent = [0; 3];
    host.get(&keys::of_account(keys::BENEFICIARY, beneficiary), &mut recent);
    faded(amount_at(&recent, 0), call.now.saturating_sub(recent[2]), limits.0[WINDOW])
}

/// What was recently granted to a beneficiary: how much, and when that counted in full.
type Recent = [u64; 3];

/// A grant.
#[derive(Default)]
struct Grant([u64; 10]);

/// Where things are in it: to whom; how much; how much of that is withdrawn; when it began and how
/// long it flows; the proposal, and above its 32 bits the marks.
const BENEFICIARY: usize = 0;
const AMOUNT: usize = 3;
const WITHDRAWN: usize = 5;
const START: usize = 7;
const DURATION: usize = 8;
const PROPOSAL: usize = 9;
const AS_TOKENS: u64 = 1 << 32;
const REVOKED: u64 = 1 << 33;

impl Grant {
    fn load<H: Host>(host: &mut H, id: u64) -> Result<Self, Error> {
        let mut grant = Self::default();
        if host.get(&[keys::GRANT, id], &mut grant.0) {
            Ok(grant)
        } else {
            Err(Error::UnknownGrant)
        }
    }

    fn store<H: Host>(&self, host: &mut H, id: u64) {
        host.set(&[keys::GRANT, id], &self.0);
    }

    fn amount(&self) -> u128 {
        amount_at(&self.0, AMOUNT)
    }

    fn withdrawn(&self) -> u128 {
        amount_at(&self.0, WITHDRAWN)
    }

    /// Whether it has a mark.
    fn is(&self, mark: u64) -> bool {
        self.0[PROPOSAL] & mark != 0
    }

    /// Seconds since it began.
    fn elapsed(&self, now: u64) -> u64 {
        now.saturating_sub(self.0[START])
    }

    /// What has come due until now, withdrawn or not.
    fn streamed(&self, now: u64) -> u128 {
        streamed(self.amount(), self.elapsed(now), self.0[DURATION])
    }

    /// What can be withdrawn now.
    fn due(&self, now: u64) -> u128 {
        self.streamed(now).saturating_sub(self.withdrawn())
    }
}

/// Grants from the funding pool. By the governor, and within the limits that are kept here whatever
/// the governor's own are.
pub(super) fn grant<H: Host>(
    host: &mut H,
    call: &mut Call,
    output: &mut Output,
) -> Result<(), Error> {
    call.check_governor()?;
    call.pools.check_open()?;
    call.pools.check_running(host)?;
    let beneficiary = *call.account(0)?;
    let amount = amount(&call.words[1], Error::OverSpendingLimit)?;
    let duration = number(&call.words[2], 64)?;
    let as_tokens = number(&call.words[3], 1)?;
    let proposal = call.id(4)?;
    if amount == 0 {
        return Err(Error::ZeroAmount);
    }
    if is_zero(&beneficiary) {
        return Err(Error::ZeroAddress);
    }
    if duration > TEN_YEARS {
        return Err(Error::InvalidParameter);
    }
    let mut limits = Limits::load(host);
    let funding = call.pools.funding();
    if !limits.allow(amount, funding)? {
        return Err(Error::OverSpendingLimit);
    }
    // What one request may not take, several together may not take either.
    let counted = recent(host, call, &beneficiary, &limits);
    let together = counted.checked_add(amount).ok_or(Error::OutOfDomain)?;
    let before = counted.checked_add(funding).ok_or(Error::OutOfDomain)?;
    if !limits.allow(together, before)? {
        return Err(Error::OverBeneficiaryLimit);
    }

    let mut recent: Recent = [0, 0, call.now];
    set_amount(&mut recent, 0, together);
    host.set(&keys::of_account(keys::BENEFICIARY, &beneficiary), &recent);
    // The amount is less than the funding pool.
    call.pools.set_funding(funding.wrapping_sub(amount));
    call.pools.store(host);
    let id = limits.0[COUNT] + 1;
    if id > u32::MAX.into() {
        return Err(Error::OutOfDomain);
    }
    limits.0[COUNT] = id;
    limits.owe(amount)?;
    limits.store(host);
    let mut grant = Grant::default();
    set_account(&mut grant.0, BENEFICIARY, &beneficiary);
    set_amount(&mut grant.0, AMOUNT, amount);
    grant.0[START] = call.now;
    grant.0[DURATION] = duration;
    grant.0[PROPOSAL] = proposal | if as_tokens != 0 { AS_TOKENS } else { 0 };
    grant.store(host, id);

    let topics = [events::GRANT, word(id.into()), beneficiary, word(proposal.into())];
    let mut data = [ZERO; 7];
    for (place, number) in
        data.iter_mut().zip([amount, call.now.into(), duration.into(), as_tokens.into()])
    {
        *place = word(number);
    }
    call.pools.write(&mut data[4..]);
    host.emit(&topics, &data);
    output.number(id.into());
    Ok(())
}

/// Ends a grant: what is not yet due returns to the funding pool. By the governor, paused or not.
pub(super) fn revoke<H: Host>(
    host: &mut H,
    call: &mut Call,
    output: &mut Output,
) -> Result<(), Error> {
    call.check_governor()?;
    let (id, proposal) = (call.id(0)?, call.id(1)?);
    let mut grant = Grant::load(host, id)?;
    if grant.is(REVOKED) {
        return Err(Error::GrantRevoked);
    }
    let due = grant.streamed(call.now);
    let returned = grant.amount().wrapping_sub(due);
    // The stream ends here: what has flown until now is all of it, and all of that is due.
    let elapsed = grant.elapsed(call.now);
    set_amount(&mut grant.0, AMOUNT, due);
    grant.0[DURATION] = grant.0[DURATION].min(elapsed);
    grant.0[PROPOSAL] |= REVOKED;
    grant.store(host, id);
    let mut limits = Limits::load(host);
    limits.pay(returned);
    limits.store(host);
    call.pools.give(returned)?;
    call.pools.store(host);

    let topics = [events::REVOKE, word(id.into()), word(proposal.into())];
    events::with_state(host, &topics, returned, &call.pools);
    output.number(returned);
    Ok(())
}

/// Pays what is due of a grant to an account: money, or tokens that are minted for it by the curve
/// without a tribute. By the beneficiary alone, so that one who cannot receive hinders nobody else.
pub(super) fn withdraw<H: Host>(
    host: &mut H,
    call: &mut Call,
    output: &mut Output,
) -> Result<(), Error> {
    let (id, to) = (call.id(0)?, *call.account(1)?);
    let mut grant = Grant::load(host, id)?;
    if account(&grant.0, BENEFICIARY) != call.caller {
        return Err(Error::Unauthorized);
    }
    if is_zero(&to) {
        return Err(Error::ZeroAddress);
    }
    let due = grant.due(call.now);
    if due == 0 {
        return Err(Error::NothingDue);
    }
    let withdrawn = grant.withdrawn().wrapping_add(due);
    set_amount(&mut grant.0, WITHDRAWN, withdrawn);
    grant.store(host, id);
    let mut limits = Limits::load(host);
    limits.pay(due);
    limits.store(host);

    let mut tokens = 0;
    if grant.is(AS_TOKENS) {
        tokens = call.pools.mint(due, 0)?.received;
        if tokens < amount(&call.words[2], Error::BelowMinimum)? {
            return Err(Error::BelowMinimum);
        }
        call.pools.store(host);
        token::credit(host, &to, tokens);
        events::transfer(host, &ZERO, &to, tokens);
    }
    let mut data = [to, word(due), word(tokens), ZERO, ZERO, ZERO];
    call.pools.write(&mut data[3..]);
    host.emit(&[events::WITHDRAW, word(id.into()), call.caller], &data);
    if grant.is(AS_TOKENS) {
        output.number(tokens);
        return Ok(());
    }
    output.number(due);
    currency::pay(host, &call.pools, &to, due)
}

/// Returns a grant.
pub(super) fn state<H: Host>(host: &mut H, call: &Call, output: &mut Output) -> Result<(), Error> {
    let grant = Grant::load(host, call.id(0)?)?;
    output.push(account(&grant.0, BENEFICIARY));
    output.number(grant.amount());
    output.number(grant.withdrawn());
    output.number(grant.0[START].into());
    output.number(grant.0[DURATION].into());
    output.number(grant.is(AS_TOKENS).into());
    output.number(grant.is(REVOKED).into());
    output.number((grant.0[PROPOSAL] as u32).into());
    output.number(grant.due(call.now));
    Ok(())
}

/// Returns how many grants there are.
pub(super) fn count<H: Host>(host: &mut H, output: &mut Output) {
    output.number(Limits::load(host).0[COUNT].into());
}

/// Returns the limits, and what is granted and not withdrawn.
pub(super) fn limits<H: Host>(host: &mut H, output: &mut Output) {
    let limits = Limits::load(host);
    output.number(limits.0[SPENDING].into());
    output.number(limits.0[WINDOW].into());
    output.number(amount_at(&limits.0, OWED));
}

/// Returns what the recent grants to a beneficiary still count.
pub(super) fn recently_granted<H: Host>(
    host: &mut H,
    call: &Call,
    output: &mut Output,
) -> Result<(), Error> {
    let beneficiary = call.account(0)?;
    let limits = Limits::load(host);
    output.number(recent(host, call, beneficiary, &limits));
    Ok(())
}
