//! Proposals, and what is staked on them.

use super::{PAGE, account, following, id, number, seconds};
use crate::domain::{Claim, Record, Subject, U256};
use sqlx::PgConnection;

pub(super) async fn totals(db: &mut PgConnection) -> Result<Record, sqlx::Error> {
    let row = sqlx::query!(
        r#"select (select count(*) from proposals) as "proposals!", v.staked::text,
                  v.effective_stake::text, v.effective_supply::text, v.effective_funds::text
             from (select 1) as one
             left join voting_now v on true"#
    )
    .fetch_one(db)
    .await?;
    Ok(vec![
        ("staked", number(row.staked.as_deref()).into()),
        ("effective stake", number(row.effective_stake.as_deref()).into()),
        ("effective supply", number(row.effective_supply.as_deref()).into()),
        ("effective funds", number(row.effective_funds.as_deref()).into()),
        ("proposals", id(row.proposals).into()),
    ])
}

/// The proposals after this one, and the last of them if there may be more.
pub(super) async fn proposals(
    db: &mut PgConnection,
    after: i64,
) -> Result<(Vec<Claim>, Option<i64>), sqlx::Error> {
    let rows = sqlx::query!(
        r#"select p.proposal, p.author, p.kind, p.beneficiary, p.amount::text, p.duration::text,
                  p.as_tokens, p.expiry::text, p.title, p.link,
                  case when n.deposit_returned then 0 else p.deposit end::text as deposit,
                  n.status as "status!", n.staked::text, n.conviction::text, n.opposed::text,
                  n.opposition::text, s.announced::text as "announced?",
                  n.executable_from::text as "executable_from?",
                  n.executable_until::text as "executable_until?",
                  n.threshold::text as "threshold?"
             from proposals p
             join proposals_now n using (proposal)
             join support s using (proposal)
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
            // None suffices: the contract says so by the largest number.
            let threshold = row.threshold.map_or(U256::MAX, |text| number(Some(&text)));
            let is_active = row.status == "active";
            let mut claim = Claim {
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
                    ("conviction", number(row.conviction.as_deref()).into()),
                    ("opposed", number(row.opposed.as_deref()).into()),
                    ("opposition", number(row.opposition.as_deref()).into()),
                    ("announced", seconds(row.announced.as_deref()).into()),
                    ("title", row.title.into()),
                    ("link", row.link.into()),
                ],
            };
            if is_active {
                claim.says.extend([
                    ("threshold", threshold.into()),
                    ("executable from", seconds(row.executable_from.as_deref()).into()),
                    ("executable until", seconds(row.executable_until.as_deref()).into()),
                ]);
            }
            claim
        })
        .collect();
    Ok((claims, following(&numbers)))
}
