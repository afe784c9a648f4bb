//! Trades and candles.

use super::slow;
use crate::{
    cluster::Database,
    history::{OPENING, START, chain},
    store::fill,
};
use sqlx::Row;
use std::collections::BTreeMap;

/// Open, high, low, close, trades, money, tokens.
type Candle = [i128; 7];

/// The candles of all steps, by step and start, counted one act after the other.
async fn counted(database: &Database) -> BTreeMap<(i64, i64), Candle> {
    let acts = sqlx::query(
        "select extract(epoch from b.timestamp)::bigint as at,
                spot_price(p.supply, p.reserve, d.reserve_ratio_ppm)::text as price,
                coalesce(m.deposit, r.returned + r.tribute)::text as money,
                coalesce(m.minted, r.amount)::text as tokens
           from pool_states p join blocks b using (height) cross join deployment d
           left join mints m using (height, event_index)
           left join redemptions r using (height, event_index)
          where p.reserve > 0 order by height, event_index",
    )
    .fetch_all(&mut database.connect().await)
    .await
    .unwrap();
    let number = |text: Option<String>| text.map(|digits| digits.parse::<i128>().unwrap());
    let mut candles = BTreeMap::new();
    let mut last = None;
    for act in acts {
        let (at, price) = (act.get::<i64, _>("at"), number(act.get("price")).unwrap());
        let (money, tokens) = (number(act.get("money")), number(act.get("tokens")));
        let before = last.replace(price);
        if before == Some(price) && money.is_none() {
            continue;
        }
        for step in [60, 300, 900, 3_600, 14_400, 86_400, 604_800] {
            // The epoch began on a Thursday.
            let monday = 4 * 86_400;
            let start = at - (at - monday).rem_euclid(step);
            let open = before.unwrap_or(price);
            let c: &mut Candle =
                candles.entry((step, start)).or_insert([open, open, open, open, 0, 0, 0]);
            *c = [
                c[0],
                c[1].max(price),
                c[2].min(price),
                price,
                c[4] + i128::from(money.is_some()),
                c[5] + money.unwrap_or(0),
                c[6] + tokens.unwrap_or(0),
            ];
        }
    }
    candles
}

/// The candles of the database.
async fn stored(database: &Database) -> BTreeMap<(i64, i64), Candle> {
    let rows = sqlx::query(
        "select step::bigint, extract(epoch from start)::bigint as start,
                array[open, high, low, close, trades, money, tokens]::text[] as candle
           from candles_by_step",
    )
    .fetch_all(&mut database.connect().await)
    .await
    .unwrap();
    let candle = |texts: Vec<String>| -> Candle {
        let numbers: Vec<i128> = texts.iter().map(|digits| digits.parse().unwrap()).collect();
        numbers.try_into().unwrap()
    };
    rows.iter().map(|r| ((r.get("step"), r.get("start")), candle(r.get("candle")))).collect()
}

#[tokio::test]
async fn candles_are_those_of_the_acts_counted_one_after_the_other() {
    let fast = Database::create().await;
    fill(&fast, &chain(400), 7).await;
    for database in [slow(300, 23).await, fast] {
        let (counted, stored) = (counted(&database).await, stored(&database).await);
        assert!(counted.len() > 20);
        for (key, candle) in &counted {
            assert_eq!(stored.get(key), Some(candle), "{key:?}");
        }
        assert_eq!(stored.len(), counted.len());
    }
}

#[tokio::test]
async fn a_candle_opens_where_the_one_before_closed_and_the_first_at_the_opening() {
    let database = slow(300, 23).await;
    for view in ["", "_5m", "_15m", "_1h", "_4h", "_1d", "_1w"] {
        let gaps = format!(
            "select count(*) from (select open, lag(close) over (order by start) as before
                                     from candles{view}) c where open <> before"
        );
        assert_eq!(database.value(&gaps).await, "0", "{view}");
        let first = format!(
            "select (select open from candles{view} order by start limit 1) =
                    (select spot_price(supply, reserve, 200000) from pool_states
                      where height = {OPENING})"
        );
        assert_eq!(database.value(&first).await, "true", "{view}");
        let volume = format!(
            "select (select sum(trades) from candles{view}) = (select count(*) from trades)"
        );
        assert_eq!(database.value(&volume).await, "true", "{view}");
    }
    let starts = "select bool_and(extract(isodow from start at time zone 'UTC') = 1
                       and date_trunc('day', start, 'UTC') = start) from candles_1w";
    assert_eq!(database.value(starts).await, "true");
}

#[tokio::test]
async fn trades_are_mints_and_redemptions_with_what_was_paid_and_the_price_after() {
    let database = slow(300, 50).await;
    let unequal = "select count(*) from trades t
         left join mints m using (height, event_index)
         left join redemptions r using (height, event_index)
         join pool_states p using (height, event_index)
        where (t.side = 'mint') <> (m.height is not null)
           or t.tokens <> coalesce(m.minted, r.amount)
           or t.money <> coalesce(m.deposit, r.returned)
           or t.tribute <> coalesce(m.tribute, r.tribute)
           or t.account <> coalesce(m.account, r.account)
           or t.spot_price <> spot_price(p.supply, p.reserve, 200000)
           or t.price is distinct from div(t.money * 10::numeric ^ 18, nullif(t.tokens, 0))";
    assert_eq!(database.value(unequal).await, "0");
    let counts = "select (select count(*) from trades) = (select count(*) from mints)
                       + (select count(*) from redemptions)
                     and (select count(distinct side) from trades) = 2";
    assert_eq!(database.value(counts).await, "true");
    let shown = format!(
        "select bool_and(v.account = hex(t.account) and v.price * 1000000 = t.price
                     and v.money * 1000000 = t.money and v.timestamp = t.timestamp)
           from v_trades v join trades t using (height, event_index) where height > {START}"
    );
    assert_eq!(database.value(&shown).await, "true");
}
