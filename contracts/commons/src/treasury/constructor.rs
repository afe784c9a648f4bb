//! The constructor: every parameter of a Commons is set here, and within what a vote may change some of
//! them later.
//!
//! With an initial supply the curve opens at once; without one there is a hatch.

use weir_economics::{MAX_AMOUNT, PPM, hatch_tokens, opening_jump, tribute};

use super::{
    Call, emit, event,
    grants::{TEN_YEARS, YEAR},
    limits::{Limits, WINDOW},
    roles::{GUARDIAN, OWNER, Roles, UNTIL},
    rules::{RULES, Rules},
    store, text,
};
use crate::{
    abi::{Word, ZERO, amount, is_address, is_zero, number},
    currency,
    error::Error,
    events,
    host::Host,
    keys,
    pools::{PAUSE_BITS, Pools},
    token,
    vesting::{Field, Hatch, Sum},
};

/// The words before the strings, by where they are.
const NAME: usize = 0;
const SHARES: usize = 2;
const SUPPLY: usize = 5;
const HATCH: usize = 6;
const CURRENCY: usize = 15;
const LIMITS: usize = 16;
const GUARD: usize = 18;
const BOUNDS: usize = 20;
const WORDS: usize = 32;

/// The longest name and the longest symbol, in bytes.
const LONGEST: [usize; 2] = [32, 12];

/// Within what the bounds of each rule are.
static EXTREMES: [[u64; 2]; RULES] =
    [[0, PPM as u64 - 1], [0, PPM as u64 - 1], [1, PPM as u64], [1, YEAR]];

/// How long a guardian can be in office, in seconds.
const MAX_OFFICE: u64 = 4 * YEAR;

/// The dearest token, in base units: the opening price is computed in 128 bits.
const MAX_PRICE: u128 = u128::MAX / PPM as u128;

/// Sets a new Commons up. The caller owns it.
///
/// # Errors
/// [`Error::InvalidParameter`] for what is out of range, [`Error::InvalidText`] for a name or a
/// symbol that is too long, shows nothing or hides something, [`Error::OutOfDomain`] for a supply or
/// a reserve that the curve does not take, [`Error::CurrencyRefused`] if the currency's contract does
/// not answer, [`Error::Malformed`] if this was done before.
#[inline(never)] // its many words would lie on the stack of every message
pub(super) fn deploy<H: Host>(host: &mut H, call: &mut Call) -> Result<(), Error> {
    let mut words = [ZERO; WORDS];
    host.arguments(0, &mut words);
    let mut shares = [0; 3];
    for (share, word) in shares.iter_mut().zip(&words[SHARES..]) {
        *share = number(word, 32)?;
    }
    call.pools.set_shares(&shares)?;

    let mut labels: text::Labels = [ZERO; 4];
    for (which, longest) in LONGEST.into_iter().enumerate() {
        let label = &mut labels[2 * which..2 * which + 2];
        text::read(host, 0, &words[NAME + which], call.len, text::Kind::Label(longest), label)?;
    }
    store(host, &keys::LABELS, &labels);
    limits(host, call, &words, &shares)?;
    let (currency, guardian) = (&words[CURRENCY], &words[GUARD]);
    if !is_address(currency) || !is_address(guardian) {
        return Err(Error::Malformed);
    }
    call.pools.set_currency(currency);
    if !is_zero(guardian) {
        call.pools.check_recipient(host, guardian)?;
    }
    bar(host, &call.pools);
    roles(host, call, &words)?;

    let pools = &mut call.pools;
    let supply = amount(&words[SUPPLY], Error::OutOfDomain)?;
    if supply != 0 {
        check(words[HATCH..=CURRENCY].iter().all(is_zero))?;
        pools.set_supply(supply);
        pools.open(call.value, 0)?;
        token::credit(host, &call.caller, supply)?;
        events::transfer(host, &ZERO, &call.caller, supply);
        events::open(host, &call.caller, pools);
    } else {
        check(call.value == 0)?;
        hatch(&words, shares[0], call.now)?.store(host);
    }
    pools.store(host);
    // Everything is written: the currency's contract is other people's code.
    if is_zero(currency) { Ok(()) } else { currency::balance(host, currency).map(|_| ()) }
}

/// Bars the accounts from getting tokens on which they would be lost: those that
/// [`Pools::check_recipient`] names. A governor is barred when it is set.
fn bar<H: Host>(host: &mut H, pools: &Pools) {
    let mut row = [ZERO; 4];
    token::bar(host, &row[0]);
    host.address(&mut row[1]);
    token::bar(host, &row[1]);
    for market in [true, false] {
        pools.library(market, &mut row);
        token::bar(host, &row[0]);
    }
    let currency = pools.currency();
    if !is_zero(&currency) {
        token::bar(host, &currency);
    }
}

/// Sets the limits on grants, and the bounds of the rules that can change.
fn limits<H: Host>(
    host: &mut H,
    call: &mut Call,
    words: &[Word; WORDS],
    shares: &[u64; 3],
) -> Result<(), Error> {
    let (spending, window) = (number(&words[LIMITS], 32)?, number(&words[LIMITS + 1], 64)?);
    check(spending.wrapping_sub(1) < PPM.into() && window.wrapping_sub(1) < YEAR)?;
    call.pools.set_spending_limit(spending);
    let mut limits: Limits = [ZERO; 9];
    limits[WINDOW] = words[LIMITS + 1];
    store(host, &keys::GRANTS, &limits);

    let mut rules = Rules::default();
    let present = [shares[1], shares[2], spending, window];
    for (at, rule) in rules.iter_mut().enumerate() {
        for (place, word) in rule.iter_mut().zip(&words[BOUNDS + 3 * at..][..3]) {
            *place = number(word, 64).map_err(|_| Error::InvalidParameter)?;
        }
        let ([least, most, step, _], [lowest, highest]) = (*rule, EXTREMES[at]);
        let holds = least <= present[at] && present[at] <= most;
        // A rule without a step never changes, whatever its bounds.
        check(step == 0 || lowest <= least && holds && most <= highest)?;
    }
    host.set(&keys::RULES, rules.as_flattened());
    Ok(())
}

/// Sets owner and guardian. Both are emitted, so that the events are the whole history of the roles.
fn roles<H: Host>(host: &mut H, call: &Call, words: &[Word; WORDS]) -> Result<(), Error> {
    let mut roles: Roles = [ZERO; 7];
    roles[OWNER] = call.caller;
    roles[GUARDIAN] = words[GUARD];
    roles[UNTIL] = words[GUARD + 1];
    let until = number(&roles[UNTIL], 64)?;
    let mut told = event(&events::OWNERSHIP_TRANSFERRED, &ZERO);
    told.push(&roles[OWNER]);
    emit(host, 3, &told);
    if is_zero(&roles[GUARDIAN]) {
        check(until == 0)?;
    } else {
        check(until.wrapping_sub(call.now).wrapping_sub(1) < MAX_OFFICE)?;
        check(until >> PAUSE_BITS == 0)?;
        told = event(&events::GUARDIAN, &roles[GUARDIAN]);
        told.push(&roles[UNTIL]);
        emit(host, 2, &told);
    }
    store(host, &keys::ROLES, &roles);
    Ok(())
}

/// The hatch of the constructor's words, if it can open a curve of this reserve ratio whatever it
/// raises between its minimum and its maximum.
fn hatch(words: &[Word; WORDS], reserve_ratio: u64, now: u64) -> Result<Hatch, Error> {
    let mut hatch = Hatch::default();
    // In the order of the call data.
    for (at, sum) in [(0, Sum::Minimum), (1, Sum::Maximum), (3, Sum::Price)] {
        hatch.set_sum(sum, amount(&words[HATCH + at], Error::InvalidParameter)?);
    }
    for (at, bits, field) in [
        (2, 64, Field::Deadline),
        (4, 32, Field::Tribute),
        (5, 64, Field::Cliff),
        (6, 64, Field::HalfLife),
        (7, 1, Field::Allowlist),
        (8, 32, Field::MaxJump),
    ] {
        hatch.set_field(field, number(&words[HATCH + at], bits)?);
    }

    let (minimum, maximum) = (hatch.sum(Sum::Minimum), hatch.sum(Sum::Maximum));
    let price = hatch.sum(Sum::Price);
    check(minimum <= maximum && maximum <= MAX_AMOUNT && price.wrapping_sub(1) < MAX_PRICE)?;
    check(hatch.field(Field::Deadline).wrapping_sub(now).wrapping_sub(1) < YEAR)?;
    let (cliff, half_life) = (hatch.field(Field::Cliff), hatch.field(Field::HalfLife));
    check(cliff <= TEN_YEARS && half_life <= TEN_YEARS && (half_life != 0 || cliff == 0))?;

    let theta = hatch.field(Field::Tribute) as u32;
    check(theta < PPM)?;
    let jump = opening_jump(theta, reserve_ratio as u32).map_err(|_| Error::InvalidParameter)?;
    check(u64::from(jump) <= hatch.field(Field::MaxJump))?;
    // The least that opens the curve gives it a supply and a reserve, the most does not leave its
    // domain. Both grow with what is raised.
    check(tribute(minimum, theta)? < minimum && hatch_tokens(minimum, price)? != 0)?;
    let most = hatch_tokens(maximum, price).map_err(|_| Error::InvalidParameter)?;
    check(most <= MAX_AMOUNT)?;
    Ok(hatch)
}

/// Refuses a parameter that does not hold what it must.
fn check(holds: bool) -> Result<(), Error> {
    if holds { Ok(()) } else { Err(Error::InvalidParameter) }
}
