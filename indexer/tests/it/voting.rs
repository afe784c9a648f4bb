//! The vote, held against the Conviction contract's own rules: the same calls to both, to the last
//! unit.

mod campaign;
mod contract;
mod formulas;
mod shown;

use crate::history::{contracts, deployment};
use campaign::Campaign;
use std::collections::HashMap;
use weir_economics::Decay;
use weir_indexer::domain::{Batch, Voting};

/// The vote before anything happened.
fn nothing() -> Voting {
    let half_life = deployment().parameters.conviction.half_life;
    let decay = Decay::from_half_life(half_life).unwrap();
    Voting { decay, supply: 0, totals: None, proposals: HashMap::new() }
}

#[test]
fn sums_and_convictions_are_those_of_the_contract_after_every_call() {
    let mut ended = [0; 4];
    for seed in 0..20 {
        let (mut voting, mut campaign) = (nothing(), Campaign::new(seed));
        for step in 0..150 {
            let block = campaign.step();
            voting.follow(&Batch::new(vec![block], &contracts()));
            let (ours, theirs) = (voting.totals.unwrap(), campaign.world.state());
            assert_eq!(ours.staked, theirs.staked(), "{seed} {step}");
            assert_eq!(ours.effective_stake, theirs.effective_stake(), "{seed} {step}");
            assert_eq!(ours.effective_supply(), theirs.effective_supply(), "{seed} {step}");
            assert_eq!(ours.updated, theirs.now(), "{seed} {step}");
            for number in 1..=theirs.proposals() {
                let (ours, theirs) = (voting.proposals[&number], campaign.world.proposal(number));
                assert_eq!(ours.staked, theirs.staked(), "{seed} {step} {number}");
                assert_eq!(ours.conviction, theirs.conviction(), "{seed} {step} {number}");
                assert_eq!(ours.status as u64, theirs.status(), "{seed} {step} {number}");
            }
        }
        for number in 1..=campaign.world.state().proposals() {
            ended[campaign.world.proposal(number).status() as usize] += 1;
        }
    }
    assert!(ended.iter().all(|count| *count > 10), "{ended:?}");
}
