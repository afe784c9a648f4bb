use super::*;
use crate::rule::{Bounds, Rule as Named};

const HOUR: u64 = 3_600;
const NOW: u64 = 1_000_000;

/// A vote of 50,000 tokens, 10,000 of them staked, on a pool of 1,000.
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
        notice: HOUR,
        long_notice: 48 * HOUR,
        rule_share: Ppm::new(250_000),
        exit_share: Ppm::new(400_000),
    };
    let totals = Totals {
        staked: Amount::whole(10_000),
        effective_stake: Amount::whole(10_000),
        effective_supply: Amount::whole(50_000),
        proposals: 3,
        effective_funds: Amount::whole(1_000),
    };
    let seen = Seen {
        supply: Amount::whole(50_000),
        funds: Amount::whole(1_000),
        paused_until: 0,
        recently_granted: Amount::ZERO,
        now: NOW,
    };
    Forecast::new(settings, totals, seen).expect("a forecast")
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
        expiry: NOW + 168 * HOUR,
        deposit: Amount::ONE,
        staked: Amount::whole(staked),
        conviction: U256::ZERO,
        opposed: Amount::ZERO,
        opposition: U256::ZERO,
        announced: None,
        threshold: None,
        title: "A title".into(),
        link: String::new(),
    }
}

/// With all the support that its stake tends to.
fn grown(proposal: Proposal) -> Proposal {
    let limit = |stake: Amount| wide(conviction_limit(stake.base_units(), forecast().rule.decay));
    Proposal { conviction: limit(proposal.staked), opposition: limit(proposal.opposed), ..proposal }
}

fn outlook(proposal: &Proposal) -> Outlook {
    forecast().outlook(proposal, &Subject::Nothing)
}

fn kind(kind: ProposalKind, staked: u64) -> Proposal {
    Proposal { kind, ..proposal(0, staked) }
}

#[test]
fn what_has_enough_stake_passes_in_a_time_that_more_stake_shortens() {
    let verdict = |staked| outlook(&proposal(50, staked)).verdict;
    let (Verdict::In { seconds: slow }, Verdict::In { seconds: fast }) =
        (verdict(2_000), verdict(8_000))
    else {
        panic!("{:?}, {:?}", verdict(2_000), verdict(8_000));
    };
    assert!(0 < fast && fast < slow && slow < 10 * HOUR, "{fast} {slow}");
}

#[test]
fn what_passes_is_announced_and_executed_after_its_notice() {
    let passing = grown(proposal(50, 2_000));
    let first = outlook(&passing);
    assert_eq!((first.verdict, first.notice), (Verdict::Announce, None));
    assert_eq!(first.tokens_needed, None);
    assert!(first.progress.is_some_and(|progress| progress > Share::WHOLE), "{first:?}");
    let announced = |ago| {
        let announced = Some(NOW - ago);
        outlook(&Proposal { announced, ..passing.clone() })
    };
    // It expires before a week is over.
    let last = NOW + 168 * HOUR - 1;
    let notice = Notice { from: NOW + HOUR, until: last };
    assert_eq!(announced(0).notice, Some(notice));
    assert_eq!(announced(0).verdict, Verdict::Notice { holds: true });
    assert_eq!(announced(HOUR - 1).verdict, Verdict::Notice { holds: true });
    assert_eq!(announced(HOUR).verdict, Verdict::Execute);
    assert_eq!(announced(HOUR).notice.map(|notice| notice.until), Some(last));
    assert_eq!(announced(2 * HOUR).notice.map(|notice| notice.until), Some(NOW - HOUR + WEEK));
    assert_eq!(announced(HOUR + WEEK).verdict, Verdict::Execute);
    assert_eq!(announced(HOUR + WEEK + 1).verdict, Verdict::Reset { stale: true });
}

#[test]
fn an_announced_proposal_that_does_not_pass_now_can_be_reset() {
    let weak = Proposal { announced: Some(NOW), ..proposal(50, 2_000) };
    assert_eq!(outlook(&weak).verdict, Verdict::Reset { stale: false });
}

#[test]
fn an_announced_proposal_may_lose_its_majority_before_its_notice_is_over() {
    // The objection has just been staked, and grows.
    let opposed = Amount::whole(3_000);
    let losing = Proposal { announced: Some(NOW), opposed, ..grown(proposal(50, 2_000)) };
    assert_eq!(outlook(&losing).verdict, Verdict::Notice { holds: false });
    let needed = outlook(&grown(proposal(50, 2_000))).opposition_needed.expect("a number");
    assert!(!needed.is_zero() && needed < Amount::whole(4_000), "{needed}");
}

#[test]
fn objections_count_against_support_and_are_named() {
    let free = grown(proposal(50, 2_000));
    let blocked = grown(Proposal { opposed: Amount::whole(2_000), ..free.clone() });
    let outlook = outlook(&blocked);
    assert_eq!(outlook.verdict, Verdict::Never { because: Reason::Opposed });
    assert_eq!(outlook.progress, Some(Share::from_ppm(0)));
    let needed = outlook.tokens_needed.expect("a number of tokens");
    let sum = |a: Amount| a.checked_add(needed).expect("no overflow");
    let mut more = forecast();
    more.totals.staked = sum(more.totals.staked);
    let supported = Proposal { staked: sum(blocked.staked), ..blocked };
    let verdict = more.outlook(&supported, &Subject::Nothing).verdict;
    assert!(matches!(verdict, Verdict::In { .. } | Verdict::Announce), "{verdict:?}");
}

#[test]
fn support_does_not_outlive_the_stake_behind_it() {
    let left = Proposal { staked: Amount::ZERO, ..grown(proposal(50, 9_000)) };
    assert_eq!(outlook(&left).progress, Some(Share::from_ppm(0)));
    assert!(matches!(outlook(&left).verdict, Verdict::Never { .. }));
    let built_up = |conviction: U256, stake| forecast().built_up(conviction, stake);
    assert_eq!(built_up(left.conviction, Amount::whole(9_000)), Some(Share::WHOLE));
    assert_eq!(built_up(left.conviction, Amount::whole(4_500)), Some(Share::WHOLE));
    assert_eq!(built_up(left.conviction, Amount::ZERO), None);
}

#[test]
fn what_lacks_stake_is_told_how_many_tokens_make_it_pass() {
    let weak = proposal(50, 100);
    let outlook = outlook(&weak);
    assert!(matches!(outlook.verdict, Verdict::Never { .. }), "{outlook:?}");
    let needed = outlook.tokens_needed.expect("a number of tokens");
    // The stake that is added counts in all stakes as well.
    let with = |more: Amount| {
        let sum = |a: Amount| a.checked_add(more).expect("no overflow");
        let mut forecast = forecast();
        forecast.totals.staked = sum(forecast.totals.staked);
        let more = Proposal { staked: sum(weak.staked), ..weak.clone() };
        forecast.outlook(&more, &Subject::Nothing).verdict
    };
    assert!(matches!(with(needed), Verdict::In { .. }), "{:?}", with(needed));
    let less = needed.saturating_sub(Amount::ONE);
    assert!(matches!(with(less), Verdict::Never { .. }), "{:?}", with(less));
}

#[test]
fn less_time_takes_more_tokens() {
    let weak = proposal(50, 100);
    let needed = |seconds| forecast().tokens_needed_within(&weak, &Subject::Nothing, seconds);
    let (hour, day) = (needed(HOUR).expect("tokens"), needed(24 * HOUR).expect("tokens"));
    assert!(hour > day, "{hour} {day}");
}

#[test]
fn what_passes_too_late_for_its_notice_cannot_pass() {
    let late = |left| outlook(&Proposal { expiry: NOW + left, ..grown(proposal(50, 2_000)) });
    assert_eq!(late(HOUR + 1).verdict, Verdict::Announce);
    assert!(matches!(late(HOUR).verdict, Verdict::Never { because: Reason::Expires(_) }));
}

#[test]
fn what_asks_for_the_spending_limit_cannot_pass_with_any_stake() {
    let outlook = outlook(&proposal(200, 10_000));
    assert_eq!(outlook.verdict, Verdict::Never { because: Reason::OverLimit });
    assert_eq!(outlook.tokens_needed, None);
    assert_eq!(forecast().spending_limit(), Amount::whole(200));
}

#[test]
fn funds_that_have_just_come_in_do_not_count_yet() {
    let mut forecast = forecast();
    forecast.seen.funds = Amount::whole(10_000);
    assert_eq!(forecast.spending_limit(), Amount::whole(200));
    assert_eq!(forecast.full_limit(), Amount::whole(2_000));
    assert_eq!(forecast.left(), Amount::whole(2_000));
}

#[test]
fn a_revocation_is_judged_by_the_stream_and_by_the_threshold_of_now() {
    let stream = Subject::Stream { amount: Amount::whole(100), start: NOW, duration: 1_000 * HOUR };
    let with = |threshold: U256, staked: u64| {
        let revocation = kind(ProposalKind::Revocation { grant: 1 }, staked);
        forecast().outlook(&Proposal { threshold: Some(threshold), ..revocation }, &stream)
    };
    let limit = |tokens: u64| {
        wide(conviction_limit(Amount::whole(tokens).base_units(), forecast().rule.decay))
    };
    // The grant was supported by 30 % of the stake: so many have to want its end.
    assert!(matches!(with(limit(3_000), 3_100).verdict, Verdict::In { .. }));
    let outlook = with(limit(3_000), 2_900);
    assert!(matches!(outlook.verdict, Verdict::Never { .. }), "{outlook:?}");
    // Half of the stake always suffices.
    assert!(matches!(with(limit(9_000), 5_100).verdict, Verdict::In { .. }));
}

#[test]
fn rules_governor_and_wind_down_take_a_share_of_the_supply() {
    let verdict = |kind_of, staked| outlook(&kind(kind_of, staked)).verdict;
    let rule = ProposalKind::Rule { rule: Named::Notice, value: 2 * u128::from(HOUR) };
    let governor = ProposalKind::Governor { governor: Address::repeat_byte(9) };
    for (kind, enough) in [(rule, 12_600), (governor, 12_600), (ProposalKind::WindDown, 20_100)] {
        assert!(matches!(verdict(kind, enough), Verdict::In { .. }), "{kind:?}");
        assert!(matches!(verdict(kind, enough - 200), Verdict::Never { .. }), "{kind:?}");
        assert_eq!(forecast().notice_of(&kind), 48 * HOUR);
    }
}

#[test]
fn a_change_of_a_rule_waits_until_the_rule_can_change() {
    let change = kind(ProposalKind::Rule { rule: Named::Notice, value: 7_200 }, 20_000);
    let state = |value, changeable_from| RuleState {
        rule: Named::Notice,
        value,
        bounds: Bounds { least: 0, most: 10_000, step: 3_600 },
        changeable_from,
    };
    let obstacle = |state| forecast().outlook(&change, &Subject::Rule(state)).obstacle;
    assert_eq!(obstacle(state(3_600, NOW)), None);
    assert_eq!(obstacle(state(3_600, NOW + 1)), Some(Obstacle::TooSoon { from: NOW + 1 }));
    assert_eq!(obstacle(state(3_599, 0)), Some(Obstacle::OutOfBounds));
    assert_eq!(obstacle(state(7_200, 0)), Some(Obstacle::OutOfBounds));
}

#[test]
fn signals_and_what_is_over_are_not_judged() {
    let verdict = |proposal: Proposal| outlook(&proposal).verdict;
    assert_eq!(verdict(kind(ProposalKind::Signal, 9_000)), Verdict::Signal);
    let passed = Proposal { status: Status::Passed, ..proposal(50, 0) };
    assert_eq!(verdict(passed), Verdict::Over);
    let overdue = Proposal { expiry: NOW, ..proposal(50, 9_000) };
    assert_eq!(verdict(overdue), Verdict::Overdue);
}

#[test]
fn a_pause_holds_up_all_but_revocations() {
    let mut forecast = forecast();
    forecast.seen.paused_until = NOW + 1;
    let obstacle = |forecast: &Forecast, proposal: &Proposal| {
        forecast.outlook(proposal, &Subject::Nothing).obstacle
    };
    let request = proposal(50, 8_000);
    assert_eq!(obstacle(&forecast, &request), Some(Obstacle::Paused { until: NOW + 1 }));
    let revocation = kind(ProposalKind::Revocation { grant: 1 }, 8_000);
    assert_eq!(obstacle(&forecast, &revocation), None);
    // What was announced before it waits once more after it.
    let notice = |proposal: &Proposal| {
        let announced = Some(NOW - 2 * HOUR);
        forecast.notice(&Proposal { announced, ..proposal.clone() }).expect("a notice").from
    };
    assert_eq!(notice(&request), NOW + 1 + HOUR);
    assert_eq!(notice(&revocation), NOW - HOUR);
    forecast.seen.now += 1;
    assert_eq!(obstacle(&forecast, &request), None);
}

#[test]
fn nothing_is_granted_while_the_commons_is_not_open() {
    let mut settings = forecast().settings;
    settings.spending_limit = Ppm::new(0);
    let closing = Forecast::new(settings, forecast().totals, forecast().seen).expect("a forecast");
    let obstacle = |proposal: Proposal| closing.outlook(&proposal, &Subject::Nothing).obstacle;
    assert_eq!(obstacle(proposal(50, 8_000)), Some(Obstacle::NotOpen));
    let wind_down = kind(ProposalKind::WindDown, 30_000);
    assert_eq!(obstacle(wind_down.clone()), Some(Obstacle::NotOpen));
    assert_eq!(obstacle(Proposal { announced: Some(NOW), ..wind_down }), None);
}

#[test]
fn the_limit_of_the_window_is_the_one_of_the_commons() {
    // (counted + amount) x 10^6 < 200 000 x (1000 + counted)
    let over = |amount, counted| {
        let mut forecast = forecast();
        forecast.seen.recently_granted = Amount::whole(counted);
        forecast.window_limit(Amount::whole(amount)).is_some()
    };
    assert!(!over(100, 124));
    assert!(over(100, 125));
    assert!(over(199, 2));
    let mut forecast = forecast();
    forecast.seen.recently_granted = Amount::whole(250);
    assert_eq!(forecast.left(), Amount::ZERO);
    let obstacle = forecast.outlook(&proposal(50, 8_000), &Subject::Nothing).obstacle;
    let counted = Amount::whole(250);
    assert_eq!(obstacle, Some(Obstacle::RecentGrants { counted, left: Amount::ZERO }));
}

#[test]
fn machines_read_verdict_and_kind_beside_the_other_fields() {
    let proposal = proposal(50, 100);
    let json = serde_json::to_value(outlook(&proposal)).expect("JSON");
    assert_eq!(json["verdict"], "never");
    assert!(json["because"].as_str().is_some_and(|why| why.contains("stake")), "{json}");
    let announced = Proposal { announced: Some(NOW), ..grown(self::proposal(50, 2_000)) };
    let json = serde_json::to_value(outlook(&announced)).expect("JSON");
    assert_eq!((&json["verdict"], &json["holds"]), (&"notice".into(), &true.into()));
    assert_eq!(json["notice"]["from"], NOW + HOUR);
    let json = serde_json::to_value(&proposal).expect("JSON");
    assert_eq!(
        (&json["kind"], &json["amount"]),
        (&"funding".into(), &"50000000000000000000".into())
    );
    assert_eq!((&json["conviction"], &json["opposition"]), (&"0".into(), &"0".into()));
}
