//! Proposals, and what is staked on them.

use super::{PAGE, Terms, account, following, id, narrow, number, seconds};
use crate::domain::{Claim, Record, Subject, U256};
use sqlx::PgConnection;
use weir_economics::{Conviction, conviction};

pub(super) async fn totals(db: &mut PgConnection, _terms: Terms) -> Result<Record, sqlx::Error> {
    let row =
        sqlx::query!(r#"select count(*) as "proposals!" from proposals"#).fetch_one(db).await?;
    Ok(vec![("proposals", id(row.proposals).into())])
}

/// The proposals after this one, and the last of them if there may be more.
pub(super) async fn proposals(
    db: &mut PgConnection,
    terms: Terms,
    after: i64,
) -> Result<(Vec<Claim>, Option<i64>), sqlx::Error> {
    let rows = sqlx::query!(
        r#"select p.proposal, p.author, p.kind, p.beneficiary, p.amount::text, p.duration::text,
                  p.as_tokens, p.expiry::text, p.title, p.link,
                  case when r.proposal is null then p.deposit else 0 end::text as deposit,
                  coalesce(e.status, 'active') as "status!",
                  extract(epoch from e.timestamp)::numeric(20, 0)::text as ended,
                  e.conviction::text as "final?",
                  s.staked::text as "supporting?", s.conviction::text as "conviction?",
                  extract(epoch from s.timestamp)::numeric(20, 0)::text as since,
                  (select staked::text from stakes t where t.proposal = p.proposal
                    order by t.height desc, t.event_index desc limit 1) as staked
             from proposals p
             left join reclaims r using (proposal)
             left join lateral (
                  select x.*, date_trunc('second', b.timestamp) as timestamp
                    from (select height, event_index, 'passed' as status, conviction
                            from executions where proposal = p.proposal
                          union all
                          select height, event_index, 'cancelled', null
                            from cancellations where proposal = p.proposal
                          union all
                          select height, event_index, 'expired', null
                            from expiries where proposal = p.proposal) x
                    join blocks b using (height)) e on true
             left join lateral (
                  select t.staked, t.conviction, date_trunc('second', b.timestamp) as timestamp
                    from stakes t
                    join blocks b using (height)
                   where t.proposal = p.proposal
                     and (e.height is null or (t.height, t.event_index) < (e.height, e.event_index))
                   order by t.height desc, t.event_index desc
                   limit 1) s on true
            where p.proposal > $1
            order by p.proposal
            limit $2"#,
        after,
        PAGE
    )
    .fetch_all(db)
    .await?;
    let numbers: Vec<i64> = rows.iter().map(|row| row.proposal).collect();
    let claims = rows
        .into_iter()
        .map(|row| {
            // Up to now, or to its end.
            let until = row.ended.as_deref().map_or(terms.now, |ended| seconds(Some(ended)));
            let grown = match (row.r#final.as_deref(), row.since.as_deref()) {
                (Some(last), _) => number(Some(last)),
                (None, None) => U256::ZERO,
                (None, Some(since)) => grown(
                    number(row.conviction.as_deref()),
                    narrow(row.supporting.as_deref()),
                    until.saturating_sub(seconds(Some(since))),
                    terms,
                ),
            };
            Claim {
                subject: Subject::Proposal(id(row.proposal)),
                says: vec![
                    ("author", account(Some(&row.author))),
                    ("kind", id(row.kind.into()).into()),
                    ("status", row.status.into()),
                    ("beneficiary", account(Some(&row.beneficiary))),
                    ("amount", number(row.amount.as_deref()).into()),
                    ("duration", seconds(row.duration.as_deref()).into()),
                    ("in tokens", row.as_tokens.into()),
                    ("expiry", seconds(row.expiry.as_deref()).into()),
                    ("deposit", number(row.deposit.as_deref()).into()),
                    ("staked", number(row.staked.as_deref()).into()),
                    ("conviction", grown.into()),
                    ("title", row.title.into()),
                    ("link", row.link.into()),
                ],
            }
        })
        .collect();
    Ok((claims, following(&numbers)))
}

/// Conviction so many seconds later, by the contract's own integers.
fn grown(before: U256, stake: u128, elapsed: u64, terms: Terms) -> U256 {
    let [low, middle, high, _] = before.into_limbs();
    let before = Conviction::from_limbs([low, middle, high]);
    conviction(before, stake, terms.decay, elapsed).map_or(U256::MAX, |after| {
        let [low, middle, high] = after.limbs();
        U256::from_limbs([low, middle, high, 0])
    })
}
