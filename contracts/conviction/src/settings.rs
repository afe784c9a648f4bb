//! What is set at the deployment and never changes, and the deployment itself.

use weir_economics::{Decay, MAX_HALF_LIFE, PPM, Rule};

use crate::{
    abi::{Address, ZERO, is_zero},
    call::Call,
    commons,
    error::Error,
    host::Host,
    propose,
    state::State,
    words::{Field, read, to_word},
};

/// Where the settings are in [`State`]: first those that the constructor takes, in its order.
const COMMONS: Field = Field::first(160);
const HALF_LIFE: Field = COMMONS.then(64);
const SPENDING_LIMIT: Field = HALF_LIFE.then(32);
const WEIGHT: Field = SPENDING_LIMIT.then(32);
const MIN_STAKE: Field = WEIGHT.then(32);
const DEPOSIT: Field = MIN_STAKE.then(128);
const MAX_LIFETIME: Field = DEPOSIT.then(64);
/// A fraction of 2^128.
pub(crate) const DECAY: Field = MAX_LIFETIME.then(128);

/// What the message of the settings answers; without the decay, what the constructor takes.
pub(crate) static SETTINGS: [Field; 8] =
    [COMMONS, HALF_LIFE, DECAY, SPENDING_LIMIT, WEIGHT, MIN_STAKE, DEPOSIT, MAX_LIFETIME];
static ARGUMENTS: [Field; 7] =
    [COMMONS, HALF_LIFE, SPENDING_LIMIT, WEIGHT, MIN_STAKE, DEPOSIT, MAX_LIFETIME];

/// The longest lifetime and stream, as the longest half-life: ten years of 365 days, in seconds.
pub const TEN_YEARS: u64 = MAX_HALF_LIFE;

/// The units of [`Rule`]'s shares, 10^-7, in a part per million.
const RULE_UNITS: u64 = 10;

impl State {
    /// Writes where the Commons is into `address`.
    pub fn commons(&self, address: &mut Address) {
        to_word(&self.0[..COMMONS.end()], address);
    }

    /// How much of a conviction is left after a second.
    pub fn decay(&self) -> Result<Decay, Error> {
        Ok(Decay::new(DECAY.amount(&self.0))?)
    }

    /// The share of the funding pool that no request may reach, in parts per million.
    pub fn spending_limit(&self) -> u64 {
        SPENDING_LIMIT.number(&self.0)
    }

    /// The share of the supply that thresholds count with at least, in parts per million.
    pub fn min_stake(&self) -> u32 {
        MIN_STAKE.number(&self.0) as u32
    }

    /// The least deposit of a proposal, in base units of the chain's money.
    pub fn deposit(&self) -> u128 {
        DEPOSIT.amount(&self.0)
    }

    /// The longest time that a proposal may have, in seconds.
    pub fn max_lifetime(&self) -> u64 {
        MAX_LIFETIME.number(&self.0)
    }

    /// The rule that thresholds follow.
    pub fn rule(&self) -> Result<Rule, Error> {
        // Both shares are a million at most.
        let units = |share: u64| share.wrapping_mul(RULE_UNITS) as u32;
        Ok(Rule {
            decay: self.decay()?,
            limit: units(self.spending_limit()),
            weight: units(WEIGHT.number(&self.0)),
        })
    }

    /// Completes the settings from the constructor's arguments.
    ///
    /// # Errors
    /// [`Error::InvalidParameter`] if one is out of its range, or if they let nothing ever pass.
    fn set(&mut self) -> Result<(), Error> {
        let (ppm, limit, weight) = (PPM.into(), self.spending_limit(), WEIGHT.number(&self.0));
        let half_life = HALF_LIFE.number(&self.0);
        let mut commons = ZERO;
        self.commons(&mut commons);
        if is_zero(&commons)
            || self.max_lifetime().wrapping_sub(1) >= TEN_YEARS
            || half_life.wrapping_sub(1) >= MAX_HALF_LIFE
            || limit > ppm
            || u64::from(self.min_stake()) > ppm
            || weight == 0
            // The share of all stakes that a request for nothing needs is weight / limit^2: at one
            // and above, nothing passes. Both products are below 2^64.
            || weight.wrapping_mul(ppm) >= limit.wrapping_mul(limit)
        {
            return Err(Error::InvalidParameter);
        }
        DECAY.set_amount(&mut self.0, Decay::from_half_life(half_life)?.numerator());
        Ok(())
    }
}

/// Deploys the contract from `len` bytes of call data: the settings. The first proposal is there
/// from the start, see [`propose::abstain`].
pub fn deploy<H: Host>(call: &mut Call<H>, len: u64) -> Result<(), Error> {
    let mut arguments = [ZERO; ARGUMENTS.len()];
    if len < size_of_val(&arguments) as u64 || call.host.value() != Some(0) {
        return Err(Error::Malformed);
    }
    call.host.arguments(0, &mut arguments);
    read(&arguments, &ARGUMENTS, &mut call.state.0)?;
    call.state.set()?;
    // An address without a contract answers nothing.
    if commons::governance(call).is_err() {
        return Err(Error::InvalidParameter);
    }
    call.state.start(call.host.now());
    call.host.caller(&mut call.account);
    propose::abstain(call)?;
    call.state.store(call.host);
    Ok(())
}
