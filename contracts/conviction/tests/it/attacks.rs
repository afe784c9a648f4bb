//! What attackers of a vote try. Each of these fails without the guard it is about.

use weir_conviction::{abi::word, error::Error};

use crate::ledger::{
    ALICE, BOB, CAROL, DAY, Draft, HALF_LIFE, Ledger, NOTICE, ONE, PROJECT, place, settings,
};

/// How far conviction is from its threshold, as a float; 1 and above passes.
fn ratio(ledger: &Ledger, id: u32) -> f64 {
    let float = |limbs: [u64; 3]| {
        limbs.iter().rev().fold(0.0, |sum, limb| sum * 2f64.powi(64) + *limb as f64)
    };
    float(ledger.proposal(id).conviction.limbs()) / float(ledger.threshold(id).unwrap().limbs())
}

#[test]
fn cutting_the_stakes_in_the_same_block_passes_nothing() {
    // Carol supports her own request; Alice and Bob abstain, which keeps the threshold up.
    let mut ledger = Ledger::new();
    ledger.propose(CAROL, Draft::of(10 * ONE)).unwrap();
    ledger.stake(ALICE, &[(1, 450 * ONE)]).unwrap();
    ledger.stake(BOB, &[(1, 300 * ONE)]).unwrap();
    ledger.stake(CAROL, &[(2, 100 * ONE)]).unwrap();
    ledger.time += 7 * HALF_LIFE;
    let before = ratio(&ledger, 2);
    assert!(before < 0.6 && before > 0.2, "{before}");
    // All of a sudden they drop out. The threshold does not follow within the block.
    ledger.stake(ALICE, &[(1, 0)]).unwrap();
    ledger.stake(BOB, &[(1, 0)]).unwrap();
    assert_eq!(ledger.totals()[0], 100 * ONE);
    assert_eq!(ratio(&ledger, 2), before);
    assert_eq!(ledger.on(CAROL, "announce", 2), Err(Error::BelowThreshold));
    // Nor in the next ones: the effective stake falls as slowly as conviction itself would.
    ledger.time += 60;
    assert!(ratio(&ledger, 2) < before * 1.001);
    assert_eq!(ledger.on(CAROL, "announce", 2), Err(Error::BelowThreshold));
}

#[test]
fn a_supply_that_drops_in_the_same_block_passes_nothing() {
    let mut settings = settings();
    settings[place::MIN_STAKE] = word(500_000);
    let mut ledger = Ledger::with(&settings).unwrap();
    ledger.propose(CAROL, Draft::of(10 * ONE)).unwrap();
    ledger.stake(CAROL, &[(2, 100 * ONE)]).unwrap();
    ledger.time += 7 * HALF_LIFE;
    let before = ratio(&ledger, 2);
    assert!(before < 1.0);
    ledger.commons.supply = 300 * ONE;
    assert_eq!(ratio(&ledger, 2), before);
    assert_eq!(ledger.on(CAROL, "announce", 2), Err(Error::BelowThreshold));
    // And a supply that was low for a moment does not count once it is back.
    ledger.stake(CAROL, &[(2, 101 * ONE), (1, ONE)]).unwrap();
    ledger.time += HALF_LIFE;
    ledger.commons.supply = 1_000 * ONE;
    assert_eq!(ledger.totals()[2], 1_000 * ONE);
    assert_eq!(ledger.on(CAROL, "announce", 2), Err(Error::BelowThreshold));
}

#[test]
fn a_spike_of_stakes_does_not_hold_the_threshold_high() {
    let mut ledger = Ledger::new();
    ledger.propose(CAROL, Draft::of(10 * ONE)).unwrap();
    ledger.stake(CAROL, &[(2, 100 * ONE)]).unwrap();
    ledger.time += 7 * HALF_LIFE;
    let mut calm = ledger.clone();
    // Within a block a spike moves nothing.
    ledger.stake(ALICE, &[(1, 500 * ONE)]).unwrap();
    assert_eq!(ledger.threshold(2), calm.threshold(2));
    // One of a minute moves the threshold by what a minute is worth, and that fades again.
    let mut seconds = 60;
    let mut excess = f64::INFINITY;
    assert!(ratio(&ledger, 2) > 1.0);
    for _ in 0..5 {
        ledger.time += seconds;
        calm.time += seconds;
        ledger.stake(ALICE, &[(1, 0)]).unwrap();
        let now = ratio(&calm, 2) / ratio(&ledger, 2) - 1.0;
        assert!(now > 0.0 && now < 0.001 && now < excess * 0.55, "{now} {excess}");
        (seconds, excess) = (HALF_LIFE, now);
    }
}

#[test]
fn a_spike_of_the_supply_does_not_hold_the_threshold_high() {
    let mut ledger = Ledger::new();
    ledger.propose(CAROL, Draft::of(10 * ONE)).unwrap();
    ledger.stake(CAROL, &[(2, 100 * ONE)]).unwrap();
    ledger.time += 7 * HALF_LIFE;
    let honest = ratio(&ledger, 2);
    // Somebody mints a hundredfold, has the contract hear of it, and redeems.
    ledger.commons.supply = 100_000 * ONE;
    ledger.stake(BOB, &[(1, 1)]).unwrap();
    ledger.commons.supply = 1_000 * ONE;
    assert!(ratio(&ledger, 2) > honest * 0.999);
    // Whoever votes next, or anybody, puts it right.
    ledger.time += 60;
    ledger.stake(BOB, &[(1, 0)]).unwrap();
    assert!(ratio(&ledger, 2) > honest * 0.97);
    assert_eq!(ledger.on(CAROL, "announce", 2), Ok(()));
}

#[test]
fn nothing_of_a_proposal_changes_after_it_was_made() {
    let mut ledger = Ledger::new();
    ledger.propose(CAROL, Draft::of(10 * ONE)).unwrap();
    let (proposal, text) = (ledger.proposal(2), ledger.ask("textOf(uint32)", &[word(2)]));
    ledger.stake(ALICE, &[(2, 400 * ONE)]).unwrap();
    ledger.propose(CAROL, Draft { beneficiary: CAROL, ..Draft::of(15 * ONE) }).unwrap();
    ledger.time += 6 * HALF_LIFE;
    ledger.stake(BOB, &[(2, 1)]).unwrap();
    ledger.pass(CAROL, 2).unwrap();
    ledger.release(ALICE).unwrap();
    ledger.on(CAROL, "reclaim", 2).unwrap();
    let after = ledger.proposal(2);
    assert_eq!(ledger.ask("textOf(uint32)", &[word(2)]), text);
    assert_eq!((after.author, after.kind, after.beneficiary), (CAROL, 1, PROJECT));
    assert_eq!(
        (after.amount, after.duration, after.as_tokens, after.expiry),
        (proposal.amount, proposal.duration, proposal.as_tokens, proposal.expiry)
    );
}

#[test]
fn nothing_passes_without_stake() {
    // With no stake anywhere and no floor, the threshold is zero, and so is conviction.
    let mut settings = settings();
    settings[place::MIN_STAKE] = word(0);
    let mut ledger = Ledger::with(&settings).unwrap();
    ledger.propose(CAROL, Draft::of(1)).unwrap();
    ledger.time += DAY;
    assert_eq!(ledger.threshold(2), Some(Default::default()));
    assert_eq!(ledger.on(CAROL, "announce", 2), Err(Error::BelowThreshold));
    // Nor in a Commons without tokens.
    ledger.commons.supply = 0;
    assert_eq!(ledger.on(CAROL, "announce", 2), Err(Error::BelowThreshold));
    // Nor with stake that comes in the same second.
    ledger.stake(ALICE, &[(2, 500 * ONE)]).unwrap();
    assert_eq!(ledger.on(CAROL, "announce", 2), Err(Error::BelowThreshold));
}

#[test]
fn a_request_that_was_split_takes_support_for_each_part() {
    // Each part asks for its own conviction: stake on one does nothing for another. That parts
    // together stay below the limit is the Commons' own rule, which passes through.
    let mut ledger = Ledger::new();
    for _ in 0..5 {
        ledger.propose(CAROL, Draft::of(4 * ONE)).unwrap();
    }
    ledger.stake(ALICE, &[(2, 400 * ONE)]).unwrap();
    ledger.stake(CAROL, &[(3, 50 * ONE), (4, 50 * ONE), (5, 50 * ONE), (6, 50 * ONE)]).unwrap();
    ledger.time += 7 * HALF_LIFE;
    ledger.pass(CAROL, 2).unwrap();
    ledger.commons.refusal = Some(Error::OverSpendingLimit);
    for id in 3..=6 {
        assert!(ledger.clone().pass(CAROL, id).is_err());
    }
}

#[test]
fn no_call_costs_more_for_what_others_did() {
    let mut ledger = Ledger::new();
    ledger.propose(CAROL, Draft::default()).unwrap();
    let cost = |ledger: &Ledger| {
        let mut copy = ledger.clone();
        let mut costs = vec![];
        for act in [
            |ledger: &mut Ledger| ledger.stake(ALICE, &[(2, 400 * ONE)]),
            |ledger: &mut Ledger| {
                ledger.time += 5 * HALF_LIFE;
                ledger.on(BOB, "announce", 2)
            },
            |ledger: &mut Ledger| {
                ledger.time += NOTICE;
                ledger.on(BOB, "execute", 2)
            },
            |ledger: &mut Ledger| ledger.release(ALICE),
            |ledger: &mut Ledger| ledger.on(BOB, "reclaim", 2),
            |ledger: &mut Ledger| ledger.propose(ALICE, Draft::default()).map(|_| ()),
        ] {
            let before = copy.accesses;
            act(&mut copy).unwrap();
            costs.push(copy.accesses - before);
        }
        costs
    };
    let before = cost(&ledger);
    for at in 0..300 {
        let id = ledger.propose(BOB, Draft::signal()).unwrap();
        let account = [0, 0, 0, 0xffff_0000 + at];
        ledger.commons.balances.insert(account, ONE);
        ledger.stake(account, &[(2, 1), (id, 1)]).unwrap();
    }
    assert_eq!(cost(&ledger), before);
}

#[test]
fn money_that_is_sent_otherwise_is_not_accounted() {
    let mut ledger = Ledger::new();
    ledger.propose(CAROL, Draft::default()).unwrap();
    ledger.money += 100 * ONE;
    ledger.on(CAROL, "cancel", 2).unwrap();
    ledger.on(CAROL, "reclaim", 2).unwrap();
    assert_eq!(ledger.payments, [(CAROL, ONE)]);
    assert_eq!(ledger.money, 100 * ONE);
}

#[test]
fn a_deposit_is_gone_before_its_author_gets_it() {
    let mut ledger = Ledger::new();
    ledger.propose(CAROL, Draft::default()).unwrap();
    ledger.on(CAROL, "cancel", 2).unwrap();
    ledger.on(BOB, "reclaim", 2).unwrap();
    let seen = ledger.seen_with(&ledger.paid_from);
    assert_eq!(seen.proposal(2).deposit, 0);
}
