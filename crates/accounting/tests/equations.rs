//! Value equations: money is conserved, debts end, nothing depends on luck.

#![allow(clippy::unwrap_used)]

#[path = "support/oracle.rs"]
#[allow(dead_code)]
mod oracle;

use num_bigint::BigUint;
use oracle::{big, numbers, shares, small};
use proptest::{collection::vec, prelude::*, test_runner::Config};
use weir_accounting::{
    Behaviour, Bucket, Claim, Distribution, Division, Error, Rule, To, U256, distribute,
};

const NAMES: [&str; 5] = ["ana", "bo", "cy", "dee", "eli"];

fn claim() -> impl Strategy<Value = Claim<'static>> {
    let rules = prop::sample::select(vec![Rule::Debt, Rule::Equity, Rule::Once]);
    (prop::sample::select(&NAMES[..]), rules, numbers(), shares(), 0i64..4).prop_map(
        |(agent, rule, value, left, date)| {
            let outstanding = value.part(left).unwrap();
            Claim { agent, rule, value, outstanding, date: Some(date) }
        },
    )
}

fn bucket() -> impl Strategy<Value = Bucket<'static>> {
    let claims = (any::<bool>(), any::<bool>(), vec(claim(), 0..6)).prop_map(
        |(fifo, at_most_value, claims)| To::Claims {
            division: if fifo { Division::Fifo } else { Division::Percentage },
            at_most_value: at_most_value || fifo,
            claims,
        },
    );
    let agent = prop::sample::select(&NAMES[..]).prop_map(To::Agent);
    (shares(), prop_oneof![1 => agent, 4 => claims]).prop_map(|(ppm, to)| Bucket { ppm, to })
}

/// What a bucket has, and what it gives away.
fn flows(amount: U256, behaviour: Behaviour, list: &[Bucket], paid: &Distribution) -> Vec<U256> {
    let mut left = big(amount);
    let mut money = Vec::new();
    for (bucket, claims) in list.iter().zip(&paid.claims) {
        let base = if behaviour == Behaviour::Straight { big(amount) } else { left.clone() };
        let has = base * bucket.ppm / 1_000_000u32;
        left -= match bucket.to {
            To::Agent(_) => has.clone(),
            To::Claims { .. } => claims.iter().map(|claim| big(claim.paid)).sum(),
        };
        money.push(small(&has).unwrap());
    }
    money
}

proptest! {
    #![proptest_config(Config { cases: 2_000, failure_persistence: None, ..Config::default() })]

    #[test]
    fn money_is_conserved_and_no_claim_is_overpaid(
        amount in numbers(), straight in any::<bool>(), list in vec(bucket(), 0..5),
    ) {
        let behaviour = if straight { Behaviour::Straight } else { Behaviour::Remaining };
        let result = distribute(amount, behaviour, &list);
        if straight && list.iter().map(|bucket| bucket.ppm).sum::<u32>() > 1_000_000 {
            prop_assert_eq!(result, Err(Error::PercentOverHundred));
            return Ok(());
        }
        let paid = result.unwrap();
        let all: BigUint = paid.by_agent.values().map(|sum| big(*sum)).sum();
        prop_assert_eq!(all + big(paid.undistributed), big(amount));
        let money = flows(amount, behaviour, &list, &paid);
        for ((bucket, after), money) in list.iter().zip(&paid.claims).zip(money) {
            let To::Claims { at_most_value, claims, .. } = &bucket.to else {
                prop_assert!(after.is_empty());
                continue;
            };
            let given: BigUint = after.iter().map(|claim| big(claim.paid)).sum();
            prop_assert!(given <= big(money));
            for (claim, after) in claims.iter().zip(after) {
                let counts = claim.rule == Rule::Equity || !claim.outstanding.is_zero();
                prop_assert!(counts || after.paid.is_zero());
                match claim.rule {
                    Rule::Debt => {
                        prop_assert_eq!(after.paid.plus(after.outstanding), Ok(claim.outstanding));
                    }
                    Rule::Equity => prop_assert_eq!(after.outstanding, claim.outstanding),
                    Rule::Once if money.is_zero() => {
                        prop_assert_eq!(after.outstanding, claim.outstanding);
                    }
                    Rule::Once => prop_assert!(after.outstanding.is_zero()),
                }
                if claim.rule != Rule::Debt && *at_most_value {
                    prop_assert!(after.paid <= claim.value);
                }
            }
        }
    }

    #[test]
    fn a_share_by_percentage_is_below_the_exact_one_but_for_the_largest(
        amount in numbers(), claims in vec(claim(), 1..7),
    ) {
        let claims: Vec<Claim> =
            claims.into_iter().map(|claim| Claim { rule: Rule::Equity, ..claim }).collect();
        let to = To::Claims {
            division: Division::Percentage, at_most_value: false, claims: claims.clone(),
        };
        let paid = distribute(amount, Behaviour::Straight, &[Bucket { ppm: 1_000_000, to }]);
        let paid = paid.unwrap();
        let total: BigUint = claims.iter().map(|claim| big(claim.value)).sum();
        if total == BigUint::ZERO {
            prop_assert_eq!(paid.undistributed, amount);
            return Ok(());
        }
        prop_assert!(paid.undistributed.is_zero());
        let most = claims.iter().map(|claim| claim.value).max().unwrap();
        let largest = claims.iter().position(|claim| claim.value == most).unwrap();
        for (index, (claim, paid)) in claims.iter().zip(&paid.claims[0]).enumerate() {
            let floor = big(amount) * big(claim.value) / &total;
            if index == largest {
                prop_assert!(big(paid.paid) < floor + BigUint::from(claims.len()));
            } else {
                prop_assert_eq!(big(paid.paid), floor);
            }
        }
    }

    #[test]
    fn the_oldest_is_paid_first(amount in numbers(), claims in vec(claim(), 1..7)) {
        let claims: Vec<Claim> =
            claims.into_iter().map(|claim| Claim { rule: Rule::Debt, ..claim }).collect();
        let to =
            To::Claims { division: Division::Fifo, at_most_value: false, claims: claims.clone() };
        let list = [Bucket { ppm: 1_000_000, to }];
        let paid = distribute(amount, Behaviour::Straight, &list).unwrap();
        for (older, first) in claims.iter().zip(&paid.claims[0]) {
            for (newer, second) in claims.iter().zip(&paid.claims[0]) {
                if older.date < newer.date && !first.outstanding.is_zero() {
                    prop_assert!(second.paid.is_zero(), "{older:?} waits while {newer:?} is paid");
                }
            }
        }
        let owed: BigUint = claims.iter().map(|claim| big(claim.outstanding)).sum();
        let given = big(amount) - big(paid.undistributed);
        prop_assert_eq!(given, big(amount).min(owed));
    }
}

#[test]
fn equations_that_make_no_sense_are_refused() {
    let value = U256::from(5u32);
    let claim = |rule, date| Claim { agent: "a", rule, value, outstanding: value, date };
    let run = |ppm, behaviour, division, claims: &[Claim<'static>]| {
        let to = To::Claims { division, at_most_value: false, claims: claims.to_vec() };
        distribute(value, behaviour, &[Bucket { ppm, to }]).map(|_| ())
    };
    let fifo = |claims: &[Claim<'static>]| run(1, Behaviour::Straight, Division::Fifo, claims);
    assert_eq!(fifo(&[claim(Rule::Once, Some(1))]), Err(Error::FifoNeedsALimit));
    assert_eq!(fifo(&[claim(Rule::Debt, None), claim(Rule::Debt, None)]), Ok(()));
    let mixed = [claim(Rule::Debt, None), claim(Rule::Debt, Some(1))];
    assert_eq!(fifo(&mixed), Err(Error::MissingDate));
    let over = run(1_000_001, Behaviour::Remaining, Division::Percentage, &[]);
    assert_eq!(over, Err(Error::PercentOverHundred));
    let over =
        [Bucket { ppm: u32::MAX, to: To::Agent("a") }, Bucket { ppm: 1, to: To::Agent("a") }];
    let over = distribute(value, Behaviour::Straight, &over);
    assert_eq!(over, Err(Error::PercentOverHundred));
    let nothing = distribute(value, Behaviour::Straight, &[]).unwrap();
    assert_eq!(nothing.undistributed, value);
}
