//! What a vote may change of the Commons that is to be made, as options.

use crate::cli::rules::Within;
use anyhow::bail;
use clap::{Args, ValueEnum};
use std::collections::BTreeMap;
use weir_client::{Parameters, Ppm, Rule};

/// The usual share of the supply that a change of a rule or of the governor takes.
const RULE_SHARE: Ppm = Ppm::new(250_000);
/// The usual share of the supply that the wind-down takes.
const EXIT_SHARE: Ppm = Ppm::new(400_000);

/// What a vote may change later.
#[derive(Debug, Args)]
#[command(next_help_heading = "What a vote may change (fixed for good)")]
pub(super) struct Change {
    /// Whether votes may change rules, within bounds, and replace the governor
    #[arg(long, value_name = "KIND", default_value = "votable")]
    rules: Kind,
    /// Share of the supply that must support such a change [default: 25%]
    #[arg(long, value_name = "PERCENT")]
    rule_share: Option<Ppm>,
    /// Within what, and by which step at once, votes may change a rule; the others have bounds around
    /// their values. RULE is entry-tribute, exit-tribute, spending-limit, window, notice, weight,
    /// min-stake, deposit or half-life; RULE=fixed keeps one as it is
    #[arg(long, value_name = "RULE=LEAST..MOST/STEP")]
    bounds: Vec<Within>,
    /// Whether a vote may wind the Commons down, so that its holders take all money by their shares
    #[arg(long, value_name = "KIND", default_value = "votable")]
    exit: Kind,
    /// Share of the supply that must support the wind-down [default: 40%]
    #[arg(long, value_name = "PERCENT")]
    exit_share: Option<Ppm>,
}

/// Whether a vote may.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Kind {
    /// It may.
    Votable,
    /// It may not, for good.
    Fixed,
}

impl Kind {
    /// The share that it takes: none where it is fixed.
    fn share(self, given: Option<Ppm>, usual: Ppm, name: &str) -> anyhow::Result<Ppm> {
        match (self, given) {
            (Self::Votable, Some(share)) if share.ppm() == 0 => {
                bail!("--{name}-share is 0%: write --{name}{} fixed if no vote may", plural(name))
            }
            (Self::Votable, share) => Ok(share.unwrap_or(usual)),
            (Self::Fixed, None) => Ok(Ppm::new(0)),
            (Self::Fixed, Some(_)) => {
                bail!("--{name}{} fixed lets no vote do it: leave out --{name}-share", plural(name))
            }
        }
    }
}

/// The options are --rules and --exit.
fn plural(name: &str) -> &'static str {
    if name == "rule" { "s" } else { "" }
}

impl Change {
    /// The shares of the supply that a change of a rule and the wind-down take; 0 where no vote may.
    pub(super) fn shares(&self) -> anyhow::Result<(Ppm, Ppm)> {
        let rules = self.rules.share(self.rule_share, RULE_SHARE, "rule")?;
        Ok((rules, self.exit.share(self.exit_share, EXIT_SHARE, "exit")?))
    }

    /// Sets within what votes may change the rules.
    pub(super) fn set_bounds(&self, parameters: &mut Parameters) -> anyhow::Result<()> {
        if self.rules == Kind::Fixed {
            if !self.bounds.is_empty() {
                bail!("--rules fixed lets no vote change a rule: leave out --bounds");
            }
            return Ok(());
        }
        let mut given = BTreeMap::new();
        for Within { rule, bounds } in &self.bounds {
            if given.insert(*rule, *bounds).is_some() {
                bail!("--bounds names {rule} twice: which shall they be?");
            }
        }
        for rule in Rule::ALL {
            let usual = || parameters.usual_bounds(rule);
            let bounds = given.get(&rule).copied().unwrap_or_else(usual);
            parameters.set_bounds(rule, bounds);
        }
        Ok(())
    }
}
