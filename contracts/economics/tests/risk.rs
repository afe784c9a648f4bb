//! What an attacker takes is never the spending limit or more in a window, and the documentation shows
//! what is found.

#![allow(clippy::unwrap_used)]

use proptest::{prelude::*, test_runner::Config};
use weir_economics::{
    Error, MAX_HALF_LIFE, PPM,
    risk::{ATTACKERS, DAYS, Reaction, Terms, taken},
};

const DAY: u64 = 86_400;
const REACTIONS: [Reaction; 2] = [Reaction::None, Reaction::HalfObjects];

/// What `weir deploy` proposes.
const DEFAULTS: Terms = Terms {
    half_life: 3 * DAY,
    spending_limit: 200_000,
    weight: 2_000,
    min_stake: 100_000,
    window: 30 * DAY,
    notice: 3 * DAY,
};

/// What others have published, with a window of a month and a notice of a half-life, which they do
/// not have: 1Hive's conviction voting (README), the Token Engineering Commons (params.json of its
/// upgrade: a growth of 7 days, 11 %, a least conviction of 4 %, 1 % of the supply), Gardens
/// (recommended: a growth of 10 days, largest request 25 %, least conviction 10 %, no least stake).
const OTHERS: [(&str, Terms); 3] = [
    ("1Hive", Terms { min_stake: 200_000, ..DEFAULTS }),
    (
        "Token Engineering Commons",
        Terms {
            half_life: 7 * DAY,
            spending_limit: 110_000,
            weight: 484,
            min_stake: 10_000,
            notice: 7 * DAY,
            ..DEFAULTS
        },
    ),
    (
        "Gardens",
        Terms {
            half_life: 10 * DAY,
            spending_limit: 365_600,
            weight: 13_366,
            min_stake: 0,
            notice: 10 * DAY,
            ..DEFAULTS
        },
    ),
];

/// Without a window and without a notice: as the others are.
fn bare(terms: &Terms) -> Terms {
    Terms { window: 1, notice: 0, ..*terms }
}

/// A share in percent, with one digit.
fn percent(ppm: u32) -> String {
    let tenths = (ppm + 500) / 1_000;
    format!("{}.{}", tenths / 10, tenths % 10).trim_end_matches(".0").into()
}

/// A row of the documentation's table: both reactions, 30 and 90 days.
fn row(name: &str, terms: &Terms, attacker: u32) -> String {
    let cells = REACTIONS
        .iter()
        .flat_map(|reaction| DAYS.map(|days| taken(terms, attacker, days, *reaction).unwrap()))
        .map(percent);
    let cells = cells.collect::<Vec<_>>().join(" | ");
    format!("| {name} | {} | {cells} |", percent(attacker))
}

#[test]
fn with_a_tenth_of_the_tokens_nothing_is_taken_from_those_who_object() {
    for days in DAYS {
        assert_eq!(taken(&DEFAULTS, 100_000, days, Reaction::HalfObjects), Ok(0));
        assert_eq!(taken(&DEFAULTS, 200_000, days, Reaction::HalfObjects), Ok(0));
    }
    let alone = taken(&DEFAULTS, 100_000, 30, Reaction::None).unwrap();
    assert!(alone > 0 && alone < DEFAULTS.spending_limit);
}

#[test]
fn the_documentation_shows_what_is_found() {
    let text = include_str!("../../../docs/parameters.md");
    let mut missing = Vec::new();
    let mut expect = |row: String| {
        if !text.contains(&row) {
            missing.push(row);
        }
    };
    for attacker in ATTACKERS {
        expect(row("defaults", &DEFAULTS, attacker));
        for (name, terms) in &OTHERS {
            expect(row(name, terms, attacker));
        }
    }
    for (name, terms) in &OTHERS {
        let [month, quarter] =
            DAYS.map(|days| percent(taken(&bare(terms), 100_000, days, Reaction::None).unwrap()));
        expect(format!("| {name} | {month} | {quarter} |"));
    }
    assert!(missing.is_empty(), "docs/parameters.md lacks:\n{}", missing.join("\n"));
}

#[test]
fn what_is_outside_the_domain_is_refused() {
    let fails = |terms, attacker| {
        assert_eq!(taken(&terms, attacker, 30, Reaction::None), Err(Error::OutOfDomain));
    };
    fails(Terms { half_life: 0, ..DEFAULTS }, 1);
    fails(Terms { half_life: MAX_HALF_LIFE + 1, ..DEFAULTS }, 1);
    fails(Terms { spending_limit: PPM + 1, ..DEFAULTS }, 1);
    fails(Terms { weight: PPM + 1, ..DEFAULTS }, 1);
    fails(Terms { min_stake: PPM + 1, ..DEFAULTS }, 1);
    fails(Terms { window: 0, ..DEFAULTS }, 1);
    fails(DEFAULTS, PPM + 1);
    // What nothing passes, nothing is taken of.
    for terms in [
        Terms { spending_limit: 0, ..DEFAULTS },
        Terms { weight: 40_000, ..DEFAULTS },
        Terms { notice: u64::MAX, ..DEFAULTS },
    ] {
        assert_eq!(taken(&terms, PPM, 90, Reaction::None), Ok(0));
    }
    assert_eq!(taken(&DEFAULTS, 0, 90, Reaction::None), Ok(0));
    assert_eq!(taken(&DEFAULTS, PPM, 0, Reaction::None), Ok(0));
    assert!(taken(&Terms { window: u64::MAX, ..DEFAULTS }, PPM, u32::MAX, Reaction::None).is_ok());
}

#[test]
fn a_larger_share_and_more_days_never_take_less() {
    // But for what the search misses of what is possible.
    let close = |larger: u32, less: u32| larger + 10_000 >= less;
    for terms in [DEFAULTS, OTHERS[0].1, OTHERS[1].1, OTHERS[2].1] {
        for reaction in REACTIONS {
            let at = |attacker| DAYS.map(|days| taken(&terms, attacker, days, reaction).unwrap());
            let mut before = [0; 2];
            for attacker in (0..=500_000).step_by(20_000) {
                let now = at(attacker);
                assert!(
                    close(now[0], before[0]) && close(now[1], before[1]),
                    "{attacker}: {now:?}"
                );
                assert!(now[0] <= now[1], "{attacker}: {now:?}");
                before = now;
            }
            // What people are shown rises.
            let shown = ATTACKERS.map(at);
            assert!(shown.is_sorted_by(|a, b| a[0] <= b[0] && a[1] <= b[1]), "{shown:?}");
        }
    }
}

#[test]
fn what_can_be_taken_by_hand_is_found() {
    // One request after another, by the formula: all tokens staked for `wait` days, then the notice.
    let terms = DEFAULTS;
    let by_hand = |share: f64, wait: f64| {
        let (mut funds, mut now) = (1.0, 0.0);
        while now + wait + 3.0 <= 30.0 {
            let stake = share / share.max(0.1);
            let grown = stake * (1.0 - (-wait / 3.0).exp2());
            funds -= funds * (0.2 - (0.002 / grown).sqrt()).max(0.0);
            now += wait + 3.0;
        }
        ((1.0 - funds) * 1e6) as u32
    };
    for attacker in [8_000, 10_000, 12_000] {
        let best = (10..60).map(|half| by_hand(f64::from(attacker) / 1e6, f64::from(half) / 2.0));
        let best = best.max().unwrap().min(terms.spending_limit);
        let found = taken(&terms, attacker, 30, Reaction::None).unwrap();
        assert!(found as f64 >= 0.97 * f64::from(best), "{attacker}: {found}, by hand {best}");
    }
}

proptest! {
    #![proptest_config(Config { cases: 60, failure_persistence: None, ..Config::default() })]

    #[test]
    fn less_than_the_limit_is_taken_in_a_window_whatever_the_terms(
        half_life in 1..30u64, spending_limit in 1..=PPM, weight in 0.0..1.0f64,
        min_stake in 0..=PPM / 2, window in 1..120u64, notice in 0..20u64,
        attacker in 0..=PPM, days in 1..200u32,
    ) {
        let most = f64::from(spending_limit) / 1e6;
        let terms = Terms {
            half_life: half_life * DAY,
            spending_limit,
            weight: (most * most * weight * 1e6) as u32,
            min_stake,
            window: window * DAY,
            notice: notice * DAY,
        };
        let alone = taken(&terms, attacker, days, Reaction::None).unwrap();
        let windows = 1 + u64::from(days) / window;
        let bound = 1.0 - (1.0 - most).powi(windows as i32);
        prop_assert!(f64::from(alone) <= bound * 1e6 + 1.0, "{alone} {bound}");
        if u64::from(days) <= window {
            prop_assert!(alone < spending_limit);
        }
        let opposed = taken(&terms, attacker, days, Reaction::HalfObjects).unwrap();
        prop_assert!(opposed <= alone + alone / 50 + 1, "{opposed} {alone}");
    }
}
