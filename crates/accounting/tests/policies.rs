//! Policies and rounds, against whole numbers of any size.

#![allow(clippy::unwrap_used)]

#[path = "support/oracle.rs"]
mod oracle;

use num_bigint::BigUint;
use oracle::{big, lists, numbers, shares, small, sum};
use proptest::{collection::vec, prelude::*, test_runner::Config};
use weir_accounting::{
    Account, Error, History, Interval, Member, Minimum, Payout, Split, Target, U256, balanced,
    choose_intervals, immediate, payout_round, recent, special,
};

/// An account as a test makes it up: whether it is active and excluded, cred and payments.
type Record = (bool, bool, Vec<U256>, Vec<U256>);

/// Intervals that follow each other, of which so many are over, and accounts over them.
fn records() -> impl Strategy<Value = (usize, usize, Vec<Record>)> {
    (1usize..6).prop_flat_map(|weeks| {
        let weekly = || vec(numbers(), weeks..=weeks);
        let account = (prop::bool::weighted(0.8), prop::bool::weighted(0.2), weekly(), weekly());
        (Just(weeks), 0..=weeks, vec(account, 1..6))
    })
}

const NAMES: [&str; 6] = ["ana", "bo", "cy", "dee", "eli", "flo"];

fn weeks(count: usize) -> Vec<Interval> {
    (0..count as i64).map(|week| Interval { start: 7 * week, end: 7 * week + 7 }).collect()
}

/// Runs a policy on made-up records; those who take part, their cred and payments over the weeks
/// that are over, and the outcome.
#[allow(clippy::type_complexity)]
fn run(
    (count, over, records): &(usize, usize, Vec<Record>),
    policy: impl for<'a> Fn(&History<'a>) -> Result<Vec<Payout<'a>>, Error>,
) -> (Vec<(Vec<U256>, Vec<U256>)>, Result<Vec<(U256, U256)>, Error>) {
    let accounts: Vec<Account> = records
        .iter()
        .zip(NAMES)
        .map(|((active, _, cred, paid), id)| Account {
            id,
            active: *active,
            cred,
            paid: Some(paid),
        })
        .collect();
    let excluded: Vec<&str> =
        records.iter().zip(NAMES).filter(|(record, _)| record.1).map(|(_, id)| id).collect();
    let taking = records.iter().filter(|(active, excluded, ..)| *active && !excluded);
    let taking = taking.map(|(.., cred, paid)| (cred[..*over].to_vec(), paid[..*over].to_vec()));
    let history = History::new(&weeks(*count), 7 * *over as i64, &accounts, &excluded);
    let outcome = history.and_then(|history| policy(&history));
    let outcome = outcome.map(|all| all.into_iter().map(|one| (one.score, one.amount)).collect());
    (taking.collect(), outcome)
}

/// Holds an outcome to the scores that it should have, and its amounts to the split by them.
fn hold(
    budget: U256,
    scores: &[BigUint],
    outcome: Result<Vec<(U256, U256)>, Error>,
) -> Result<(), TestCaseError> {
    let fits: Option<Vec<U256>> = scores.iter().map(small).collect();
    let Some(fits) = fits else {
        // A score that does not fit is refused, if not for lack of cred.
        prop_assert!(outcome.is_err());
        return Ok(());
    };
    if sum(&fits) == BigUint::ZERO {
        prop_assert!(outcome.is_err());
        return Ok(());
    }
    let outcome = outcome.unwrap();
    prop_assert_eq!(outcome.iter().map(|one| one.0).collect::<Vec<_>>(), fits);
    let amounts: Vec<U256> = outcome.iter().map(|one| one.1).collect();
    prop_assert_eq!(sum(&amounts), big(budget));
    for (amount, score) in amounts.iter().zip(scores) {
        prop_assert!(*score != BigUint::ZERO || amount.is_zero());
    }
    Ok(())
}

proptest! {
    #![proptest_config(Config { cases: 2_000, failure_persistence: None, ..Config::default() })]

    #[test]
    fn immediate_counts_the_last_weeks(
        records in records(), budget in numbers(), lookback in 1usize..8, even in any::<bool>(),
    ) {
        let split = if even { Split::Cumulative } else { Split::Sequential };
        let (taking, outcome) =
            run(&records, |history| immediate(history, budget, lookback as u64, split));
        let scores: Vec<BigUint> = taking
            .iter()
            .map(|(cred, _)| sum(&cred[cred.len().saturating_sub(lookback)..]))
            .collect();
        hold(budget, &scores, outcome)?;
    }

    #[test]
    fn recent_lets_cred_fade(records in records(), budget in numbers(), discount in shares()) {
        let (taking, outcome) =
            run(&records, |history| recent(history, budget, discount, Split::Cumulative));
        let faded = |cred: &Vec<U256>| {
            cred.iter().fold(BigUint::ZERO, |left, cred| {
                left * (1_000_000 - discount) / 1_000_000u32 + big(*cred)
            })
        };
        let scores: Vec<BigUint> = taking.iter().map(|(cred, _)| faded(cred)).collect();
        hold(budget, &scores, outcome)?;
    }

    #[test]
    fn balanced_pays_the_shortfall(
        records in records(), budget in numbers(), lookback in 0usize..8,
        scale in prop::option::of(numbers()),
    ) {
        let target = scale.map_or(Target::Exact, |cred_scale| Target::PerCred { cred_scale });
        let (taking, outcome) = run(&records, |history| {
            balanced(history, budget, lookback as u64, target, Split::Sequential)
        });
        let first = |len: usize| if lookback == 0 { 0 } else { len.saturating_sub(lookback) };
        let window: Vec<(BigUint, BigUint)> = taking
            .iter()
            .map(|(cred, paid)| (sum(&cred[first(cred.len())..]), sum(&paid[first(paid.len())..])))
            .collect();
        let cred: BigUint = window.iter().map(|one| &one.0).sum();
        let total: BigUint = window.iter().map(|one| &one.1).sum::<BigUint>() + big(budget);
        if cred == BigUint::ZERO || scale.is_some_and(U256::is_zero) {
            prop_assert!(outcome.is_err());
            return Ok(());
        }
        let scores: Vec<BigUint> = window
            .iter()
            .map(|(mine, paid)| {
                let target = match scale {
                    None => &total * mine / &cred,
                    Some(scale) => &total * big(scale) / &cred * mine / big(scale),
                };
                if target > *paid { target - paid } else { BigUint::ZERO }
            })
            .collect();
        // Rates of more than 512 bits are refused: money near 2^256 by a unit of cred near 2^256.
        if scale.is_none_or(|scale| (&total * big(scale) / &cred).bits() <= 512) {
            hold(budget, &scores, outcome)?;
        }
    }

    #[test]
    fn a_round_conserves_what_it_carries(
        revenue in numbers(), ratio in shares(), least in numbers(), even in any::<bool>(),
        members in vec((lists(4), any::<u128>(), prop::bool::weighted(0.2)), 1..6),
    ) {
        let split = if even { Split::Cumulative } else { Split::Sequential };
        let list: Vec<Member> = members
            .iter()
            .zip(NAMES)
            .map(|((weeks, carried, excluded), id)| {
                Member { id, weeks, carried: U256::from(*carried), excluded: *excluded }
            })
            .collect();
        let Ok(round) = payout_round(revenue, ratio, &list, Minimum::Carry(least), split) else {
            return Ok(());
        };
        let all = |part: fn(&weir_accounting::Entry) -> U256| -> BigUint {
            round.entries.iter().map(|entry| big(part(entry))).sum()
        };
        let before: BigUint = list.iter().map(|member| big(member.carried)).sum();
        prop_assert_eq!(big(round.disbursed), big(revenue) * ratio / 1_000_000u32);
        prop_assert_eq!(big(round.disbursed) + big(round.retained), big(revenue));
        prop_assert_eq!(all(|entry| entry.share), big(round.disbursed));
        let after = all(|entry| entry.paid) + all(|entry| entry.carried);
        prop_assert_eq!(after, big(round.disbursed) + before);
        for (entry, member) in round.entries.iter().zip(&list) {
            prop_assert!(entry.paid.is_zero() || entry.paid >= least && entry.carried.is_zero());
            prop_assert!(entry.carried < least || entry.carried.is_zero());
            prop_assert!(!member.excluded || entry.share.is_zero());
        }
    }

    #[test]
    fn a_round_that_drops_pays_the_rest_to_the_others(
        revenue in numbers(), least in numbers(), members in vec(numbers(), 1..6),
    ) {
        let weeks: Vec<[U256; 1]> = members.iter().map(|&cred| [cred]).collect();
        let list: Vec<Member> = weeks
            .iter()
            .zip(NAMES)
            .map(|(weeks, id)| Member { id, weeks, carried: least, excluded: false })
            .collect();
        let drop = |least| {
            payout_round(revenue, 1_000_000, &list, Minimum::Drop(least), Split::Cumulative)
        };
        let Ok(first) = drop(U256::ZERO) else { return Ok(()) };
        let below = |share: U256| share < least;
        match drop(least) {
            Err(error) => {
                prop_assert_eq!(error, Error::AllBelowMinimum);
                prop_assert!(first.entries.iter().all(|entry| below(entry.share)));
            }
            Ok(round) => {
                let paid: Vec<U256> = round.entries.iter().map(|entry| entry.paid).collect();
                prop_assert_eq!(sum(&paid), big(revenue));
                for (entry, before) in round.entries.iter().zip(&first.entries) {
                    prop_assert!(entry.carried.is_zero());
                    prop_assert!(!below(before.share) || entry.paid.is_zero());
                }
            }
        }
    }

    #[test]
    fn intervals_are_chosen_from_the_end(
        count in 0usize..9, now in -3i64..70, last in prop::option::of(-3i64..70),
        max in prop::option::of(0u64..12), again in any::<bool>(),
    ) {
        let all = weeks(count);
        let over: Vec<Interval> = all.iter().copied().filter(|week| week.end <= now).collect();
        let due = over.iter().copied().filter(|week| last.is_none_or(|last| week.end > last));
        let due: Vec<Interval> = due.collect();
        let most = max.unwrap_or(99) as usize;
        let mut chosen = due[due.len().saturating_sub(most)..].to_vec();
        if chosen.is_empty() && again {
            chosen = over.last().copied().into_iter().collect();
        }
        prop_assert_eq!(choose_intervals(&all, last, now, max, again).unwrap(), chosen);
    }
}

#[test]
fn records_that_are_not_well_formed_are_refused() {
    let cred = [U256::from(1u32); 2];
    let ana = Account { id: "ana", active: true, cred: &cred, paid: None };
    let history = |intervals: &[Interval], accounts: &[Account]| {
        History::new(intervals, 14, accounts, &[]).map(|_| ())
    };
    let two = weeks(2);
    assert_eq!(history(&two, &[ana]), Ok(()));
    assert_eq!(history(&two, &[]), Err(Error::NoActiveAccount));
    let inactive = Account { active: false, ..ana };
    assert_eq!(history(&two, &[inactive]), Err(Error::NoActiveAccount));
    assert_eq!(history(&two, &[ana, ana]), Err(Error::DuplicateAccount));
    assert_eq!(history(&two, &[ana, inactive]), Err(Error::DuplicateAccount));
    // An account that takes no part must be well formed all the same.
    let short = Account { id: "bo", active: false, cred: &cred[..1], paid: None };
    assert_eq!(history(&two, &[ana, short]), Err(Error::LengthMismatch));
    let unpaid = Account { paid: Some(&[]), ..ana };
    assert_eq!(history(&two, &[unpaid]), Err(Error::LengthMismatch));
    let span = |start, end| Interval { start, end };
    for bad in [[span(0, 7), span(6, 14)], [span(7, 14), span(0, 7)], [span(0, 0), span(0, 7)]] {
        assert_eq!(history(&bad, &[ana]), Err(Error::UnorderedIntervals), "{bad:?}");
        assert!(choose_intervals(&bad, None, 99, None, false).is_err(), "{bad:?}");
    }
    // A gap is none of the policies' business.
    assert_eq!(history(&[span(0, 7), span(70, 77)], &[ana]), Ok(()));
}

#[test]
fn an_exclusion_is_as_if_the_account_were_not_there() {
    let cred = [[3u32, 4], [5, 6], [700, 800]].map(|weeks| weeks.map(U256::from));
    let account =
        |index: usize| Account { id: NAMES[index], active: true, cred: &cred[index], paid: None };
    let all = [account(0), account(1), account(2)];
    let budget = U256::from(1000u32);
    let pay = |accounts: &[Account], exclusions: &[&str]| {
        let history = History::new(&weeks(2), 14, accounts, exclusions).unwrap();
        let payouts = recent(&history, budget, 160_000, Split::Cumulative).unwrap();
        payouts.iter().map(|one| (one.id.to_string(), one.amount)).collect::<Vec<_>>()
    };
    assert_eq!(pay(&all, &["cy", "unknown"]), pay(&all[..2], &[]));
}

#[test]
fn a_special_payment_needs_its_recipient() {
    let budget = U256::from(5u32);
    assert_eq!(special(budget, "a", &[]).map(|_| ()), Err(Error::NoSuchActiveAccount));
    let twice = [("a", true), ("a", false)];
    assert_eq!(special(budget, "a", &twice).map(|_| ()), Err(Error::DuplicateAccount));
    assert_eq!(special(U256::ZERO, "a", &[("a", true)]).unwrap().amount, U256::ZERO);
}
