//! What is forecast of a proposal must be what happens, whatever the proposal and the vote.

#![allow(clippy::unwrap_used)]

use proptest::{prelude::*, test_runner::Config};
use weir_economics::{
    Decay, MAX_HALF_LIFE, PPM, RULE_WHOLE, Rule, conviction, conviction_limit,
    forecast::{
        Bar, Reason, Standing, TimeToPass, largest_request, opposition_needed, seconds_to_pass,
        tokens_needed,
    },
    threshold,
};

const DAY: u64 = 86_400;

/// Whether it passes in that second.
fn passes(standing: &Standing, seconds: u64) -> bool {
    standing.at(seconds).is_ok_and(|(net, threshold)| net > threshold)
}

/// A number of any magnitude up to `max`.
fn up_to(max: u128) -> impl Strategy<Value = u128> {
    (0..=max.ilog2(), any::<u128>()).prop_map(move |(bits, noise)| {
        let power = 1u128 << bits;
        (power | (noise & (power - 1))).min(max)
    })
}

/// A part of a whole, more often a small one.
fn part(whole: u128, share: f64) -> u128 {
    ((whole as f64 * share * share) as u128).min(whole)
}

/// A rule with which something can pass.
fn any_rule() -> impl Strategy<Value = Rule> {
    (up_to(MAX_HALF_LIFE.into()), 1..=RULE_WHOLE, 0.0..1.0f64).prop_map(
        |(half_life, limit, share)| {
            let most = u64::from(limit) * u64::from(limit) / u64::from(RULE_WHOLE);
            let decay = Decay::from_half_life(half_life as u64).unwrap();
            Rule { decay, limit, weight: (most as f64 * share * share) as u32 }
        },
    )
}

/// What a proposal of any kind must exceed.
fn any_bar(funds: u128, rule: Rule) -> impl Strategy<Value = Bar> {
    let request = (0.0..1.0f64).prop_map(move |share| Bar::Request {
        requested: part(funds, share * (f64::from(rule.limit) / 1e7).sqrt()),
    });
    let revocation = (0.0..1.0f64, up_to(1 << 28), up_to(1 << 28), 0..=PPM).prop_map(
        move |(amount, elapsed, duration, share)| Bar::Revocation {
            amount: part(funds, amount),
            elapsed: elapsed as u64,
            duration: duration as u64,
            share,
        },
    );
    prop_oneof![
        4 => request,
        1 => revocation,
        1 => (0..PPM).prop_map(|share| Bar::Supply { share }),
    ]
}

/// Any proposal in any vote; what is staked is within the supply. Half of them have nothing against
/// them.
fn any_standing() -> impl Strategy<Value = Standing> {
    let shares = [(); 9].map(|()| 0.0..1.0f64);
    (any_rule(), up_to(1 << 112), up_to(1 << 112), shares, any::<bool>())
        .prop_flat_map(|(rule, supply, funds, shares, is_opposed)| {
            let total_stake = part(supply, shares[0]);
            let stake = part(total_stake, shares[2]);
            // All convictions together are what the effective stake tends to.
            let effective_stake = part(supply, shares[4]);
            let supporting = part(effective_stake, shares[1]);
            let mut opposed = part(total_stake - stake, shares[6]);
            let mut opposing = part(effective_stake - supporting, shares[7]);
            if !is_opposed {
                (opposed, opposing) = (0, 0);
            }
            let standing = move |bar| Standing {
                conviction: conviction_limit(supporting, rule.decay),
                stake,
                opposition: conviction_limit(opposing, rule.decay),
                opposed,
                bar,
                funds,
                effective_funds: part(funds, shares[8].sqrt()),
                total_stake,
                effective_stake,
                supply,
                effective_supply: supply.max(part(1 << 112, shares[5])),
                min_stake: 0,
                rule,
                remaining: u64::MAX,
            };
            let remaining = prop_oneof![Just(u64::MAX), 0..100 * DAY];
            (any_bar(funds, rule).prop_map(standing), 0..=PPM / 2, remaining)
        })
        .prop_map(|(standing, min_stake, remaining)| Standing { min_stake, remaining, ..standing })
}

proptest! {
    #![proptest_config(Config { cases: 1_000, failure_persistence: None, ..Config::default() })]

    #[test]
    fn a_proposal_passes_in_the_second_forecast_and_not_in_the_one_before(
        standing in any_standing(), share in 0.0..1.0f64,
    ) {
        let Standing { stake, total_stake, effective_stake, opposed, .. } = standing;
        // Where everything moves in straight lines it passes in no second before at all: without
        // opposition, with funds that stay, and with more than a few units.
        let straight = opposed == 0
            && standing.effective_funds == standing.funds
            && !matches!(standing.bar, Bar::Revocation { .. })
            && stake.min(total_stake).min(effective_stake) >= 1 << 20;
        match seconds_to_pass(&standing) {
            TimeToPass::Now => prop_assert!(passes(&standing, 0) && standing.remaining > 0),
            TimeToPass::In(seconds) => {
                prop_assert!(passes(&standing, seconds) && seconds < standing.remaining);
                prop_assert!(!passes(&standing, seconds - 1));
                let before = (seconds as f64 * share * 0.999) as u64;
                prop_assert!(!straight || !passes(&standing, before), "in {before}");
            }
            TimeToPass::Never(Reason::Expires(seconds)) => {
                prop_assert!(passes(&standing, seconds) && seconds >= standing.remaining);
                prop_assert!(seconds == 0 || !passes(&standing, seconds - 1));
            }
            TimeToPass::Never(reason) => {
                prop_assert!(!passes(&standing, 0) && !passes(&standing, u64::MAX));
                prop_assert!(!passes(&standing, standing.remaining.saturating_sub(1)));
                prop_assert!(reason != Reason::Opposed || opposed > 0);
            }
        }
    }

    #[test]
    fn the_tokens_forecast_are_enough_and_one_less_is_not(standing in any_standing()) {
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
    fn the_opposition_forecast_is_enough_and_one_less_is_not(
        standing in any_standing(), seconds in up_to(1 << 30),
    ) {
        let standing = Standing { remaining: u64::MAX, ..standing };
        let with = |tokens| Standing {
            opposed: standing.opposed + tokens,
            total_stake: standing.total_stake + tokens,
            ..standing
        };
        let all = standing.supply - standing.total_stake;
        let seconds = seconds as u64;
        let long_run = opposition_needed(&standing, u64::MAX);
        match long_run {
            None => prop_assert!(passes(&with(all), u64::MAX)),
            Some(tokens) => {
                prop_assert!(!passes(&with(tokens), u64::MAX));
                prop_assert!(tokens == 0 || passes(&with(tokens - 1), u64::MAX));
            }
        }
        match opposition_needed(&standing, seconds) {
            None => {}
            Some(tokens) => {
                prop_assert!(tokens <= all && !passes(&with(tokens), seconds));
                prop_assert!(long_run.unwrap() <= tokens);
            }
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
            let step = |from, stake, seconds| conviction(from, stake, decay, seconds).unwrap();
            let between = Standing {
                conviction: step(standing.conviction, standing.stake, first),
                opposition: step(standing.opposition, standing.opposed, first),
                ..standing
            };
            let (support, opposition) = between.sides_at(seconds - first).unwrap();
            let forecast = standing.sides_at(seconds).unwrap();
            for (a, b) in [(support, forecast.0), (opposition, forecast.1)] {
                let [a, b] = [a, b].map(|it| it.limbs()[1] as f64 * 2f64.powi(64)
                    + it.limbs()[2] as f64 * 2f64.powi(128) + it.limbs()[0] as f64);
                prop_assert!((a - b).abs() <= 2.0 + a * 1e-15, "{a} {b}");
            }
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
