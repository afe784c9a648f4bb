//! Splits, against whole numbers of any size.

#![allow(clippy::unwrap_used)]

#[path = "support/oracle.rs"]
mod oracle;

use num_bigint::BigUint;
use oracle::{big, lists, numbers, shares, small, sum};
use proptest::{prelude::*, test_runner::Config};
use weir_accounting::{
    Error, Split, U256, cap_group, cumulative_share, split_capped, split_cumulative, split_floor,
    split_sequential, split_weights,
};

/// A list with two places in it, or with the same one twice.
fn places() -> impl Strategy<Value = (Vec<U256>, usize, usize)> {
    prop::collection::vec(numbers(), 1..12)
        .prop_flat_map(|list| (Just(list.clone()), 0..list.len(), 0..=list.len()))
}

proptest! {
    #![proptest_config(Config { cases: 4_000, failure_persistence: None, ..Config::default() })]

    #[test]
    fn a_sequential_split_is_sourcecreds_and_exact_in_sum(
        budget in numbers(), scores in lists(12),
    ) {
        let result = split_sequential(budget, &scores);
        let mut total = sum(&scores);
        if total == BigUint::ZERO {
            prop_assert_eq!(result, Err(Error::ZeroTotal));
            return Ok(());
        }
        let pieces = result.unwrap();
        let mut left = big(budget);
        for (piece, score) in pieces.iter().zip(&scores) {
            let exact =
                if score.is_zero() { BigUint::ZERO } else { &left * big(*score) / &total };
            prop_assert_eq!(big(*piece), exact.clone());
            left -= exact;
            total -= big(*score);
        }
        prop_assert_eq!(sum(&pieces), big(budget));
    }

    #[test]
    fn a_cumulative_split_is_exact_in_sum_and_no_share_is_a_unit_off(
        budget in numbers(), scores in lists(12),
    ) {
        let total = sum(&scores);
        let result = split_cumulative(budget, &scores);
        if total == BigUint::ZERO {
            prop_assert_eq!(result, Err(Error::ZeroTotal));
            return Ok(());
        }
        let shares = result.unwrap();
        prop_assert_eq!(sum(&shares), big(budget));
        for (share, score) in shares.iter().zip(&scores) {
            // |share - budget × score / total| < 1, times total.
            let (exact, given) = (big(budget) * big(*score), big(*share) * &total);
            let off = if exact > given { exact - given } else { given - exact };
            prop_assert!(off < total, "{budget} by {scores:?}: {shares:?}");
        }
    }

    #[test]
    fn a_share_can_be_checked_alone(budget in numbers(), scores in lists(8)) {
        let Some(total) = small(&sum(&scores)) else { return Ok(()) };
        let Ok(shares) = split_cumulative(budget, &scores) else { return Ok(()) };
        let mut before = U256::ZERO;
        for (score, share) in scores.iter().zip(shares) {
            prop_assert_eq!(cumulative_share(budget, before, *score, total), Ok(share));
            before = before.plus(*score).unwrap();
        }
        let more = U256::from(1u32);
        prop_assert_eq!(cumulative_share(budget, total, more, total), Err(Error::Underflow));
    }

    #[test]
    fn an_account_split_in_its_place_gets_exactly_the_same(
        budget in numbers(), (scores, at, _) in places(), part in shares(),
    ) {
        let Ok(shares) = split_cumulative(budget, &scores) else { return Ok(()) };
        let first = scores[at].part(part).unwrap();
        let mut more = scores.clone();
        more.splice(at..=at, [first, scores[at].minus(first).unwrap()]);
        let after = split_cumulative(budget, &more).unwrap();
        prop_assert_eq!(after[at].plus(after[at + 1]), Ok(shares[at]));
    }

    #[test]
    fn an_account_split_anywhere_gains_less_than_a_unit_a_part(
        budget in numbers(), (scores, at, place) in places(), part in shares(),
    ) {
        let Ok(shares) = split_cumulative(budget, &scores) else { return Ok(()) };
        let moved = scores[at].part(part).unwrap();
        let mut more = scores.clone();
        more[at] = scores[at].minus(moved).unwrap();
        more.insert(place, moved);
        let after = split_cumulative(budget, &more).unwrap();
        let rest = if place <= at { at + 1 } else { at };
        let together = big(after[place]) + big(after[rest]);
        prop_assert!(together <= big(shares[at]) + 1u32 + 1u32);
        // And never more at all where every share is rounded down.
        let before = split_floor(budget, &scores, 0).unwrap();
        let after = split_floor(budget, &more, 0).unwrap();
        prop_assert!(big(after.amounts[place]) + big(after.amounts[rest]) <= big(before.amounts[at]));
    }

    #[test]
    fn a_larger_score_never_gets_less(
        budget in numbers(), (scores, at, _) in places(), more in numbers(),
    ) {
        let (Ok(before), Ok(raised)) = (split_cumulative(budget, &scores), scores[at].plus(more))
        else {
            return Ok(());
        };
        let floored = split_floor(budget, &scores, 0).unwrap();
        let mut scores = scores;
        scores[at] = raised;
        prop_assert!(split_cumulative(budget, &scores).unwrap()[at] >= before[at]);
        prop_assert!(split_floor(budget, &scores, 0).unwrap().amounts[at] >= floored.amounts[at]);
    }

    #[test]
    fn the_order_in_which_accounts_are_read_plays_no_part(
        budget in numbers(), scores in lists(12), seed in any::<u64>(),
    ) {
        let names: Vec<String> = (0..scores.len()).map(|name| format!("{name:03}")).collect();
        let mut order: Vec<usize> = (0..scores.len()).collect();
        order.sort_by_key(|&index| (seed.rotate_left(index as u32 * 5)) % 97);
        let ids: Vec<&str> = names.iter().map(String::as_str).collect();
        let mixed_ids: Vec<&str> = order.iter().map(|&index| ids[index]).collect();
        let mixed: Vec<U256> = order.iter().map(|&index| scores[index]).collect();
        let straight = Split::Cumulative.divide(budget, &ids, &scores);
        match Split::Cumulative.divide(budget, &mixed_ids, &mixed) {
            Err(error) => prop_assert_eq!(straight, Err(error)),
            Ok(shares) => {
                let straight = straight.unwrap();
                for (place, &index) in order.iter().enumerate() {
                    prop_assert_eq!(shares[place], straight[index]);
                }
            }
        }
    }

    #[test]
    fn a_floored_split_keeps_its_dust(
        amount in numbers(), scores in lists(12), incentive in 0u32..=65_535,
    ) {
        let total = sum(&scores);
        let result = split_floor(amount, &scores, incentive);
        if total == BigUint::ZERO {
            prop_assert_eq!(result, Err(Error::ZeroTotal));
            return Ok(());
        }
        let split = result.unwrap();
        let reward = big(amount) * incentive / 1_000_000u32;
        let shared = big(amount) - &reward;
        prop_assert_eq!(big(split.reward), reward.clone());
        for (share, score) in split.amounts.iter().zip(&scores) {
            prop_assert_eq!(big(*share), &shared * big(*score) / &total);
        }
        prop_assert_eq!(sum(&split.amounts) + reward + big(split.dust), big(amount));
        prop_assert!(big(split.dust) < BigUint::from(scores.len()));
    }

    #[test]
    fn weights_keep_the_rest(
        amount in numbers(), weights in prop::collection::vec(1u32..200_000, 0..8),
    ) {
        let all: u32 = weights.iter().sum();
        let result = split_weights(amount, &weights);
        if all > 1_000_000 {
            prop_assert_eq!(result, Err(Error::WeightsOverOne));
            return Ok(());
        }
        let split = result.unwrap();
        prop_assert_eq!(sum(&split.amounts) + big(split.kept), big(amount));
        let whole = BigUint::from(1_000_000u32);
        prop_assert_eq!(sum(&split.amounts), big(amount) * all / whole);
    }

    #[test]
    fn nothing_is_above_a_cap_and_what_it_cuts_rolls_over(
        budget in numbers(),
        list in prop::collection::vec((numbers(), prop::option::of(numbers())), 0..12),
    ) {
        let (scores, caps): (Vec<U256>, Vec<Option<U256>>) = list.into_iter().unzip();
        let result = split_capped(budget, &scores, &caps);
        if sum(&scores) == BigUint::ZERO {
            prop_assert_eq!(result, Err(Error::ZeroTotal));
            return Ok(());
        }
        let split = result.unwrap();
        prop_assert_eq!(sum(&split.amounts) + big(split.kept), big(budget));
        let mut open = Vec::new();
        for ((amount, cap), score) in split.amounts.iter().zip(&caps).zip(&scores) {
            prop_assert!(cap.is_none_or(|cap| *amount <= cap));
            prop_assert!(!score.is_zero() || amount.is_zero());
            if !score.is_zero() && cap.is_none_or(|cap| *amount < cap) {
                open.push((*amount, *score));
            }
        }
        // Something is kept only where no account could take it.
        prop_assert!(split.kept.is_zero() || open.is_empty());
        // Those below their caps have as much for their scores as each other, to a unit, and as
        // much as any account at its cap, to a unit.
        for (amount, score) in &open {
            for (other, its) in split.amounts.iter().zip(&scores) {
                let most = (big(*amount) + 1u32) * big(*its);
                prop_assert!(big(*other) * big(*score) <= most + big(*score));
            }
        }
    }

    #[test]
    fn a_group_is_capped_and_no_other_amount_changes(
        list in prop::collection::vec((numbers(), any::<bool>()), 0..10), cap in numbers(),
    ) {
        let (amounts, own): (Vec<U256>, Vec<bool>) = list.into_iter().unzip();
        let group = |list: &[U256]| -> BigUint {
            list.iter().zip(&own).filter(|(_, own)| **own).map(|(amount, _)| big(*amount)).sum()
        };
        let Ok(capped) = cap_group(&amounts, &own, cap) else {
            prop_assert!(small(&(group(&amounts) - big(cap))).is_none());
            return Ok(());
        };
        prop_assert!(group(&capped.amounts) <= big(cap));
        prop_assert_eq!(sum(&capped.amounts) + big(capped.kept), sum(&amounts));
        for ((after, before), own) in capped.amounts.iter().zip(&amounts).zip(&own) {
            let fits = if *own { after <= before } else { after == before };
            prop_assert!(fits, "{before} became {after}");
        }
    }
}

#[test]
fn lists_that_do_not_fit_are_refused() {
    let one = U256::from(1u32);
    assert_eq!(split_weights(one, &[1; 201]), Err(Error::TooManyReceivers));
    assert_eq!(split_weights(one, &[5; 200]).map(|split| split.amounts.len()), Ok(200));
    assert_eq!(split_floor(one, &[one], 65_536), Err(Error::IncentiveTooHigh));
    assert_eq!(split_capped(one, &[one], &[]), Err(Error::LengthMismatch));
    assert_eq!(cap_group(&[one], &[], one), Err(Error::LengthMismatch));
    assert_eq!(Split::Cumulative.divide(one, &["a"], &[]), Err(Error::LengthMismatch));
}
