//! Pools, hatch, roles, grants and services.

use super::{PAGE, account, following, id, number, seconds};
use crate::domain::{Claim, Record, Subject};
use sqlx::PgConnection;

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

pub(super) async fn limits(db: &mut PgConnection) -> Result<Record, sqlx::Error> {
    let row = sqlx::query!(
        r#"select rule_at(3, c.height)::text as spending_limit, l.grant_window::text,
                  l.owed::text, l.recently_granted::text
             from cursor c
            cross join limits l"#
    )
    .fetch_one(db)
    .await?;
    Ok(vec![
        ("spending limit", number(row.spending_limit.as_deref()).into()),
        ("window", seconds(row.grant_window.as_deref()).into()),
        ("owed", number(row.owed.as_deref()).into()),
        ("recently granted", number(row.recently_granted.as_deref()).into()),
    ])
}

/// The rules that a vote can change.
pub(super) async fn rules(db: &mut PgConnection) -> Result<Vec<Claim>, sqlx::Error> {
    let rows = sqlx::query!(
        r#"select rule as "rule!", value::text, least::text, most::text, step::text,
                  changeable_from::text
             from rules
            order by rule"#
    )
    .fetch_all(db)
    .await?;
    let claims = rows.iter().map(|row| Claim {
        subject: Subject::Rule(u8::try_from(row.rule).unwrap_or_default()),
        says: vec![
            ("value", number(row.value.as_deref()).into()),
            ("least", number(row.least.as_deref()).into()),
            ("most", number(row.most.as_deref()).into()),
            ("step", number(row.step.as_deref()).into()),
            ("changeable from", seconds(row.changeable_from.as_deref()).into()),
        ],
    });
    Ok(claims.collect())
}

/// The grants after this one, and the last of them if there may be more.
pub(super) async fn grants(
    db: &mut PgConnection,
    after: i64,
) -> Result<(Vec<Claim>, Option<i64>), sqlx::Error> {
    let rows = sqlx::query!(
        r#"select g.grant_id as "grant_id!", g.beneficiary as "beneficiary!",
                  (g.amount - coalesce(g.returned, 0))::text as amount, g.withdrawn::text,
                  g.start::text, (g.claimable_until - 31536000 - g.start)::text as duration,
                  g.as_tokens as "as_tokens!", g.revoked as "revoked!", g.proposal as "proposal!",
                  g.due::text
             from grants_now g
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
        .map(|row| Claim {
            subject: Subject::Grant(id(row.grant_id)),
            says: vec![
                ("beneficiary", account(Some(&row.beneficiary))),
                ("amount", number(row.amount.as_deref()).into()),
                ("withdrawn", number(row.withdrawn.as_deref()).into()),
                ("start", seconds(row.start.as_deref()).into()),
                // Of a grant that was taken back, what it took until then.
                ("duration", seconds(row.duration.as_deref()).into()),
                ("in tokens", row.as_tokens.into()),
                ("revoked", row.revoked.into()),
                ("proposal", id(row.proposal).into()),
                ("due", number(row.due.as_deref()).into()),
            ],
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
