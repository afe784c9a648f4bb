//! Rules that a vote may change: within bounds that the deployment fixed, by no more than a step, and
//! each at most once in a window, so that people can leave in between.

use super::{Call, Output, emit, event, limits};
use crate::{abi::number, error::Error, events, host::Host, keys};

/// The rules, by their number less one: the two tributes, the spending limit, the window.
pub(super) const RULES: usize = 4;
const ENTRY_TRIBUTE: usize = 0;
const EXIT_TRIBUTE: usize = 1;
const SPENDING_LIMIT: usize = 2;

/// Of each: the least, the most, the largest step, and when it last changed; 0: never.
pub(super) type Rules = [[u64; 4]; RULES];

const CHANGED: usize = 3;

/// Reads the bounds of all.
fn rules<H: Host>(host: &mut H) -> Rules {
    let mut rules = Rules::default();
    host.get(&keys::RULES, rules.as_flattened_mut());
    rules
}

/// Which rule the call is about.
fn which(call: &Call) -> Result<usize, Error> {
    match number(&call.words[0], 8)?.wrapping_sub(1) as usize {
        which @ 0..RULES => Ok(which),
        _ => Err(Error::InvalidParameter),
    }
}

/// What a rule is now.
fn present(call: &Call, which: usize, window: u64) -> u64 {
    match which {
        ENTRY_TRIBUTE | EXIT_TRIBUTE => call.pools.share(which + 1).into(),
        SPENDING_LIMIT => call.pools.spending_limit().into(),
        _ => window,
    }
}

/// Changes a rule. By the governor.
///
/// # Errors
/// [`Error::InvalidParameter`] for an unknown rule and for a value that is out of bounds, too far from
/// the present one or the same, [`Error::RuleFixed`] if it cannot change, [`Error::TooSoon`] within a
/// window after its last change.
pub(super) fn set<H: Host>(host: &mut H, call: &mut Call) -> Result<(), Error> {
    call.check_governor()?;
    call.pools.check_open()?;
    let which = which(call)?;
    let mut rules = rules(host);
    let [least, most, step, changed] = rules[which];
    if step == 0 {
        return Err(Error::RuleFixed);
    }
    let window = limits::window(&limits::limits(host));
    let present = present(call, which, window);
    let value = number(&call.words[1], 64).map_err(|_| Error::InvalidParameter)?;
    let distance = value.abs_diff(present);
    if value < least || value > most || distance == 0 || distance > step {
        return Err(Error::InvalidParameter);
    }
    if changed != 0 && call.now.saturating_sub(changed) < window {
        return Err(Error::TooSoon);
    }
    rules[which][CHANGED] = call.now;
    host.set(&keys::RULES, rules.as_flattened());
    match which {
        ENTRY_TRIBUTE | EXIT_TRIBUTE => call.pools.set_share(which + 1, value),
        SPENDING_LIMIT => call.pools.set_spending_limit(value),
        _ => limits::set_window(host, call, value),
    }
    call.pools.store(host);
    let mut event = event(&events::RULE, &call.words[0]);
    event.push(&call.words[1]);
    emit(host, 2, &event);
    Ok(())
}

/// Returns a rule: what it is, its bounds and step, and from when on it can change again.
pub(super) fn state<H: Host>(host: &mut H, call: &Call, output: &mut Output) -> Result<(), Error> {
    let which = which(call)?;
    let [least, most, step, changed] = rules(host)[which];
    let window = limits::window(&limits::limits(host));
    // A time that was and a year at most.
    let from = if changed == 0 { 0 } else { changed.wrapping_add(window) };
    for number in [present(call, which, window), least, most, step, from] {
        output.number(number.into());
    }
    Ok(())
}
