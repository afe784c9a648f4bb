//! What everybody holds: the transfers, added up.

use super::{Done, Range};
use sqlx::PgConnection;

/// Every change of a balance in the range. Before it is called, `balances` are as of the range's
/// beginning.
pub(super) async fn history(db: &mut PgConnection, range: Range) -> Done {
    sqlx::query!(
        r"insert into balance_history (account, height, event_index, change, balance)
          select m.account, m.height, m.event_index, m.change,
                 coalesce(b.amount, 0)
                     + sum(m.change) over (partition by m.account
                                               order by m.height, m.event_index)
            from (select side.account, height, event_index, sum(side.change) as change
                    from transfers,
                         lateral (values (from_account, -amount), (to_account, amount))
                             as side (account, change)
                   where height between $1 and $2
                     and side.account <> '\x0000000000000000000000000000000000000000'
                   group by side.account, height, event_index
                  having sum(side.change) <> 0) m
            left join balances b using (account)",
        range.first,
        range.last
    )
    .execute(db)
    .await
    .map(drop)
}

/// Brings the balances to the range's end.
pub(super) async fn balances(db: &mut PgConnection, range: Range) -> Done {
    sqlx::query!(
        "insert into balances (account, amount, first_height, last_height)
         select distinct on (account) account, balance, min(height) over (partition by account),
                height
           from balance_history
          where height between $1 and $2
          order by account, height desc, event_index desc
             on conflict (account)
             do update set amount = excluded.amount, last_height = excluded.last_height",
        range.first,
        range.last
    )
    .execute(db)
    .await
    .map(drop)
}
