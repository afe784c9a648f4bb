//! The store against a real PostgreSQL.

use crate::{
    cluster::Database,
    doubles::ToyChain,
    history::{
        START, account, block, chain, contracts, deployment, empty, failed_hatch, raw, transfer,
        vote, wound_down,
    },
    rows,
    the_loop::{Running, hasty},
};
use sqlx::Connection;
use std::time::Duration;
use weir_indexer::{
    application::{Role, Settings},
    domain::{Batch, Block, Commons, Conviction, Store, StoreError, U256},
    infra::storage::Writer,
};

/// Waits until this writer leads: the server needs a moment to notice that the one before is gone.
pub(crate) async fn lead(writer: &mut Writer) {
    let waiting = async {
        while !writer.lead().await.unwrap() {
            tokio::time::sleep(Duration::from_millis(10)).await;
        }
    };
    tokio::time::timeout(Duration::from_secs(20), waiting).await.expect("the lock is released");
}

/// A writer that writes for the test's deployment.
pub(crate) async fn writer(database: &Database) -> Writer {
    let mut writer = Writer::new(database.options());
    lead(&mut writer).await;
    writer.bind(&deployment()).await.unwrap();
    writer
}

/// Writes blocks from the deployment on, in batches of this size.
pub(crate) async fn fill(database: &Database, blocks: &[Block], batch: usize) {
    go_on(database, &blocks[START as usize..], batch).await;
}

/// Writes blocks that follow what is there, in batches of this size.
pub(crate) async fn go_on(database: &Database, blocks: &[Block], batch: usize) {
    let mut writer = writer(database).await;
    for blocks in blocks.chunks(batch) {
        let from = writer.cursor().await.unwrap();
        writer.commit(from, &Batch::new(blocks.to_vec(), &contracts())).await.unwrap();
    }
}

#[tokio::test]
async fn rows_do_not_depend_on_how_blocks_are_batched() {
    let (one, other) = (Database::create().await, Database::create().await);
    let blocks = wound_down(300);
    fill(&one, &blocks, 1).await;
    fill(&other, &blocks, 137).await;
    rows::assert_equal(&one, &other).await;
    // What a hatch that succeeded cannot have, one that failed has.
    let failed = Database::create().await;
    fill(&failed, &failed_hatch(), 3).await;
    let (all, failed) = (rows::all(&one).await, rows::all(&failed).await);
    for (table, rows) in all.into_iter().filter(|(table, _)| table != "dead_letters") {
        let rows = rows.len().max(failed[&table].len());
        assert_ne!(rows, 0, "the history has no {table}");
    }
}

#[tokio::test]
async fn what_is_derived_agrees_with_what_the_contract_says_of_itself() {
    let database = Database::create().await;
    fill(&database, &chain(300), 50).await;
    // The balances add up to the supply that the last money event states.
    let supply = "select supply from pool_states order by height desc, event_index desc limit 1";
    let held = "select sum(amount) from balances";
    assert_eq!(database.value(held).await, database.value(supply).await);
    // So do the stakes, to what the last event of their proposal states.
    let unequal = "select count(*) from v_proposals_now p where p.staked is distinct from
                       (select coalesce(sum(stake), 0) from v_stakes_now s
                         where s.proposal = p.proposal and not s.against)
                    or p.opposed is distinct from
                       (select coalesce(sum(stake), 0) from v_stakes_now s
                         where s.proposal = p.proposal and s.against)";
    assert_eq!(database.value(unequal).await, "0");
    let total = "select staked from voting_now";
    let all = "select sum(stake) from stakes_now";
    assert_eq!(database.value(total).await, database.value(all).await);
    // Every height is there, and each names its parent.
    let broken = "select count(*) from blocks b left join blocks p on p.height = b.height - 1
                   where p.hash is distinct from b.parent_hash and b.height > 7";
    assert_eq!(database.value(broken).await, "0");
    assert_eq!(database.value("select count(*) from blocks").await, "294");
    assert_eq!(database.value("select height from cursor").await, "300");
}

#[tokio::test]
async fn amounts_up_to_the_largest_integer_of_the_evm_are_kept_exactly() {
    let database = Database::create().await;
    let mut block = empty(0, START);
    let whale = Commons::Approval { owner: account(0), spender: account(1), value: U256::MAX };
    block.events = vec![raw(2, whale)];
    let mut writer = writer(&database).await;
    writer.commit(None, &Batch::new(vec![block], &contracts())).await.unwrap();
    let stored = database.value("select amount from approvals").await;
    assert_eq!(stored, U256::MAX.to_string());
    let shown = database.value("select amount from v_approvals").await;
    let digits = U256::MAX.to_string();
    let (whole, fraction) = digits.split_at(digits.len() - 18);
    assert_eq!(shown, format!("{whole}.{fraction}"));
}

#[tokio::test]
async fn a_second_writer_waits_and_takes_over_when_the_first_is_gone() {
    let database = Database::create().await;
    let first = writer(&database).await;
    let mut second = Writer::new(database.options());
    assert!(!second.lead().await.unwrap());
    let refused = second.commit(None, &Batch::new(vec![empty(0, START)], &contracts())).await;
    assert!(matches!(refused, Err(StoreError::Unavailable(_))), "{refused:?}");
    drop(first);
    lead(&mut second).await;
    second.bind(&deployment()).await.unwrap();
    second.commit(None, &Batch::new(vec![empty(0, START)], &contracts())).await.unwrap();
}

#[tokio::test]
async fn losing_the_connection_is_losing_the_right_to_write() {
    let database = Database::create().await;
    let mut writer = writer(&database).await;
    assert!(database.break_connections().await >= 1);
    let failure = writer.cursor().await.unwrap_err();
    assert!(failure.is_transient(), "{failure}");
    let failure = writer.cursor().await.unwrap_err();
    assert!(failure.to_string().contains("not the writer"), "{failure}");
    lead(&mut writer).await;
    assert_eq!(writer.cursor().await.unwrap(), None);
}

#[tokio::test]
async fn a_commit_is_refused_when_somebody_else_moved_the_cursor() {
    let database = Database::create().await;
    let blocks = chain(20);
    let mut writer = writer(&database).await;
    let batch = |from: usize, to: usize| Batch::new(blocks[from..=to].to_vec(), &contracts());
    writer.commit(None, &batch(7, 10)).await.unwrap();
    let cursor = writer.cursor().await.unwrap();
    database.run("update cursor set height = 9").await;
    let refused = writer.commit(cursor, &batch(11, 12)).await;
    assert!(matches!(refused, Err(StoreError::CursorMoved)), "{refused:?}");
    assert_eq!(database.value("select max(height) from blocks").await, "10");
}

#[tokio::test]
async fn a_commit_that_fails_in_the_middle_leaves_nothing_behind() {
    let database = Database::create().await;
    let blocks = chain(40);
    fill(&database, &blocks[..=20], 5).await;
    let before = rows::all(&database).await;
    // More is spent than was ever held: found out at the very end of the transaction.
    let mut bad = blocks[21..=25].to_vec();
    bad[4].events.push(raw(99, transfer(account(9), account(1), 1)));
    let mut writer = writer(&database).await;
    let from = writer.cursor().await.unwrap();
    let failure = writer.commit(from, &Batch::new(bad, &contracts())).await.unwrap_err();
    assert!(!failure.is_transient());
    assert!(failure.to_string().contains("not complete"), "{failure}");
    assert_eq!(rows::all(&database).await, before);
}

#[tokio::test]
async fn connections_broken_again_and_again_change_nothing_in_the_rows() {
    let (broken, whole) = (Database::create().await, Database::create().await);
    let blocks = chain(1500);
    fill(&whole, &blocks, 500).await;
    let small = Settings { batch: 3, ..hasty() };
    let toy = ToyChain::of(blocks);
    let mut run = Running::start_with(&toy, Writer::new(broken.options()), deployment(), small);
    let mut breaks = 0;
    // Each time a little has been written, however slow the machine: it must get on in between.
    for height in (START..1400).step_by(75) {
        run.reach(height).await;
        breaks += broken.break_connections().await;
    }
    assert!(breaks >= 10, "only {breaks} connections were broken");
    run.reach(1500).await;
    run.stop().await;
    rows::assert_equal(&broken, &whole).await;
}

#[tokio::test]
async fn of_two_processes_one_writes_and_the_other_takes_over() {
    let (shared, alone) = (Database::create().await, Database::create().await);
    let toy = ToyChain::of(chain(200));
    let first = Running::start(&toy, Writer::new(shared.options()));
    let mut second = Running::start(&toy, Writer::new(shared.options()));
    let mut first_reader = first.progress.clone();
    // Whichever came first writes; let it be known which.
    let first_writes = tokio::select! {
        _ = first_reader.wait_for(|p| p.role == Role::Writer) => true,
        _ = second.progress.wait_for(|p| p.role == Role::Writer) => false,
    };
    let (mut writing, mut waiting) = if first_writes { (first, second) } else { (second, first) };
    writing.reach(200).await;
    assert_eq!(waiting.progress.borrow().cursor, None);
    writing.stop().await;
    toy.grow((201..=230).map(|height| empty(0, height)));
    waiting.reach(230).await;
    waiting.stop().await;
    let mut blocks = chain(200);
    blocks.extend((201..=230).map(|height| empty(0, height)));
    fill(&alone, &blocks, 100).await;
    rows::assert_equal(&shared, &alone).await;
}

#[tokio::test]
async fn the_spot_price_in_sql_is_the_one_of_the_contract() {
    let database = Database::migrated().await;
    let mut connection = database.connect().await;
    let amounts = [1, 7, 10u128.pow(9) + 1, 10u128.pow(18), 3 * 10u128.pow(24) + 5, 1 << 112];
    for supply in amounts {
        for reserve in amounts {
            for ratio in [1, 333_333, 1_000_000] {
                // Where the contract's integers end, SQL's go on: only what both have is compared.
                let Ok(expected) = weir_economics::spot_price(supply, reserve, ratio) else {
                    continue;
                };
                let price: String = sqlx::query_scalar(
                    "select spot_price($1::text::numeric, $2::text::numeric, $3)::text",
                )
                .bind(supply.to_string())
                .bind(reserve.to_string())
                .bind(i32::try_from(ratio).unwrap())
                .fetch_one(&mut connection)
                .await
                .unwrap();
                assert_eq!(price, expected.to_string(), "{supply} {reserve} {ratio}");
            }
        }
    }
    connection.close().await.unwrap();
}

#[tokio::test]
async fn amounts_of_any_size_are_stored_to_the_last_digit() {
    let ten = U256::from(10);
    let mut amounts = vec![U256::ZERO, U256::from(1), U256::MAX, U256::MAX - U256::from(1)];
    for power in 1..=77u64 {
        let power = ten.pow(U256::from(power));
        amounts.extend([power - U256::from(1), power, power + U256::from(1)]);
    }
    amounts.extend((0..256).map(|bit| U256::from(1) << bit));
    let events = (0..).zip(&amounts).map(|(proposal, stake)| {
        vec![vote(
            0,
            Conviction::Stake {
                proposal,
                account: account(1),
                stake: *stake,
                against: false,
                staked: U256::from(1),
                conviction: U256::from(1),
                opposed: U256::from(1),
                opposition: U256::from(1),
                totalStaked: U256::from(1),
            },
        )]
    });
    let batch = Batch::new(vec![block(START, events)], &contracts());
    assert_eq!(batch.dead_letters(), []);
    let database = Database::create().await;
    writer(&database).await.commit(None, &batch).await.unwrap();
    let stored = "select string_agg(stake::text, ' ' order by event_index) from stakes";
    let expected: Vec<String> = amounts.iter().map(ToString::to_string).collect();
    assert_eq!(database.value(stored).await, expected.join(" "));
}
