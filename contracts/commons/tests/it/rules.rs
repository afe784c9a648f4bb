//! Rules that a vote may change.

use weir_commons::{
    abi::{topic, word},
    error::Error,
};

use crate::{
    actions::{closing, funded, mint, phase, redeem, set_rule, wind_down},
    ledger::{ALICE, BOB, CAROL, FOREVER, Ledger, ONE},
    setup::{DAY, Setup, YEAR},
};

/// What a rule is, its least, its most, its step, and when it can change.
fn rule(ledger: &Ledger, rule: u128) -> Result<Vec<u128>, Error> {
    ledger.ask("rule(uint8)", &[word(rule)])
}

const MONTH: u128 = 30 * DAY as u128;

#[test]
fn each_rule_has_its_value_bounds_and_step() {
    let ledger = funded();
    assert_eq!(rule(&ledger, 1), Ok(vec![80_000, 0, 300_000, 20_000, 0]));
    assert_eq!(rule(&ledger, 2), Ok(vec![50_000, 0, 300_000, 20_000, 0]));
    assert_eq!(rule(&ledger, 3), Ok(vec![200_000, 10_000, 500_000, 50_000, 0]));
    assert_eq!(rule(&ledger, 4), Ok(vec![MONTH, (7 * DAY).into(), YEAR.into(), MONTH, 0]));
    for unknown in [0, 5, 255] {
        assert_eq!(rule(&ledger, unknown), Err(Error::InvalidParameter));
    }
    assert_eq!(rule(&ledger, 256), Err(Error::Malformed));
    assert_eq!(rule(&Ledger::open(), 1), Ok(vec![80_000, 0, 0, 0, 0]));
}

#[test]
fn a_change_holds_and_is_emitted() {
    let mut ledger = funded();
    ledger.time = 100;
    for (number, value) in [(1, 60_000), (2, 70_000), (3, 250_000), (4, 2 * MONTH)] {
        assert_eq!(set_rule(&mut ledger, number, value), Ok(vec![]));
        let event = (vec![topic("Rule(uint8,uint256)"), word(number)], vec![word(value)]);
        assert_eq!(*ledger.last_event(), event);
        assert_eq!(rule(&ledger, number).unwrap()[0], value);
    }
    assert_eq!(ledger.ask("parameters()", &[]), Ok(vec![200_000, 60_000, 70_000]));
    assert_eq!(ledger.ask("limits()", &[]), Ok(vec![250_000, 2 * MONTH, 0, 0]));
    // The window of now counts, not that of the change.
    assert_eq!(rule(&ledger, 1).unwrap()[4], 100 + 2 * MONTH);
    assert_eq!(phase(&ledger), 1);

    let quote = ledger.ask("quoteMint(uint256)", &[word(ONE)]).unwrap();
    assert_eq!(quote[1], 6 * ONE / 100);
    mint(&mut ledger, BOB, ONE).unwrap();
    let quote = ledger.ask("quoteRedeem(uint256)", &[word(ONE)]).unwrap();
    assert_eq!(quote[1], ((quote[0] + quote[1]) * 7).div_ceil(100));
}

#[test]
fn the_governor_alone_changes_rules() {
    let mut ledger = funded();
    for caller in [ALICE, BOB, CAROL] {
        let refused = ledger.send(caller, "setRule(uint8,uint256)", &[word(1), word(70_000)]);
        assert_eq!(refused, Err(Error::Unauthorized));
    }
}

#[test]
fn no_change_leaves_the_bounds_or_takes_more_than_a_step() {
    let invalid = Err(Error::InvalidParameter);
    let mut ledger = funded();
    for (number, values) in [
        (1, [59_999, 100_001, 80_000, u128::MAX]),
        (2, [29_999, 70_001, 50_000, 1 << 64]),
        (3, [149_999, 250_001, 200_000, 0]),
        (4, [0, MONTH, 2 * MONTH + 1, 7 * u128::from(DAY) - 1]),
        (0, [1, 2, 3, 4]),
        (5, [1, 2, 3, 4]),
    ] {
        for value in values {
            assert_eq!(set_rule(&mut ledger, number, value), invalid, "{number} {value}");
        }
    }
    let wide = [word(1), [1, 0, 0, 0]];
    let refused = ledger.send(crate::ledger::GOVERNOR, "setRule(uint8,uint256)", &wide);
    assert_eq!(refused, invalid);
    assert_eq!(set_rule(&mut ledger, 256, 1), Err(Error::Malformed));
    // Down to the bounds, step by step, and no further.
    for (step, value) in [60_000, 40_000, 20_000, 0].into_iter().enumerate() {
        ledger.time = (step as u64 + 1) * YEAR;
        assert_eq!(set_rule(&mut ledger, 1, value), Ok(vec![]));
    }
    let mut setup = Setup::curve().votable();
    setup.bounds[0] = [70_000, 90_000, 20_000];
    let mut ledger = Ledger::with(setup.data(), ONE).unwrap().governed();
    assert_eq!(set_rule(&mut ledger, 1, 69_999), invalid);
    assert_eq!(set_rule(&mut ledger, 1, 90_001), invalid);
    assert_eq!(set_rule(&mut ledger, 1, 90_000), Ok(vec![]));
}

#[test]
fn a_rule_without_a_step_never_changes() {
    let mut ledger = Ledger::open();
    for number in 1..=4 {
        for value in [0, 1, 50_000, 80_000] {
            assert_eq!(set_rule(&mut ledger, number, value), Err(Error::RuleFixed));
        }
    }
}

#[test]
fn a_rule_changes_once_in_a_window() {
    let mut ledger = funded();
    ledger.time = DAY;
    set_rule(&mut ledger, 1, 60_000).unwrap();
    let from = DAY + 30 * DAY;
    assert_eq!(rule(&ledger, 1).unwrap()[4], from.into());
    for time in [DAY, from - 1] {
        ledger.time = time;
        assert_eq!(set_rule(&mut ledger, 1, 40_000), Err(Error::TooSoon));
    }
    // The others are changed meanwhile.
    assert_eq!(set_rule(&mut ledger, 2, 60_000), Ok(vec![]));
    ledger.time = from;
    assert_eq!(set_rule(&mut ledger, 1, 40_000), Ok(vec![]));
    // A shorter window brings the next change nearer, a longer one moves it away.
    set_rule(&mut ledger, 4, (15 * DAY).into()).unwrap();
    ledger.time = from + 15 * DAY - 1;
    assert_eq!(set_rule(&mut ledger, 1, 20_000), Err(Error::TooSoon));
    ledger.time = from + 15 * DAY;
    assert_eq!(set_rule(&mut ledger, 1, 20_000), Ok(vec![]));
    set_rule(&mut ledger, 4, (45 * DAY).into()).unwrap();
    ledger.time = from + 59 * DAY;
    assert_eq!(set_rule(&mut ledger, 1, 0), Err(Error::TooSoon));
    ledger.time = from + 60 * DAY;
    assert_eq!(set_rule(&mut ledger, 1, 0), Ok(vec![]));
}

#[test]
fn rules_change_only_while_the_curve_is_open() {
    let mut hatch = Setup::hatch().votable().deploy().unwrap().governed();
    assert_eq!(set_rule(&mut hatch, 1, 70_000), Err(Error::NotOpen));
    let mut ledger = funded();
    closing(&mut ledger, true).unwrap();
    assert_eq!(set_rule(&mut ledger, 1, 70_000), Err(Error::NotOpen));
    closing(&mut ledger, false).unwrap();
    assert_eq!(set_rule(&mut ledger, 1, 70_000), Ok(vec![]));
    wind_down(&mut ledger);
    assert_eq!(set_rule(&mut ledger, 2, 70_000), Err(Error::NotOpen));
    // What they are is shown all the time.
    assert_eq!(rule(&ledger, 1).unwrap()[0], 70_000);
}

#[test]
fn rules_keep_apart_what_lies_in_the_same_words() {
    let mut ledger =
        Ledger::with(Setup::curve().guarded(CAROL).votable().data(), 100 * ONE).unwrap().governed();
    let pause = u128::from(DAY) + 5;
    ledger.send(CAROL, "pause(uint64)", &[word(pause)]).unwrap();
    for (number, value) in [(3, 250_000), (1, 100_000), (2, 30_000)] {
        set_rule(&mut ledger, number, value).unwrap();
        let governance = ledger.ask("governance(address)", &[word(0)]).unwrap();
        assert_eq!(governance, [1_000 * ONE, 0, pause, 250_000]);
    }
    closing(&mut ledger, true).unwrap();
    assert_eq!(ledger.ask("roles()", &[]).unwrap()[5], pause);
    assert_eq!(rule(&ledger, 3).unwrap()[0], 250_000);
    closing(&mut ledger, false).unwrap();
    ledger.send(CAROL, "unpause()", &[]).unwrap();
    assert_eq!(phase(&ledger), 1);
    assert_eq!(ledger.ask("parameters()", &[]), Ok(vec![200_000, 100_000, 30_000]));
    assert_eq!(rule(&ledger, 3).unwrap()[0], 250_000);
    let quote = ledger.ask("quoteMint(uint256)", &[word(10)]).unwrap();
    assert_eq!(quote[1], 1);
    let words = [word(ONE), word(0), word(FOREVER)];
    ledger.send(ALICE, "redeem(uint256,uint256,uint64)", &words).unwrap();
    redeem(&mut ledger, ALICE, ONE).unwrap();
}
