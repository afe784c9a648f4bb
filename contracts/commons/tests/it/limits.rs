//! The spending limit over all grants.

use weir_commons::{
    abi::{ZERO, word},
    error::Error,
};

use crate::{
    actions::{Chance, Request, TEN, counted, funded, grant, lapse, revoke, set_rule, withdraw},
    ledger::{ALICE, BOB, CAROL, GOVERNOR, Ledger, ONE},
    setup::{DAY, Setup, YEAR},
};

/// A quarter of the window, in seconds: 7.5 days.
const QUARTER: u64 = 30 * DAY / 4;
const WINDOW: u64 = 30 * DAY;

fn at(ledger: &mut Ledger, amount: u128) -> Result<(), Error> {
    grant(ledger, Request { amount, ..TEN }).map(|_| ())
}

#[test]
fn a_grant_stays_below_the_spending_limit() {
    let mut ledger = funded();
    assert_eq!(at(&mut ledger, 20 * ONE), Err(Error::OverSpendingLimit));
    assert_eq!(at(&mut ledger, u128::MAX), Err(Error::OverSpendingLimit));
    let words = [BOB, [1, 0, 0, 0], ZERO, ZERO, ZERO];
    let beyond = ledger.send(GOVERNOR, "grant(address,uint256,uint64,bool,uint32)", &words);
    assert_eq!(beyond, Err(Error::OverSpendingLimit));
    assert_eq!(at(&mut ledger, 20 * ONE - 1), Ok(()));
    assert_eq!(at(&mut ledger, u128::MAX), Err(Error::OverSpendingLimit));
}

#[test]
fn nothing_is_granted_from_an_empty_pool() {
    let mut ledger = Ledger::open();
    assert_eq!(at(&mut ledger, 1), Err(Error::OverSpendingLimit));
    // A fifth of five is one, of six more.
    ledger.pay(ALICE, 5, "donate()", &[]).unwrap();
    assert_eq!(at(&mut ledger, 1), Err(Error::OverSpendingLimit));
    ledger.pay(ALICE, 1, "donate()", &[]).unwrap();
    assert_eq!(at(&mut ledger, 1), Ok(()));
}

#[test]
fn one_request_cannot_be_split_into_many_for_one_or_for_several() {
    let mut ledger = funded();
    for (step, to) in [BOB, CAROL, ALICE].into_iter().enumerate() {
        grant(&mut ledger, Request { to, amount: 5 * ONE, ..TEN }).unwrap();
        assert_eq!(counted(&ledger), 5 * ONE * (step as u128 + 1));
    }
    for to in [BOB, CAROL, [0, 0, 0, 7]] {
        let request = Request { to, amount: 5 * ONE, ..TEN };
        assert_eq!(grant(&mut ledger, request), Err(Error::OverSpendingLimit));
    }
    assert_eq!(at(&mut ledger, 5 * ONE - 1), Ok(()));
    assert_eq!(at(&mut ledger, 1), Err(Error::OverSpendingLimit));
    // What comes in raises it by its share.
    ledger.pay(ALICE, 5 * ONE, "donate()", &[]).unwrap();
    assert_eq!(at(&mut ledger, ONE + 1), Err(Error::OverSpendingLimit));
    assert_eq!(at(&mut ledger, ONE), Ok(()));
}

#[test]
fn a_grant_counts_in_full_for_the_window_and_at_most_a_quarter_longer() {
    // At a quarter's first second, in its middle, and at its last second.
    for start in [0, QUARTER / 2, QUARTER - 1, 3 * QUARTER, 17 * QUARTER + 5] {
        let mut ledger = funded();
        ledger.time = start;
        at(&mut ledger, 15 * ONE).unwrap();
        let mut counts = |time: u64| {
            ledger.time = time;
            counted(&ledger)
        };
        for after in [0, QUARTER, WINDOW - 1, WINDOW] {
            assert_eq!(counts(start + after), 15 * ONE, "{start} {after}");
        }
        let end = (start / QUARTER + 5) * QUARTER;
        assert!(end <= start + WINDOW + QUARTER);
        assert_eq!((counts(end - 1), counts(end)), (15 * ONE, 0), "{start}");
        assert_eq!(counts(start + 100 * WINDOW), 0);
    }
}

#[test]
fn each_quarter_stops_counting_by_itself() {
    let mut ledger = funded();
    for quarter in 0..5 {
        ledger.time = quarter * QUARTER;
        at(&mut ledger, ONE << quarter).unwrap_or_else(|error| {
            // 1 + 2 + 4 + 8 + 16 are more than 20.
            assert_eq!((quarter, error), (4, Error::OverSpendingLimit));
        });
    }
    let mut counts = |quarter: u64| {
        ledger.time = quarter * QUARTER;
        counted(&ledger) / ONE
    };
    let shown: Vec<u128> = (4..10).map(&mut counts).collect();
    assert_eq!(shown, [15, 14, 12, 8, 0, 0]);
}

#[test]
fn what_comes_back_still_counts() {
    let mut ledger = funded();
    grant(&mut ledger, Request { amount: 15 * ONE, days: 5, ..TEN }).unwrap();
    revoke(&mut ledger, 1).unwrap();
    assert_eq!((ledger.state()[2], counted(&ledger)), (100 * ONE, 15 * ONE));
    // Less than a fifth of the 115 that the pool held and got: 8 more.
    assert_eq!(at(&mut ledger, 8 * ONE), Err(Error::OverSpendingLimit));
    assert_eq!(at(&mut ledger, 8 * ONE - 1), Ok(()));

    let mut ledger =
        Ledger::with(Setup { window: YEAR.into(), ..Setup::curve() }.data(), 100 * ONE)
            .unwrap()
            .governed();
    ledger.pay(ALICE, 100 * ONE, "donate()", &[]).unwrap();
    at(&mut ledger, 15 * ONE).unwrap();
    ledger.time = YEAR;
    lapse(&mut ledger, 1).unwrap();
    assert_eq!((ledger.state()[2], counted(&ledger)), (100 * ONE, 15 * ONE));
}

#[test]
fn withdrawals_change_nothing_of_what_counts() {
    let mut ledger = funded();
    at(&mut ledger, 10 * ONE).unwrap();
    withdraw(&mut ledger, 1, BOB).unwrap();
    assert_eq!(counted(&ledger), 10 * ONE);
}

#[test]
fn the_shortest_windows_count_by_seconds() {
    for window in 1..=9 {
        let mut setup = Setup::curve();
        setup.window = window;
        let mut ledger = Ledger::with(setup.data(), 100 * ONE).unwrap().governed();
        ledger.pay(ALICE, 100 * ONE, "donate()", &[]).unwrap();
        at(&mut ledger, ONE).unwrap();
        for after in 0..=window as u64 {
            ledger.time = after;
            assert_eq!(counted(&ledger), ONE, "{window} {after}");
        }
        ledger.time = 5 * (window as u64).div_ceil(4);
        assert_eq!(counted(&ledger), 0, "{window}");
    }
}

/// What happened to a funding pool: when, and how much came in and was granted.
struct Step {
    time: u64,
    /// What the pool held before.
    held: u128,
    came: u128,
    granted: u128,
}

/// Of what the pool held at any step and what came in during the window from there on, less than
/// the limit was granted.
fn check(steps: &[Step], window: u64, limit: u128) {
    for (at, first) in steps.iter().enumerate() {
        let (mut came, mut granted) = (0, 0);
        for step in steps[at..].iter().take_while(|step| step.time - first.time <= window) {
            came += step.came;
            granted += step.granted;
            if granted > 0 {
                assert!(granted * 1_000_000 < limit * (first.held + came), "step {at}");
            }
        }
    }
}

#[test]
fn in_any_window_less_than_the_limit_of_what_was_held_and_came_in_is_granted() {
    for run in 0..40 {
        let mut chance = Chance(run);
        let setup = Setup {
            spending_limit: [10_000, 100_000, 200_000, 500_000, 1_000_000][run as usize % 5],
            window: 1 + chance.below((60 * DAY).into()),
            ..Setup::curve()
        };
        let (limit, window) = (setup.spending_limit, setup.window as u64);
        let quarter = window.div_ceil(4);
        let mut ledger = Ledger::with(setup.data(), 100 * ONE).unwrap().governed();
        let mut steps: Vec<Step> = vec![];
        for _ in 0..120 {
            ledger.time += chance.below(u128::from(window) / 3 + 2) as u64;
            let (time, held) = (ledger.time, ledger.state()[2]);
            let (mut came, mut granted) = (0, 0);
            if chance.below(4) == 0 {
                came = 1 + chance.below(50 * ONE);
                ledger.pay(ALICE, came, "donate()", &[]).unwrap();
            } else if chance.below(8) == 0 {
                let grants = ledger.ask("grants()", &[]).unwrap()[0];
                came = match revoke(&mut ledger, 1 + chance.below(grants + 1)) {
                    Ok(words) => weir_commons::abi::low(&words[0]),
                    Err(_) => 0,
                };
            } else {
                // All grants of the present quarter and the last four count, and none of before.
                let counts = |step: &&Step| step.time / quarter + 4 >= time / quarter;
                let counts: u128 = steps.iter().filter(counts).map(|step| step.granted).sum();
                assert_eq!(counted(&ledger), counts);
                let most = (limit * (held + counts)).div_ceil(1_000_000).saturating_sub(counts);
                // Around the most that can be granted, and anything.
                let amount = match chance.below(3) {
                    0 => most.max(2) - 1,
                    1 => most.max(1),
                    _ => 1 + chance.below(held / 2 + 1),
                };
                let fits = amount < most;
                let days = chance.below(50) as u64;
                let outcome = grant(&mut ledger, Request { amount, days, ..TEN });
                assert_eq!(outcome.is_ok(), fits, "{amount} {most}: {outcome:?}");
                granted = if fits { amount } else { 0 };
            }
            steps.push(Step { time, held, came, granted });
            check(&steps, window, limit);
        }
        let granted = steps.iter().filter(|step| step.granted > 0).count();
        assert!(granted > 10, "run {run}: {granted} grants");
    }
}

#[test]
fn what_counts_goes_on_counting_for_a_new_window() {
    let mut ledger = funded();
    ledger.time = 20 * DAY;
    at(&mut ledger, 12 * ONE).unwrap();
    ledger.time = 45 * DAY;
    at(&mut ledger, 3 * ONE).unwrap();
    // A window from 30 days to 7.
    set_rule(&mut ledger, 4, (7 * DAY).into()).unwrap();
    assert_eq!(counted(&ledger), 15 * ONE);
    let changed = ledger.time;
    ledger.time = changed + 7 * DAY;
    assert_eq!(counted(&ledger), 15 * ONE);
    ledger.time = changed + 7 * DAY * 5 / 4;
    assert_eq!(counted(&ledger), 0);

    // And from 7 to 37: what counted stays, what had stopped does not come back.
    at(&mut ledger, 10 * ONE).unwrap();
    ledger.time += 7 * DAY;
    set_rule(&mut ledger, 4, (37 * DAY).into()).unwrap();
    assert_eq!(counted(&ledger), 10 * ONE);
    let changed = ledger.time;
    ledger.time = changed + 37 * DAY;
    assert_eq!(counted(&ledger), 10 * ONE);
    ledger.time = changed + 47 * DAY;
    assert_eq!(counted(&ledger), 0);
}

#[test]
fn another_limit_counts_from_the_next_grant_on() {
    let mut ledger = funded();
    at(&mut ledger, 10 * ONE).unwrap();
    set_rule(&mut ledger, 3, 150_000).unwrap();
    assert_eq!(at(&mut ledger, 5 * ONE), Err(Error::OverSpendingLimit));
    assert_eq!(at(&mut ledger, 5 * ONE - 1), Ok(()));
    let limits = ledger.ask("limits()", &[]).unwrap();
    assert_eq!(limits, [150_000, WINDOW.into(), 15 * ONE - 1, 15 * ONE - 1]);
    let governance = ledger.ask("governance(address)", &[word(0)]).unwrap();
    assert_eq!(governance[3], 150_000);
}
