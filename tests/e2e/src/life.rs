//! A whole life of a Commons.

use crate::Weir;
use anyhow::{Context, Result};

/// Deploys a Commons and plays the scenario on it, as `scripts/up` does.
///
/// # Errors
/// A command is refused.
pub fn opened(weir: &Weir) -> Result<()> {
    let out = weir.deployment().to_string_lossy().into_owned();
    let run = |words: &str| weir.json(&words.split_whitespace().collect::<Vec<_>>()).map(drop);
    run(&format!(
        "deploy --key //Alice --name Whole --symbol WHOLE --reserve-ratio 20% --entry-tribute 5% \
         --exit-tribute 2% --hatch-min 1000 --hatch-max 2500 --hatch-price 0.05 --hatch-deadline 7d \
         --hatch-tribute 60% --vesting-cliff 30m --vesting-half-life 2h --half-life 1h --window 1d \
         --max-lifetime 7d --guardian //Charlie --guardian-until 1y --out {out}"
    ))?;
    run("scenario")
}

/// Deploys a Commons and has it live: the scenario, and every role and ending that it leaves out.
///
/// # Errors
/// A command is refused.
pub fn whole_life(weir: &Weir) -> Result<()> {
    opened(weir)?;
    let run = |words: &str| weir.json(&words.split_whitespace().collect::<Vec<_>>()).map(drop);
    run("guardian pause 1h --key //Charlie")?;
    run("guardian unpause --key //Charlie")?;
    run("owner transfer //Bob --key //Alice")?;
    run("proposal create --title Withdrawn --amount 1 --key //Dave")?;
    run("dev advance-time 3h")?;
    run("donate 1 --key //Dave")
}

/// Ten days more in the life of such a Commons, with all that a vote can come to: money that arrived
/// without a message is credited, a request meets objection and is taken back, a rule changes, a stream
/// is granted and revoked, a holder asks for own tokens and thinks better of it, and a wind-down is
/// announced and taken back.
///
/// # Errors
/// A command is refused.
pub fn upheaval(weir: &Weir) -> Result<()> {
    let run = |words: &str| weir.json(&words.split_whitespace().collect::<Vec<_>>());
    let all = |lines: &[&str]| lines.iter().try_for_each(|words| run(words).map(drop));
    let propose = |words: &str| -> Result<String> {
        let made = run(&format!("{words} --key //Eve"))?;
        Ok(made["proposal"].to_string())
    };
    let stake = |who: &str, on: &str, tokens: u32| {
        run(&format!("proposal stake {on}={tokens} --key {who}")).map(drop)
    };
    let announce = |proposal: &str| -> Result<()> {
        run("dev advance-time 8h")?;
        run(&format!("proposal announce {proposal} --key //Eve")).map(drop)
    };
    let carry_out = |proposal: &str, notice: &str| -> Result<()> {
        announce(proposal)?;
        run(&format!("dev advance-time {notice}"))?;
        run(&format!("proposal execute {proposal} --key //Eve")).map(drop)
    };
    let everybody_unstakes = || {
        all(&[
            "proposal unstake --all --key //Bob",
            "proposal unstake --all --key //Charlie",
            "proposal unstake --all --key //Dave",
        ])
    };

    let status = run("status")?;
    let commons = status["contract"]["address"].as_str().context("no address")?;
    run(&format!("dev fund {commons} 3"))?;
    run("credit --key //Eve")?;

    everybody_unstakes()?;
    let opposed = propose("proposal create --title Opposed --amount 5")?;
    stake("//Bob", &opposed, 14_000)?;
    announce(&opposed)?;
    run(&format!("proposal oppose {opposed} 12000 --key //Charlie"))?;
    run(&format!("proposal oppose {opposed} 10000 --key //Dave"))?;
    run("dev advance-time 6h")?;
    run(&format!("proposal reset {opposed} --key //Eve"))?;
    everybody_unstakes()?;

    let rule = propose("params propose exit-tribute 3%")?;
    stake("//Bob", &rule, 14_000)?;
    stake("//Charlie", &rule, 12_000)?;
    carry_out(&rule, "4d")?;

    let stream = propose("proposal create --title Stream --amount 2 --over 60d")?;
    stake("//Dave", &stream, 10_000)?;
    carry_out(&stream, "2h")?;
    let revocation = propose("proposal create --title Enough --revoke 2")?;
    stake("//Bob", &revocation, 14_000)?;
    carry_out(&revocation, "2h")?;
    everybody_unstakes()?;

    all(&[
        "proposal stake 1=1000 --key //Ferdie",
        "unlock --key //Ferdie",
        "unlock --cancel --key //Ferdie",
    ])?;

    let close = propose("proposal create wind-down --title Close")?;
    stake("//Bob", &close, 14_000)?;
    stake("//Charlie", &close, 12_000)?;
    announce(&close)?;
    run(&format!("proposal unstake {close} --key //Bob"))?;
    run(&format!("proposal reset {close} --key //Eve"))?;
    all(&["dev advance-time 3h", "donate 1 --key //Dave"])
}

/// Two days more in the life of such a Commons, with something to see on every page: people trade,
/// burn and give, propose and vote.
///
/// # Errors
/// A command is refused.
pub fn season(weir: &Weir) -> Result<()> {
    let run = |words: &[&str]| weir.json(words);
    let propose = |title: &str, more: &[&str]| -> Result<String> {
        let made = run(&[&["proposal", "create", "--title", title], more].concat())?;
        Ok(made["proposal"].to_string())
    };
    let link = "--link=https://example.org";
    let water = propose(
        "Water sensors for the lower meadow",
        &["--amount=12", "--over=2d", link, "--key=//Dave"],
    )?;
    let book = propose("Translate the handbook", &["--amount=6", "--key=//Charlie"])?;
    let school = propose(
        "Summer school on commons finance",
        &["--amount=25", "--in-tokens", link, "--key=//Ferdie"],
    )?;
    let night = propose("More night buses", &["--signal", "--key=//Bob"])?;
    let stake = |who: &str, on: &[(&str, u32)]| {
        let on: Vec<_> = on.iter().map(|(one, tokens)| format!("{one}={tokens}")).collect();
        let on: Vec<_> = on.iter().map(String::as_str).collect();
        run(&[&["proposal", "stake", "--key", who], on.as_slice()].concat())
    };
    stake("//Bob", &[(&water, 900), (&night, 200)])?;
    let people = ["//Bob", "//Charlie", "//Dave", "//Eve", "//Ferdie"];
    for round in 0..12_usize {
        run(&["dev", "advance-time", &format!("{}m", 150 + 37 * (round % 5))])?;
        for turn in 0..3_usize {
            let key = format!("--key={}", people[(2 * round + turn) % people.len()]);
            let amount = (4 + (17 * round + 29 * turn) % 40).to_string();
            match (5 * round + 3 * turn) % 8 {
                0..=3 => run(&["mint", &amount, "--slippage=5%", &key])?,
                4 => run(&["redeem", &amount, "--slippage=5%", &key])?,
                5 | 6 => run(&["burn", "2.5", "--service=1", "--file=/dev/null", &key])?,
                _ => run(&["donate", &amount, &key])?,
            };
        }
    }
    stake("//Charlie", &[(&school, 700), (&night, 150)])?;
    stake("//Dave", &[(&water, 600), (&book, 250)])?;
    run(&["dev", "advance-time", "45m"]).map(drop)
}
