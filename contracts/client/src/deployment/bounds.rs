//! Within what a vote may change the rules that a Commons is made with.

use super::{Parameters, TEN_YEARS, YEAR};
use crate::rule::{Bounds, Rule, Unit};
use serde::{Deserialize, Serialize};

/// Seconds of a day.
const DAY: u128 = 86_400;
/// Parts per million of the whole.
const WHOLE: u128 = 1_000_000;

/// The bounds of the rules that the Commons keeps.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct CommonsBounds {
    /// Of the entry tribute, in parts per million.
    pub entry_tribute: Bounds,
    /// Of the exit tribute, in parts per million.
    pub exit_tribute: Bounds,
    /// Of the spending limit, in parts per million.
    pub spending_limit: Bounds,
    /// Of the window, in seconds.
    pub window: Bounds,
}

/// The bounds of the rules that the vote keeps.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct VoteBounds {
    /// Of the notice, in seconds.
    pub notice: Bounds,
    /// Of the weight, in parts per million.
    pub weight: Bounds,
    /// Of the minimum stake, in parts per million.
    pub min_stake: Bounds,
    /// Of the deposit of a proposal, in base units of native money.
    pub deposit: Bounds,
    /// Of the half-life of conviction, in seconds.
    pub half_life: Bounds,
}

impl Parameters {
    /// What a rule is at the deployment.
    pub fn value(&self, rule: Rule) -> u128 {
        let (settings, vote) = (&self.settings, &self.conviction);
        match rule {
            Rule::EntryTribute => self.entry_tribute_ppm.ppm().into(),
            Rule::ExitTribute => self.exit_tribute_ppm.ppm().into(),
            Rule::SpendingLimit => settings.spending_limit_ppm.ppm().into(),
            Rule::Window => settings.window.into(),
            Rule::Notice => vote.notice.into(),
            Rule::Weight => vote.weight_ppm.ppm().into(),
            Rule::MinStake => vote.min_stake_ppm.ppm().into(),
            Rule::Deposit => vote.deposit.base_units(),
            Rule::HalfLife => vote.half_life.into(),
        }
    }

    /// Within what a vote may change a rule.
    pub fn bounds(&self, rule: Rule) -> Bounds {
        let (commons, vote) = (&self.settings.bounds, &self.conviction.bounds);
        match rule {
            Rule::EntryTribute => commons.entry_tribute,
            Rule::ExitTribute => commons.exit_tribute,
            Rule::SpendingLimit => commons.spending_limit,
            Rule::Window => commons.window,
            Rule::Notice => vote.notice,
            Rule::Weight => vote.weight,
            Rule::MinStake => vote.min_stake,
            Rule::Deposit => vote.deposit,
            Rule::HalfLife => vote.half_life,
        }
    }

    /// Sets within what a vote may change a rule.
    pub fn set_bounds(&mut self, rule: Rule, bounds: Bounds) {
        let (commons, vote) = (&mut self.settings.bounds, &mut self.conviction.bounds);
        let place = match rule {
            Rule::EntryTribute => &mut commons.entry_tribute,
            Rule::ExitTribute => &mut commons.exit_tribute,
            Rule::SpendingLimit => &mut commons.spending_limit,
            Rule::Window => &mut commons.window,
            Rule::Notice => &mut vote.notice,
            Rule::Weight => &mut vote.weight,
            Rule::MinStake => &mut vote.min_stake,
            Rule::Deposit => &mut vote.deposit,
            Rule::HalfLife => &mut vote.half_life,
        };
        *place = bounds;
    }

    /// The bounds that a rule has by default where votes may change it: around its value, and with
    /// steps that take several votes for a change that matters.
    pub fn usual_bounds(&self, rule: Rule) -> Bounds {
        let value = self.value(rule);
        let range = |least: u128, most: u128, step: u128| Bounds { least, most, step };
        let bounds = match rule {
            Rule::EntryTribute | Rule::ExitTribute => range(0, 300_000, 20_000),
            Rule::SpendingLimit => range(10_000, 500_000, 50_000),
            Rule::Window => range(7 * DAY, YEAR.into(), 30 * DAY),
            Rule::Notice => range(3_600, self.conviction.long_notice.into(), DAY),
            Rule::Weight => range(value / 4, value.saturating_mul(4), value / 2),
            Rule::MinStake => range(0, 500_000, 20_000),
            Rule::Deposit => range(0, value.saturating_mul(10), value),
            Rule::HalfLife => range(value / 2, value.saturating_mul(2), value / 5),
        };
        // A deposit of nothing stays nothing: there is no telling how much it could be.
        if rule == Rule::Deposit && value == 0 {
            return Bounds::FIXED;
        }
        let (least, most) = self.possible(rule);
        Bounds {
            least: bounds.least.max(least).min(value),
            most: bounds.most.min(most).max(value),
            step: bounds.step.max(1),
        }
    }

    /// What the contracts take as a value of a rule, its relations to other rules aside.
    fn possible(&self, rule: Rule) -> (u128, u128) {
        match rule {
            Rule::EntryTribute | Rule::ExitTribute => (0, WHOLE - 1),
            Rule::SpendingLimit | Rule::Weight => (1, WHOLE),
            Rule::Window => (1, YEAR.into()),
            Rule::Notice => (0, self.conviction.long_notice.into()),
            Rule::MinStake => (0, WHOLE),
            Rule::Deposit => (0, u128::MAX),
            Rule::HalfLife => (1, TEN_YEARS.into()),
        }
    }

    /// Whether the contracts would accept the bounds of all rules.
    pub(super) fn validate_bounds(&self) -> Result<(), String> {
        Rule::ALL.into_iter().try_for_each(|rule| self.validate_bounds_of(rule))
    }

    fn validate_bounds_of(&self, rule: Rule) -> Result<(), String> {
        let (value, bounds) = (self.value(rule), self.bounds(rule));
        if bounds.is_fixed() {
            return Ok(());
        }
        let shown = |value| rule.shown(value);
        if !(bounds.least..=bounds.most).contains(&value) {
            return Err(format!(
                "the bounds of {rule}, {} to {}, do not hold its value of {}",
                shown(bounds.least),
                shown(bounds.most),
                shown(value)
            ));
        }
        let (least, most) = self.possible(rule);
        if bounds.least >= least && bounds.most <= most {
            return Ok(());
        }
        let limit = match rule.unit() {
            Unit::Native => format!("at least {}", shown(least)),
            _ => format!("{} to {}", shown(least), shown(most)),
        };
        Err(format!(
            "the bounds of {rule}, {} to {}, go beyond what it can be: {limit}",
            shown(bounds.least),
            shown(bounds.most)
        ))
    }
}
