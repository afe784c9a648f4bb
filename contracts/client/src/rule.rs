//! Rules: what a vote may change of a Commons, within bounds and by steps that its deployment fixes
//! for good.

use crate::{
    amount::{Amount, Ppm},
    error::Error,
    text,
};
use alloy_core::primitives::U256;
use serde::{Deserialize, Serialize, Serializer};
use std::{fmt, str::FromStr};

/// A rule that a vote may change. The first four are kept by the Commons, the others by the vote.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[repr(u8)]
pub enum Rule {
    /// The share of a deposit that goes to the funding pool.
    EntryTribute = 1,
    /// The share of a redemption that goes to the funding pool.
    ExitTribute = 2,
    /// The share of the funding pool that all grants of a window together stay below.
    SpendingLimit = 3,
    /// The seconds for which a grant counts against the spending limit.
    Window = 4,
    /// The seconds between the announcement of a proposal and its execution.
    Notice = 5,
    /// How much support passing takes.
    Weight = 6,
    /// The share of the supply that thresholds count with at least.
    MinStake = 7,
    /// What the author of a proposal deposits at least.
    Deposit = 8,
    /// The seconds in which support covers half of the way to its limit.
    HalfLife = 9,
}

/// What the value of a rule is a number of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Unit {
    /// Parts per million.
    Share,
    /// Seconds.
    Seconds,
    /// Base units of native money.
    Native,
}

impl Rule {
    /// All of them, by their numbers.
    pub const ALL: [Self; 9] = [
        Self::EntryTribute,
        Self::ExitTribute,
        Self::SpendingLimit,
        Self::Window,
        Self::Notice,
        Self::Weight,
        Self::MinStake,
        Self::Deposit,
        Self::HalfLife,
    ];

    /// The rule of this number; none of another one.
    pub fn from_number(number: u8) -> Option<Self> {
        Self::ALL.into_iter().find(|rule| rule.number() == number)
    }

    /// Its number in the contracts.
    pub const fn number(self) -> u8 {
        self as u8
    }

    /// Its name, `entry-tribute`.
    pub const fn name(self) -> &'static str {
        match self {
            Self::EntryTribute => "entry-tribute",
            Self::ExitTribute => "exit-tribute",
            Self::SpendingLimit => "spending-limit",
            Self::Window => "window",
            Self::Notice => "notice",
            Self::Weight => "weight",
            Self::MinStake => "min-stake",
            Self::Deposit => "deposit",
            Self::HalfLife => "half-life",
        }
    }

    /// What its value is a number of.
    pub const fn unit(self) -> Unit {
        match self {
            Self::Window | Self::Notice | Self::HalfLife => Unit::Seconds,
            Self::Deposit => Unit::Native,
            _ => Unit::Share,
        }
    }

    /// Whether the Commons keeps it, rather than the vote.
    pub const fn is_of_commons(self) -> bool {
        self.number() <= 4
    }

    /// A value of it as people write it: `5%`, `3 days`, `1.5`.
    pub fn shown(self, value: u128) -> String {
        match self.unit() {
            Unit::Share => match u32::try_from(value) {
                Ok(ppm) => Ppm::new(ppm).to_string(),
                Err(_) => format!("{value} ppm"),
            },
            Unit::Seconds => match u64::try_from(value) {
                Ok(seconds) => text::duration(seconds),
                Err(_) => format!("{value} s"),
            },
            Unit::Native => Amount::from_base_units(value).grouped(),
        }
    }
}

impl fmt::Display for Rule {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.name())
    }
}

impl FromStr for Rule {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        Self::ALL.into_iter().find(|rule| rule.name() == text.trim()).ok_or_else(|| {
            let names = Self::ALL.map(Self::name).join(", ");
            format!("'{text}' is no rule: there are {names}")
        })
    }
}

impl Serialize for Rule {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.name())
    }
}

/// Within what a vote may change a rule, and by how much at once.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Bounds {
    /// The least that it can become.
    #[serde(with = "digits")]
    pub least: u128,
    /// The most that it can become.
    #[serde(with = "digits")]
    pub most: u128,
    /// The largest change at once; 0: it never changes.
    #[serde(with = "digits")]
    pub step: u128,
}

/// Why a rule cannot become a value.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Fault {
    /// It never changes.
    Fixed,
    /// The value is outside of the bounds.
    Outside,
    /// The value is more than a step away from the present one.
    Step,
    /// It is that value already.
    Same,
}

impl Bounds {
    /// A rule that never changes.
    pub const FIXED: Self = Self { least: 0, most: 0, step: 0 };

    /// Whether the rule never changes.
    pub const fn is_fixed(&self) -> bool {
        self.step == 0
    }

    /// Checks a change of a rule from one value to another.
    ///
    /// # Errors
    /// Why the contracts would refuse it.
    pub fn check(&self, present: u128, value: u128) -> Result<(), Fault> {
        match value {
            _ if self.is_fixed() => Err(Fault::Fixed),
            value if !(self.least..=self.most).contains(&value) => Err(Fault::Outside),
            value if value == present => Err(Fault::Same),
            value if value.abs_diff(present) > self.step => Err(Fault::Step),
            _ => Ok(()),
        }
    }
}

/// A rule as it is now.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct RuleState {
    /// Which one.
    pub rule: Rule,
    /// What it is.
    #[serde(serialize_with = "digits::serialize")]
    pub value: u128,
    /// Within what it may change.
    #[serde(flatten)]
    pub bounds: Bounds,
    /// From when on it may change again, seconds since the Unix epoch; 0: it never changed.
    pub changeable_from: u64,
}

impl RuleState {
    pub(crate) fn read(
        rule: Rule,
        [value, least, most, step]: [U256; 4],
        changeable_from: u64,
    ) -> Result<Self, Error> {
        let number = |value: U256| {
            u128::try_from(value).map_err(|_| Error::Answer {
                call: "rule(uint8)",
                reason: format!("{value} is no value of {rule}"),
            })
        };
        let bounds = Bounds { least: number(least)?, most: number(most)?, step: number(step)? };
        Ok(Self { rule, value: number(value)?, bounds, changeable_from })
    }
}

/// Whole numbers of 128 bits as strings of digits, as amounts are written.
mod digits {
    use serde::{Deserialize, Deserializer, Serializer, de::Error};

    pub(super) fn serialize<S: Serializer>(
        number: &u128,
        serializer: S,
    ) -> Result<S::Ok, S::Error> {
        serializer.collect_str(number)
    }

    pub(super) fn deserialize<'de, D: Deserializer<'de>>(
        deserializer: D,
    ) -> Result<u128, D::Error> {
        let text = String::deserialize(deserializer)?;
        let is_plain = !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
        text.parse().ok().filter(|_| is_plain).ok_or_else(|| {
            D::Error::custom(format!("'{text}' is no whole number below 2^128 in digits"))
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_rule_has_a_number_and_a_name_that_read_back() {
        for (rule, number) in Rule::ALL.into_iter().zip(1..) {
            assert_eq!(rule.number(), number);
            assert_eq!(Rule::from_number(number), Some(rule));
            assert_eq!(rule.name().parse(), Ok(rule));
            assert_eq!(rule.is_of_commons(), number <= 4);
        }
        assert_eq!((Rule::from_number(0), Rule::from_number(10)), (None, None));
        assert!("ratio".parse::<Rule>().expect_err("no rule").contains("half-life"));
    }

    #[test]
    fn a_change_stays_within_bounds_and_within_a_step() {
        let bounds = Bounds { least: 10, most: 50, step: 5 };
        assert_eq!(bounds.check(20, 25), Ok(()));
        assert_eq!(bounds.check(20, 15), Ok(()));
        for (present, value, fault) in [
            (20, 20, Fault::Same),
            (20, 26, Fault::Step),
            (20, 14, Fault::Step),
            (12, 9, Fault::Outside),
            (48, 51, Fault::Outside),
        ] {
            assert_eq!(bounds.check(present, value), Err(fault), "{present} to {value}");
        }
        assert_eq!(Bounds::FIXED.check(0, 1), Err(Fault::Fixed));
    }

    #[test]
    fn values_are_shown_in_their_unit() {
        assert_eq!(Rule::EntryTribute.shown(50_000), "5%");
        assert_eq!(Rule::Notice.shown(7_200), "2 h");
        assert_eq!(Rule::Deposit.shown(1_500_000_000_000_000_000), "1.5");
        assert_eq!(Rule::Weight.shown(u128::MAX), format!("{} ppm", u128::MAX));
    }

    #[test]
    fn bounds_are_written_in_digits() {
        let bounds = Bounds { least: 0, most: u128::MAX, step: 1 };
        let json = serde_json::to_value(bounds).expect("JSON");
        assert_eq!(json["most"], u128::MAX.to_string());
        assert_eq!(serde_json::from_value::<Bounds>(json).expect("bounds"), bounds);
        for wrong in ["", "-1", "+1", "1.5", "340282366920938463463374607431768211456"] {
            let json = serde_json::json!({ "least": "0", "most": wrong, "step": "0" });
            assert!(serde_json::from_value::<Bounds>(json).is_err(), "{wrong}");
        }
    }
}
