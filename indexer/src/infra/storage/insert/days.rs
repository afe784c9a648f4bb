//! Sums that are kept for each day, and those of each service.

use super::{Done, Range};
use sqlx::PgConnection;

/// What the reserve gained and lost.
pub(super) async fn flows(db: &mut PgConnection, range: Range) -> Done {
    sqlx::query!(
        "insert into flows_by_day as f
                     (day, mints, redemptions, opened, gained_by_mints, gained_by_grants,
                      gained_by_closing, lost_by_redemptions)
         select day_of(b.timestamp), count(*) filter (where act = 'mint'),
                count(*) filter (where act = 'redeem'),
                coalesce(sum(amount) filter (where act = 'open'), 0),
                coalesce(sum(amount) filter (where act = 'mint'), 0),
                coalesce(sum(amount) filter (where act = 'grant'), 0),
                coalesce(sum(amount) filter (where act = 'closing'), 0),
                coalesce(sum(amount) filter (where act = 'redeem'), 0)
           from (select height, 'open' as act, reserve as amount
                   from openings join pool_states using (height, event_index)
                  union all
                 select height, 'mint', deposit - tribute from mints
                  union all
                 select height, 'grant', amount from withdrawals where tokens > 0
                  union all
                 select height, 'closing', before_wind_down(height, event_index) from wind_downs
                  union all
                 select r.height, 'closing', r.amount
                   from wind_downs w
                   join (select height, event_index, amount from credits
                          union all
                         select height, event_index, returned from revocations
                          union all
                         select height, event_index, returned from lapses) r
                     on (r.height, r.event_index) > (w.height, w.event_index)
                  union all
                 select height, 'redeem', returned + tribute from redemptions) acts
           join blocks b using (height)
          where height between $1 and $2
          group by 1
             on conflict (day)
             do update set mints = f.mints + excluded.mints,
                           redemptions = f.redemptions + excluded.redemptions,
                           opened = f.opened + excluded.opened,
                           gained_by_mints = f.gained_by_mints + excluded.gained_by_mints,
                           gained_by_grants = f.gained_by_grants + excluded.gained_by_grants,
                           gained_by_closing = f.gained_by_closing + excluded.gained_by_closing,
                           lost_by_redemptions =
                               f.lost_by_redemptions + excluded.lost_by_redemptions",
        range.first,
        range.last
    )
    .execute(db)
    .await
    .map(drop)
}

/// What went into the funding pool and out of it.
pub(super) async fn funding(db: &mut PgConnection, range: Range) -> Done {
    sqlx::query!(
        "insert into funding_by_day as f (day, cause, entries, amount)
         select day_of(timestamp), cause, count(*), sum(amount)
           from funding
          where height between $1 and $2
          group by 1, 2
             on conflict (day, cause)
             do update set entries = f.entries + excluded.entries,
                           amount = f.amount + excluded.amount",
        range.first,
        range.last
    )
    .execute(db)
    .await
    .map(drop)
}

/// What was burnt for each service.
pub(super) async fn service_burns(db: &mut PgConnection, range: Range) -> Done {
    sqlx::query!(
        "insert into service_burns as s (service, burns, burnt, first_height, last_height)
         select service, count(*), sum(amount), min(height), max(height)
           from burns
          where height between $1 and $2
          group by 1
             on conflict (service)
             do update set burns = s.burns + excluded.burns, burnt = s.burnt + excluded.burnt,
                           last_height = excluded.last_height",
        range.first,
        range.last
    )
    .execute(db)
    .await
    .map(drop)
}

/// The same for each day.
pub(super) async fn service_burns_by_day(db: &mut PgConnection, range: Range) -> Done {
    sqlx::query!(
        "insert into service_burns_by_day as s (service, day, burns, burnt)
         select service, day_of(b.timestamp), count(*), sum(amount)
           from burns
           join blocks b using (height)
          where height between $1 and $2
          group by 1, 2
             on conflict (service, day)
             do update set burns = s.burns + excluded.burns, burnt = s.burnt + excluded.burnt",
        range.first,
        range.last
    )
    .execute(db)
    .await
    .map(drop)
}
