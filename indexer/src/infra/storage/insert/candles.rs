//! How the price moved.

use super::{Done, Range};
use sqlx::PgConnection;

/// The lengths of the steps, in seconds: from a minute to a week.
const STEPS: [i32; 7] = [60, 300, 900, 3_600, 14_400, 86_400, 604_800];

/// Adds what moved the price in the range to the candles of all steps.
///
/// The price is known from the last candle, because whatever moves it is in one; so it makes no
/// difference where a range ends. The first candle is that of the opening, which moves nothing.
pub(super) async fn candles(db: &mut PgConnection, range: Range) -> Done {
    sqlx::query!(
        r"with known as (
              select close from candles_by_step where step = 60 order by start desc limit 1),
          prices as (
              select p.height, p.event_index, b.timestamp, t.money, t.tokens,
                     spot_price(p.supply, p.reserve, d.reserve_ratio_ppm) as price
                from pool_states p
                join blocks b using (height)
               cross join (table deployment limit 1) d
                left join (select height, event_index, deposit as money, minted as tokens
                             from mints
                            union all
                           select height, event_index, returned + tribute, amount
                             from redemptions) t using (height, event_index)
               where p.height between $1 and $2 and p.reserve > 0),
          moves as (
              select *,
                     lag(price, 1, (select close from known))
                         over (order by height, event_index) as before
                from prices
               where price is not null)
          insert into candles_by_step as c
                      (step, start, open, high, low, close, trades, money, tokens)
          select step, step_start(step, timestamp) as start,
                 (array_agg(coalesce(before, price) order by height, event_index))[1],
                 max(greatest(before, price)), min(least(before, price)),
                 (array_agg(price order by height desc, event_index desc))[1],
                 count(money), coalesce(sum(money), 0), coalesce(sum(tokens), 0)
            from moves
           cross join unnest($3::int[]) step
           where before is distinct from price or money is not null
           group by 1, 2
              on conflict (step, start)
              do update set high = greatest(c.high, excluded.high),
                            low = least(c.low, excluded.low),
                            close = excluded.close,
                            trades = c.trades + excluded.trades,
                            money = c.money + excluded.money,
                            tokens = c.tokens + excluded.tokens",
        range.first,
        range.last,
        &STEPS
    )
    .execute(db)
    .await
    .map(drop)
}
