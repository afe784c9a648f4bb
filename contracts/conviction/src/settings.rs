//! What is set at the deployment, and the deployment itself. Votes change what [`crate::rules`]
//! names, and nothing else.

use weir_economics::{Decay, MAX_HALF_LIFE, PPM, Rule};

use crate::{
    abi::{Address, ZERO, is_zero},
    call::Call,
    commons,
    error::Error,
    host::Host,
    propose,
    rules::Bounds,
    state::State,
    totals::SPENDING_LIMIT,
    words::{Field, read, to_word},
};

/// Where the settings are in [`State`]: first those that the constructor takes, in its order.
const COMMONS: Field = Field::first(160);
pub(crate) const HALF_LIFE: Field = COMMONS.then(64);
pub(crate) const WEIGHT: Field = HALF_LIFE.then(32);
pub(crate) const MIN_STAKE: Field = WEIGHT.then(32);
pub(crate) const DEPOSIT: Field = MIN_STAKE.then(128);
const MAX_LIFETIME: Field = DEPOSIT.then(64);
pub(crate) const NOTICE: Field = MAX_LIFETIME.then(64);
const LONG_NOTICE: Field = NOTICE.then(64);
const RULE_SHARE: Field = LONG_NOTICE.then(32);
const EXIT_SHARE: Field = RULE_SHARE.then(32);
/// A fraction of 2^128.
pub(crate) const DECAY: Field = EXIT_SHARE.then(128);

/// What the message of the settings answers.
pub(crate) static SETTINGS: [Field; 12] = [
    COMMONS,
    HALF_LIFE,
    DECAY,
    SPENDING_LIMIT,
    WEIGHT,
    MIN_STAKE,
    DEPOSIT,
    MAX_LIFETIME,
    NOTICE,
    LONG_NOTICE,
    RULE_SHARE,
    EXIT_SHARE,
];
/// What the constructor takes, before the bounds of the rules.
static ARGUMENTS: [Field; 10] = [
    COMMONS,
    HALF_LIFE,
    WEIGHT,
    MIN_STAKE,
    DEPOSIT,
    MAX_LIFETIME,
    NOTICE,
    LONG_NOTICE,
    RULE_SHARE,
    EXIT_SHARE,
];

/// The longest lifetime and stream, as the longest half-life: ten years of 365 days, in seconds.
pub const TEN_YEARS: u64 = MAX_HALF_LIFE;

/// The units of [`Rule`]'s shares, 10^-7, in a part per million.
const RULE_UNITS: u64 = 10;

impl State {
    /// Writes where the Commons is into `address`.
    pub fn commons(&self, address: &mut Address) {
        to_word(&self.0[..COMMONS.end()], address);
    }

    /// The half-life of conviction, in seconds.
    pub fn half_life(&self) -> u64 {
        HALF_LIFE.number(&self.0)
    }

    /// How much of a conviction is left after a second.
    pub fn decay(&self) -> Result<Decay, Error> {
        Ok(Decay::new(DECAY.amount(&self.0))?)
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

    /// The seconds between announcement and execution.
    pub fn notice(&self) -> u64 {
        NOTICE.number(&self.0)
    }

    /// The same for proposals that change the rules, the governor or the end of the Commons.
    pub fn long_notice(&self) -> u64 {
        LONG_NOTICE.number(&self.0)
    }

    /// The share of the supply that a change of a rule or of the governor takes, or the wind-down
    /// (`exit`), in parts per million; 0 if there is none.
    pub fn share(&self, exit: bool) -> u32 {
        let share = if exit { EXIT_SHARE } else { RULE_SHARE };
        share.number(&self.0) as u32
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

    /// Refuses a weight that would let nothing pass under a spending limit.
    ///
    /// The share of all stakes that a request for nothing needs is weight / limit^2: at one and
    /// above, nothing passes.
    pub(crate) fn check_weight(&self, limit: u64) -> Result<(), Error> {
        // A limit beyond a million is no limit of a Commons. Both products are below 2^64.
        let ppm = PPM.into();
        let limit = limit.min(ppm);
        if WEIGHT.number(&self.0).wrapping_mul(ppm) < limit.wrapping_mul(limit) {
            Ok(())
        } else {
            Err(Error::InvalidParameter)
        }
    }

    /// Has the decay follow from the half-life.
    pub(crate) fn set_decay(&mut self) -> Result<(), Error> {
        let decay = Decay::from_half_life(self.half_life())?;
        DECAY.set_amount(&mut self.0, decay.numerator());
        Ok(())
    }

    /// Refuses settings out of their range; those that are rules are checked with their bounds.
    fn check(&self) -> Result<(), Error> {
        let mut commons = ZERO;
        self.commons(&mut commons);
        if is_zero(&commons)
            || self.max_lifetime().wrapping_sub(1) >= TEN_YEARS
            || self.long_notice() >= self.max_lifetime()
            || self.share(false) >= PPM
            || self.share(true) >= PPM
        {
            return Err(Error::InvalidParameter);
        }
        Ok(())
    }
}

/// Deploys the contract from `len` bytes of call data: the settings, then the bounds of the rules.
/// The first proposal is there from the start, see [`propose::abstain`].
///
/// # Errors
/// [`Error::InvalidParameter`] if a setting is out of its range, if they let nothing ever pass, or
/// if there is no Commons.
pub fn deploy<H: Host>(call: &mut Call<H>, len: u64) -> Result<(), Error> {
    let mut arguments = [ZERO; ARGUMENTS.len() + Bounds::WORDS];
    if len < size_of_val(&arguments) as u64 || call.host.value() != Some(0) {
        return Err(Error::Malformed);
    }
    call.host.arguments(0, &mut arguments);
    read(&arguments, &ARGUMENTS, &mut call.state.0)?;
    call.state.check()?;
    let (_, bounds) = arguments.split_at(ARGUMENTS.len());
    Bounds::read(bounds, &call.state)?.store(call.host);
    // An address without a contract answers nothing.
    if commons::governance(call).is_err() {
        return Err(Error::InvalidParameter);
    }
    let state = &mut call.state;
    state.check_weight(state.spending_limit())?;
    state.set_decay()?;
    state.start(call.host.now());
    call.host.caller(&mut call.account);
    propose::abstain(call)?;
    call.state.store(call.host);
    Ok(())
}
