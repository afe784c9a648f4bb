//! What people are told of a proposal must be what happens.

#![allow(clippy::unwrap_used)]

use proptest::{prelude::*, test_runner::Config};
use weir_economics::{
    Conviction, Decay, MAX_HALF_LIFE, ONE, PPM, RULE_WHOLE, Rule, conviction, conviction_limit,
    forecast::{Reason, Standing, TimeToPass, largest_request, seconds_to_pass, tokens_needed},
    threshold,
};

const DAY: u64 = 86_400;

/// A proposal for 5 % of the funds in a vote with a half-life of three days, a spending limit of
/// 20 % and a weight of 0.25 %: next to nothing needs 6.25 % of the stake, this one 11.1 %.
fn standing() -> Standing {
    Standing {
        conviction: Conviction::ZERO,
        stake: 2_000 * ONE,
        requested: 50 * ONE,
        funds: 1_000 * ONE,
        total_stake: 10_000 * ONE,
        effective_stake: 10_000 * ONE,
        supply: 50_000 * ONE,
        effective_supply: 50_000 * ONE,
        min_stake: PPM / 10,
        rule: Rule {
            decay: Decay::from_half_life(3 * DAY).unwrap(),
            limit: RULE_WHOLE / 5,
            weight: RULE_WHOLE / 400,
        },
        remaining: u64::MAX,
    }
}

/// Whether it passes in that second.
fn passes(standing: &Standing, seconds: u64) -> bool {
    standing.at(seconds).is_ok_and(|(conviction, threshold)| conviction > threshold)
}

#[test]
fn a_proposal_passes_when_its_conviction_has_grown() {
    // 11.1 of 20 %: 1 - 2^(-t / half-life) = 5 / 9, so t = 1.17 half-lives.
    let TimeToPass::In(seconds) = seconds_to_pass(&standing()) else { panic!() };
    assert_eq!(seconds / 3_600, 84);
    assert!(passes(&standing(), seconds) && !passes(&standing(), seconds - 1));
    assert_eq!(tokens_needed(&standing()), Ok(0));
    let later = Standing { conviction: standing().at(seconds).unwrap().0, ..standing() };
    assert_eq!(seconds_to_pass(&later), TimeToPass::Now);
}

#[test]
fn a_threshold_that_falls_lets_a_proposal_pass_that_would_not() {
    // A spike of stakes that are gone: the effective stake still counts them.
    let spike = Standing { effective_stake: 40_000 * ONE, ..standing() };
    let TimeToPass::In(seconds) = seconds_to_pass(&spike) else { panic!() };
    assert!(passes(&spike, seconds) && !passes(&spike, seconds - 1));
    let TimeToPass::In(without) = seconds_to_pass(&standing()) else { panic!() };
    assert!(without < seconds);
}

#[test]
fn a_floor_that_falls_with_the_supply_counts_as_well() {
    let floor = Standing { effective_supply: 500_000 * ONE, ..standing() };
    let TimeToPass::In(seconds) = seconds_to_pass(&floor) else { panic!() };
    assert!(passes(&floor, seconds) && !passes(&floor, seconds - 1));
    let TimeToPass::In(without) = seconds_to_pass(&standing()) else { panic!() };
    assert!(without < seconds);
}

#[test]
fn what_passes_for_a_moment_only_is_found_now_and_not_later() {
    // Supporters have left: conviction is still above the threshold, and falls.
    let conviction = conviction_limit(1_200 * ONE, standing().rule.decay);
    let left = Standing { conviction, stake: 0, ..standing() };
    assert_eq!(seconds_to_pass(&left), TimeToPass::Now);
    let below = conviction_limit(1_100 * ONE, standing().rule.decay);
    let left = Standing { conviction: below, ..left };
    assert_eq!(seconds_to_pass(&left), TimeToPass::Never(Reason::StakeTooSmall));
}

#[test]
fn of_a_few_base_units_what_gets_ahead_once_more_is_found() {
    // Ahead by the stake, then behind while the effective stake falls a unit at a time, then ahead.
    let few = Standing {
        conviction: Conviction::from(447),
        stake: 47,
        requested: 1_118_855_774_087_156_608,
        funds: 505_138_680_756_635_323_193,
        total_stake: 63,
        effective_stake: 72,
        supply: 128,
        effective_supply: 1_098_208_396_461_942_729_629_130_612_015_104,
        min_stake: 1,
        rule: Rule { decay: Decay::from_half_life(4).unwrap(), limit: 71_367, weight: 179 },
        remaining: u64::MAX,
    };
    assert!(passes(&few, u64::MAX));
    let TimeToPass::In(seconds) = seconds_to_pass(&few) else { panic!() };
    assert!(passes(&few, seconds) && !passes(&few, seconds - 1));
}

#[test]
fn every_reason_is_told() {
    let never = |standing: Standing| match seconds_to_pass(&standing) {
        TimeToPass::Never(reason) => reason,
        other => panic!("{other:?}"),
    };
    assert_eq!(never(Standing { funds: 0, ..standing() }), Reason::NoFunds);
    assert_eq!(never(Standing { requested: 200 * ONE, ..standing() }), Reason::OverLimit);
    assert_eq!(never(Standing { requested: 199 * ONE, ..standing() }), Reason::TooMuch);
    // (0.2 - 0.05) of the funds.
    assert_eq!(never(Standing { requested: 150 * ONE, ..standing() }), Reason::TooMuch);
    let nearly = Standing { requested: 150 * ONE - 1, ..standing() };
    assert_eq!(never(nearly), Reason::StakeTooSmall);
    assert_eq!(never(Standing { stake: 1_000 * ONE, ..standing() }), Reason::StakeTooSmall);
    let expires = never(Standing { remaining: 3 * DAY, ..standing() });
    let Reason::Expires(seconds) = expires else { panic!("{expires:?}") };
    assert_eq!(TimeToPass::In(seconds), seconds_to_pass(&standing()));
    // The second in which it expires is too late, the one before is not.
    assert_eq!(never(Standing { remaining: seconds, ..standing() }), expires);
    let in_time = Standing { remaining: seconds + 1, ..standing() };
    assert_eq!(seconds_to_pass(&in_time), TimeToPass::In(seconds));
    for (reason, words) in [
        (Reason::NoFunds, "empty"),
        (Reason::OverLimit, "spending limit"),
        (Reason::TooMuch, "all tokens"),
        (Reason::StakeTooSmall, "too small"),
        (expires, "expires"),
        (Reason::NotEnoughTokens, "not staked yet"),
    ] {
        assert!(reason.to_string().contains(words), "{reason}");
    }
}

#[test]
fn what_is_missing_is_told_in_tokens() {
    // x > 0.25 % / 15 %^2 × the total, which grows with x: (x + 100) > (x + 10,000) / 9.
    let short = Standing { stake: 100 * ONE, ..standing() };
    let missing = tokens_needed(&short).unwrap();
    assert_eq!(missing / ONE, 9_100 / 8);
    // To pass by a time takes more, the shorter it is.
    let mut before = missing;
    for days in [300, 30, 10, 5, 2, 1] {
        let needed = tokens_needed(&Standing { remaining: days * DAY, ..short }).unwrap();
        assert!(needed >= before, "{days} days: {needed}");
        before = needed;
    }
    assert!(before > 3 * missing);
    // Everything else is staked elsewhere.
    let full = Standing { supply: 10_500 * ONE, ..short };
    assert_eq!(tokens_needed(&full), Err(Reason::NotEnoughTokens));
    let Err(Reason::Expires(seconds)) = tokens_needed(&Standing { remaining: 60, ..short }) else {
        panic!()
    };
    assert!(seconds > 60);
    assert_eq!(tokens_needed(&Standing { funds: 0, ..short }), Err(Reason::NoFunds));
    let much = Standing { requested: 160 * ONE, ..short };
    assert_eq!(tokens_needed(&much), Err(Reason::TooMuch));
}

#[test]
fn what_is_asked_for_at_most_can_just_pass() {
    let Standing { supply, funds, rule, .. } = standing();
    let most = largest_request(supply, funds, &rule);
    assert_eq!(most, 150 * ONE - 1);
    assert_eq!(largest_request(supply, 0, &rule), 0);
    assert_eq!(largest_request(0, funds, &rule), 0);
    assert_eq!(largest_request(supply, funds, &Rule { weight: RULE_WHOLE, ..rule }), 0);
    assert_eq!(largest_request(supply, funds, &Rule { limit: u32::MAX, ..rule }), funds);
}

/// A number of any magnitude up to `max`.
fn up_to(max: u128) -> impl Strategy<Value = u128> {
    (0..=max.ilog2(), any::<u128>()).prop_map(move |(bits, noise)| {
        let power = 1u128 << bits;
        (power | (noise & (power - 1))).min(max)
    })
}

/// Any proposal in any vote; what is staked is within the supply.
fn any_standing() -> impl Strategy<Value = Standing> {
    let rule = (up_to(MAX_HALF_LIFE.into()), 1..=RULE_WHOLE, 0.0..1.0f64).prop_map(
        |(half_life, limit, share)| {
            // Of the weights with which something can pass.
            let most = u64::from(limit) * u64::from(limit) / u64::from(RULE_WHOLE);
            let decay = Decay::from_half_life(half_life as u64).unwrap();
            Rule { decay, limit, weight: (most as f64 * share * share) as u32 }
        },
    );
    let share = || 0.0..1.0f64;
    let part = |whole: u128, share: f64| ((whole as f64 * share * share) as u128).min(whole);
    (rule, up_to(1 << 112), up_to(1 << 112), [share(), share(), share(), share(), share(), share()])
        .prop_flat_map(move |(rule, supply, funds, shares)| {
            let total_stake = part(supply, shares[0]);
            // All convictions together are what the effective stake tends to.
            let effective_stake = part(supply, shares[4]);
            let standing = Standing {
                conviction: conviction_limit(part(effective_stake, shares[1]), rule.decay),
                stake: part(total_stake, shares[2]),
                requested: part(funds, shares[3] * (f64::from(rule.limit) / 1e7).sqrt()),
                funds,
                total_stake,
                effective_stake,
                supply,
                effective_supply: supply.max(part(1 << 112, shares[5])),
                min_stake: 0,
                rule,
                remaining: u64::MAX,
            };
            (Just(standing), 0..=PPM / 2, prop_oneof![Just(u64::MAX), 0..100 * DAY])
        })
        .prop_map(|(standing, min_stake, remaining)| Standing { min_stake, remaining, ..standing })
}

proptest! {
    #![proptest_config(Config { cases: 2_000, failure_persistence: None, ..Config::default() })]

    #[test]
    fn a_proposal_passes_in_the_second_told_and_in_none_before(
        standing in any_standing(), share in 0.0..1.0f64,
    ) {
        let Standing { stake, total_stake, effective_stake, .. } = standing;
        // Of less than that, a unit more or less can put conviction ahead for a while.
        let straight = stake.min(total_stake).min(effective_stake) >= 1 << 20;
        match seconds_to_pass(&standing) {
            TimeToPass::Now => prop_assert!(passes(&standing, 0)),
            TimeToPass::In(seconds) | TimeToPass::Never(Reason::Expires(seconds @ 1..)) => {
                prop_assert!(passes(&standing, seconds));
                prop_assert!(!passes(&standing, seconds - 1));
                let before = (seconds as f64 * share * 0.999) as u64;
                prop_assert!(!straight || !passes(&standing, before), "in {before}");
            }
            TimeToPass::Never(Reason::Expires(0)) => prop_assert_eq!(standing.remaining, 0),
            TimeToPass::Never(_) => {
                prop_assert!(!passes(&standing, 0) && !passes(&standing, u64::MAX));
                let between = (100.0 * MAX_HALF_LIFE as f64).powf(share) as u64;
                prop_assert!(!straight || !passes(&standing, between), "in {between}");
            }
        }
    }

    #[test]
    fn the_tokens_told_are_enough_and_one_less_is_not(standing in any_standing()) {
        let with = |tokens| Standing {
            stake: standing.stake + tokens,
            total_stake: standing.total_stake + tokens,
            ..standing
        };
        let would = |tokens| !matches!(seconds_to_pass(&with(tokens)), TimeToPass::Never(_));
        match tokens_needed(&standing) {
            Ok(0) => prop_assert!(would(0)),
            Ok(tokens) => {
                prop_assert!(tokens <= standing.supply - standing.total_stake);
                prop_assert!(would(tokens) && !would(tokens - 1));
            }
            Err(_) => prop_assert!(!would(standing.supply - standing.total_stake)),
        }
    }

    #[test]
    fn the_forecast_is_what_a_contract_comes_to_in_steps(
        standing in any_standing(), at in 0.0..1.0f64,
    ) {
        // A contract that is called in between rounds once more.
        if let TimeToPass::In(seconds) = seconds_to_pass(&standing) {
            let first = (seconds as f64 * at) as u64;
            let decay = standing.rule.decay;
            let between =
                conviction(standing.conviction, standing.stake, decay, first).unwrap();
            let end = conviction(between, standing.stake, decay, seconds - first).unwrap();
            let forecast = standing.at(seconds).unwrap().0;
            let [a, b] = [end, forecast].map(|it| it.limbs()[1] as f64 * 2f64.powi(64)
                + it.limbs()[2] as f64 * 2f64.powi(128) + it.limbs()[0] as f64);
            prop_assert!((a - b).abs() <= 2.0 + a * 1e-15, "{a} {b}");
        }
    }

    #[test]
    fn the_largest_request_passes_with_all_tokens_and_one_more_does_not(standing in any_standing()) {
        let Standing { supply, funds, rule, .. } = standing;
        let most = largest_request(supply, funds, &rule);
        let limit = conviction_limit(supply, rule.decay);
        let passes = |requested| {
            threshold(requested, funds, supply, &rule).is_ok_and(|threshold| limit > threshold)
        };
        prop_assert!(passes(most) || most == 0);
        prop_assert!(!passes(most + 1));
    }
}
