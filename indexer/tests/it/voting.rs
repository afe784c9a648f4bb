//! The vote, held against the Conviction contract's own rules: the same calls to both, to the last
//! unit.

mod campaign;
mod contract;
mod formulas;
mod shown;

use crate::history::{contracts, deployment};
use campaign::Campaign;
use std::collections::{BTreeSet, HashMap};
use weir_economics::Decay;
use weir_indexer::domain::{Batch, Voting};

/// What the campaigns came to.
#[derive(Debug, Default)]
struct Seen {
    shares: u32,
    opposed: u32,
    announced: u32,
    paces: u32,
    /// Kinds of proposals that passed.
    kinds: BTreeSet<u8>,
}

/// The vote before anything happened.
fn nothing() -> Voting {
    let p = deployment().parameters.conviction;
    Voting {
        half_life: p.half_life,
        decay: Decay::from_half_life(p.half_life).unwrap(),
        min_stake: p.min_stake_ppm.ppm(),
        supply: 0,
        funds: 0,
        totals: None,
        proposals: HashMap::new(),
    }
}

#[test]
fn sums_and_convictions_are_those_of_the_contract_after_every_call() {
    let (mut ended, mut seen) = ([0; 4], Seen::default());
    for seed in 0..30 {
        let (mut voting, mut campaign) = (nothing(), Campaign::new(seed));
        for step in 0..150 {
            let block = campaign.step();
            voting.follow(&Batch::new(vec![block], &contracts()));
            let (ours, theirs) = (voting.totals.unwrap(), campaign.world.state());
            assert_eq!(ours.staked, theirs.staked(), "{seed} {step}");
            assert_eq!(ours.effective_stake, theirs.effective_stake(), "{seed} {step}");
            assert_eq!(ours.effective_supply(), theirs.effective_supply(), "{seed} {step}");
            assert_eq!(ours.effective_funds(), theirs.effective_funds(), "{seed} {step}");
            assert_eq!(ours.updated, theirs.now(), "{seed} {step}");
            assert_eq!(voting.decay, theirs.decay().unwrap(), "{seed} {step}");
            assert_eq!(voting.min_stake, theirs.min_stake(), "{seed} {step}");
            for number in 1..=theirs.proposals() {
                let (ours, theirs) = (voting.proposals[&number], campaign.world.stored(number));
                assert_eq!(ours.status as u8, theirs.status, "{seed} {step} {number}");
                assert_eq!(ours.updated, theirs.updated, "{seed} {step} {number}");
                assert_eq!(ours.staked, theirs.staked, "{seed} {step} {number}");
                assert_eq!(ours.conviction, theirs.conviction, "{seed} {step} {number}");
                assert_eq!(ours.opposed, theirs.opposed, "{seed} {step} {number}");
                assert_eq!(ours.opposition, theirs.opposition, "{seed} {step} {number}");
                assert_eq!(ours.announced.unwrap_or(0), theirs.announced, "{seed} {step} {number}");
                if let Some(share) = ours.share {
                    assert_eq!(share, theirs.share, "{seed} {step} {number}");
                    seen.shares += u32::from(share > 0);
                }
                seen.opposed += u32::from(ours.opposed > 0);
                seen.announced += u32::from(ours.announced.is_some());
            }
        }
        seen.paces += u32::from(voting.half_life != nothing().half_life);
        seen.kinds.extend(campaign.world.passed_kinds());
        for number in 1..=campaign.world.state().proposals() {
            ended[campaign.world.stored(number).status as usize] += 1;
        }
    }
    assert!(ended.iter().all(|count| *count > 10), "{ended:?}");
    let Seen { shares, opposed, announced, paces, kinds } = &seen;
    assert!([shares, opposed, announced].iter().all(|count| **count > 100), "{seen:?}");
    assert!(*paces > 0 && kinds.len() == 5, "{seen:?}");
}
