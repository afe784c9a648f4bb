//! What a Commons is deployed with: its opening, its hatch, and what it lives by.

use crate::{
    commons::DAY,
    world::{address, DOT, GENESIS_TIME},
};
use alloy_core::{
    primitives::{Address, U256},
    sol_types::SolValue,
};
use sp_keyring::Sr25519Keyring as Account;

/// What a Commons is deployed with.
#[derive(Clone, Debug)]
pub struct Opening {
    /// The token's name, at most 32 bytes.
    pub name: String,
    /// The token's symbol, at most 12 bytes.
    pub symbol: String,
    /// Reserve ratio, in parts per million.
    pub reserve_ratio: u32,
    /// Share of a deposit that goes to the funding pool, in parts per million.
    pub entry_tribute: u32,
    /// Share of a redemption that goes to the funding pool, in parts per million.
    pub exit_tribute: u32,
    /// Tokens of the deployer, in base units; zero for a Commons that hatches.
    pub supply: U256,
    /// Reserve that the deployer pays in, in base units.
    pub reserve: U256,
    /// The hatch; all zero for a Commons that opens at once.
    pub hatch: Hatch,
    /// What the Commons lives by.
    pub settings: Settings,
}

/// How a Commons is hatched.
#[derive(Clone, Debug, Default)]
pub struct Hatch {
    /// The least that must come together, in base units of the currency.
    pub minimum: U256,
    /// The most that is taken.
    pub maximum: U256,
    /// The last second in which contributions are taken.
    pub deadline: u64,
    /// Base units of the currency for a whole token.
    pub price: U256,
    /// Share that goes to the funding pool, in parts per million.
    pub tribute: u32,
    /// Seconds after the opening before which nothing of the hatch's tokens moves.
    pub cliff: u64,
    /// Seconds in which half of what is still vesting then comes free.
    pub half_life: u64,
    /// Whether only accounts that the owner allows can contribute.
    pub allowlist: bool,
    /// The highest ratio of opening price and hatch price that the deployer accepts, in parts per
    /// million.
    pub max_jump: u32,
}

/// Within what a vote may change a rule, and by how much at once.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Bounds {
    /// The least value.
    pub least: U256,
    /// The largest value.
    pub most: U256,
    /// The largest step; zero for a rule that never changes.
    pub step: U256,
}

impl Bounds {
    /// A rule that a vote may change within `least..=most`, by `step` at most.
    pub fn new(least: impl Into<u128>, most: impl Into<u128>, step: impl Into<u128>) -> Self {
        Self {
            least: U256::from(least.into()),
            most: U256::from(most.into()),
            step: U256::from(step.into()),
        }
    }

    /// As a constructor takes it.
    pub(crate) fn words(&self) -> (U256, U256, U256) {
        (self.least, self.most, self.step)
    }
}

/// What a Commons lives by.
#[derive(Clone, Debug)]
pub struct Settings {
    /// The ERC-20 contract of the reserve currency; zero for the native one.
    pub currency: Address,
    /// Share of the funding pool that all grants of a window must stay below, in parts per million.
    pub spending_limit: u32,
    /// Seconds for which a grant counts against that, at least.
    pub window: u64,
    /// Who may pause.
    pub guardian: Address,
    /// Until when.
    pub guardian_until: u64,
    /// Within what a vote may change the entry tribute.
    pub entry_tribute_bounds: Bounds,
    /// Within what a vote may change the exit tribute.
    pub exit_tribute_bounds: Bounds,
    /// Within what a vote may change the spending limit.
    pub spending_limit_bounds: Bounds,
    /// Within what a vote may change the window.
    pub window_bounds: Bounds,
}

impl Default for Settings {
    /// Native money, a spending limit of a fifth over thirty days, no guardian, and rules that
    /// no vote changes.
    fn default() -> Self {
        Self {
            currency: Address::ZERO,
            spending_limit: 200_000,
            window: 30 * DAY,
            guardian: Address::ZERO,
            guardian_until: 0,
            entry_tribute_bounds: Bounds::default(),
            exit_tribute_bounds: Bounds::default(),
            spending_limit_bounds: Bounds::default(),
            window_bounds: Bounds::default(),
        }
    }
}

impl Settings {
    /// The usual settings with rules that a vote may change: tributes from nothing to 30 % by 2 %,
    /// the limit from 1 % to 50 % by 5 %, the window from a week to a year by 30 days.
    pub fn votable() -> Self {
        Self {
            entry_tribute_bounds: Bounds::new(0_u32, 300_000_u32, 20_000_u32),
            exit_tribute_bounds: Bounds::new(0_u32, 300_000_u32, 20_000_u32),
            spending_limit_bounds: Bounds::new(10_000_u32, 500_000_u32, 50_000_u32),
            window_bounds: Bounds::new(7 * DAY, 365 * DAY, 30 * DAY),
            ..Self::default()
        }
    }

    /// The usual settings with a guardian for a year.
    pub fn guarded_by(guardian: Account) -> Self {
        Self {
            guardian: address(guardian),
            guardian_until: GENESIS_TIME + 365 * DAY,
            ..Self::default()
        }
    }
}

impl Hatch {
    /// Between a hundred and a thousand DOT within a month, at a tenth of a DOT a token; 30 % go
    /// to the funding pool; tokens vest after a month with a half-life of two.
    pub fn usual() -> Self {
        Self {
            minimum: U256::from(100 * DOT),
            maximum: U256::from(1_000 * DOT),
            deadline: GENESIS_TIME + 30 * DAY,
            price: U256::from(DOT / 10),
            tribute: 300_000,
            cliff: 30 * DAY,
            half_life: 60 * DAY,
            allowlist: false,
            max_jump: 3_500_000,
        }
    }
}

impl Default for Opening {
    /// A thousand tokens on a reserve of a hundred DOT at a fifth, with tributes of 8 % and 5 %.
    fn default() -> Self {
        Self {
            name: "Weir".into(),
            symbol: "WEIR".into(),
            reserve_ratio: 200_000,
            entry_tribute: 80_000,
            exit_tribute: 50_000,
            supply: U256::from(1_000 * DOT),
            reserve: U256::from(100 * DOT),
            hatch: Hatch::default(),
            settings: Settings::default(),
        }
    }
}

impl Opening {
    /// A Commons like the default, but hatched.
    pub fn hatched_by(hatch: Hatch) -> Self {
        Self { supply: U256::ZERO, reserve: U256::ZERO, hatch, ..Self::default() }
    }

    /// The constructor's arguments, encoded.
    pub fn encode(&self) -> Vec<u8> {
        let (hatch, settings) = (&self.hatch, &self.settings);
        (
            self.name.clone(),
            self.symbol.clone(),
            self.reserve_ratio,
            self.entry_tribute,
            self.exit_tribute,
            self.supply,
            (
                hatch.minimum,
                hatch.maximum,
                hatch.deadline,
                hatch.price,
                hatch.tribute,
                hatch.cliff,
                hatch.half_life,
                hatch.allowlist,
                hatch.max_jump,
            ),
            (
                settings.currency,
                settings.spending_limit,
                settings.window,
                settings.guardian,
                settings.guardian_until,
                settings.entry_tribute_bounds.words(),
                settings.exit_tribute_bounds.words(),
                settings.spending_limit_bounds.words(),
                settings.window_bounds.words(),
            ),
        )
            .abi_encode_params()
    }
}
