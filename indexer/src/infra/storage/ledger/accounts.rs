//! What every account holds, has vesting and stakes.

use super::{PAGE, Terms, narrow, number};
use crate::domain::{Address, Claim, Subject, U256, Value};
use sqlx::PgConnection;
use std::collections::BTreeMap;
use weir_economics::locked;

/// The accounts after this one, and the last of them if there may be more.
pub(super) async fn page(
    db: &mut PgConnection,
    terms: Terms,
    after: &[u8],
) -> Result<(Vec<Claim>, Option<Vec<u8>>), sqlx::Error> {
    let rows = sqlx::query!(
        r#"with page as (
               select account from (
                   select account from balances
                   union select account from contributions
                   union select account from stakes
                   union select account from unlocks
                   union select account from allowlist) known
                where account > $1
                order by account
                limit $2),
           hatch as (
               select account, sum(amount) as amount, sum(tokens) as tokens
                 from (select account, amount, tokens from contributions
                       union all
                       select account, -amount, -tokens from refunds) flow
                group by account)
           select p.account as "account!", coalesce(b.amount, 0)::text as balance,
                  coalesce(h.amount, 0)::text as contributed, coalesce(h.tokens, 0)::text as granted,
                  coalesce((select a.allowed from allowlist a where a.account = p.account
                             order by a.height desc, a.event_index desc limit 1),
                           false) as "allowed!",
                  (select floor(extract(epoch from b.timestamp))::text
                     from openings join blocks b using (height)) as opened,
                  u.free_at::text as "free_at?", u.freed as "freed?"
             from page p
             left join unlocks_now u on u.account = p.account
             left join balances b on b.account = p.account
             left join hatch h on h.account = p.account
            order by p.account"#,
        after,
        PAGE
    )
    .fetch_all(&mut *db)
    .await?;
    let accounts: Vec<Vec<u8>> = rows.iter().map(|row| row.account.clone()).collect();
    let mut stakes = stakes(db, &accounts).await?;
    let claims = rows
        .iter()
        .map(|row| {
            let granted = narrow(row.granted.as_deref());
            let vesting = match &row.opened {
                // Before the opening nothing is free.
                None => granted,
                Some(opened) => {
                    let elapsed = terms.now.saturating_sub(super::seconds(Some(opened.as_str())));
                    locked(granted, elapsed, terms.cliff, terms.half_life)
                }
            };
            let stakes = stakes.remove(&row.account).unwrap_or_default();
            // What was freed without the vote is staked there only.
            let staked = match row.freed {
                Some(true) => U256::ZERO,
                _ => stakes.iter().fold(U256::ZERO, |sum, (_, stake, _)| sum + *stake),
            };
            let account = Address::try_from(row.account.as_slice()).unwrap_or_default();
            Claim {
                subject: Subject::Account(account),
                says: vec![
                    ("balance", number(row.balance.as_deref()).into()),
                    ("contributed", number(row.contributed.as_deref()).into()),
                    ("from the hatch", granted.into()),
                    ("vesting", vesting.into()),
                    ("may contribute", (row.allowed || !terms.allowlist).into()),
                    ("staked", staked.into()),
                    ("stakes", Value::stakes(stakes)),
                    ("free at", super::seconds(row.free_at.as_deref()).into()),
                ],
            }
        })
        .collect();
    let last = accounts.last().cloned().filter(|_| accounts.len() as i64 == PAGE);
    Ok((claims, last))
}

/// The stakes of an account: number of the proposal, amount, and whether it is against.
type Stakes = Vec<(u32, U256, bool)>;

/// The stakes of these accounts, by number of the proposal.
async fn stakes(
    db: &mut PgConnection,
    accounts: &[Vec<u8>],
) -> Result<BTreeMap<Vec<u8>, Stakes>, sqlx::Error> {
    let rows = sqlx::query!(
        r#"select account, proposal, stake::text as "stake!", against
             from stakes_now
            where account = any ($1)
            order by account, proposal"#,
        accounts
    )
    .fetch_all(db)
    .await?;
    let mut stakes: BTreeMap<Vec<u8>, Stakes> = BTreeMap::new();
    for row in rows {
        let stake = (super::id(row.proposal), number(Some(&row.stake)), row.against);
        stakes.entry(row.account).or_default().push(stake);
    }
    Ok(stakes)
}
