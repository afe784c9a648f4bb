//! Rules that votes change.

use weir_conviction::{
    abi::{Word, ZERO, word},
    error::Error,
};
use weir_economics::{Decay, conviction_limit};

use crate::{
    commons::SET_RULE,
    ledger::{
        ALICE, BOB, CAROL, DAY, Draft, EXECUTED, HALF_LIFE, LONG_NOTICE, Ledger, NOTICE, ONE, decay,
    },
};

const EVERYBODY: [Word; 3] = [ALICE, BOB, CAROL];

/// The Commons' window.
const WINDOW: u64 = 30 * DAY;
/// The vote's own rules: number and another value within a step.
const OWN: [(u64, u128); 5] =
    [(5, 3_600 * 30), (6, 4_500), (7, 40_000), (8, 2 * ONE), (9, 2 * DAY as u128)];

/// Proposes a change, supports it until it passes, and announces it; its id.
fn announce(ledger: &mut Ledger, rule: u64, value: u128) -> u32 {
    let deposit = 10 * ONE;
    let draft = Draft { lifetime: 60 * DAY, deposit, ..Draft::rule(rule, value) };
    let id = ledger.propose(CAROL, draft).unwrap();
    let mut moves: Vec<_> = ledger.stakes(ALICE).iter().map(|(id, _)| (*id, 0)).collect();
    moves.push((id, 450 * ONE));
    ledger.stake(ALICE, &moves).unwrap();
    ledger.time += 3 * 6 * DAY;
    ledger.on(BOB, "announce", id).unwrap();
    id
}

/// What becomes of a vote on a change.
fn vote(ledger: &mut Ledger, rule: u64, value: u128) -> Result<(), Error> {
    let id = announce(ledger, rule, value);
    ledger.time = ledger.notice(id).0;
    ledger.on(BOB, "execute", id)
}

#[test]
fn the_votes_rules_have_bounds_that_stay() {
    let ledger = Ledger::new();
    let day = u128::from(DAY);
    let expected = [
        [NOTICE.into(), 3_600, 7 * day, day, 0],
        [2_500, 1_000, 10_000, 2_000, 0],
        [50_000, 0, 500_000, 20_000, 0],
        [ONE, 0, 10 * ONE, ONE, 0],
        [HALF_LIFE.into(), day, 6 * day, day, 0],
    ];
    for (rule, expected) in (5..).zip(expected) {
        assert_eq!(ledger.rule(rule), Ok(expected));
    }
    // The others are the Commons', or nobody's.
    for rule in [0, 1, 2, 3, 4, 10, 255] {
        assert_eq!(ledger.rule(rule), Err(Error::InvalidParameter), "{rule}");
    }
    assert_eq!(ledger.rule(256), Err(Error::Malformed));
}

#[test]
fn a_vote_changes_a_rule_of_its_own() {
    for (rule, value) in OWN {
        let mut ledger = Ledger::new();
        let before = ledger.rule(rule as u32).unwrap();
        let requests = ledger.commons.requests.len();
        vote(&mut ledger, rule, value).unwrap();
        let from = ledger.time + WINDOW;
        let [_, least, most, step, _] = before;
        assert_eq!(ledger.rule(rule as u32), Ok([value, least, most, step, from.into()]));
        let number = word(rule.into());
        assert_eq!(ledger.told("Rule(uint8,uint256)"), [(vec![number], vec![word(value)])]);
        assert_eq!(ledger.told(EXECUTED)[0].0, [2, 0].map(word));
        // The Commons is not asked to do anything but to lock a stake.
        assert_eq!(ledger.commons.requests.len(), requests + 1);
        // The other rules are as they were.
        for (other, _) in OWN.iter().filter(|(other, _)| *other != rule) {
            assert_eq!(ledger.rule(*other as u32), Ledger::new().rule(*other as u32));
        }
        ledger.check(&EVERYBODY);
    }
}

#[test]
fn changed_rules_hold_from_then_on() {
    let mut ledger = Ledger::new();
    vote(&mut ledger, 8, 2 * ONE).unwrap();
    assert_eq!(ledger.propose(BOB, Draft::default()), Err(Error::DepositTooLow));
    let id = ledger.propose(BOB, Draft { deposit: 2 * ONE, ..Draft::default() }).unwrap();
    let before = ledger.threshold(id).unwrap();
    vote(&mut ledger, 6, 4_500).unwrap();
    assert!(ledger.threshold(id).unwrap() > before);
    // The notice: half a day more.
    vote(&mut ledger, 5, u128::from(NOTICE) + 43_200).unwrap();
    let draft = Draft { deposit: 2 * ONE, ..Draft::default() };
    let id = ledger.propose(BOB, draft).unwrap();
    ledger.stake(BOB, &[(id, 300 * ONE)]).unwrap();
    ledger.time += 20 * DAY;
    ledger.on(BOB, "announce", id).unwrap();
    assert_eq!(ledger.notice(id).0, ledger.time + NOTICE + 43_200);
}

#[test]
fn a_new_half_life_has_its_decay() {
    let mut ledger = Ledger::new();
    vote(&mut ledger, 9, 4 * u128::from(DAY)).unwrap();
    let changed = Decay::from_half_life(4 * DAY).unwrap();
    let settings = ledger.ask("settings()", &[]).unwrap();
    assert_eq!(settings[1..3], [4 * u128::from(DAY), changed.numerator()].map(word));
    assert_ne!(changed, decay());
    let wind_down = ledger.propose(CAROL, Draft::wind_down()).unwrap();
    assert_eq!(ledger.threshold(wind_down), Some(conviction_limit(400 * ONE, changed)));
}

#[test]
fn a_rule_changes_once_in_a_window() {
    let mut ledger = Ledger::new();
    vote(&mut ledger, 6, 4_000).unwrap();
    let changed = ledger.time;
    let id = announce(&mut ledger, 6, 5_000);
    // Another rule has a window of its own.
    assert!(ledger.time + LONG_NOTICE < changed + WINDOW);
    ledger.time = changed + WINDOW - 1;
    assert_eq!(ledger.on(BOB, "execute", id), Err(Error::TooSoon));
    ledger.time += 1;
    assert_eq!(ledger.on(BOB, "execute", id), Ok(()));
    let mut other = Ledger::new();
    vote(&mut other, 6, 4_000).unwrap();
    assert_eq!(vote(&mut other, 7, 40_000), Ok(()));
}

#[test]
fn a_rule_changes_by_a_step_at_most() {
    let mut ledger = Ledger::new();
    assert_eq!(vote(&mut ledger, 6, 4_501), Err(Error::InvalidParameter));
    assert_eq!(vote(&mut ledger, 6, 2_500), Err(Error::InvalidParameter));
    assert_eq!(vote(&mut ledger, 6, 4_500), Ok(()));
    ledger.time += WINDOW;
    assert_eq!(vote(&mut ledger, 6, 2_499), Err(Error::InvalidParameter));
    assert_eq!(vote(&mut ledger, 6, 2_500), Ok(()));
}

#[test]
fn a_vote_changes_a_rule_of_the_commons() {
    let mut ledger = Ledger::new();
    vote(&mut ledger, 1, 30_000).unwrap();
    assert_eq!(ledger.commons.last().selector, SET_RULE);
    assert_eq!(ledger.commons.last().words, [1, 30_000].map(word));
    assert_eq!(ledger.told(EXECUTED)[0].0, [2, 0].map(word));
    // The Commons tells of it.
    assert!(ledger.told("Rule(uint8,uint256)").is_empty());
    ledger.commons.refusal = Some(Error::TooSoon);
    assert_eq!(vote(&mut ledger, 1, 20_000), Err(Error::TooSoon));
    ledger.check(&EVERYBODY);
}

#[test]
fn weight_and_spending_limit_leave_something_that_passes() {
    // 0.25 % is the square of 5 %.
    let mut ledger = Ledger::new();
    assert_eq!(vote(&mut ledger, 3, 50_000), Err(Error::InvalidParameter));
    assert_eq!(vote(&mut ledger, 3, 50_001), Ok(()));
    assert_eq!(vote(&mut ledger, 6, 2_501), Err(Error::InvalidParameter));
    assert_eq!(vote(&mut ledger, 6, 2_499), Ok(()));
    ledger.check(&EVERYBODY);
}

#[test]
fn where_nothing_can_be_granted_no_rule_changes() {
    let mut ledger = Ledger::new();
    let id = announce(&mut ledger, 7, 40_000);
    ledger.time = ledger.notice(id).0;
    ledger.commons.phase = crate::commons::Phase::Closing;
    assert_eq!(ledger.on(BOB, "execute", id), Err(Error::NotOpen));
    ledger.commons.phase = crate::commons::Phase::Open;
    assert_eq!(ledger.on(BOB, "execute", id), Ok(()));
}

#[test]
fn a_change_takes_a_share_of_the_supply() {
    let mut ledger = Ledger::new();
    let ids = [(6, 3_000), (1, 30_000)]
        .map(|(rule, value)| ledger.propose(CAROL, Draft::rule(rule, value)).unwrap());
    for id in ids {
        assert_eq!(ledger.threshold(id), Some(conviction_limit(250 * ONE, decay())));
    }
    // Of the supply, however few stake; rounded against the proposal.
    ledger.commons.supply = 1_000 * ONE + 1;
    assert_eq!(ledger.threshold(ids[0]), Some(conviction_limit(250 * ONE + 1, decay())));
    assert_ne!(ledger.ask("rule(uint8)", &[word(5)]), Ok(vec![ZERO; 5]));
}
