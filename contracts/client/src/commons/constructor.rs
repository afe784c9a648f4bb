//! What the constructors are given: encoded one after the other, without a selector.

use crate::{
    currency::Currency,
    deployment::{HatchParameters, Parameters},
    rule::{Bounds, Rule},
};
use alloy_core::{
    primitives::{Address, U256},
    sol,
    sol_types::SolValue,
};

sol! {
    struct CommonsConstructor {
        string name;
        string symbol;
        uint32 reserveRatio;
        uint32 entryTribute;
        uint32 exitTribute;
        uint256 initialSupply;
        HatchWords hatch;
        SettingsWords settings;
    }

    /// All zero for a Commons that opens at once.
    #[derive(Default)]
    struct HatchWords {
        uint256 minimum;
        uint256 maximum;
        uint64 deadline;
        uint256 price;
        uint32 tribute;
        uint64 cliff;
        uint64 halfLife;
        bool allowlist;
        uint32 maxJump;
    }

    struct SettingsWords {
        address currency;
        uint32 spendingLimit;
        uint64 window;
        address guardian;
        uint64 guardianUntil;
        BoundsWords entryTributeBounds;
        BoundsWords exitTributeBounds;
        BoundsWords spendingLimitBounds;
        BoundsWords windowBounds;
    }

    struct BoundsWords {
        uint256 least;
        uint256 most;
        uint256 step;
    }

    struct ConvictionConstructor {
        address commons;
        uint64 halfLife;
        uint32 weight;
        uint32 minStake;
        uint256 deposit;
        uint64 maxLifetime;
        uint64 notice;
        uint64 longNotice;
        uint32 ruleShare;
        uint32 exitShare;
        BoundsWords noticeBounds;
        BoundsWords weightBounds;
        BoundsWords minStakeBounds;
        BoundsWords depositBounds;
        BoundsWords halfLifeBounds;
    }
}

/// The Commons' constructor data.
pub(super) fn commons(currency: &Currency, parameters: &Parameters) -> Vec<u8> {
    let settings = &parameters.settings;
    let bounds = |rule| BoundsWords::from(parameters.bounds(rule));
    CommonsConstructor {
        name: parameters.name.clone(),
        symbol: parameters.symbol.clone(),
        reserveRatio: parameters.reserve_ratio_ppm.ppm(),
        entryTribute: parameters.entry_tribute_ppm.ppm(),
        exitTribute: parameters.exit_tribute_ppm.ppm(),
        initialSupply: parameters.initial_supply.into(),
        hatch: parameters.hatch.as_ref().map(HatchWords::from).unwrap_or_default(),
        settings: SettingsWords {
            currency: currency.address,
            spendingLimit: settings.spending_limit_ppm.ppm(),
            window: settings.window,
            guardian: settings.guardian.unwrap_or_default(),
            guardianUntil: settings.guardian_until,
            entryTributeBounds: bounds(Rule::EntryTribute),
            exitTributeBounds: bounds(Rule::ExitTribute),
            spendingLimitBounds: bounds(Rule::SpendingLimit),
            windowBounds: bounds(Rule::Window),
        },
    }
    .abi_encode_params()
}

/// The conviction contract's constructor data.
pub(super) fn conviction(commons: Address, parameters: &Parameters) -> Vec<u8> {
    let conviction = &parameters.conviction;
    let bounds = |rule| BoundsWords::from(parameters.bounds(rule));
    ConvictionConstructor {
        commons,
        halfLife: conviction.half_life,
        weight: conviction.weight_ppm.ppm(),
        minStake: conviction.min_stake_ppm.ppm(),
        deposit: conviction.deposit.into(),
        maxLifetime: conviction.max_lifetime,
        notice: conviction.notice,
        longNotice: conviction.long_notice,
        ruleShare: conviction.rule_share_ppm.ppm(),
        exitShare: conviction.exit_share_ppm.ppm(),
        noticeBounds: bounds(Rule::Notice),
        weightBounds: bounds(Rule::Weight),
        minStakeBounds: bounds(Rule::MinStake),
        depositBounds: bounds(Rule::Deposit),
        halfLifeBounds: bounds(Rule::HalfLife),
    }
    .abi_encode_params()
}

impl From<Bounds> for BoundsWords {
    fn from(Bounds { least, most, step }: Bounds) -> Self {
        Self { least: U256::from(least), most: U256::from(most), step: U256::from(step) }
    }
}

impl From<&HatchParameters> for HatchWords {
    fn from(hatch: &HatchParameters) -> Self {
        Self {
            minimum: hatch.minimum.into(),
            maximum: hatch.maximum.into(),
            deadline: hatch.deadline,
            price: hatch.price.into(),
            tribute: hatch.tribute_ppm.ppm(),
            cliff: hatch.vesting_cliff,
            halfLife: hatch.vesting_half_life,
            allowlist: hatch.allowlist,
            maxJump: hatch.max_jump_ppm,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        amount::{Amount, Ppm},
        deployment::{ConvictionParameters, Settings},
    };

    /// With bounds of `100 x rule`, one and two more.
    fn parameters() -> Parameters {
        let mut parameters = Parameters {
            name: "Weir".into(),
            symbol: "WEIR".into(),
            decimals: 18,
            reserve_ratio_ppm: Ppm::new(200_000),
            entry_tribute_ppm: Ppm::new(1),
            exit_tribute_ppm: Ppm::new(2),
            initial_supply: Amount::ZERO,
            initial_reserve: Amount::ZERO,
            hatch: Some(HatchParameters {
                minimum: Amount::from_base_units(11),
                maximum: Amount::from_base_units(12),
                deadline: 13,
                price: Amount::from_base_units(14),
                tribute_ppm: Ppm::new(15),
                vesting_cliff: 16,
                vesting_half_life: 17,
                allowlist: true,
                max_jump_ppm: 18,
            }),
            settings: Settings {
                spending_limit_ppm: Ppm::new(19),
                window: 20,
                guardian: Some(Address::repeat_byte(0x21)),
                guardian_until: 22,
                bounds: Default::default(),
            },
            conviction: ConvictionParameters {
                half_life: 31,
                weight_ppm: Ppm::new(32),
                min_stake_ppm: Ppm::new(33),
                deposit: Amount::from_base_units(34),
                max_lifetime: 35,
                notice: 36,
                long_notice: 37,
                rule_share_ppm: Ppm::new(38),
                exit_share_ppm: Ppm::new(39),
                bounds: Default::default(),
            },
        };
        for rule in Rule::ALL {
            let first = 100 * u128::from(rule.number());
            let bounds = Bounds { least: first, most: first + 1, step: first + 2 };
            parameters.set_bounds(rule, bounds);
        }
        parameters
    }

    /// The words of the bounds of these rules.
    fn bounds(rules: &[Rule]) -> Vec<U256> {
        let first = |rule: &Rule| 100 * u64::from(rule.number());
        rules.iter().flat_map(|rule| (first(rule)..).take(3)).map(U256::from).collect()
    }

    fn word(data: &[u8], i: usize) -> U256 {
        U256::from_be_slice(&data[32 * i..32 * (i + 1)])
    }

    #[test]
    fn the_commons_gets_thirty_two_words_and_the_strings_after_them() {
        let currency = Currency::erc20(Address::repeat_byte(0x18), "USDC".into(), 6);
        let data = commons(&currency, &parameters());
        let words: Vec<U256> = (0..32).map(|i| word(&data, i)).collect();
        assert_eq!(words[0], U256::from(1024), "the name comes after thirty-two words");
        assert_eq!(words[2..6], [200_000, 1, 2, 0].map(U256::from));
        assert_eq!(words[6..15], [11, 12, 13, 14, 15, 16, 17, 1, 18].map(U256::from));
        assert_eq!(words[15], U256::from_be_slice(&[0x18; 20]));
        assert_eq!(words[16..18], [19, 20].map(U256::from));
        assert_eq!(words[18], U256::from_be_slice(&[0x21; 20]));
        assert_eq!(words[19], U256::from(22));
        assert_eq!(words[20..32], bounds(&Rule::ALL[..4]));
        assert_eq!(&data[1024 + 32..1024 + 36], b"Weir");
    }

    #[test]
    fn without_a_hatch_its_words_are_zero() {
        let data = commons(&Currency::native("DOT"), &Parameters { hatch: None, ..parameters() });
        assert!((6..16).all(|i| word(&data, i).is_zero()));
    }

    #[test]
    fn the_conviction_contract_gets_twenty_five_words() {
        let data = conviction(Address::repeat_byte(0x30), &parameters());
        assert_eq!(data.len(), 25 * 32);
        assert_eq!(word(&data, 0), U256::from_be_slice(&[0x30; 20]));
        let words: Vec<U256> = (1..25).map(|i| word(&data, i)).collect();
        assert_eq!(words[..9], [31, 32, 33, 34, 35, 36, 37, 38, 39].map(U256::from));
        assert_eq!(words[9..], bounds(&Rule::ALL[4..]));
    }
}
