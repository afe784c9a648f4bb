//! What is deployed, drawn at random.

use super::{magnitude, usual};
use proptest::{option, prelude::*};
use weir_sandbox::{
    commons::{Hatch, Settings, DAY},
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

fn settings() -> impl Strategy<Value = Settings> {
    let guardian = option::weighted(0.5, 1_u64..1_400 * DAY);
    (20_000_u32..=1_000_000, 1_u64..90 * DAY, guardian).prop_map(
        |(spending_limit, window, guardian)| Settings {
            spending_limit,
            window,
            // Whose address this is, the model knows.
            guardian_until: guardian.map_or(0, |office| GENESIS_TIME + office),
            ..Settings::default()
        },
    )
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
    (reserve_ratio(), tribute(), tribute(), pool(), pool(), settings()).prop_map(
        |(reserve_ratio, entry_tribute, exit_tribute, supply, reserve, settings)| Opening {
            reserve_ratio,
            entry_tribute,
            exit_tribute,
            supply: U256::from(supply),
            reserve: U256::from(reserve),
            settings,
            ..Opening::default()
        },
    )
}

/// A Commons that hatches.
pub fn hatched() -> impl Strategy<Value = Opening> {
    (reserve_ratio(), tribute(), tribute(), hatch(), settings()).prop_map(
        |(reserve_ratio, entry_tribute, exit_tribute, hatch, settings)| Opening {
            // Below that, the jump of the price does not fit its bound's type.
            reserve_ratio: reserve_ratio.max(1_000),
            entry_tribute,
            exit_tribute,
            settings,
            ..Opening::hatched_by(hatch)
        },
    )
}

/// What a vote is decided by.
pub fn rules() -> impl Strategy<Value = Rules> {
    let half_life = prop_oneof![
        1 => 1_u64..100,
        2 => 100_u64..10_000,
        4 => 10_000_u64..20 * DAY,
        1 => 1_u64..3_000 * DAY,
    ];
    let deposit = prop_oneof![2 => Just(0_u128), 2 => Just(DOT), 1 => usual()];
    (half_life, 20_000_u32..=1_000_000, 1_u64..100, 0_u32..150_000, deposit, DAY..400 * DAY)
        .prop_map(|(half_life, spending_limit, percent, min_stake, deposit, max_lifetime)| {
            // Some per cent of what would let nothing pass.
            let bound = u64::from(spending_limit) * u64::from(spending_limit) / 1_000_000;
            Rules {
                half_life,
                spending_limit,
                weight: u32::try_from(bound * percent.min(40) / 100).unwrap_or(1).max(1),
                min_stake,
                deposit: U256::from(deposit),
                max_lifetime,
            }
        })
}
