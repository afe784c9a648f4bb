//! The audit: it finds nothing where all is right, and whatever is wrong otherwise.

use anyhow::{Result, ensure};
use weir_e2e::{Database, Devnet, Indexer, upheaval, whole_life};

#[tokio::test]
async fn an_audit_finds_nothing_where_all_is_right_and_whatever_was_changed_otherwise() -> Result<()>
{
    let devnet = Devnet::start()?;
    let weir = devnet.weir();
    whole_life(&weir)?;
    upheaval(&weir)?;
    let database = Database::create().await?;
    let mut indexer = Indexer::spawn(&devnet.url(), &weir, &database)?;
    indexer.wait_height(devnet.finalized()?)?;
    let url = devnet.url();
    let arguments = ["audit", "--events", "--url", &url];
    let whole = weir_e2e::indexer_tool(&weir, &database, &arguments)?;
    let said = text(&whole.stdout);
    println!("{said}");
    ensure!(whole.status.code() == Some(0), "{said}{}", text(&whole.stderr));
    ensure!(said.contains("all equal"), "{said}");
    indexer.stop()?;

    // What does not touch each other is changed together: every change must be found all the same.
    let derived = [
        ("update balances set amount = amount + 1 where amount > 0", "balance: "),
        ("update pool_states set reserve = reserve + 1, supply = supply - 1", "pools, reserve"),
        ("update stakes_now set stake = stake + 1", "stakes: "),
        ("update support set conviction = conviction + 1000000 * staked", "conviction: "),
        ("delete from withdrawals", "withdrawn: "),
        ("update grants set beneficiary = substr(sha224(''), 1, 20)", "beneficiary: "),
        ("update grants set start = start + 1", "start: "),
        ("delete from reclaims", "deposit: "),
        ("update contributions set tokens = tokens * 2", "from the hatch: "),
        ("delete from burns", "burnt: "),
        ("delete from ownership_offers", "next owner: "),
        ("update guardians set until = until + 1", "guardian until: "),
        ("update proposals set title = title || '!'", "title: "),
        ("update rule_changes set value = value + 1", "value: "),
        ("update support set opposed = opposed + 1", "opposed: "),
        ("update support set announced = 1 where announced is null", "announced: "),
        ("delete from closings where not announced", "phase: "),
        ("delete from unlocks where act = 'cancel_unlock'", "free at: "),
    ];
    let other = [
        ("delete from balances where amount = (select max(amount) from balances)", "sum of balances: "),
        ("update pool_states set funding_pool = funding_pool + 1", "funding pool: "),
        ("update support set status = 'active'", "status: "),
        ("update support set staked = staked + 1", "staked: "),
        ("update voting_totals set effective_stake = effective_stake + 1000", "votes, effective stake: "),
        ("update voting_totals set effective_stake = effective_stake + 1000", "threshold: "),
        ("update voting_totals set told_supply = told_supply * 2", "votes, effective supply: "),
        ("update voting_totals set told_funds = told_funds / 2", "votes, effective funds: "),
        ("update stakes_now set against = true", "stakes: "),
        ("update support set opposition = opposition + 1000000 * staked", "opposition: "),
        ("delete from grants where grant_id = (select max(grant_id) from grants)", "pools, grants: "),
        ("delete from grants where grant_id = (select max(grant_id) from grants)", "recently granted: "),
        ("update contributions set raised = raised + 1", "hatch, raised: "),
        ("delete from services", "pools, services: "),
        ("insert into proposals select height, 9999, 77, author, kind, beneficiary, amount, duration,
              as_tokens, expiry, deposit, title, link from proposals limit 1", "votes, proposals: "),
    ];
    let raw = [
        (
            "update events set data = data || '\\x00' where height = (select max(height) from events)",
            ", contents: ",
        ),
        (
            "delete from dead_letters; delete from events where height = (select min(height) from events)",
            ", contents: ",
        ),
        (
            "update blocks set hash = sha256(hash) where height = (select max(height) - 2 from blocks)",
            ", hash: ",
        ),
        (
            "update blocks set parent_hash = sha256(hash) where height = (select max(height) - 4 from blocks)",
            ", parent: ",
        ),
    ];
    for changes in [&derived[..], &other, &raw] {
        let changed = database.copy().await?;
        for (change, _) in changes {
            changed.run(change).await?;
        }
        let audited = weir_e2e::indexer_tool(&weir, &changed, &arguments)?;
        let said = text(&audited.stdout);
        ensure!(audited.status.code() == Some(1), "{said}{}", text(&audited.stderr));
        for (change, found) in changes {
            ensure!(said.contains(found), "after {change}, {found:?} is missing in:\n{said}");
        }
    }

    // What is derived can always be mended.
    let changed = database.copy().await?;
    for (change, _) in &derived {
        changed.run(change).await?;
    }
    let rebuilt = weir_e2e::indexer_tool(&weir, &changed, &["rebuild"])?;
    ensure!(rebuilt.status.success(), "{}", text(&rebuilt.stderr));
    let arguments = ["audit", "--json", "--url", &url];
    let audited = weir_e2e::indexer_tool(&weir, &changed, &arguments)?;
    ensure!(audited.status.success(), "{}", text(&audited.stdout));
    let report: serde_json::Value = serde_json::from_slice(&audited.stdout)?;
    ensure!(report["differing"] == 0 && report["figures"].as_u64() > Some(100), "{report}");
    Ok(())
}

fn text(output: &[u8]) -> String {
    String::from_utf8_lossy(output).into_owned()
}
