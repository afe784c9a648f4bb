//! What it takes to pass, and what happens then.

use weir_conviction::{
    abi::{Word, word},
    error::Error,
};
use weir_economics::{Rule, threshold};

use crate::{
    commons::{GRANT, REVOKE},
    ledger::{
        ALICE, BOB, CAROL, DAY, Draft, HALF_LIFE, Ledger, ONE, PROJECT, START, conviction, decay,
    },
};

const EVERYBODY: [Word; 3] = [ALICE, BOB, CAROL];

/// A ledger whose proposal 2 is this one and has been supported for long.
fn supported(draft: Draft) -> Ledger {
    let mut ledger = Ledger::new();
    ledger.commons.grants = 5;
    ledger.propose(CAROL, draft).unwrap();
    ledger.stake(ALICE, &[(2, 400 * ONE), (1, 10 * ONE)]).unwrap();
    ledger.time += 5 * HALF_LIFE;
    ledger
}

#[test]
fn a_proposal_over_its_threshold_becomes_a_grant() {
    let draft = Draft { duration: 9 * DAY, as_tokens: 1, ..Draft::of(3 * ONE) };
    let mut ledger = supported(draft);
    let (before, threshold) = (ledger.proposal(2), ledger.threshold(2).unwrap());
    assert!(before.conviction > threshold);
    ledger.on(BOB, "execute", 2).unwrap();

    assert_eq!(ledger.commons.last().selector, GRANT);
    let expected = [PROJECT, word(3 * ONE), word((9 * DAY).into()), word(1), word(2)];
    assert_eq!(ledger.commons.last().words, expected);
    let proposal = ledger.proposal(2);
    assert_eq!((proposal.status, proposal.staked), (1, 400 * ONE));
    assert_eq!(proposal.conviction, before.conviction);
    // Its stake no longer counts, though it still has to be released.
    assert_eq!(ledger.totals()[0], 10 * ONE);

    let told = ledger.told("Execute(uint32,uint32,uint256,uint256,uint256)");
    let [(topics, data)] = &told[..] else { panic!("{told:?}") };
    assert_eq!(*topics, [2, 6].map(word));
    assert_eq!(conviction(&data[0]), before.conviction);
    assert_eq!(conviction(&data[1]), threshold);
    assert_eq!(data[2], word(10 * ONE));
    ledger.check(&EVERYBODY);
}

#[test]
fn a_proposal_passes_once() {
    let mut ledger = supported(Draft::default());
    ledger.on(BOB, "execute", 2).unwrap();
    assert_eq!(ledger.on(BOB, "execute", 2), Err(Error::NotActive));
    assert_eq!(ledger.on(CAROL, "cancel", 2), Err(Error::NotActive));
    ledger.time += 90 * DAY;
    assert_eq!(ledger.on(BOB, "expire", 2), Err(Error::NotActive));
    assert_eq!(ledger.proposal(2).status, 1);
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
    assert_eq!(ledger.on(BOB, "execute", 2), Err(Error::BelowThreshold));
    ledger.time = START + high;
    assert_eq!(ledger.on(BOB, "execute", 2), Ok(()));
}

#[test]
fn a_proposal_passes_only_before_its_expiry() {
    let mut ledger = supported(Draft::default());
    ledger.time = START + 30 * DAY;
    assert_eq!(ledger.on(BOB, "execute", 2), Err(Error::NotActive));
    ledger.time -= 1;
    assert_eq!(ledger.on(BOB, "execute", 2), Ok(()));
}

#[test]
fn nothing_passes_during_a_pause() {
    let mut ledger = supported(Draft::default());
    ledger.commons.paused_until = ledger.time + 1;
    assert_eq!(ledger.on(BOB, "execute", 2), Err(Error::Paused));
    ledger.time += 1;
    assert_eq!(ledger.on(BOB, "execute", 2), Ok(()));
}

#[test]
fn a_signal_gathers_conviction_and_cannot_pass() {
    let mut ledger = supported(Draft::signal());
    for id in [1, 2] {
        assert!(ledger.proposal(id).conviction > Default::default());
        assert_eq!(ledger.on(BOB, "execute", id), Err(Error::NotExecutable));
        assert_eq!(ledger.threshold(id), None);
    }
    assert_eq!(ledger.on(BOB, "execute", 9), Err(Error::UnknownProposal));
}

#[test]
fn funds_and_supply_are_those_of_the_execution() {
    let mut ledger = supported(Draft::of(10 * ONE));
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
    ledger.commons = rich.commons;
    assert_eq!(ledger.on(BOB, "execute", 2), Ok(()));
}

#[test]
fn a_refusal_of_the_commons_undoes_all_and_passes_through() {
    let mut ledger = supported(Draft::default());
    ledger.commons.refusal = Some(Error::OverBeneficiaryLimit);
    let storage = ledger.storage.clone();
    assert_eq!(ledger.on(BOB, "execute", 2), Err(Error::OverBeneficiaryLimit));
    assert_eq!(ledger.storage, storage);
    ledger.commons.refusal = None;
    assert_eq!(ledger.on(BOB, "execute", 2), Ok(()));
}

#[test]
fn everything_is_written_before_the_commons_is_asked() {
    let mut ledger = supported(Draft::default());
    ledger.on(BOB, "execute", 2).unwrap();
    let seen = ledger.seen_with(&ledger.commons.seen);
    assert_eq!(seen.proposal(2).status, 1);
    assert_eq!(seen.totals()[0], 10 * ONE);
}

#[test]
fn a_grant_is_revoked_by_a_vote() {
    let mut ledger = supported(Draft::revocation(4));
    let rule = Rule { decay: decay(), limit: 2_000_000, weight: 25_000 };
    let needed = |ledger: &Ledger| threshold(1, 10, ledger.totals()[1], &rule).ok();
    // As a request for half the limit, and whatever the funding pool holds.
    assert_eq!(ledger.threshold(2), needed(&ledger));
    ledger.commons.funds = 0;
    assert_eq!(ledger.threshold(2), needed(&ledger));
    ledger.on(BOB, "execute", 2).unwrap();
    assert_eq!(ledger.commons.last().selector, REVOKE);
    assert_eq!(ledger.commons.last().words, [4, 2].map(word));
    let told = ledger.told("Execute(uint32,uint32,uint256,uint256,uint256)");
    assert_eq!(told[0].0, [2, 4].map(word));
    ledger.check(&EVERYBODY);
}

#[test]
fn a_grant_that_is_revoked_already_leaves_the_proposal_to_expire() {
    let mut ledger = supported(Draft::revocation(4));
    ledger.commons.refusal = Some(Error::GrantRevoked);
    assert_eq!(ledger.on(BOB, "execute", 2), Err(Error::GrantRevoked));
    ledger.time = START + 30 * DAY;
    assert_eq!(ledger.on(BOB, "expire", 2), Ok(()));
}
