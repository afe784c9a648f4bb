//! What it takes to pass, and what happens then.

use weir_conviction::{
    abi::{Word, word},
    error::Error,
};
use weir_economics::conviction_limit;

use crate::{
    commons::{GRANT, SET_GOVERNOR},
    ledger::{
        ALICE, BOB, CAROL, DAY, Draft, EXECUTED, HALF_LIFE, LONG_NOTICE, Ledger, NOTICE, ONE,
        PROJECT, START, conviction, decay,
    },
};

const EVERYBODY: [Word; 3] = [ALICE, BOB, CAROL];

/// A ledger whose proposal 2 is this one and has been supported for long.
fn supported(draft: Draft) -> Ledger {
    let mut ledger = Ledger::new();
    ledger.propose(CAROL, draft).unwrap();
    ledger.stake(ALICE, &[(2, 400 * ONE), (1, 10 * ONE)]).unwrap();
    ledger.time += 5 * HALF_LIFE;
    ledger
}

/// The same, announced, at the first second in which it can be executed.
fn due(draft: Draft) -> Ledger {
    let mut ledger = supported(draft);
    ledger.on(BOB, "announce", 2).unwrap();
    ledger.time += NOTICE;
    ledger
}

#[test]
fn a_proposal_over_its_threshold_becomes_a_grant() {
    let draft = Draft { duration: 9 * DAY, as_tokens: 1, ..Draft::of(3 * ONE) };
    let mut ledger = due(draft);
    ledger.oppose(CAROL, &[(2, 3)]).unwrap();
    ledger.time += 60;
    let (before, threshold) = (ledger.proposal(2), ledger.threshold(2).unwrap());
    assert!(before.conviction > threshold && before.opposition > Default::default());
    ledger.on(BOB, "execute", 2).unwrap();

    assert_eq!(ledger.commons.last().selector, GRANT);
    let expected = [PROJECT, word(3 * ONE), word((9 * DAY).into()), word(1), word(2)];
    assert_eq!(ledger.commons.last().words, expected);
    let proposal = ledger.proposal(2);
    assert_eq!((proposal.status, proposal.staked, proposal.opposed), (1, 400 * ONE, 3));
    assert_eq!(proposal.conviction, before.conviction);
    // Its stake goes on counting until it is released.
    assert_eq!(ledger.totals()[0], 410 * ONE + 3);

    let told = ledger.told(EXECUTED);
    let [(topics, data)] = &told[..] else { panic!("{told:?}") };
    assert_eq!(*topics, [2, 1].map(word));
    assert_eq!(conviction(&data[0]), before.conviction);
    assert_eq!(conviction(&data[1]), before.opposition);
    assert_eq!(conviction(&data[2]), threshold);
    assert_eq!(data[3], word(410 * ONE + 3));
    ledger.check(&EVERYBODY);
}

#[test]
fn a_proposal_passes_once() {
    let mut ledger = due(Draft::default());
    ledger.on(BOB, "execute", 2).unwrap();
    for message in ["announce", "reset", "execute"] {
        assert_eq!(ledger.on(BOB, message, 2), Err(Error::NotActive));
    }
    assert_eq!(ledger.on(CAROL, "cancel", 2), Err(Error::NotActive));
    ledger.time += 90 * DAY;
    assert_eq!(ledger.on(BOB, "expire", 2), Err(Error::NotActive));
    assert_eq!((ledger.proposal(2).status, ledger.notice(2)), (1, (0, 0)));
}

#[test]
fn a_proposal_passes_in_the_first_second_over_its_threshold() {
    let mut ledger = Ledger::new();
    ledger.propose(CAROL, Draft::of(2 * ONE)).unwrap();
    ledger.stake(ALICE, &[(2, 20 * ONE)]).unwrap();
    // The floor of 50 tokens counts: their share weight / (limit - 0.02)^2 takes a while.
    let passes = |ledger: &Ledger| ledger.proposal(2).conviction > ledger.threshold(2).unwrap();
    let (mut low, mut high) = (0, 20 * DAY);
    while high - low > 1 {
        ledger.time = START + (low + high) / 2;
        if passes(&ledger) { high = (low + high) / 2 } else { low = (low + high) / 2 }
    }
    assert!(low > 3_600, "{low}");
    ledger.time = START + low;
    assert_eq!(ledger.on(BOB, "announce", 2), Err(Error::BelowThreshold));
    ledger.time = START + high;
    assert_eq!(ledger.on(BOB, "announce", 2), Ok(()));
}

#[test]
fn a_proposal_passes_only_before_its_expiry() {
    let mut ledger = supported(Draft::default());
    ledger.time = START + 29 * DAY - 1;
    ledger.on(BOB, "announce", 2).unwrap();
    ledger.time = START + 30 * DAY;
    assert_eq!(ledger.on(BOB, "execute", 2), Err(Error::NotActive));
    ledger.time -= 1;
    assert_eq!(ledger.on(BOB, "execute", 2), Ok(()));
}

#[test]
fn nothing_passes_during_a_pause() {
    let mut ledger = due(Draft::default());
    ledger.commons.paused_until = ledger.time + 1;
    assert_eq!(ledger.on(BOB, "execute", 2), Err(Error::Paused));
    ledger.time += 1;
    // Nor right after one that came after the announcement.
    assert_eq!(ledger.on(BOB, "execute", 2), Err(Error::TooEarly));
    ledger.time += NOTICE;
    assert_eq!(ledger.on(BOB, "execute", 2), Ok(()));
}

#[test]
fn a_signal_gathers_conviction_and_cannot_pass() {
    let mut ledger = supported(Draft::signal());
    for id in [1, 2] {
        assert!(ledger.proposal(id).conviction > Default::default());
        for message in ["announce", "execute"] {
            assert_eq!(ledger.on(BOB, message, id), Err(Error::NotExecutable));
        }
        assert_eq!(ledger.threshold(id), None);
    }
    assert_eq!(ledger.on(BOB, "execute", 9), Err(Error::UnknownProposal));
}

#[test]
fn funds_and_supply_are_those_of_the_execution() {
    let mut ledger = due(Draft::of(10 * ONE));
    let rich = ledger.clone();
    ledger.commons.funds = 50 * ONE;
    assert_eq!(ledger.on(BOB, "execute", 2), Err(Error::OverSpendingLimit));
    assert_eq!(ledger.threshold(2), None);
    ledger.commons.funds = 0;
    assert_eq!(ledger.on(BOB, "execute", 2), Err(Error::OverSpendingLimit));
    ledger.commons.funds = 50 * ONE + 1;
    // Next to the limit the threshold is beyond any conviction.
    assert!(ledger.on(BOB, "execute", 2).is_err());
    ledger.commons.funds = 60 * ONE;
    assert_eq!(ledger.on(BOB, "execute", 2), Err(Error::BelowThreshold));
    ledger.commons = rich.commons.clone();
    ledger.commons.supply *= 1_000;
    assert_eq!(ledger.on(BOB, "execute", 2), Err(Error::BelowThreshold));
    // So is the spending limit, which is the Commons'.
    ledger.commons = rich.commons.clone();
    ledger.commons.rules[2] = 100_000;
    assert_eq!(ledger.on(BOB, "execute", 2), Err(Error::OverSpendingLimit));
    ledger.commons = rich.commons;
    assert_eq!(ledger.on(BOB, "execute", 2), Ok(()));
}

#[test]
fn money_that_has_just_come_passes_nothing() {
    // 25 of 100 is beyond the limit; of 1 000 it would be little.
    let mut ledger = supported(Draft::of(25 * ONE));
    ledger.commons.funds = 1_000 * ONE;
    assert_eq!(ledger.on(BOB, "announce", 2), Err(Error::OverSpendingLimit));
    ledger.stake(BOB, &[(1, 1)]).unwrap();
    assert_eq!(ledger.on(BOB, "announce", 2), Err(Error::OverSpendingLimit));
    ledger.time += HALF_LIFE;
    assert_eq!(ledger.on(BOB, "announce", 2), Ok(()));
}

#[test]
fn a_refusal_of_the_commons_undoes_all_and_passes_through() {
    let mut ledger = due(Draft::default());
    ledger.commons.refusal = Some(Error::OverSpendingLimit);
    let storage = ledger.storage.clone();
    assert_eq!(ledger.on(BOB, "execute", 2), Err(Error::OverSpendingLimit));
    assert_eq!(ledger.storage, storage);
    ledger.commons.refusal = None;
    // So does that of a Commons with another governor.
    ledger.commons.replaced = true;
    assert_eq!(ledger.on(BOB, "execute", 2), Err(Error::Unauthorized));
    ledger.commons.replaced = false;
    assert_eq!(ledger.on(BOB, "execute", 2), Ok(()));
}

#[test]
fn everything_is_written_before_the_commons_is_asked() {
    let mut ledger = due(Draft::default());
    ledger.on(BOB, "execute", 2).unwrap();
    let seen = ledger.seen_with(&ledger.commons.seen);
    assert_eq!(seen.proposal(2).status, 1);
}

#[test]
fn what_is_due_is_one_item_and_the_state() {
    let mut ledger = due(Draft::default());
    let before = ledger.accesses;
    ledger.on(BOB, "execute", 2).unwrap();
    assert_eq!(ledger.accesses - before, 4);
}

#[test]
fn another_governor_takes_over() {
    let mut ledger = Ledger::new();
    ledger.propose(CAROL, Draft::governor(BOB)).unwrap();
    ledger.stake(ALICE, &[(2, 300 * ONE)]).unwrap();
    // It takes a quarter of the supply.
    ledger.time += 2 * HALF_LIFE;
    assert_eq!(ledger.threshold(2), Some(conviction_limit(250 * ONE, decay())));
    assert_eq!(ledger.on(BOB, "announce", 2), Err(Error::BelowThreshold));
    ledger.time += HALF_LIFE;
    ledger.on(BOB, "announce", 2).unwrap();
    ledger.time += LONG_NOTICE - 1;
    assert_eq!(ledger.on(BOB, "execute", 2), Err(Error::TooEarly));
    ledger.time += 1;
    ledger.on(BOB, "execute", 2).unwrap();
    assert_eq!(ledger.commons.last().selector, SET_GOVERNOR);
    assert_eq!(ledger.commons.last().words, [BOB]);
    assert_eq!(ledger.told(EXECUTED)[0].0, [2, 0].map(word));
    ledger.check(&EVERYBODY);
    // From then on the Commons refuses the old one; its deposits return.
    ledger.propose(CAROL, Draft::default()).unwrap();
    assert_eq!(ledger.stake(BOB, &[(3, 1)]), Err(Error::Unauthorized));
    ledger.on(CAROL, "cancel", 3).unwrap();
    for id in [2, 3] {
        ledger.on(BOB, "reclaim", id).unwrap();
    }
}
