//! What is forecast of a proposal must be what happens.

#![allow(clippy::unwrap_used)]

#[path = "support/standing.rs"]
mod example;

use example::{DAY, standing};
use weir_economics::{
    Conviction, Decay, ONE, PPM, RULE_WHOLE, Rule, conviction, conviction_limit, counted, follow,
    forecast::{
        Bar, Reason, Standing, TimeToPass, largest_request, opposition_needed, seconds_to_pass,
        tokens_needed,
    },
    revocation_threshold, streamed, supply_threshold, threshold,
};

/// The example with another request.
fn asking(requested: u128) -> Standing {
    Standing { bar: Bar::Request { requested }, ..standing() }
}

/// Whether it passes in that second.
fn passes(standing: &Standing, seconds: u64) -> bool {
    standing.at(seconds).is_ok_and(|(net, threshold)| net > threshold)
}

/// The second in which it passes, which is checked to be one and to follow one in which it does not.
fn passes_in(standing: &Standing) -> u64 {
    let TimeToPass::In(seconds) = seconds_to_pass(standing) else {
        panic!("{:?}", seconds_to_pass(standing))
    };
    assert!(passes(standing, seconds) && !passes(standing, seconds - 1));
    seconds
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
fn what_passes_for_a_moment_only_is_found() {
    // Opposition that is younger than the support: it passes now, and soon no longer.
    let conviction = conviction_limit(2_000 * ONE, standing().rule.decay);
    let moment = Standing { conviction, opposed: 1_500 * ONE, ..standing() };
    assert_eq!(seconds_to_pass(&moment), TimeToPass::Now);
    assert!(!passes(&moment, 30 * DAY));
    // The same while the support still grows: it passes in between.
    let between = Standing {
        conviction: conviction_limit(1_050 * ONE, standing().rule.decay),
        stake: 4_000 * ONE,
        opposed: 3_000 * ONE,
        ..standing()
    };
    assert!(!passes(&between, 0) && !passes(&between, 30 * DAY));
    let between = Standing { effective_stake: 9_000 * ONE, ..between };
    assert_eq!(seconds_to_pass(&between), TimeToPass::Now);
}

#[test]
fn of_a_few_base_units_what_gets_ahead_once_more_is_found() {
    // Ahead by the stake, then behind while the effective stake falls a unit at a time, then ahead.
    let few = Standing {
        conviction: Conviction::from(447),
        stake: 47,
        bar: Bar::Request { requested: 1_118_855_774_087_156_608 },
        funds: 505_138_680_756_635_323_193,
        effective_funds: 505_138_680_756_635_323_193,
        total_stake: 63,
        effective_stake: 72,
        supply: 128,
        effective_supply: 1_098_208_396_461_942_729_629_130_612_015_104,
        min_stake: 1,
        rule: Rule { decay: Decay::from_half_life(4).unwrap(), limit: 71_367, weight: 179 },
        ..standing()
    };
    assert!(passes(&few, u64::MAX));
    let TimeToPass::In(seconds) = seconds_to_pass(&few) else { panic!() };
    assert!(passes(&few, seconds) && !passes(&few, seconds - 1));
}

#[test]
fn every_reason_is_given() {
    let never = |standing: Standing| match seconds_to_pass(&standing) {
        TimeToPass::Never(reason) => reason,
        other => panic!("{other:?}"),
    };
    assert_eq!(never(Standing { funds: 0, ..standing() }), Reason::NoFunds);
    assert_eq!(never(asking(200 * ONE)), Reason::OverLimit);
    assert_eq!(never(asking(199 * ONE)), Reason::TooMuch);
    // (0.2 - 0.05) of the funds.
    assert_eq!(never(asking(150 * ONE)), Reason::TooMuch);
    let nearly = asking(150 * ONE - 1);
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
        (Reason::Opposed, "against it"),
        (Reason::StakeTooSmall, "too small"),
        (expires, "expires"),
        (Reason::NotEnoughTokens, "not staked yet"),
    ] {
        assert!(reason.to_string().contains(words), "{reason}");
    }
}

#[test]
fn what_is_missing_is_said_in_tokens() {
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
    let much = Standing { bar: Bar::Request { requested: 160 * ONE }, ..short };
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

#[test]
fn both_sides_and_the_threshold_are_the_contracts_own() {
    // Everything on its way, for every kind: composed here as the vote composes it.
    let decay = standing().rule.decay;
    let of = |tokens: u128| conviction_limit(tokens * ONE, decay);
    let moving = Standing {
        conviction: of(3_000),
        opposition: of(700),
        opposed: 500 * ONE,
        effective_funds: 400 * ONE,
        effective_stake: 6_000 * ONE,
        effective_supply: 90_000 * ONE,
        min_stake: PPM / 12,
        ..standing()
    };
    let (amount, share) = (80 * ONE, 123_457);
    let grant = Bar::Revocation { amount, elapsed: DAY, duration: 30 * DAY, share };
    for seconds in [0, 1, 3_601, DAY, 9 * DAY, 40 * DAY, 10_000 * DAY, u64::MAX] {
        let side = |before, stake| {
            counted(conviction(before, stake, decay, seconds).unwrap(), stake, decay)
        };
        let net = side(moving.conviction, moving.stake)
            .saturating_sub(&side(moving.opposition, moving.opposed));
        let supply = follow(90_000 * ONE, 50_000 * ONE, decay, seconds).max(50_000 * ONE);
        let funds = follow(400 * ONE, 1_000 * ONE, decay, seconds).min(1_000 * ONE);
        let floor = (supply * u128::from(moving.min_stake)).div_ceil(PPM.into());
        let stake = follow(6_000 * ONE, 10_000 * ONE, decay, seconds).max(floor);
        let left = amount - streamed(amount, DAY.saturating_add(seconds), 30 * DAY);
        let rule = &moving.rule;
        for (bar, expected) in [
            (moving.bar, threshold(50 * ONE, funds, stake, rule)),
            (grant, revocation_threshold(left, funds, stake, share, rule)),
            (Bar::Supply { share: 250_000 }, supply_threshold(supply, 250_000, decay)),
        ] {
            assert_eq!(Standing { bar, ..moving }.at(seconds), expected.map(|it| (net, it)));
        }
    }
}

#[test]
fn conviction_counts_no_longer_than_the_stake_behind_it() {
    // The conviction of 5,000 tokens, of which 1,200 are left: 1,200 count at once.
    let conviction = conviction_limit(5_000 * ONE, standing().rule.decay);
    let left = |tokens| Standing { conviction, stake: tokens * ONE, ..standing() };
    assert_eq!(seconds_to_pass(&left(1_200)), TimeToPass::Now);
    assert_eq!(left(1_200).at(0).unwrap().0, conviction_limit(1_200 * ONE, left(0).rule.decay));
    assert_eq!(seconds_to_pass(&left(1_100)), TimeToPass::Never(Reason::StakeTooSmall));
    assert_eq!(seconds_to_pass(&left(0)), TimeToPass::Never(Reason::StakeTooSmall));
}

#[test]
fn what_is_staked_against_it_counts_in_full() {
    // 2,000 less 800 is above 11.1 % of the stake of 10,000; less 900 is not.
    let against = |tokens| Standing { opposed: tokens * ONE, ..standing() };
    let free = passes_in(&standing());
    assert!(passes_in(&against(800)) > free);
    assert_eq!(seconds_to_pass(&against(900)), TimeToPass::Never(Reason::Opposed));
    // Where the support alone is too small, it is not the opposition that is in the way.
    let weak = Standing { stake: 1_000 * ONE, ..against(900) };
    assert_eq!(seconds_to_pass(&weak), TimeToPass::Never(Reason::StakeTooSmall));
    // Opposition that has gathered and was taken away counts no longer.
    let gathered = conviction_limit(1_500 * ONE, standing().rule.decay);
    assert_eq!(passes_in(&Standing { opposition: gathered, ..standing() }), free);
    // What it lacks against it is found.
    let missing = tokens_needed(&against(900)).unwrap();
    let more = Standing {
        stake: 2_000 * ONE + missing,
        total_stake: 10_000 * ONE + missing,
        ..against(900)
    };
    passes_in(&more);
    let full = Standing { supply: 10_000 * ONE, effective_supply: 10_000 * ONE, ..against(900) };
    assert_eq!(tokens_needed(&full), Err(Reason::Opposed));
}

#[test]
fn what_would_stop_it_is_said_in_tokens() {
    // Support of 2,000 that has gathered: in the long run 2,000 - x <= (10,000 + x) / 9.
    let conviction = conviction_limit(2_000 * ONE, standing().rule.decay);
    let strong = Standing { conviction, ..standing() };
    assert_eq!(seconds_to_pass(&strong), TimeToPass::Now);
    assert_eq!(opposition_needed(&strong, u64::MAX).unwrap() / ONE, 800);
    // At once it cannot be stopped; within a half-life it takes about twice as much, less later.
    assert_eq!(opposition_needed(&strong, 0), None);
    let mut before = u128::MAX;
    for days in [1, 3, 6, 12, 100] {
        let needed = opposition_needed(&strong, days * DAY).unwrap();
        assert!(needed < before, "{days} days: {needed}");
        before = needed;
        let with = |tokens| Standing {
            opposed: tokens,
            total_stake: strong.total_stake + tokens,
            ..strong
        };
        let fails =
            |tokens| (0..400).all(|hours| !passes(&with(tokens), days * DAY + hours * 3_600));
        assert!(fails(needed) && passes(&with(needed - 1), days * DAY));
    }
    // What does not pass anyway needs none, and what no tokens are left to oppose is not stopped.
    assert_eq!(opposition_needed(&asking(150 * ONE), 0), Some(0));
    let full = Standing { supply: 10_100 * ONE, effective_supply: 10_100 * ONE, ..strong };
    assert_eq!(opposition_needed(&full, u64::MAX), None);
    // After its end it needs none.
    let ends = Standing { remaining: 60, ..standing() };
    assert_eq!(opposition_needed(&ends, 0), Some(0));
}

#[test]
fn funds_that_came_lately_count_later() {
    // Of 1,000 in the pool 300 are followed: a request of 50 is a sixth of that, and 11.1 % later.
    let late = Standing { effective_funds: 300 * ONE, ..standing() };
    assert!(passes_in(&late) > passes_in(&standing()));
    // Where the request is over the limit of what counts, it passes when more counts.
    let later = Standing { effective_funds: 100 * ONE, ..standing() };
    assert!(later.at(0).is_err());
    assert!(passes_in(&later) > passes_in(&late));
    // Funds that have left do not count at all.
    let gone = Standing { effective_funds: 9_000 * ONE, ..standing() };
    assert_eq!(passes_in(&gone), passes_in(&standing()));
}

#[test]
fn a_revocation_takes_what_the_stream_still_costs_and_what_it_had() {
    let revoking = |share| Standing {
        stake: 3_000 * ONE,
        bar: Bar::Revocation { amount: 100 * ONE, elapsed: 0, duration: 365 * DAY, share },
        ..standing()
    };
    let (_, new) = revoking(0).at(0).unwrap();
    let (_, old) = revoking(0).at(300 * DAY).unwrap();
    assert!(new > old, "less is left of it");
    let of = |tokens: u128| conviction_limit(tokens * ONE, standing().rule.decay);
    assert_eq!(revoking(PPM / 4).at(0).unwrap().1, of(2_500));
    assert_eq!(revoking(PPM).at(0).unwrap().1, of(5_000), "half of the stake at most");
    assert!(passes_in(&revoking(PPM / 4)) > passes_in(&revoking(0)));
    assert_eq!(seconds_to_pass(&revoking(PPM / 3)), TimeToPass::Never(Reason::StakeTooSmall));
    // A stream of more than the limit takes half.
    let bar = Bar::Revocation { amount: 900 * ONE, elapsed: 0, duration: DAY, share: 0 };
    assert_eq!(Standing { bar, ..standing() }.at(0).unwrap().1, of(5_000));
}

#[test]
fn a_rule_takes_a_share_of_all_tokens() {
    let bar = Bar::Supply { share: PPM / 4 };
    let standing = Standing { bar, funds: 0, effective_funds: 0, ..standing() };
    assert_eq!(seconds_to_pass(&standing), TimeToPass::Never(Reason::StakeTooSmall));
    assert_eq!(tokens_needed(&standing), Ok(10_500 * ONE + 1));
    let bar = Bar::Supply { share: PPM };
    let all = tokens_needed(&Standing { bar, ..standing });
    assert_eq!(all, Err(Reason::TooMuch));
}

#[test]
fn the_last_second_before_it_expires_counts() {
    // Funds that came in lift the request below its threshold only shortly before the end.
    let later = Standing { effective_funds: 100 * ONE, ..standing() };
    let seconds = passes_in(&later);
    let just = Standing { remaining: seconds + 1, ..later };
    assert_eq!(seconds_to_pass(&just), TimeToPass::In(seconds));
    let over = Standing { remaining: seconds, ..later };
    assert_eq!(seconds_to_pass(&over), TimeToPass::Never(Reason::Expires(seconds)));
}
