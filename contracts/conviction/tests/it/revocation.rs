//! What it takes to revoke a grant.

use weir_conviction::{
    abi::{Word, word},
    error::Error,
};
use weir_economics::{
    Conviction, PPM, Rule, conviction_limit, equivalent_stake, share_of, threshold, tribute,
};

use crate::{
    commons::{REVOKE, Stream},
    ledger::{
        ALICE, BOB, CAROL, DAY, Draft, EXECUTED, HALF_LIFE, Ledger, NOTICE, ONE, PROJECT, decay,
    },
};

const EVERYBODY: [Word; 3] = [ALICE, BOB, CAROL];

const RULE: fn() -> Rule = || Rule { decay: decay(), limit: 2_000_000, weight: 25_000 };

/// The most that a revocation takes of this stake.
fn half(stake: u128) -> Conviction {
    conviction_limit(stake.div_ceil(2), decay())
}

/// A ledger with a stream that no proposal of this contract made, 1, and its revocation, 2.
fn foreign(stream: Stream) -> Ledger {
    let mut ledger = Ledger::new();
    ledger.commons.grants = 1;
    let start = ledger.time;
    ledger.commons.streams.insert(1, Stream { beneficiary: PROJECT, start, ..stream });
    ledger.propose(CAROL, Draft::revocation(1)).unwrap();
    ledger.stake(ALICE, &[(1, 200 * ONE)]).unwrap();
    ledger
}

/// A ledger with a stream of 10 over 100 days that this vote granted with all the stake behind it,
/// and its revocation, 3.
fn own(abstaining: u128) -> Ledger {
    let mut ledger = Ledger::new();
    let draft = Draft { duration: 100 * DAY, ..Draft::of(10 * ONE) };
    ledger.propose(CAROL, draft).unwrap();
    ledger.stake(ALICE, &[(2, 200 * ONE)]).unwrap();
    ledger.stake(BOB, &[(1, abstaining)]).unwrap();
    ledger.time += 8 * HALF_LIFE;
    ledger.pass(BOB, 2).unwrap();
    ledger.propose(CAROL, Draft::revocation(1)).unwrap();
    ledger
}

#[test]
fn it_takes_the_more_the_more_is_left() {
    let mut ledger = foreign(Stream { amount: 16 * ONE, duration: 100 * DAY, ..Stream::default() });
    ledger.time += 25 * DAY;
    let stake = ledger.totals()[1];
    // 12 are left of 16, as a request from the 100 in the pool and these.
    assert_eq!(ledger.threshold(2), threshold(12 * ONE, 112 * ONE, stake, &RULE()).ok());
    assert!(ledger.threshold(2).unwrap() < half(stake));
    ledger.commons.funds = 90 * ONE;
    assert_eq!(ledger.threshold(2), threshold(12 * ONE, 102 * ONE, stake, &RULE()).ok());
    // Less in the pool makes it dearer, up to half of the stake; more that has just come, no cheaper.
    ledger.commons.funds = 10 * ONE;
    assert_eq!(ledger.threshold(2), Some(half(stake)));
    ledger.commons.funds = 0;
    assert_eq!(ledger.threshold(2), Some(half(stake)));
    ledger.commons.funds = 1_000 * ONE;
    assert_eq!(ledger.threshold(2), threshold(12 * ONE, 112 * ONE, stake, &RULE()).ok());
    // In the end nothing is left.
    ledger.time += 100 * DAY;
    let stake = ledger.totals()[1];
    assert_eq!(ledger.threshold(2), threshold(0, 100 * ONE, stake, &RULE()).ok());
}

#[test]
fn it_takes_half_of_the_stake_where_nothing_can_be_granted() {
    let mut ledger = foreign(Stream { amount: ONE, duration: 100 * DAY, ..Stream::default() });
    ledger.time += 8 * HALF_LIFE;
    ledger.commons.phase = crate::commons::Phase::Closing;
    assert_eq!(ledger.threshold(2), Some(half(ledger.totals()[1])));
}

#[test]
fn it_takes_what_supported_the_grant() {
    let ledger = own(300 * ONE);
    let passed = ledger.proposal(2);
    let before = Ledger { time: ledger.time, ..ledger.clone() };
    let stake = before.totals()[1];
    let share = share_of(PPM.into(), equivalent_stake(passed.conviction, decay()), stake).unwrap();
    assert!((390_000..410_000).contains(&share), "{share}");
    let support = conviction_limit(tribute(stake, share as u32).unwrap(), decay());
    assert_eq!(ledger.threshold(3), Some(support));
    assert!(support > threshold(10 * ONE, 100 * ONE, stake, &RULE()).unwrap());
    // Two of five supported it: more of them stop it, less do not.
    for (stake, passes) in [(150 * ONE, false), (250 * ONE, true)] {
        let mut ledger = ledger.clone();
        ledger.stake(BOB, &[(1, 300 * ONE - stake), (3, stake)]).unwrap();
        ledger.time += 6 * HALF_LIFE;
        assert_eq!(ledger.on(BOB, "announce", 3).is_ok(), passes);
    }
}

#[test]
fn it_takes_half_of_the_stake_at_most() {
    let mut ledger = own(ONE);
    let stake = ledger.totals()[1];
    assert_eq!(ledger.threshold(3), Some(half(stake)));
    // Rounded against the revocation.
    ledger.stake(BOB, &[(1, ONE + 1)]).unwrap();
    ledger.time += 400 * DAY;
    let stake = ledger.totals()[1];
    assert_eq!(ledger.threshold(3), Some(half(stake)));
}

#[test]
fn the_support_of_another_vote_is_not_known_here() {
    // A grant of a former governor has the number of a proposal that is another one here.
    let ledger = own(300 * ONE);
    let known = ledger.threshold(3).unwrap();
    for stream in [
        Stream { beneficiary: BOB, ..ledger.commons.streams[&1] },
        Stream { amount: 10 * ONE - 1, ..ledger.commons.streams[&1] },
        Stream { proposal: 3, ..ledger.commons.streams[&1] },
        Stream { proposal: 77, ..ledger.commons.streams[&1] },
        Stream { proposal: 0, ..ledger.commons.streams[&1] },
    ] {
        let mut other = ledger.clone();
        other.commons.streams.insert(1, stream);
        assert!(other.threshold(3).unwrap() < known);
    }
}

#[test]
fn supporters_defend_a_stream_by_objecting() {
    let mut ledger = own(300 * ONE);
    ledger.stake(BOB, &[(1, 0), (3, 300 * ONE)]).unwrap();
    ledger.stake(ALICE, &[(2, 0)]).unwrap();
    ledger.oppose(ALICE, &[(3, 200 * ONE)]).unwrap();
    ledger.time += 8 * HALF_LIFE;
    assert_eq!(ledger.on(BOB, "announce", 3), Err(Error::BelowThreshold));
    ledger.oppose(ALICE, &[(3, 0)]).unwrap();
    assert_eq!(ledger.on(BOB, "announce", 3), Ok(()));
}

#[test]
fn a_grant_is_revoked_by_a_vote() {
    let mut ledger = own(300 * ONE);
    ledger.stake(BOB, &[(1, 0), (3, 300 * ONE)]).unwrap();
    ledger.time += 8 * HALF_LIFE;
    ledger.on(BOB, "announce", 3).unwrap();
    // Its proposal is one item more than for a grant.
    let before = ledger.accesses;
    ledger.time += NOTICE;
    ledger.on(BOB, "execute", 3).unwrap();
    assert_eq!(ledger.accesses - before, 5);
    assert_eq!(ledger.commons.last().selector, REVOKE);
    assert_eq!(ledger.commons.last().words, [1, 3].map(word));
    assert_eq!(ledger.told(EXECUTED)[1].0, [3, 1].map(word));
    ledger.check(&EVERYBODY);
}

#[test]
fn a_grant_that_is_revoked_already_leaves_the_proposal_to_expire() {
    let mut ledger = foreign(Stream { amount: ONE, duration: DAY, ..Stream::default() });
    ledger.stake(ALICE, &[(1, 0), (2, 200 * ONE)]).unwrap();
    ledger.time += 5 * HALF_LIFE;
    ledger.on(BOB, "announce", 2).unwrap();
    ledger.time += NOTICE;
    ledger.commons.refusal = Some(Error::GrantRevoked);
    assert_eq!(ledger.on(BOB, "execute", 2), Err(Error::GrantRevoked));
    ledger.time += 30 * DAY;
    assert_eq!(ledger.on(BOB, "expire", 2), Ok(()));
}
