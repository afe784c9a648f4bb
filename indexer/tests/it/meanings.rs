//! That every kind of event of both contracts becomes exactly the row it should.

use crate::{
    cluster::Database,
    history::{START, block, contracts},
    one_of_each::cases,
    store::writer,
};
use std::collections::BTreeSet;
use weir_client::abi::{Commons::CommonsEvents, Conviction::ConvictionEvents};
use weir_indexer::domain::{Batch, Store};

/// A database that holds one event of each kind, all in one block.
async fn one_of_each() -> Database {
    let database = Database::create().await;
    let block = block(START, cases().into_iter().map(|case| vec![case.event]));
    let batch = Batch::new(vec![block], &contracts());
    assert_eq!(batch.dead_letters(), []);
    writer(&database).await.commit(None, &batch).await.unwrap();
    database
}

/// Where the n-th event of the block is: see [`block`].
fn place(n: usize) -> String {
    format!("({START}, {})", n * 3 + 2)
}

#[test]
fn no_kind_of_event_is_left_out() {
    // Both contracts have an event of one name.
    let seen: BTreeSet<_> =
        cases().iter().map(|case| (case.event.contract, case.event.topics[0])).collect();
    assert_eq!(seen.len(), CommonsEvents::SELECTORS.len() + ConvictionEvents::SELECTORS.len());
}

#[tokio::test]
async fn each_event_becomes_the_row_of_its_table() {
    let database = one_of_each().await;
    for (n, case) in cases().into_iter().enumerate() {
        let table = case.table;
        let columns = format!(
            "select string_agg(column_name, ' ' order by column_name) from information_schema.columns
              where table_name = '{table}' and column_name not in ('height', 'event_index')"
        );
        let mut expected: Vec<_> = case.row.iter().map(|(column, _)| *column).collect();
        expected.sort_unstable();
        assert_eq!(database.value(&columns).await, expected.join(" "), "{table}");
        for (column, expected) in case.row {
            let sql =
                format!("select {column} from {table} where (height, event_index) = {}", place(n));
            assert_eq!(database.value(&sql).await, expected, "{table}.{column}");
        }
        let rows = format!("select count(*) from {table}");
        let expected = cases().iter().filter(|other| other.table == table).count();
        assert_eq!(database.value(&rows).await, expected.to_string(), "{table}");
    }
}

#[tokio::test]
async fn each_event_that_tells_the_pools_becomes_their_state() {
    let database = one_of_each().await;
    let mut states = 0;
    for (n, case) in cases().into_iter().enumerate() {
        let sql = format!(
            "select coalesce((select concat_ws(' ', supply, reserve, funding_pool) from pool_states
                               where (height, event_index) = {}), '')",
            place(n)
        );
        let expected = case.pools.map_or(String::new(), |[s, r, f]| format!("{s} {r} {f}"));
        assert_eq!(database.value(&sql).await, expected, "{}", case.table);
        states += usize::from(case.pools.is_some());
    }
    assert_eq!(states, 13);
}

#[tokio::test]
async fn each_act_is_in_the_list_of_all_acts_once() {
    let database = one_of_each().await;
    // The transfer here creates tokens: it would accompany another act.
    let acts = (cases().len() - 1).to_string();
    assert_eq!(database.value("select count(*) from activity").await, acts);
    // A rule of the Commons and one of the vote change alike.
    let kinds = (cases().len() - 2).to_string();
    assert_eq!(database.value("select count(distinct kind) from activity").await, kinds);
    assert_eq!(database.value("select count(*) from events").await, cases().len().to_string());
}
