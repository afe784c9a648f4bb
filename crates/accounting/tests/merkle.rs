//! Payout lists as one hash.

#![allow(clippy::unwrap_used)]

#[path = "support/oracle.rs"]
#[allow(dead_code)]
mod oracle;

use oracle::numbers;
use proptest::{collection::vec, prelude::*, test_runner::Config};
use weir_accounting::{Error, Hash, Line, MerkleTree, U256, claim_total, keccak256, verify_proof};

fn line() -> impl Strategy<Value = Line> {
    (numbers(), any::<[u8; 20]>(), numbers()).prop_map(|(index, account, amount)| Line {
        index,
        account,
        amount,
    })
}

fn leaves(lines: &[Line], distribution: U256) -> Vec<Hash> {
    lines.iter().map(|line| line.leaf(keccak256, distribution)).collect()
}

proptest! {
    #![proptest_config(Config { cases: 200, failure_persistence: None, ..Config::default() })]

    #[test]
    fn every_line_is_proved_and_nothing_else(
        lines in vec(line(), 1..40), other in line(), distribution in numbers(),
    ) {
        let leaves = leaves(&lines, distribution);
        let tree = MerkleTree::new(keccak256, &leaves).unwrap();
        let deep = usize::BITS - (leaves.len() - 1).leading_zeros();
        for (line, leaf) in lines.iter().zip(&leaves) {
            let proof = tree.proof(*leaf).unwrap();
            prop_assert!(proof.len() <= deep as usize);
            let holds = |leaf| verify_proof(keccak256, leaf, &proof, tree.root());
            prop_assert!(holds(*leaf));
            if let Ok(more) = line.amount.plus(U256::from(1u32)) {
                let raised = Line { amount: more, ..*line };
                prop_assert!(!holds(raised.leaf(keccak256, distribution)));
            }
            let mut account = line.account;
            account[19] ^= 1;
            let other_account = Line { account, ..*line };
            prop_assert!(!holds(other_account.leaf(keccak256, distribution)));
            let elsewhere = if distribution.is_zero() { U256::MAX } else { U256::ZERO };
            prop_assert!(!holds(line.leaf(keccak256, elsewhere)));
            // An inner node is no leaf, and a proof of another length is none.
            if let Some((_, shorter)) = proof.split_first() {
                prop_assert!(!verify_proof(keccak256, *leaf, shorter, tree.root()));
            }
            let mut longer = proof.clone();
            longer.push(tree.root());
            prop_assert!(!verify_proof(keccak256, *leaf, &longer, tree.root()));
        }
        if !lines.contains(&other) {
            prop_assert_eq!(tree.proof(other.leaf(keccak256, distribution)), None);
        }
    }

    #[test]
    fn the_root_depends_on_the_lines_alone(lines in vec(line(), 1..20), turn in 0usize..20) {
        let straight = leaves(&lines, U256::ZERO);
        let mut turned = straight.clone();
        turned.rotate_left(turn % straight.len());
        // A line that stands twice is one line.
        turned.push(straight[0]);
        let root = |leaves: &[Hash]| MerkleTree::new(keccak256, leaves).unwrap().root();
        prop_assert_eq!(root(&straight), root(&turned));
    }

    #[test]
    fn claims_of_growing_totals_pay_each_unit_once(
        totals in vec(0u64..1_000_000, 1..10), funds in 0u64..2_000_000,
    ) {
        let (mut claimed, mut held) = (U256::ZERO, U256::from(funds));
        for total in &totals {
            match claim_total(U256::from(*total), claimed, held) {
                Ok(paid) => {
                    prop_assert_eq!(paid.pay.plus(claimed), Ok(U256::from(*total)));
                    prop_assert_eq!(paid.pay.plus(paid.funds_after), Ok(held));
                    (claimed, held) = (paid.claimed_after, paid.funds_after);
                }
                Err(Error::NothingToClaim) => prop_assert!(U256::from(*total) <= claimed),
                Err(error) => {
                    prop_assert_eq!(error, Error::NotFunded);
                    prop_assert!(U256::from(*total).less(claimed) > held);
                }
            }
        }
        // An older root takes nothing away and pays nothing twice.
        prop_assert_eq!(claimed.plus(held), Ok(U256::from(funds)));
    }
}

#[test]
fn a_list_without_lines_has_no_root() {
    assert_eq!(MerkleTree::new(keccak256, &[]), Err(Error::EmptyTree));
}

#[test]
fn a_list_of_one_line_is_its_own_proof() {
    let leaf = [7; 32];
    let tree = MerkleTree::new(keccak256, &[leaf]).unwrap();
    assert_eq!(tree.root(), leaf);
    assert_eq!(tree.proof(leaf), Some(Vec::new()));
}
