//! Rules as people write and read them: values in their unit, bounds, and when they can change.

use super::{
    table::{Column, table},
    when::seconds,
};
use std::str::FromStr;
use weir_client::{
    Amount, Ppm, Rule,
    rule::{Bounds, Fault, RuleState, Unit},
    text::time,
};

/// Reads a value of a rule: `5%`, `3d`, `1.5`.
///
/// # Errors
/// What is wrong with it, in words.
pub(crate) fn value(rule: Rule, text: &str) -> Result<u128, String> {
    let wrong = |fault: String| format!("'{text}' is no value of {rule}: {fault}");
    match rule.unit() {
        Unit::Share => text
            .parse::<Ppm>()
            .map(|share| share.ppm().into())
            .map_err(|fault| wrong(fault.to_string())),
        Unit::Seconds => seconds(text).map(|time| time.as_secs().into()).map_err(wrong),
        Unit::Native => {
            let amount = text.parse::<Amount>();
            amount.map(|amount| amount.base_units()).map_err(|fault| wrong(fault.to_string()))
        }
    }
}

/// `spending-limit=1%..50%/5%`, or `spending-limit=fixed`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Within {
    pub(crate) rule: Rule,
    pub(crate) bounds: Bounds,
}

impl FromStr for Within {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let wrong = || {
            format!(
                "'{text}' are no bounds of a rule: write RULE=LEAST..MOST/STEP, such as \
                 spending-limit=1%..50%/5%, or RULE=fixed"
            )
        };
        let (rule, bounds) = text.split_once('=').ok_or_else(wrong)?;
        let rule: Rule = rule.parse()?;
        if bounds.trim() == "fixed" {
            return Ok(Self { rule, bounds: Bounds::FIXED });
        }
        let (range, step) = bounds.split_once('/').ok_or_else(wrong)?;
        let (least, most) = range.split_once("..").ok_or_else(wrong)?;
        let read = |part: &str| value(rule, part.trim());
        let bounds = Bounds { least: read(least)?, most: read(most)?, step: read(step)? };
        if bounds.step == 0 {
            return Err(format!("the step of {rule} is zero: write {rule}=fixed if it shall stay"));
        }
        if bounds.least > bounds.most {
            return Err(format!("the least of {rule} is above its most"));
        }
        Ok(Self { rule, bounds })
    }
}

/// A value of a rule with its unit; `native` is the symbol of the chain's money.
pub(crate) fn shown(rule: Rule, value: u128, native: &str) -> String {
    match rule.unit() {
        Unit::Native => format!("{} {native}", rule.shown(value)),
        _ => rule.shown(value),
    }
}

/// Why a rule cannot become a value, as a sentence that says what it can become.
pub(crate) fn refused(state: &RuleState, value: u128, fault: Fault, native: &str) -> String {
    let (rule, bounds) = (state.rule, state.bounds);
    let shown = |value| shown(rule, value, native);
    let wanted = shown(value);
    match fault {
        Fault::Fixed => format!(
            "{rule} never changes: this Commons was deployed so (`weir params` shows what a vote \
             can change)"
        ),
        Fault::Outside => format!(
            "{rule} cannot be {wanted}: its bounds are {} to {}",
            shown(bounds.least),
            shown(bounds.most)
        ),
        Fault::Step => format!(
            "{rule} is {} and can change by at most {} at once: {wanted} is too far",
            shown(state.value),
            shown(bounds.step)
        ),
        Fault::Same => format!("{rule} is {wanted} already"),
    }
}

/// The rules with their bounds, and from when on each can change.
pub(crate) fn rules_table(rules: &[RuleState], now: u64, native: &str) -> String {
    let columns = [
        Column::Mark("rule"),
        Column::Figure("is"),
        Column::Figure("least"),
        Column::Figure("most"),
        Column::Figure("step"),
        Column::Text("can change"),
    ];
    let rows = rules.iter().map(|state| {
        let (rule, bounds) = (state.rule, state.bounds);
        let bound = |value| match bounds.is_fixed() {
            true => "-".to_owned(),
            false => shown(rule, value, native),
        };
        vec![
            rule.to_string(),
            shown(rule, state.value, native),
            bound(bounds.least),
            bound(bounds.most),
            bound(bounds.step),
            match (bounds.is_fixed(), state.changeable_from) {
                (true, _) => "never".to_owned(),
                (false, from) if from > now => format!("from {}", time(from)),
                (false, _) => "now".to_owned(),
            },
        ]
    });
    table(&columns, rows.collect())
}

/// What a vote can change, and whether it can wind the Commons down, as two rows of a page.
pub(crate) fn kind(
    rules: &[RuleState],
    rule_share: Ppm,
    exit_share: Ppm,
) -> [(&'static str, String); 2] {
    let votable = rules.iter().filter(|state| !state.bounds.is_fixed()).count();
    let rules = match (rule_share.ppm(), votable) {
        (0, _) => "fixed: no vote changes any, and none replaces the governor".to_owned(),
        (_, 0) => format!("fixed; votes of {rule_share} of the supply can replace the governor"),
        (_, votable) => format!(
            "votable: {rule_share} of the supply changes {votable} of {} within bounds, or \
             replaces the governor",
            rules.len()
        ),
    };
    let exit = match exit_share.ppm() {
        0 => "none: no vote can wind the Commons down".to_owned(),
        _ => format!(
            "{exit_share} of the supply can wind the Commons down: all money then belongs to the \
             holders, by their shares"
        ),
    };
    [("rules", rules), ("exit", exit)]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_are_read_in_the_unit_of_their_rule() {
        assert_eq!(value(Rule::SpendingLimit, "20%"), Ok(200_000));
        assert_eq!(value(Rule::Window, "30d"), Ok(30 * 86_400));
        assert_eq!(value(Rule::Deposit, "1.5"), Ok(1_500_000_000_000_000_000));
        for (rule, wrong) in [
            (Rule::Weight, "1"),
            (Rule::HalfLife, "500ms"),
            (Rule::Notice, "5%"),
            (Rule::Deposit, "-1"),
        ] {
            assert!(value(rule, wrong).expect_err(wrong).contains(rule.name()), "{rule} {wrong}");
        }
    }

    #[test]
    fn bounds_are_least_most_and_step() {
        let within = |text: &str| text.parse::<Within>();
        assert_eq!(
            within("spending-limit=1%..50%/5%"),
            Ok(Within {
                rule: Rule::SpendingLimit,
                bounds: Bounds { least: 10_000, most: 500_000, step: 50_000 },
            })
        );
        assert_eq!(within("notice=1h..14d/1d").map(|it| it.bounds.step), Ok(86_400));
        assert!(within("deposit=fixed").is_ok_and(|it| it.bounds.is_fixed()));
        for (wrong, expected) in [
            ("spending-limit", "RULE=LEAST..MOST/STEP"),
            ("spending-limit=1%..50%", "RULE=LEAST..MOST/STEP"),
            ("spending-limit=1%/5%", "RULE=LEAST..MOST/STEP"),
            ("ratio=1%..50%/5%", "no rule"),
            ("notice=1%..50%/5%", "no value of notice"),
            ("spending-limit=50%..1%/5%", "above its most"),
            ("spending-limit=1%..50%/0%", "fixed"),
        ] {
            let error = within(wrong).expect_err(wrong);
            assert!(error.contains(expected), "{wrong}: {error}");
        }
    }

    #[test]
    fn a_table_says_when_a_rule_can_change() {
        let state = |rule, step, changeable_from| RuleState {
            rule,
            value: 50_000,
            bounds: Bounds { least: 0, most: 300_000, step },
            changeable_from,
        };
        let rules = [
            state(Rule::EntryTribute, 20_000, 0),
            state(Rule::ExitTribute, 20_000, 2_000),
            state(Rule::Weight, 0, 0),
        ];
        let text = rules_table(&rules, 1_000, "DOT");
        let lines: Vec<&str> = text.lines().collect();
        assert!(lines[1].contains("30%") && lines[1].ends_with("now"), "{text}");
        assert!(lines[2].contains("from 1970-01-01 00:33:20"), "{text}");
        assert!(lines[3].contains('-') && lines[3].ends_with("never"), "{text}");
        let [(_, rules), (_, exit)] = kind(&rules, Ppm::new(250_000), Ppm::new(0));
        assert!(rules.contains("25% of the supply changes 2 of 3") && exit.contains("none"));
    }
}
