//! Stakes against proposals.

use weir_conviction::{
    abi::{Word, word},
    error::Error,
};
use weir_economics::{conviction, conviction_limit};

use crate::{
    ledger::{ALICE, BOB, CAROL, DAY, Draft, HALF_LIFE, Ledger, NOTICE, ONE, STAKED, START, decay},
    random::Random,
};

const EVERYBODY: [Word; 3] = [ALICE, BOB, CAROL];

/// A ledger with proposals 2 and 3.
fn ledger() -> Ledger {
    let mut ledger = Ledger::new();
    for _ in 0..2 {
        ledger.propose(CAROL, Draft::default()).unwrap();
    }
    ledger
}

#[test]
fn an_account_is_for_or_against_a_proposal() {
    let mut ledger = ledger();
    ledger.move_stakes(ALICE, &[(2, 10, true), (3, 20, false)]).unwrap();
    assert_eq!(ledger.sides(ALICE), [(2, 10, true), (3, 20, false)]);
    assert_eq!((ledger.proposal(2).staked, ledger.proposal(2).opposed), (0, 10));
    assert_eq!(ledger.totals()[0], 30);
    let (topics, data) = &ledger.told(STAKED)[0];
    assert_eq!(*topics, [word(2), ALICE]);
    assert_eq!(*data, [10, 1, 0, 0, 10, 0, 10].map(word));
    ledger.check(&EVERYBODY);

    // A stake on the other side takes the place of this one, and counts from now on.
    ledger.time += DAY;
    ledger.stake(ALICE, &[(2, 4)]).unwrap();
    assert_eq!(ledger.sides(ALICE), [(2, 4, false), (3, 20, false)]);
    let proposal = ledger.proposal(2);
    assert_eq!((proposal.staked, proposal.opposed, ledger.totals()[0]), (4, 0, 24));
    assert_eq!(proposal.conviction, Default::default());
    assert!(proposal.opposition > Default::default());
    assert_eq!(ledger.commons.last().words, [ALICE, word(24)]);
    ledger.check(&EVERYBODY);

    // The same amount on the other side is a move, too.
    ledger.oppose(ALICE, &[(2, 4)]).unwrap();
    assert_eq!(ledger.sides(ALICE)[0], (2, 4, true));
    // Nothing is on no side.
    let events = ledger.events.len();
    ledger.stake(ALICE, &[(2, 0)]).unwrap();
    ledger.oppose(ALICE, &[(2, 0)]).unwrap();
    assert_eq!(ledger.sides(ALICE), [(3, 20, false)]);
    assert_eq!(ledger.events.len(), events + 1);
    assert_eq!(ledger.told(STAKED).last().unwrap().1[..2], [0, 0].map(word));
    ledger.check(&EVERYBODY);
}

#[test]
fn opposition_grows_as_support_does() {
    let mut ledger = ledger();
    ledger.oppose(ALICE, &[(2, 10 * ONE)]).unwrap();
    ledger.time += DAY;
    let grown = conviction(Default::default(), 10 * ONE, decay(), DAY).unwrap();
    assert_eq!(ledger.proposal(2).opposition, grown);
    assert_eq!(ledger.proposal(2).conviction, Default::default());
}

#[test]
fn signals_can_be_opposed_and_abstaining_cannot() {
    let mut ledger = ledger();
    let id = ledger.propose(BOB, Draft::signal()).unwrap();
    assert_eq!(ledger.oppose(ALICE, &[(id, 5)]), Ok(()));
    for amount in [0, 5] {
        assert_eq!(ledger.oppose(ALICE, &[(1, amount)]), Err(Error::InvalidParameter));
    }
    ledger.stake(ALICE, &[(1, 5)]).unwrap();
    ledger.check(&EVERYBODY);
}

#[test]
fn on_what_is_over_stakes_only_fall() {
    let mut ledger = ledger();
    ledger.oppose(ALICE, &[(2, 10), (3, 10)]).unwrap();
    ledger.on(CAROL, "cancel", 2).unwrap();
    ledger.time = START + 30 * DAY;
    for id in [2, 3] {
        for moves in [(id, 11, true), (id, 10, false), (id, 1, false)] {
            assert_eq!(ledger.move_stakes(ALICE, &[moves]), Err(Error::NotActive), "{moves:?}");
        }
        ledger.oppose(ALICE, &[(id, 9)]).unwrap();
    }
    // Of nothing the side means nothing.
    ledger.stake(ALICE, &[(2, 0), (3, 0)]).unwrap();
    assert_eq!(ledger.totals()[0], 0);
    ledger.check(&EVERYBODY);
}

#[test]
fn opposition_counts_against_support() {
    let mut ledger = ledger();
    ledger.stake(ALICE, &[(2, 400 * ONE)]).unwrap();
    ledger.oppose(BOB, &[(2, 299 * ONE)]).unwrap();
    ledger.time += 5 * HALF_LIFE;
    // Support alone would pass three times over.
    let proposal = ledger.proposal(2);
    let net = proposal.conviction.saturating_sub(&proposal.opposition);
    let threshold = ledger.threshold(2).unwrap();
    assert!(proposal.conviction > threshold && net > threshold);
    ledger.on(CAROL, "announce", 2).unwrap();
    ledger.oppose(CAROL, &[(2, 100 * ONE)]).unwrap();
    ledger.time += NOTICE;
    assert!(ledger.proposal(2).conviction > ledger.threshold(2).unwrap());
    let mut late = ledger.clone();
    late.time += 2 * DAY;
    assert_eq!(late.on(CAROL, "execute", 2), Err(Error::BelowThreshold));
    late.on(CAROL, "reset", 2).unwrap();
    assert_eq!(late.on(CAROL, "announce", 2), Err(Error::BelowThreshold));
}

#[test]
fn conviction_does_not_outlive_the_stake_behind_it() {
    let mut ledger = ledger();
    ledger.stake(ALICE, &[(2, 400 * ONE)]).unwrap();
    ledger.time += 5 * HALF_LIFE;
    ledger.on(BOB, "announce", 2).unwrap();
    let whole = ledger.clone();
    // The tokens go, the conviction fades only slowly, and counts for nothing.
    ledger.stake(ALICE, &[(2, ONE)]).unwrap();
    assert_eq!(ledger.proposal(2).conviction, whole.proposal(2).conviction);
    assert_eq!(ledger.on(BOB, "reset", 2), Ok(()));
    // So with an opposition whose tokens are gone.
    let mut ledger = whole;
    ledger.oppose(BOB, &[(2, 300 * ONE)]).unwrap();
    ledger.oppose(CAROL, &[(2, 200 * ONE)]).unwrap();
    ledger.time += 4 * HALF_LIFE;
    assert_eq!(ledger.on(BOB, "reset", 2), Ok(()));
    ledger.oppose(BOB, &[(2, 0)]).unwrap();
    ledger.oppose(CAROL, &[(2, 0)]).unwrap();
    assert!(ledger.proposal(2).opposition > ledger.proposal(2).conviction);
    assert_eq!(ledger.on(BOB, "announce", 2), Ok(()));
}

#[test]
fn what_counts_is_bounded_by_what_the_stake_can_reach() {
    let mut ledger = ledger();
    ledger.stake(ALICE, &[(2, 400 * ONE)]).unwrap();
    ledger.time += 8 * HALF_LIFE;
    // Just more than the threshold's own stake has to stay.
    let threshold = ledger.threshold(2).unwrap();
    let stake = weir_economics::equivalent_stake(threshold, decay());
    for (stake, passes) in [(stake - 1, false), (stake + 2, true)] {
        let mut ledger = ledger.clone();
        ledger.stake(ALICE, &[(2, stake), (1, 400 * ONE - stake)]).unwrap();
        assert_eq!(conviction_limit(stake, decay()) > ledger.threshold(2).unwrap(), passes);
        assert_eq!(ledger.on(BOB, "announce", 2).is_ok(), passes, "{stake}");
    }
}

#[test]
fn what_more_oppose_for_as_long_never_passes() {
    for seed in 0..40 {
        let (mut ledger, mut random) = (ledger(), Random(seed));
        // Next to nothing suffices to pass where nobody objects.
        ledger.propose(CAROL, Draft { lifetime: 60 * DAY, ..Draft::of(1) }).unwrap();
        let mut opposed = 0;
        for _ in 0..40 {
            // The opposition rises first and falls last: at any time it is no less than the support.
            let support = random.below(300);
            let next = support + random.below(301 - support);
            let moves = [(BOB, next, true), (ALICE, support, false)];
            let ordered = if next >= opposed { moves } else { [moves[1], moves[0]] };
            for (account, amount, against) in ordered {
                ledger.move_stakes(account, &[(4, ONE * u128::from(amount), against)]).unwrap();
                assert_eq!(ledger.on(CAROL, "announce", 4), Err(Error::BelowThreshold));
            }
            opposed = next;
            ledger.time += random.below(DAY);
            assert_eq!(ledger.on(CAROL, "announce", 4), Err(Error::BelowThreshold), "seed {seed}");
        }
        ledger.check(&EVERYBODY);
    }
}
