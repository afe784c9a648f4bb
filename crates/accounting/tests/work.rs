//! Equipment, bounties, slashes and votes, against whole numbers of any size.

#![allow(clippy::unwrap_used)]

#[path = "support/oracle.rs"]
mod oracle;

use num_bigint::BigUint;
use oracle::{big, lists, numbers, shares, small, sum};
use proptest::{collection::vec, prelude::*, test_runner::Config};
use weir_accounting::{
    Answer, Error, FeeSplit, Job, Offer, Outcome, RaiseState, U256, bounty_payout, bounty_refund,
    cofund_raise, equipment_story, owners_entitlement, slash, slash_pro_rata, use_fee_split,
    vote_outcome,
};

/// The five parts of a fee.
fn parts(split: &FeeSplit) -> [U256; 5] {
    [split.material, split.technician, split.maintenance, split.owners, split.infrastructure]
}

proptest! {
    #![proptest_config(Config { cases: 2_000, failure_persistence: None, ..Config::default() })]

    #[test]
    fn a_fee_goes_somewhere_to_the_last_unit(
        fee in numbers(), costs in prop::array::uniform3(numbers()), owners in shares(),
        due in numbers(),
    ) {
        let split = use_fee_split(fee, costs[0], costs[1], costs[2], owners, due);
        let spent = sum(&costs);
        if spent > big(fee) {
            prop_assert_eq!(split, Err(Error::FeeBelowCosts));
            return Ok(());
        }
        let split = split.unwrap();
        prop_assert_eq!(sum(&parts(&split)), big(fee));
        let share = (big(fee) - spent) * owners / 1_000_000u32;
        prop_assert_eq!(big(split.owners), share.min(big(due)));
    }

    #[test]
    fn a_story_is_its_jobs_one_after_the_other(
        given in vec(0u32..500, 1..5), ratio in 0u32..2_000_000, owners in shares(),
        jobs in vec((0u32..60, 0u32..20, 0u32..20, 0u32..20, 0u64..30), 0..5),
    ) {
        let given: Vec<U256> = given.into_iter().map(U256::from).collect();
        let jobs: Vec<Job> = jobs
            .into_iter()
            .map(|(rest, material, technician, maintenance, times)| {
                let [material, technician, maintenance] =
                    [material, technician, maintenance].map(U256::from);
                let fee = small(&(sum(&[material, technician, maintenance]) + rest)).unwrap();
                Job { fee, material, technician, maintenance, times }
            })
            .collect();
        let story = equipment_story(&given, ratio, owners, &jobs);
        if sum(&given) == BigUint::ZERO {
            prop_assert_eq!(story, Err(Error::ZeroTotal));
            return Ok(());
        }
        let story = story.unwrap();
        let mut due = small(&(sum(&given) * ratio / 1_000_000u32)).unwrap();
        let mut totals = [0u32; 5].map(U256::from);
        let (mut number, mut paid_back) = (0, None);
        for job in &jobs {
            for _ in 0..job.times {
                number += 1;
                let split = use_fee_split(
                    job.fee, job.material, job.technician, job.maintenance, owners, due,
                ).unwrap();
                let before = due;
                due = due.minus(split.owners).unwrap();
                if due.is_zero() && !before.is_zero() {
                    paid_back = Some((number, split));
                }
                for (total, part) in totals.iter_mut().zip(parts(&split)) {
                    *total = total.plus(part).unwrap();
                }
            }
        }
        prop_assert_eq!(parts(&story.totals), totals);
        prop_assert_eq!(story.paid_back, paid_back);
        prop_assert_eq!(story.owners.income.paid_back, due.is_zero());
    }

    #[test]
    fn owners_get_what_is_theirs_and_never_less_later(
        given in vec(any::<u64>(), 1..6), ratio in 0u32..3_000_000, income in any::<u64>(),
        more in any::<u64>(), claims in shares(),
    ) {
        let given: Vec<U256> = given.into_iter().map(U256::from).collect();
        let all = sum(&given);
        if all == BigUint::ZERO {
            return Ok(());
        }
        let unclaimed: Vec<(U256, U256)> = given.iter().map(|&one| (one, U256::ZERO)).collect();
        let now = owners_entitlement(&unclaimed, ratio, U256::from(income)).unwrap();
        let cap = &all * ratio / 1_000_000u32;
        let counted = cap.clone().min(BigUint::from(income));
        prop_assert_eq!(big(now.income.cap), cap.clone());
        for (part, one) in now.parts.iter().zip(&given) {
            prop_assert_eq!(big(part.entitled), &counted * big(*one) / &all);
        }
        let entitled: Vec<U256> = now.parts.iter().map(|part| part.entitled).collect();
        prop_assert_eq!(sum(&entitled) + big(now.dust), counted.clone());
        prop_assert_eq!(counted + big(now.income.excess), BigUint::from(income));
        // Whatever was claimed of it is still due after more income.
        let claimed: Vec<(U256, U256)> = given
            .iter()
            .zip(&entitled)
            .map(|(&one, entitled)| (one, entitled.part(claims).unwrap()))
            .collect();
        let later = U256::from(u128::from(income) + u128::from(more));
        let later = owners_entitlement(&claimed, ratio, later).unwrap();
        for (part, (_, claimed)) in later.parts.iter().zip(claimed) {
            prop_assert_eq!(part.claimable.plus(claimed), Ok(part.entitled));
        }
    }

    #[test]
    fn a_raise_takes_what_it_needs_and_returns_the_rest(
        target in 0u64..3000, deadline in -5i64..10, now in -5i64..12,
        offers in vec((0usize..3, 0u64..1000, -6i64..12), 0..8),
    ) {
        let offers: Vec<Offer> = offers
            .into_iter()
            .map(|(who, amount, time)| {
                Offer { agent: ["a", "b", "c"][who], amount: amount.into(), time }
            })
            .collect();
        let raise = cofund_raise(target.into(), deadline, now, &offers).unwrap();
        let mut raised = 0u128;
        for (offer, answer) in offers.iter().zip(&raise.answers) {
            match answer {
                Answer::AfterDeadline => prop_assert!(offer.time > deadline),
                Answer::Funded => prop_assert_eq!(raised, u128::from(target)),
                Answer::Accepted { accepted, returned } => {
                    prop_assert!(offer.time <= deadline && raised < u128::from(target));
                    prop_assert_eq!(accepted.plus(*returned), Ok(offer.amount));
                    raised += u128::try_from(*accepted).unwrap();
                    prop_assert!(returned.is_zero() || raised == u128::from(target));
                }
            }
        }
        prop_assert_eq!(raise.raised, U256::from(raised));
        let owners: BigUint = raise.owners.values().map(|sum| big(*sum)).sum();
        prop_assert_eq!(owners, BigUint::from(raised));
        prop_assert_eq!(raise.state == RaiseState::Funded, raised == u128::from(target));
        let failed = now > deadline && raised < u128::from(target);
        prop_assert_eq!(raise.state == RaiseState::Failed, failed);
    }

    #[test]
    fn a_bounty_pays_its_pool_to_the_last_unit(
        given in lists(6), reviewers in shares(), cuts in vec(0u32..=1_000_000, 0..5),
    ) {
        let mut cuts = cuts;
        cuts.extend([0, 1_000_000]);
        cuts.sort_unstable();
        let shares: Vec<u32> = cuts.windows(2).map(|pair| pair[1] - pair[0]).collect();
        let result = bounty_payout(&given, reviewers, &shares);
        let Some(pool) = small(&sum(&given)) else {
            prop_assert_eq!(result, Err(Error::Overflow));
            return Ok(());
        };
        if pool.is_zero() {
            prop_assert_eq!(result, Err(Error::NothingFunded));
            return Ok(());
        }
        let paid = result.unwrap();
        prop_assert_eq!(big(paid.reviewers), big(pool) * reviewers / 1_000_000u32);
        prop_assert_eq!(sum(&paid.rewards) + big(paid.reviewers), big(pool));
        let shared = big(pool) - big(paid.reviewers);
        let most = shares.iter().max().unwrap();
        let largest = shares.iter().position(|share| share == most).unwrap();
        for (index, (reward, share)) in paid.rewards.iter().zip(&shares).enumerate() {
            let floor = &shared * *share / 1_000_000u32;
            let fits = if index == largest { big(*reward) >= floor } else { big(*reward) == floor };
            prop_assert!(fits, "{reward} for {share}");
        }
    }

    #[test]
    fn a_refund_gives_back_what_was_not_spent(given in lists(6), spent in numbers()) {
        let result = bounty_refund(&given, spent);
        let Some(pool) = small(&sum(&given)) else {
            prop_assert_eq!(result, Err(Error::Overflow));
            return Ok(());
        };
        if spent > pool {
            prop_assert_eq!(result, Err(Error::SpentOverPool));
            return Ok(());
        }
        if pool.is_zero() {
            prop_assert_eq!(result.is_ok(), given.is_empty());
            return Ok(());
        }
        let back = result.unwrap();
        let unspent = big(pool) - big(spent);
        for (refund, one) in back.refunds.iter().zip(&given) {
            prop_assert_eq!(big(*refund), &unspent * big(*one) / big(pool));
        }
        prop_assert_eq!(sum(&back.refunds) + big(back.dust), unspent);
        prop_assert!(big(back.dust) <= BigUint::from(given.len()));
    }

    #[test]
    fn a_slash_takes_no_more_than_it_says(
        stake in numbers(), ppm in shares(), finder in prop::option::of(shares()),
    ) {
        let cut = slash(stake, ppm, finder).unwrap();
        prop_assert_eq!(big(cut.penalty), big(stake) * ppm / 1_000_000u32);
        prop_assert_eq!(big(cut.finder), big(cut.penalty) * finder.unwrap_or(0) / 1_000_000u32);
        prop_assert_eq!(big(cut.finder) + big(cut.pool), big(cut.penalty));
        prop_assert_eq!(big(cut.stake_after) + big(cut.penalty), big(stake));
    }

    #[test]
    fn a_slash_of_many_takes_exactly_its_sum(
        own in numbers(), delegated in lists(6), amount in numbers(),
    ) {
        let mut after = delegated.clone();
        let result = slash_pro_rata(own, &mut after, amount);
        let before = big(own) + sum(&delegated);
        if amount.is_zero() || big(amount) > before {
            let error = if amount.is_zero() { Error::ZeroAmount } else { Error::SlashOverStake };
            prop_assert_eq!(result, Err(error));
            prop_assert_eq!(after, delegated);
            return Ok(());
        }
        let left = &before - big(amount);
        // An own stake that rounding lifts above 256 bits is the one thing that can be refused.
        let Ok(own) = result else { return Ok(()) };
        prop_assert_eq!(big(own) + sum(&after), left.clone());
        for (after, delegation) in after.iter().zip(&delegated) {
            prop_assert_eq!(big(*after), &left * big(*delegation) / &before);
        }
    }

    #[test]
    fn a_vote_needs_its_quorum_and_a_majority(
        yes in numbers(), no in numbers(), total in numbers(), quorum in 1u32..=100,
    ) {
        let result = vote_outcome(yes, no, total, quorum);
        if total.is_zero() {
            prop_assert_eq!(result, Err(Error::NoStake));
            return Ok(());
        }
        let met = (big(yes) + big(no)) * 100u32 / big(total) >= BigUint::from(quorum);
        let outcome = match (met, yes > no) {
            (false, _) => Outcome::NoQuorum,
            (true, true) => Outcome::Upheld,
            (true, false) => Outcome::Rejected,
        };
        prop_assert_eq!(result, Ok(outcome));
    }
}

#[test]
fn shares_above_the_whole_are_refused() {
    let one = U256::from(1u32);
    let over = 1_000_001;
    assert_eq!(use_fee_split(one, one, one, one, over, one), Err(Error::RatioOverOne));
    assert_eq!(slash(one, over, None), Err(Error::RatioOverOne));
    assert_eq!(slash(one, 0, Some(over)), Err(Error::RatioOverOne));
    assert_eq!(bounty_payout(&[one], over, &[1_000_000]), Err(Error::RatioOverOne));
    for shares in [&[][..], &[999_999], &[over], &[u32::MAX, 1]] {
        assert_eq!(bounty_payout(&[one], 0, shares), Err(Error::SharesNotOne), "{shares:?}");
    }
    for quorum in [0, 101] {
        assert_eq!(vote_outcome(one, one, one, quorum), Err(Error::QuorumOutOfRange));
    }
}

#[test]
fn a_story_of_very_many_jobs_takes_no_time() {
    let [fee, given, nothing] = [10u32, 1000, 0].map(U256::from);
    let (material, technician, maintenance) = (nothing, nothing, nothing);
    let job = Job { fee, material, technician, maintenance, times: u64::MAX };
    let story = equipment_story(&[given], 1_200_000, 500_000, &[job]).unwrap();
    assert_eq!(story.paid_back.map(|(number, _)| number), Some(240));
    assert_eq!(story.totals.owners, U256::from(1200u32));
    let twice = equipment_story(&[given], 1_200_000, 500_000, &[job, job]);
    assert_eq!(twice, Err(Error::Overflow));
}
