//! Rules that a vote may change, within bounds that are fixed at the deployment.
//!
//! The first four are the Commons' own: it keeps their values and bounds and is asked for them. The
//! others are this contract's: the values are among its settings, the bounds in a storage item of
//! their own, which only the proposals that change them and the deployment touch.

use weir_economics::{MAX_HALF_LIFE, PPM};

use crate::{
    abi::{Word, number},
    call::Call,
    commons,
    error::Error,
    events,
    host::Host,
    settings::{DEPOSIT, HALF_LIFE, MIN_STAKE, NOTICE, WEIGHT},
    state::State,
    words::{Field, read},
};

/// The Commons' spending limit, the window in which it counts, and the vote's weight, by number.
const SPENDING_LIMIT: u64 = 3;
const WINDOW: u64 = 4;
const WEIGHT_RULE: u64 = 6;
/// The number of the first rule that is this contract's.
const FIRST: u64 = 5;
/// How many are.
const COUNT: usize = 5;

/// Where this contract's rules are in its state.
static OWN: [Field; COUNT] = [NOTICE, WEIGHT, MIN_STAKE, DEPOSIT, HALF_LIFE];

/// What each can be at all: the least and the most. The notice can be no longer than the long one,
/// and nothing limits the deposit.
static RANGES: [[u64; 2]; COUNT] =
    [[0, 0], [1, PPM as u64], [0, PPM as u64], [0, u64::MAX], [1, MAX_HALF_LIFE]];

/// The key of the bounds: one machine word, as that of the state.
const KEY: [u64; 1] = [2];

/// What is kept of a rule.
const LEAST: Field = Field::first(128);
const MOST: Field = LEAST.then(128);
const STEP: Field = MOST.then(128);
/// When it changed last, in seconds; 0: never. When it can change again, where it is answered.
const CHANGED: Field = STEP.then(64);
/// What it is; not kept.
const VALUE: Field = CHANGED.then(128);

/// What the constructor gives of each.
static GIVEN: [Field; 3] = [LEAST, MOST, STEP];
/// What the message of a rule answers, here and in the Commons.
static RULE: [Field; 5] = [VALUE, LEAST, MOST, STEP, CHANGED];

/// What is known of a rule.
type Rule = [u64; VALUE.end()];

/// The bounds of this contract's rules, as they lie in storage.
#[derive(Clone, Copy, Debug, Default)]
pub struct Bounds([[u64; CHANGED.end()]; COUNT]);

impl Bounds {
    /// How many words the constructor takes for them.
    pub const WORDS: usize = GIVEN.len() * COUNT;

    /// The bounds that the constructor is given, if the settings are within them.
    ///
    /// # Errors
    /// [`Error::InvalidParameter`] if one is not, or if bounds leave the range of a setting; those of
    /// a rule that never changes mean nothing.
    pub(crate) fn read(words: &[Word], state: &State) -> Result<Self, Error> {
        let mut ranges = RANGES;
        ranges[0][1] = state.long_notice();
        let mut bounds = Self::default();
        let rules = bounds.0.iter_mut().zip(words.chunks_exact(GIVEN.len()));
        for ((field, [lowest, highest]), (rule, words)) in OWN.iter().zip(ranges).zip(rules) {
            read(words, &GIVEN, rule)?;
            let value = field.value(&state.0);
            let (mut least, mut most) = (LEAST.amount(rule), MOST.amount(rule));
            if STEP.amount(rule) == 0 {
                (least, most) = (value, value);
            }
            if least < lowest.into()
                || value < least
                || most < value
                || (highest != u64::MAX && most > highest.into())
            {
                return Err(Error::InvalidParameter);
            }
        }
        Ok(bounds)
    }

    /// Writes the bounds.
    pub(crate) fn store<H: Host>(&self, host: &mut H) {
        host.set(&KEY, self.0.as_flattened());
    }
}

/// Which of this contract's rules has a number.
fn own(number: u64) -> usize {
    number.wrapping_sub(FIRST) as usize
}

/// Finds out about a rule, and reads the bounds if it is one of this contract's.
#[inline(never)]
fn look<H: Host>(
    call: &mut Call<H>,
    number: u64,
    bounds: &mut Bounds,
    rule: &mut Rule,
) -> Result<(), Error> {
    if number < FIRST {
        return commons::rule(call, number, &RULE, rule);
    }
    // This contract's rules wait for the Commons' window, too.
    commons::rule(call, WINDOW, &[VALUE], rule)?;
    let window = VALUE.number(rule);
    call.host.get(&KEY, bounds.0.as_flattened_mut());
    let place = own(number);
    let (Some(kept), Some(field)) = (bounds.0.get(place), OWN.get(place)) else {
        return Err(Error::InvalidParameter);
    };
    rule[..kept.len()].copy_from_slice(kept);
    VALUE.set_amount(rule, field.value(&call.state.0));
    let changed = CHANGED.number(rule);
    if changed != 0 {
        CHANGED.set_number(rule, changed.saturating_add(window));
    }
    Ok(())
}

/// Finds out about the rule that the proposal asks to change.
///
/// # Errors
/// [`Error::InvalidParameter`] if there is no such rule or the value is out of its bounds,
/// [`Error::RuleFixed`] if the rule never changes.
#[inline(never)]
fn looked<H: Host>(call: &mut Call<H>, bounds: &mut Bounds, rule: &mut Rule) -> Result<(), Error> {
    look(call, call.proposal.duration(), bounds, rule)?;
    let value = call.proposal.amount();
    if STEP.amount(rule) == 0 {
        Err(Error::RuleFixed)
    } else if value < LEAST.amount(rule) || value > MOST.amount(rule) {
        Err(Error::InvalidParameter)
    } else {
        Ok(())
    }
}

/// Refuses a proposal to change a rule that never changes, or to what it can never be.
///
/// # Errors
/// [`Error::InvalidParameter`] if there is no such rule or the value is out of its bounds,
/// [`Error::RuleFixed`] if the rule never changes.
pub fn check<H: Host>(call: &mut Call<H>) -> Result<(), Error> {
    looked(call, &mut Bounds::default(), &mut Rule::default())
}

/// Changes the rule as the proposal asks, if it is this contract's, and emits the event. The state is
/// not written yet. What the Commons' rules may be is for the Commons, but for a spending limit under
/// which nothing would pass.
///
/// # Errors
/// As [`check`]; [`Error::NotOpen`] where nothing can be granted, [`Error::TooSoon`] less than a
/// window after the last change, [`Error::InvalidParameter`] for a step too large or none.
#[inline(never)]
pub fn change<H: Host>(call: &mut Call<H>) -> Result<(), Error> {
    let (number, value) = (call.proposal.duration(), call.proposal.amount());
    let mut limit = call.state.spending_limit();
    if limit == 0 {
        return Err(Error::NotOpen);
    }
    if is_own(call) {
        let (mut bounds, mut rule) = (Bounds::default(), Rule::default());
        looked(call, &mut bounds, &mut rule)?;
        // A step of none is no step of one at least.
        let step = value.abs_diff(VALUE.amount(&rule)).wrapping_sub(1);
        if step >= STEP.amount(&rule) {
            return Err(Error::InvalidParameter);
        }
        let now = call.state.now();
        if now < CHANGED.number(&rule) {
            return Err(Error::TooSoon);
        }
        let place = own(number);
        if let (Some(kept), Some(field)) = (bounds.0.get_mut(place), OWN.get(place)) {
            CHANGED.set_number(kept, now);
            field.set_value(&mut call.state.0, value);
        }
        bounds.store(call.host);
        call.state.set_decay()?;
        events::rule(call);
    } else if number == SPENDING_LIMIT {
        limit = value as u64;
    }
    if number == SPENDING_LIMIT || number == WEIGHT_RULE {
        call.state.check_weight(limit)
    } else {
        Ok(())
    }
}

/// Whether the rule that the proposal asks to change is this contract's.
pub fn is_own<H>(call: &Call<H>) -> bool {
    call.proposal.duration() >= FIRST
}

/// Answers with one of this contract's rules: value, least, most, step, and from when on it can
/// change.
pub fn view<H: Host>(call: &mut Call<H>, argument: &Word) -> Result<(), Error> {
    let number = number(argument, 8)?;
    if number < FIRST {
        return Err(Error::InvalidParameter);
    }
    let mut rule = Rule::default();
    look(call, number, &mut Bounds::default(), &mut rule)?;
    call.words.push_fields(&rule, &RULE);
    Ok(())
}
