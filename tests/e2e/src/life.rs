//! A whole life of a Commons.

use crate::Weir;
use anyhow::Result;

/// Deploys a Commons and has it live: the scenario, and every role and ending that it leaves out.
///
/// # Errors
/// A command is refused.
pub fn whole_life(weir: &Weir) -> Result<()> {
    let out = weir.deployment().to_string_lossy().into_owned();
    let run = |words: &str| weir.json(&words.split_whitespace().collect::<Vec<_>>()).map(drop);
    run(&format!(
        "deploy --key //Alice --name Whole --symbol WHOLE --reserve-ratio 20% --entry-tribute 5% \
         --exit-tribute 2% --hatch-min 1000 --hatch-max 2500 --hatch-price 0.05 --hatch-deadline 7d \
         --hatch-tribute 60% --vesting-cliff 30m --vesting-half-life 2h --half-life 1h --window 1d \
         --max-lifetime 7d --guardian //Charlie --guardian-until 1y --out {out}"
    ))?;
    run("scenario")?;
    run("guardian pause 1h --key //Charlie")?;
    run("guardian unpause --key //Charlie")?;
    run("owner transfer //Bob --key //Alice")?;
    run("proposal create --title Withdrawn --amount 1 --key //Dave")?;
    run("dev advance-time 3h")?;
    run("donate 1 --key //Dave")
}
