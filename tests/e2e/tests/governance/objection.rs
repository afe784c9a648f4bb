//! Requests that meet objection, and stakes on what is over.

use crate::scene::{Town, WHOLE};
use anyhow::{Result, ensure};

#[tokio::test]
async fn an_announced_request_that_meets_objection_is_taken_back_and_passes_when_that_is_gone()
-> Result<()> {
    let mut town = Town::new().await?;
    let request = town.propose("--title Seeds --amount 50 --key //Eve")?;
    town.run(&format!("proposal stake {request}=30000 --key //Bob"))?;
    let execute = format!("proposal execute {request} --key //Dave");
    let announce = format!("proposal announce {request} --key //Dave");
    let reset = format!("proposal reset {request} --key //Dave");
    // The donation has just come, and counts as slowly as stakes do.
    town.refused(&announce, "OverSpendingLimit")?;
    town.refused(&execute, "NotAnnounced")?;
    town.wait("10h")?;
    town.refused(&execute, "NotAnnounced")?;
    town.refused(&reset, "NotAnnounced")?;
    town.run(&announce)?;
    town.refused(&announce, "Announced")?;
    town.refused(&execute, "TooEarly")?;
    town.refused(&reset, "StillPasses")?;
    let of = |column: &str| {
        format!("select {column}::text from proposals_now where proposal = {request}")
    };
    ensure!(town.text(&of("announced")).await? != "null", "the database knows no announcement");
    town.agrees().await?;

    // Half of the tokens object as soon as they see it.
    town.run(&format!("proposal oppose {request} 30000 --key //Charlie"))?;
    town.run(&format!("proposal oppose {request} 20000 --key //Dave"))?;
    town.wait("2h")?;
    town.refused(&execute, "BelowThreshold")?;
    ensure!(
        town.proposal(request)?["outlook"]["verdict"] == "reset",
        "{}",
        town.proposal(request)?
    );
    town.agrees().await?;
    town.run(&reset)?;
    town.refused(&execute, "NotAnnounced")?;
    town.refused(&announce, "BelowThreshold")?;
    let opposed = (50_000 * WHOLE).to_string();
    town.finds(&[
        (&of("opposed"), &opposed),
        (&of("announced"), "null"),
        ("select count(*)::text from resets", "1"),
        ("select count(*)::text from grants", "0"),
    ])
    .await?;

    // They are convinced: an objection without tokens behind it counts nothing, at once.
    town.run(&format!("proposal stake {request}=0 --key //Charlie"))?;
    town.run(&format!("proposal unstake {request} --key //Dave"))?;
    town.carry_out(request, "2h")?;
    town.run("grant withdraw 1 --key //Eve")?;
    town.finds(&[
        ("select count(*)::text from announcements", "2"),
        ("select (conviction - opposition > threshold)::text from executions", "true"),
        (&of("status"), "passed"),
    ])
    .await?;
    town.agrees().await
}

#[tokio::test]
async fn an_announcement_that_was_not_used_in_time_is_made_again() -> Result<()> {
    let mut town = Town::new().await?;
    let request = town.propose("--title Seeds --amount 50 --key //Eve")?;
    town.run(&format!("proposal stake {request}=30000 --key //Bob"))?;
    town.wait("10h")?;
    town.run(&format!("proposal announce {request} --key //Dave"))?;
    town.wait("8d")?;
    town.refused(&format!("proposal execute {request} --key //Dave"), "NotAnnounced")?;
    let verdict = town.proposal(request)?["outlook"]["verdict"].clone();
    ensure!(verdict == "reset", "{verdict}");
    town.agrees().await?;
    town.run(&format!("proposal reset {request} --key //Dave"))?;
    town.carry_out(request, "2h")?;
    town.agrees().await
}

#[tokio::test]
async fn a_pause_holds_up_what_is_announced_and_lets_objections_through() -> Result<()> {
    let mut town = Town::new().await?;
    let request = town.propose("--title Seeds --amount 50 --key //Eve")?;
    town.run(&format!("proposal stake {request}=30000 --key //Bob"))?;
    town.wait("10h")?;
    town.run(&format!("proposal announce {request} --key //Dave"))?;
    town.run("guardian pause 1d --key //Charlie")?;
    town.wait("3h")?;
    town.refused(&format!("proposal execute {request} --key //Dave"), "Paused")?;
    town.run(&format!("proposal oppose {request} 1000 --key //Charlie"))?;
    town.agrees().await?;
    town.run("guardian unpause --key //Charlie")?;
    // The pause's end gives the notice once more.
    town.refused(&format!("proposal execute {request} --key //Dave"), "TooEarly")?;
    town.wait("2h")?;
    town.run(&format!("proposal execute {request} --key //Dave"))?;
    town.agrees().await
}

#[tokio::test]
async fn stakes_on_what_is_over_count_until_they_are_moved_or_have_rested() -> Result<()> {
    let mut town = Town::new().await?;
    town.grant("--amount 50")?;
    let staked = (30_000 * WHOLE).to_string();
    let (_, vote) = town.contracts().await?;
    ensure!(vote.totals().await?.staked.base_units().to_string() == staked);
    town.finds(&[
        ("select total_staked::text from executions", &staked),
        ("select staked::text from voting_now", &staked),
    ])
    .await?;
    town.refused("proposal release //Bob --key //Dave", "NothingToRelease")?;
    town.agrees().await?;

    // Its owner may at any time, others a month and a half-life later.
    town.run("proposal stake 1=5000 --key //Charlie")?;
    town.wait("30d")?;
    town.refused("proposal release //Bob --key //Dave", "NothingToRelease")?;
    town.wait("2h")?;
    town.run("proposal release //Bob --key //Dave")?;
    town.finds(&[
        ("select staked::text from voting_now", &(5_000 * WHOLE).to_string()),
        ("select count(*)::text from stakes where released", "1"),
    ])
    .await?;
    town.agrees().await
}
