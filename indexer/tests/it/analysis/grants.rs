//! What recent grants to a beneficiary count, against the contract's own way of counting.

use crate::{cluster::Database, history::chain, store::fill};
use sqlx::Row;
use std::collections::BTreeMap;
use weir_economics::faded;

/// What was granted to whom and when, in the order of events.
type Granted = BTreeMap<String, Vec<(u64, u128)>>;

/// Adds one grant after the other to what still counts of those before, as the contract does.
fn counted(grants: &[(u64, u128)], now: u64, window: u64) -> u128 {
    let (mut amount, mut since) = (0, 0);
    for (start, grant) in grants.iter().filter(|(start, _)| *start <= now) {
        amount = faded(amount, start - since, window) + grant;
        since = *start;
    }
    faded(amount, now - since, window)
}

#[tokio::test]
async fn recent_grants_to_a_beneficiary_count_as_in_the_contract() {
    let database = Database::create().await;
    fill(&database, &chain(300), 100).await;
    let mut connection = database.connect().await;
    let mut granted = Granted::new();
    let rows = "select beneficiary::text as whom, start::text as start, amount::text as amount
                  from grants order by height, event_index";
    for row in sqlx::query(rows).fetch_all(&mut connection).await.unwrap() {
        let number = |column| row.get::<String, _>(column).parse::<u128>().unwrap();
        let start = u64::try_from(number("start")).unwrap();
        granted.entry(row.get("whom")).or_default().push((start, number("amount")));
    }
    let window = "select grant_window::text from deployment";
    let window: u64 = database.value(window).await.parse().unwrap();

    let (mut fading, mut together) = (0, 0);
    for (whom, grants) in &granted {
        // Blocks are made within a second, and grants count by whole ones.
        let firsts = grants.iter().map(|(start, _)| *start);
        for now in firsts.flat_map(|start| [start, start + 1, start + window / 3, start + window]) {
            let sql = format!("select recently_granted('{whom}', to_timestamp({now}.999))");
            let expected = counted(grants, now, window);
            assert_eq!(database.value(&sql).await, expected.to_string(), "{whom} {now}");
            fading += usize::from(expected > 0);
            together += usize::from(grants.iter().all(|(_, amount)| expected > *amount));
        }
    }
    assert!(fading > 0 && together > 0, "{fading} count, {together} of several grants");
    let nobody = r"select recently_granted('\x00', now_at_cursor())";
    assert_eq!(database.value(nobody).await, "0");
}
