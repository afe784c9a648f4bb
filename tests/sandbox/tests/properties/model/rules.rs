//! Rules that change by vote, within their bounds, by steps, and not twice in a window.

use super::{ensure, reasons, Check, Model, OPEN};
use weir_sandbox::{
    abi::{Commons as Money, Conviction as Interface},
    commons::Bounds,
    reckoning, Error, U256,
};

/// The rules' numbers: the first four are the Commons'.
pub const RULES: std::ops::RangeInclusive<u8> = 1..=9;
const FIRST_OF_VOTE: u8 = 5;
pub const SPENDING_LIMIT: u8 = 3;
const WINDOW: u8 = 4;
const WEIGHT: u8 = 6;
const HALF_LIFE: u8 = 9;

impl Model {
    /// What a rule is, and its bounds; `None` for a number that is none.
    pub(super) fn rule(&self, rule: u8) -> Option<(U256, Bounds)> {
        let (opening, rules) = (&self.start.opening, &self.start.rules);
        let settings = &opening.settings;
        Some(match rule {
            1 => (U256::from(opening.entry_tribute), settings.entry_tribute_bounds),
            2 => (U256::from(opening.exit_tribute), settings.exit_tribute_bounds),
            SPENDING_LIMIT => (U256::from(settings.spending_limit), settings.spending_limit_bounds),
            WINDOW => (U256::from(settings.window), settings.window_bounds),
            5 => (U256::from(rules.notice), rules.notice_bounds),
            WEIGHT => (U256::from(rules.weight), rules.weight_bounds),
            7 => (U256::from(rules.min_stake), rules.min_stake_bounds),
            8 => (rules.deposit, rules.deposit_bounds),
            HALF_LIFE => (U256::from(rules.half_life), rules.half_life_bounds),
            _ => return None,
        })
    }

    /// Why a change of a rule is not even proposed.
    pub(super) fn why_not_proposed(&self, rule: u64, value: U256) -> Vec<Error> {
        let Some((_, bounds)) = u8::try_from(rule).ok().and_then(|rule| self.rule(rule)) else {
            return reasons![true => Interface::InvalidParameter {}];
        };
        let outside = value < bounds.least || value > bounds.most;
        reasons![
            bounds.step.is_zero() => Interface::RuleFixed {},
            outside => Interface::InvalidParameter {},
        ]
    }

    /// Why a rule does not change now, beside who asks for it.
    pub(super) fn why_not_changed(&mut self, rule: u8, value: U256) -> Vec<Error> {
        let now = self.world.time();
        let mut reasons = self.why_not_proposed(rule.into(), value);
        let (present, bounds) = self.rule(rule).expect("it was proposed");
        let distance = value.abs_diff(present);
        let weight = if rule == WEIGHT { value } else { U256::from(self.start.rules.weight) };
        let limit = if rule == SPENDING_LIMIT {
            value
        } else {
            U256::from(self.start.opening.settings.spending_limit)
        };
        // Such that a request of next to nothing could still pass.
        let hopeless = weight * U256::from(1_000_000) >= limit * limit;
        let measured = rule == WEIGHT || rule == SPENDING_LIMIT;
        let resting = self
            .changed
            .get(&rule)
            .is_some_and(|changed| now < changed + self.start.opening.settings.window);
        reasons.extend(reasons![
            self.phase > OPEN => Interface::NotOpen {},
            distance.is_zero() || distance > bounds.step => Interface::InvalidParameter {},
            resting => Interface::TooSoon {},
            measured && hopeless => Interface::InvalidParameter {},
        ]);
        if rule < FIRST_OF_VOTE {
            reasons.extend(reasons![
                !self.governs => Money::Unauthorized {},
                self.phase != OPEN => Money::NotOpen {},
            ]);
        }
        reasons
    }

    /// Books the change of a rule.
    pub(super) fn change_rule(&mut self, rule: u8, value: U256) -> Check {
        let now = self.world.time();
        let (present, bounds) = self.rule(rule).expect("it was proposed");
        ensure!(
            bounds.least <= value && value <= bounds.most && value.abs_diff(present) <= bounds.step,
            "rule {rule} went from {present} to {value}, beyond {bounds:?}"
        );
        if let Some(before) = self.changed.insert(rule, now) {
            ensure!(
                now >= before + self.start.opening.settings.window,
                "rule {rule} changed at {before} and again at {now}"
            );
        }
        let small = || value.to::<u32>();
        let (opening, rules) = (&mut self.start.opening, &mut self.start.rules);
        match rule {
            1 => opening.entry_tribute = small(),
            2 => opening.exit_tribute = small(),
            SPENDING_LIMIT => opening.settings.spending_limit = small(),
            WINDOW => return self.change_window(value.to()),
            5 => rules.notice = value.to(),
            WEIGHT => rules.weight = small(),
            7 => rules.min_stake = small(),
            8 => rules.deposit = value,
            _ => {
                rules.half_life = value.to();
                self.vote.change_decay(reckoning::decay(value.to()), now);
            }
        }
        Ok(())
    }

    /// Compares all rules with the contracts'.
    pub(super) fn check_rules(&mut self) -> Check {
        let window = self.start.opening.settings.window;
        for rule in RULES {
            let (value, bounds) = self.rule(rule).expect("it is one");
            let stated = if rule < FIRST_OF_VOTE {
                let stated = self.commons.rule(&mut self.world, rule);
                (stated.value, stated.least, stated.most, stated.step, stated.changeableFrom)
            } else {
                let stated = self.conviction.rule(&mut self.world, rule);
                (stated.value, stated.least, stated.most, stated.step, stated.changeableFrom)
            };
            let from = self.changed.get(&rule).map_or(0, |changed| changed + window);
            let due = (value, bounds.least, bounds.most, bounds.step, from);
            ensure!(stated == due, "rule {rule} is {stated:?}, not {due:?}");
        }
        let settings = self.conviction.settings(&mut self.world);
        let limit = if self.phase > OPEN { 0 } else { self.start.opening.settings.spending_limit };
        ensure!(settings.spendingLimit == limit, "the vote's limit is {}", settings.spendingLimit);
        ensure!(settings.decay == self.vote.decay, "the decay is {}", settings.decay);
        Ok(())
    }
}
