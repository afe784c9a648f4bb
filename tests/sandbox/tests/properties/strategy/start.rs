//! What is deployed, drawn at random.

use super::{magnitude, usual};
use proptest::{option, prelude::*};
use weir_sandbox::{
    commons::{Bounds, Hatch, Settings, DAY},
    world::{DOT, GENESIS_TIME},
    Opening, Rules, U256,
};

/// Top of the curve's domain.
const TOP: u128 = 1 << 112;

fn reserve_ratio() -> impl Strategy<Value = u32> {
    prop_oneof![
        1 => Just(1_u32),
        1 => Just(1_000_000),
        4 => (1_u32..=20).prop_map(|twentieths| twentieths * 50_000),
        3 => 1_u32..=1_000_000,
    ]
}

fn tribute() -> impl Strategy<Value = u32> {
    prop_oneof![
        3 => Just(0_u32),
        1 => Just(999_999),
        1 => 1_u32..20,
        6 => 0_u32..200_000,
    ]
}

/// How far a rule may move: shares in parts per million of what it is, down, up and at once; none
/// for one that is fixed.
type Reach = Option<(u32, u32, u32)>;

fn reach() -> impl Strategy<Value = Reach> {
    option::weighted(0.7, (0_u32..=1_000_000, 0_u32..4_000_000, 1_u32..2_000_000))
}

/// Bounds around a value, within what a rule can be at all.
fn around(value: U256, (lowest, highest): (u128, u128), reach: Reach) -> Bounds {
    let Some((down, up, step)) = reach else { return Bounds::default() };
    let share = |share: u32| value * U256::from(share) / U256::from(1_000_000);
    Bounds {
        least: (value - share(down)).max(U256::from(lowest)),
        most: (value + share(up) + U256::from(1)).min(U256::from(highest)),
        step: share(step) + U256::from(1),
    }
}

fn settings() -> impl Strategy<Value = Settings> {
    let guardian = option::weighted(0.5, 1_u64..1_400 * DAY);
    let window = prop_oneof![1 => 1_u64..100, 4 => 1_u64..90 * DAY];
    (20_000_u32..=1_000_000, window, guardian, [reach(), reach()]).prop_map(
        |(spending_limit, window, guardian, [first, second])| Settings {
            spending_limit,
            window,
            // Whose address this is, the model knows.
            guardian_until: guardian.map_or(0, |office| GENESIS_TIME + office),
            spending_limit_bounds: around(U256::from(spending_limit), (10_000, 1_000_000), first),
            window_bounds: around(U256::from(window), (1, u128::from(365 * DAY)), second),
            ..Settings::default()
        },
    )
}

/// Settings with bounds of the tributes as well.
fn with_tributes(
    entry_tribute: u32,
    exit_tribute: u32,
    [first, second]: [Reach; 2],
    settings: Settings,
) -> Settings {
    Settings {
        entry_tribute_bounds: around(U256::from(entry_tribute), (0, 999_999), first),
        exit_tribute_bounds: around(U256::from(exit_tribute), (0, 999_999), second),
        ..settings
    }
}

/// A hatch that can be set up: its tokens and its reserve stay in the domain, its least opens.
fn hatch() -> impl Strategy<Value = Hatch> {
    let price = prop_oneof![3 => usual(), 1 => 1_u128..10_u128.pow(24)];
    let times = prop_oneof![
        2 => Just((0, 0)),
        1 => (1_u64..50 * DAY).prop_map(|half_life| (0, half_life)),
        3 => (0_u64..50 * DAY, 1_u64..100 * DAY),
    ];
    let size = prop_oneof![1 => magnitude(), 3 => usual()];
    let least = prop_oneof![2 => 0_u32..200_000, 1 => 0_u32..=1_000_000];
    let tribute = prop_oneof![1 => Just(0_u32), 4 => 0_u32..900_000];
    (price, size, least, 1_u64..60 * DAY, tribute, times, prop::bool::weighted(0.25)).prop_map(
        |(price, size, share, life, tribute, (cliff, half_life), allowlist)| {
            let least = 1_000.max(2 * price / DOT + 2);
            let maximum =
                size.clamp(2 * least, TOP.min(price.saturating_mul(5_000_000_000_000_000)));
            // No overflow: a share of 2^112.
            let minimum = (maximum / 1_000_000 * u128::from(share)).clamp(least, maximum);
            Hatch {
                minimum: U256::from(minimum),
                maximum: U256::from(maximum),
                deadline: GENESIS_TIME + life,
                price: U256::from(price),
                tribute,
                cliff,
                half_life,
                allowlist,
                max_jump: u32::MAX,
            }
        },
    )
}

/// A Commons that opens at once.
pub fn direct() -> impl Strategy<Value = Opening> {
    let pool = || {
        prop_oneof![
            2 => magnitude().prop_map(|amount| amount.clamp(1, TOP)),
            5 => usual(),
        ]
    };
    let reaches = [reach(), reach()];
    (reserve_ratio(), tribute(), tribute(), pool(), pool(), settings(), reaches).prop_map(
        |(reserve_ratio, entry_tribute, exit_tribute, supply, reserve, settings, reaches)| {
            Opening {
                reserve_ratio,
                entry_tribute,
                exit_tribute,
                supply: U256::from(supply),
                reserve: U256::from(reserve),
                settings: with_tributes(entry_tribute, exit_tribute, reaches, settings),
                ..Opening::default()
            }
        },
    )
}

/// A Commons that hatches.
pub fn hatched() -> impl Strategy<Value = Opening> {
    let reaches = [reach(), reach()];
    (reserve_ratio(), tribute(), tribute(), hatch(), settings(), reaches).prop_map(
        |(reserve_ratio, entry_tribute, exit_tribute, hatch, settings, reaches)| Opening {
            // Below that, the jump of the price does not fit its bound's type.
            reserve_ratio: reserve_ratio.max(1_000),
            entry_tribute,
            exit_tribute,
            settings: with_tributes(entry_tribute, exit_tribute, reaches, settings),
            ..Opening::hatched_by(hatch)
        },
    )
}

/// What a vote is decided by, but for what hangs on the Commons' settings.
#[derive(Clone, Debug)]
pub struct Draft {
    rules: Rules,
    /// The weight, as a share of what would let nothing pass, in per cent.
    percent: u64,
    reaches: [Reach; 5],
}

impl Draft {
    /// The rules, under a spending limit.
    pub fn under(&self, settings: &Settings) -> Rules {
        let limit = u64::from(settings.spending_limit);
        let weight = (limit * limit / 1_000_000 * self.percent / 100).max(1);
        let [notice, heavy, least, deposit, half_life] = self.reaches;
        let rules = self.rules.clone();
        Rules {
            weight: u32::try_from(weight).expect("it is less than a million"),
            notice_bounds: around(U256::from(rules.notice), (0, rules.long_notice.into()), notice),
            weight_bounds: around(U256::from(weight), (1, 1_000_000), heavy),
            min_stake_bounds: around(U256::from(rules.min_stake), (0, 1_000_000), least),
            deposit_bounds: around(rules.deposit, (0, u128::MAX >> 8), deposit),
            half_life_bounds: around(
                U256::from(rules.half_life),
                (1, u128::from(3_650 * DAY)),
                half_life,
            ),
            ..rules
        }
    }
}

/// What a vote is decided by.
pub fn rules() -> impl Strategy<Value = Draft> {
    let half_life = prop_oneof![
        1 => 1_u64..100,
        2 => 100_u64..10_000,
        4 => 10_000_u64..20 * DAY,
        1 => 1_u64..3_000 * DAY,
    ];
    let deposit = prop_oneof![2 => Just(0_u128), 2 => Just(DOT), 1 => usual()];
    let terms = (half_life, 0_u32..150_000, deposit, DAY..400 * DAY);
    // In thousandths of the longest life, which they must stay below.
    let notices = (prop_oneof![1 => Just(0_u64), 4 => 0_u64..100], 0_u64..300);
    let share = || prop_oneof![1 => Just(0_u32), 6 => 1_u32..300_000, 1 => 0_u32..1_000_000];
    let reaches = [reach(), reach(), reach(), reach(), reach()];
    (terms, notices, (share(), share()), 1_u64..=40, reaches).prop_map(
        |(terms, (notice, more), (rule_share, exit_share), percent, reaches)| {
            let (half_life, min_stake, deposit, max_lifetime) = terms;
            let notice = max_lifetime / 1_000 * notice;
            let rules = Rules {
                half_life,
                min_stake,
                deposit: U256::from(deposit),
                max_lifetime,
                notice,
                long_notice: notice + max_lifetime / 1_000 * more,
                rule_share,
                exit_share,
                ..Rules::default()
            };
            Draft { rules, percent, reaches }
        },
    )
}
