//! Who holds and held what.

use super::slow;
use crate::{
    cluster::Database,
    history::{START, account, block, contracts, raw, transfer},
    store::writer,
};
use weir_indexer::domain::{Address, Batch, Store};

/// What is held after a block by the transfers up to there, added up.
fn added_up(height: &str) -> String {
    format!(
        r"select account, sum(side.amount) as amount
            from transfers, lateral (values (from_account, -amount), (to_account, amount))
                as side (account, amount)
           where height <= {height} and account <> '\x0000000000000000000000000000000000000000'
           group by account having sum(side.amount) > 0"
    )
}

#[tokio::test]
async fn the_holders_at_any_block_are_those_of_the_transfers_up_to_it() {
    let database = slow(300, 41).await;
    for height in [0, 7, 9, 12, 13, 60, 171, 299, 300, 1_000_000] {
        let counted = added_up(&height.to_string());
        let unequal = format!(
            "select count(*) from (
                (table counted except select account, amount from holders_at({height}))
                union all
                (select account, amount from holders_at({height}) except table counted)) x"
        );
        let sql = format!("select n from (with counted as ({counted}) {unequal}) u (n)");
        assert_eq!(database.value(&sql).await, "0", "{height}");
        let shares = format!(
            "select coalesce(bool_and(share = fraction(amount, supply_at({height}))
                        and amount = balance_at(account, {height})), true) from holders_at({height})"
        );
        assert_eq!(database.value(&shares).await, "true", "{height}");
    }
    // Those at the cursor are kept apart, and the same.
    let differing = "select count(*) from (
        (table holders except table now) union all (table now except table holders)) x";
    let sql =
        format!("select n from (with now as (select * from holders_at(300)) {differing}) as u (n)");
    assert_eq!(database.value(&sql).await, "0");
    assert_ne!(database.value("select count(*) from holders").await, "0");
}

#[tokio::test]
async fn the_history_of_a_balance_has_a_row_for_each_change_and_none_for_what_changes_nothing() {
    let database = Database::create().await;
    let (ann, bob) = (account(0), account(1));
    let moves = [
        (Address::ZERO, ann, 10),
        (ann, bob, 4),
        (ann, ann, 3),
        (bob, account(2), 0),
        (bob, ann, 4),
        (ann, Address::ZERO, 1),
    ];
    let events = moves.map(|(from, to, amount)| vec![raw(0, transfer(from, to, amount))]);
    let block = block(START, events.into_iter());
    writer(&database).await.commit(None, &Batch::new(vec![block], &contracts())).await.unwrap();
    let sql =
        "select string_agg(concat_ws(' ', get_byte(account, 0), event_index, change, balance),
                   ', ' order by account, event_index) from balance_history";
    assert_eq!(
        database.value(sql).await,
        "1 2 10 10, 1 5 -4 6, 1 14 4 10, 1 17 -1 9, 2 5 4 4, 2 14 -4 0"
    );
    let sql = "select string_agg(concat_ws(' ', get_byte(account, 0), amount), ', '
                   order by account) from balances";
    assert_eq!(database.value(sql).await, "1 9, 2 0");
}

#[tokio::test]
async fn the_first_and_the_last_block_of_a_holder_are_told() {
    let database = slow(300, 41).await;
    let unequal = r"select count(*) from balances b where (first_height, last_height) <>
        (select min(height), max(height) from transfers
          where (from_account = b.account) <> (to_account = b.account) and amount > 0)";
    assert_eq!(database.value(unequal).await, "0");
    let sql = "select count(*) from holders h join blocks f on f.height = h.first_height
                 join blocks l on l.height = h.last_height
                where (f.timestamp, l.timestamp) <> (first_seen, last_seen)";
    assert_eq!(database.value(sql).await, "0");
}

/// A database in which the accounts hold these amounts.
async fn held_by(amounts: &[u128]) -> Database {
    let database = Database::create().await;
    let mints = (0..)
        .zip(amounts)
        .map(|(n, amount)| vec![raw(0, transfer(Address::ZERO, account(n), *amount))]);
    let block = block(START, mints);
    writer(&database).await.commit(None, &Batch::new(vec![block], &contracts())).await.unwrap();
    database
}

#[tokio::test]
async fn concentration_is_measured_as_the_field_does() {
    let sql = "select concat_ws(' ', holders, supply, round(gini, 6), round(herfindahl, 6),
                   round(top_1, 6), round(top_10, 6), round(top_100, 6)) from concentration";
    for (amounts, expected) in [
        (&[5][..], "1 5 0.000000 1.000000 1.000000 1.000000 1.000000"),
        (&[7, 7, 7, 7], "4 28 0.000000 0.250000 0.250000 1.000000 1.000000"),
        // Half of the sum of all differences over n^2 times the mean: 20 / (16 x 2.5).
        (&[1, 2, 3, 4, 0], "4 10 0.250000 0.300000 0.400000 1.000000 1.000000"),
        (&[100; 20], "20 2000 0.000000 0.050000 0.050000 0.500000 1.000000"),
    ] {
        assert_eq!(held_by(amounts).await.value(sql).await, expected);
    }
    let nobody = Database::migrated().await;
    assert_eq!(nobody.value(sql).await, "0 0");
    // The same of a block as of the cursor.
    let database = slow(200, 60).await;
    let both = "select (select to_jsonb(c) from concentration c)
                     = (select to_jsonb(c) from concentration_at(200) c)";
    assert_eq!(database.value(both).await, "true");
}
