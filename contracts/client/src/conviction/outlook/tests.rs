use super::*;

const HOUR: u64 = 3_600;

fn forecast() -> Forecast {
    let settings = ConvictionSettings {
        commons: Address::repeat_byte(1),
        half_life: HOUR,
        decay: Decay::from_half_life(HOUR).expect("a decay").numerator(),
        spending_limit: Ppm::new(200_000),
        weight: Ppm::new(2_000),
        min_stake: Ppm::new(100_000),
        deposit: Amount::ONE,
        max_lifetime: 168 * HOUR,
    };
    Forecast {
        settings,
        totals: Totals {
            staked: Amount::whole(10_000),
            effective_stake: Amount::whole(10_000),
            effective_supply: Amount::whole(50_000),
            proposals: 3,
        },
        supply: Amount::whole(50_000),
        funds: Amount::whole(1_000),
        paused_until: 0,
        now: 1_000_000,
        rule: Rule {
            decay: Decay::new(settings.decay).expect("a decay"),
            limit: 2_000_000,
            weight: 20_000,
        },
    }
}

fn proposal(amount: u64, staked: u64) -> Proposal {
    Proposal {
        id: 2,
        author: Address::repeat_byte(2),
        kind: ProposalKind::Funding {
            beneficiary: Address::repeat_byte(3),
            amount: Amount::whole(amount),
            duration: 0,
            as_tokens: false,
        },
        status: Status::Active,
        expiry: 1_000_000 + 168 * HOUR,
        deposit: Amount::ONE,
        staked: Amount::whole(staked),
        conviction: U256::ZERO,
        threshold: None,
        title: "A title".into(),
        link: String::new(),
    }
}

#[test]
fn what_has_enough_stake_passes_in_a_time_that_more_stake_shortens() {
    let verdict = |staked| forecast().outlook(&proposal(50, staked)).verdict;
    let (Verdict::In { seconds: slow }, Verdict::In { seconds: fast }) =
        (verdict(2_000), verdict(8_000))
    else {
        panic!("{:?}, {:?}", verdict(2_000), verdict(8_000));
    };
    assert!(0 < fast && fast < slow && slow < 10 * HOUR, "{fast} {slow}");
}

#[test]
fn what_has_built_up_more_than_the_threshold_can_be_executed_now() {
    let strong = Proposal { conviction: U256::from(1) << 150, ..proposal(50, 2_000) };
    let outlook = forecast().outlook(&strong);
    assert_eq!((outlook.verdict, outlook.tokens_needed), (Verdict::Now, None));
}

#[test]
fn what_lacks_stake_is_told_how_many_tokens_make_it_pass() {
    let weak = proposal(50, 100);
    let outlook = forecast().outlook(&weak);
    assert!(matches!(outlook.verdict, Verdict::Never { .. }), "{outlook:?}");
    let needed = outlook.tokens_needed.expect("a number of tokens");
    // The stake that is added counts in all stakes as well.
    let with = |more: Amount| {
        let sum = |a: Amount| a.checked_add(more).expect("no overflow");
        let mut forecast = forecast();
        forecast.totals.staked = sum(forecast.totals.staked);
        forecast.outlook(&Proposal { staked: sum(weak.staked), ..weak.clone() }).verdict
    };
    assert!(matches!(with(needed), Verdict::In { .. }), "{:?}", with(needed));
    let less = needed.saturating_sub(Amount::ONE);
    assert!(matches!(with(less), Verdict::Never { .. }), "{:?}", with(less));
}

#[test]
fn less_time_takes_more_tokens() {
    let needed = |seconds| forecast().tokens_needed_within(&proposal(50, 100), seconds);
    let (hour, day) = (needed(HOUR).expect("tokens"), needed(24 * HOUR).expect("tokens"));
    assert!(hour > day, "{hour} {day}");
}

#[test]
fn what_asks_for_the_spending_limit_cannot_pass_with_any_stake() {
    let outlook = forecast().outlook(&proposal(200, 10_000));
    assert_eq!(outlook.verdict, Verdict::Never { because: Reason::OverLimit });
    assert_eq!(outlook.tokens_needed, None);
    assert_eq!(forecast().spending_limit(), Amount::whole(200));
}

#[test]
fn a_revocation_can_pass_though_the_pool_is_empty() {
    let mut forecast = forecast();
    forecast.funds = Amount::ZERO;
    let revocation = Proposal { kind: ProposalKind::Revocation { grant: 1 }, ..proposal(0, 9_000) };
    assert!(matches!(forecast.outlook(&revocation).verdict, Verdict::In { .. }));
    let outlook = forecast.outlook(&proposal(1, 9_000));
    assert_eq!(outlook.verdict, Verdict::Never { because: Reason::NoFunds });
}

#[test]
fn signals_and_what_is_over_are_not_judged() {
    let verdict = |proposal: Proposal| forecast().outlook(&proposal).verdict;
    let signal = Proposal { kind: ProposalKind::Signal, ..proposal(0, 9_000) };
    assert_eq!(verdict(signal), Verdict::Signal);
    let passed = Proposal { status: Status::Passed, ..proposal(50, 0) };
    assert_eq!(verdict(passed), Verdict::Over);
    let overdue = Proposal { expiry: 1_000_000, ..proposal(50, 9_000) };
    assert_eq!(verdict(overdue), Verdict::Overdue);
}

#[test]
fn a_pause_stands_in_the_way_until_it_ends() {
    let mut forecast = forecast();
    forecast.paused_until = forecast.now + 1;
    let outlook = forecast.outlook(&proposal(50, 8_000));
    assert_eq!(outlook.obstacle, Some(Obstacle::Paused { until: 1_000_001 }));
    forecast.now += 1;
    assert_eq!(forecast.outlook(&proposal(50, 8_000)).obstacle, None);
}

#[test]
fn the_limit_of_one_beneficiary_is_the_one_of_the_commons() {
    // (counted + amount) x 10^6 < 200 000 x (1000 + counted)
    let over = |amount, counted| {
        forecast().over_beneficiary_limit(Amount::whole(amount), Amount::whole(counted))
    };
    assert!(!over(100, 124));
    assert!(over(100, 125));
    assert!(over(199, 2));
}

#[test]
fn machines_read_verdict_and_kind_beside_the_other_fields() {
    let proposal = proposal(50, 100);
    let json = serde_json::to_value(forecast().outlook(&proposal)).expect("JSON");
    assert_eq!(json["verdict"], "never");
    assert!(json["because"].as_str().is_some_and(|why| why.contains("stake")), "{json}");
    let json = serde_json::to_value(&proposal).expect("JSON");
    assert_eq!(
        (&json["kind"], &json["amount"]),
        (&"funding".into(), &"50000000000000000000".into())
    );
    assert_eq!(json["conviction"], "0");
}
