//! Pools, hatch, roles, grants and services.

use super::{PAGE, Terms, account, following, id, narrow, number, seconds};
use crate::domain::{Claim, Record, Subject};
use sqlx::PgConnection;
use weir_economics::streamed;

pub(super) async fn pools(db: &mut PgConnection) -> Result<Record, sqlx::Error> {
    let row = sqlx::query!(
        r#"select p.supply::text, p.reserve::text, p.funding_pool::text,
                  (select coalesce(sum(amount), 0)::text from balances) as held,
                  (select count(*) from grants) as "grants!",
                  (select count(*) from services) as "services!"
             from (select 1) as one
             left join lateral (select * from pool_states
                                 order by height desc, event_index desc limit 1) p on true"#
    )
    .fetch_one(db)
    .await?;
    Ok(vec![
        ("supply", number(row.supply.as_deref()).into()),
        ("reserve", number(row.reserve.as_deref()).into()),
        ("funding pool", number(row.funding_pool.as_deref()).into()),
        ("sum of balances", number(row.held.as_deref()).into()),
        ("grants", id(row.grants).into()),
        ("services", id(row.services).into()),
    ])
}

pub(super) async fn hatch(db: &mut PgConnection) -> Result<Record, sqlx::Error> {
    let row =
        sqlx::query!("select phase() as phase, raised()::text as raised").fetch_one(db).await?;
    Ok(vec![
        ("phase", row.phase.unwrap_or_default().into()),
        ("raised", number(row.raised.as_deref()).into()),
    ])
}

pub(super) async fn roles(db: &mut PgConnection) -> Result<Record, sqlx::Error> {
    let row = sqlx::query!(
        r#"with owner as (select height, event_index, to_account from ownership_changes
                           order by height desc, event_index desc limit 1),
                offer as (select height, event_index, to_account from ownership_offers
                           order by height desc, event_index desc limit 1),
                guardian as (select guardian, until from guardians
                              order by height desc, event_index desc limit 1)
           select (select to_account from owner) as owner,
                  (select f.to_account from offer f left join owner o on true
                    where o.height is null
                       or (f.height, f.event_index) > (o.height, o.event_index)) as next_owner,
                  (select governor from governors
                    order by height desc, event_index desc limit 1) as governor,
                  (select guardian from guardian) as guardian,
                  (select until::text from guardian) as guardian_until,
                  (select until::text from pauses
                    order by height desc, event_index desc limit 1) as paused_until"#
    )
    .fetch_one(db)
    .await?;
    Ok(vec![
        ("owner", account(row.owner.as_deref())),
        ("next owner", account(row.next_owner.as_deref())),
        ("governor", account(row.governor.as_deref())),
        ("guardian", account(row.guardian.as_deref())),
        ("guardian until", seconds(row.guardian_until.as_deref()).into()),
        ("paused until", seconds(row.paused_until.as_deref()).into()),
    ])
}

/// The grants after this one, and the last of them if there may be more.
pub(super) async fn grants(
    db: &mut PgConnection,
    terms: Terms,
    after: i64,
) -> Result<(Vec<Claim>, Option<i64>), sqlx::Error> {
    let rows = sqlx::query!(
        r#"select g.grant_id, g.beneficiary, g.amount::text, g.start::text, g.duration::text,
                  g.as_tokens, g.proposal,
                  (select sum(w.amount)::text from withdrawals w
                    where w.grant_id = g.grant_id) as withdrawn,
                  (select sum(r.returned)::text from revocations r
                    where r.grant_id = g.grant_id) as returned
             from grants g
            where g.grant_id > $1
            order by g.grant_id
            limit $2"#,
        after,
        PAGE
    )
    .fetch_all(db)
    .await?;
    let numbers: Vec<i64> = rows.iter().map(|row| row.grant_id).collect();
    let claims = rows
        .iter()
        .map(|row| {
            let (start, duration) =
                (seconds(row.start.as_deref()), seconds(row.duration.as_deref()));
            let returned = row.returned.as_deref();
            let amount = narrow(row.amount.as_deref()).saturating_sub(narrow(returned));
            let withdrawn = narrow(row.withdrawn.as_deref());
            // Of a revoked grant all that is left is due.
            let flowed = match returned {
                Some(_) => amount,
                None => streamed(amount, terms.now.saturating_sub(start), duration),
            };
            Claim {
                subject: Subject::Grant(id(row.grant_id)),
                says: vec![
                    ("beneficiary", account(Some(&row.beneficiary))),
                    ("amount", amount.into()),
                    ("withdrawn", withdrawn.into()),
                    ("start", start.into()),
                    ("duration", duration.into()),
                    ("in tokens", row.as_tokens.into()),
                    ("revoked", returned.is_some().into()),
                    ("proposal", id(row.proposal).into()),
                    ("due", flowed.saturating_sub(withdrawn).into()),
                ],
            }
        })
        .collect();
    Ok((claims, following(&numbers)))
}

/// The services after this one, and the last of them if there may be more.
pub(super) async fn services(
    db: &mut PgConnection,
    after: i64,
) -> Result<(Vec<Claim>, Option<i64>), sqlx::Error> {
    let rows = sqlx::query!(
        r#"select s.service, s.owner, s.name, s.link, count(u.height) as "burns!",
                  coalesce(sum(u.amount), 0)::text as burnt
             from services s
             left join burns u using (service)
            where s.service > $1
            group by s.height, s.event_index
            order by s.service
            limit $2"#,
        after,
        PAGE
    )
    .fetch_all(db)
    .await?;
    let numbers: Vec<i64> = rows.iter().map(|row| row.service).collect();
    let claims = rows
        .into_iter()
        .map(|row| Claim {
            subject: Subject::Service(id(row.service)),
            says: vec![
                ("owner", account(Some(&row.owner))),
                ("burns", id(row.burns).into()),
                ("burnt", number(row.burnt.as_deref()).into()),
                ("name", row.name.into()),
                ("link", row.link.into()),
            ],
        })
        .collect();
    Ok((claims, following(&numbers)))
}
