//! What is shown of the vote, against what the contract answers at the same second.

use super::{campaign::Campaign, contract::World};
use crate::{
    cluster::Database,
    history::{account, contracts},
    store::writer,
};
use sqlx::Row;
use weir_indexer::domain::{Address, Batch, Conviction, Store, U256};

/// A campaign written down, and the contract as it was after each block.
struct Written {
    database: Database,
    worlds: Vec<World>,
}

async fn written(seed: u64, blocks: usize, batch: usize) -> Written {
    let database = Database::create().await;
    let mut campaign = Campaign::new(seed);
    let (mut worlds, mut made) = (Vec::new(), Vec::new());
    for _ in 0..blocks {
        made.push(campaign.step());
        worlds.push(campaign.world.clone());
    }
    let mut writer = writer(&database).await;
    for blocks in made.chunks(batch) {
        let from = writer.cursor().await.unwrap();
        writer.commit(from, &Batch::new(blocks.to_vec(), &contracts())).await.unwrap();
    }
    Written { database, worlds }
}

/// The contract as of this second: after the last block up to it.
fn at(worlds: &[World], seconds: u64) -> World {
    let mut world = worlds.iter().rev().find(|world| world.now <= seconds).unwrap().clone();
    world.now = seconds;
    world
}

/// What the contract answers, as the database says it: null where no conviction suffices.
fn threshold(world: &World, proposal: u32) -> Option<String> {
    let threshold = world.ask(Conviction::thresholdOfCall { proposal });
    (threshold != U256::MAX).then(|| threshold.to_string())
}

/// From when until when a proposal can be executed, as the contract answers.
fn notice(world: &World, proposal: u32) -> [u64; 2] {
    let notice = world.ask(Conviction::noticeOfCall { proposal });
    [notice.from, notice.until]
}

#[tokio::test]
async fn proposals_stakes_and_sums_at_the_cursor_are_what_the_contract_answers() {
    for (seed, blocks) in [(1, 40), (2, 90), (3, 140)] {
        let Written { database, worlds } = written(seed, blocks, 17).await;
        let world = worlds.last().unwrap();
        let totals = world.ask(Conviction::totalsCall {});
        assert_eq!(
            database
                .value(
                    "select concat_ws(' ', staked, effective_stake, effective_supply,
                effective_funds, seconds, supply, funding_pool) from voting_now"
                )
                .await,
            format!(
                "{} {} {} {} {} {} {}",
                totals.staked,
                totals.effectiveStake,
                totals.effectiveSupply,
                totals.effectiveFunds,
                world.now,
                world.commons.supply,
                world.commons.funds
            )
        );
        let rows = sqlx::query(
            "select proposal, status, staked::text, conviction::text, threshold::text, open,
                    hex(author) as author, expiry::text, stakers,
                    coalesce(requested, rule_value, grant_id, 0)::text as amount,
                    opposed::text, opposition::text, coalesce(announced, 0)::text as announced,
                    coalesce(executable_from, 0)::text as first,
                    coalesce(executable_until, 0)::text as last, net::text,
                    progress > 1 as passes, progress is null as hopeless
               from proposals_now order by proposal",
        )
        .fetch_all(&mut database.connect().await)
        .await
        .unwrap();
        assert_eq!(rows.len() as u32, totals.proposals);
        for (row, proposal) in rows.iter().zip(1..) {
            let theirs = world.ask(Conviction::proposalOfCall { proposal });
            let status = ["active", "passed", "cancelled", "expired"][usize::from(theirs.status)];
            assert_eq!(row.get::<i64, _>("proposal"), i64::from(proposal));
            assert_eq!(row.get::<&str, _>("status"), status);
            assert_eq!(row.get::<&str, _>("staked"), theirs.staked.to_string());
            assert_eq!(
                row.get::<&str, _>("conviction"),
                theirs.conviction.to_string(),
                "{proposal}"
            );
            assert_eq!(row.get::<&str, _>("opposed"), theirs.opposed.to_string());
            assert_eq!(row.get::<&str, _>("opposition"), theirs.opposition.to_string());
            let announced = if status == "active" { theirs.announced } else { 0 };
            assert_eq!(row.get::<&str, _>("announced"), announced.to_string());
            let [first, last] = notice(world, proposal);
            assert_eq!(row.get::<&str, _>("first"), first.to_string(), "{proposal}");
            assert_eq!(row.get::<&str, _>("last"), last.to_string(), "{proposal}");
            assert_eq!(row.get::<&str, _>("author"), theirs.author.to_string().to_lowercase());
            assert_eq!(row.get::<&str, _>("expiry"), theirs.expiry.to_string());
            assert_eq!(row.get::<bool, _>("open"), status == "active" && world.now < theirs.expiry);
            let shown: Option<String> = row.get("threshold");
            match status {
                "active" => assert_eq!(shown, threshold(world, proposal), "{proposal}"),
                "passed" => assert!(shown.is_some()),
                _ => assert_eq!(shown, None),
            }
            if status != "passed" {
                assert_eq!(row.get::<&str, _>("amount"), theirs.amount.to_string());
            }
            let net: Option<String> = row.get("net");
            let exceeds = net.zip(shown).map(|(net, threshold)| {
                net.parse::<U256>().unwrap() > threshold.parse::<U256>().unwrap()
            });
            assert!(status != "passed" || exceeds == Some(true), "{proposal}");
            // Above 1 by less than what is cut off still passes.
            if row.get::<Option<bool>, _>("passes") == Some(true) {
                assert_eq!(exceeds, Some(true));
            }
        }
        // Each account's stakes, those on what is over included.
        let mut stakes = 0;
        for n in 0..5 {
            let mut theirs: Vec<String> = world
                .ask(Conviction::stakesOfCall { account: account(n) })
                .iter()
                .map(|s| format!("{} {} {}", s.proposal, s.amount, s.against))
                .collect();
            theirs.sort();
            let sql = format!(
                "select coalesce(string_agg(s, ',' order by s collate \"C\"), '') from
                     (select concat_ws(' ', proposal, stake, against::text) as s from stakes_now
                       where account = '\\x{}') x",
                hex::encode(account(n))
            );
            assert_eq!(database.value(&sql).await, theirs.join(","));
            stakes += theirs.len();
        }
        assert_eq!(database.value("select count(*) from stakes_now").await, stakes.to_string());
        let counted = "select count(*) from support s where (stakers, staked, opposers, opposed) <>
            (select count(*) filter (where not against),
                    coalesce(sum(stake) filter (where not against), 0),
                    count(*) filter (where against),
                    coalesce(sum(stake) filter (where against), 0)
               from stakes_now n where n.proposal = s.proposal)";
        assert_eq!(database.value(counted).await, "0");
        assert_eq!(world.ask(Conviction::stakesOfCall { account: Address::ZERO }), []);
    }
}

#[tokio::test]
async fn a_conviction_curve_is_what_the_contract_would_have_answered_and_will() {
    let Written { database, worlds } = written(5, 150, 40).await;
    let (now, mut compared, mut ahead) = (worlds.last().unwrap().now, 0, 0);
    let proposals = worlds.last().unwrap().clone().state().proposals();
    for proposal in (1..=proposals).step_by(3) {
        let sql = format!(
            "select extract(epoch from at)::bigint as at, status, staked::text, conviction::text,
                    opposed::text, opposition::text, threshold::text
               from conviction_curve({proposal}, 9)
             union all
             select extract(epoch from at)::bigint, status, staked::text, conviction::text,
                    opposed::text, opposition::text, threshold::text
               from conviction_curve({proposal}, 5, to_timestamp({now}), to_timestamp({now} + 500000))"
        );
        let rows = sqlx::query(sqlx::AssertSqlSafe(sql));
        for row in rows.fetch_all(&mut database.connect().await).await.unwrap() {
            let seconds = row.get::<i64, _>("at") as u64;
            let world = at(&worlds, seconds);
            let theirs = world.ask(Conviction::proposalOfCall { proposal });
            let status = ["active", "passed", "cancelled", "expired"][usize::from(theirs.status)];
            assert_eq!(row.get::<&str, _>("status"), status);
            assert_eq!(row.get::<&str, _>("staked"), theirs.staked.to_string());
            assert_eq!(row.get::<&str, _>("conviction"), theirs.conviction.to_string());
            assert_eq!(row.get::<&str, _>("opposed"), theirs.opposed.to_string());
            assert_eq!(row.get::<&str, _>("opposition"), theirs.opposition.to_string());
            if status == "active" {
                let shown: Option<String> = row.get("threshold");
                assert_eq!(shown, threshold(&world, proposal), "{proposal} at {seconds}");
            }
            compared += 1;
            ahead += u32::from(seconds > now);
        }
    }
    assert!(compared > 60 && ahead > 20, "{compared} {ahead}");
}

#[tokio::test]
async fn the_sums_of_any_second_are_what_the_contract_would_have_answered() {
    let Written { database, worlds } = written(6, 120, 50).await;
    let first = worlds[0].now;
    for seconds in (first..worlds.last().unwrap().now + 900_000).step_by(333_331) {
        let world = at(&worlds, seconds);
        let totals = world.ask(Conviction::totalsCall {});
        let sql = format!(
            "select concat_ws(' ', staked, effective_stake, effective_supply, effective_funds)
               from voting_at(to_timestamp({seconds}) + interval '999 ms')"
        );
        assert_eq!(
            database.value(&sql).await,
            format!(
                "{} {} {} {}",
                totals.staked, totals.effectiveStake, totals.effectiveSupply, totals.effectiveFunds
            )
        );
    }
    let before = format!("select count(*) from voting_at(to_timestamp({first} - 1))");
    assert_eq!(database.value(&before).await, "0");
}
