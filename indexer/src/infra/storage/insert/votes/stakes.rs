//! The stakes as they are at a batch's end.

use super::super::{Done, Rows, height, index};
use crate::domain::{Address, Conviction, EventId, U256};
use sqlx::PgConnection;
use std::collections::BTreeMap;

/// Brings the stakes to the batch's end.
pub(in crate::infra::storage::insert) async fn stakes_now(
    db: &mut PgConnection,
    stakes: &LastStakes,
) -> Done {
    let (proposals, accounts) = (stakes.proposals(), stakes.accounts());
    sqlx::query!(
        "delete from stakes_now n
          using unnest($1::bigint[], $2::bytea[]) as s (proposal, account)
          where n.proposal = s.proposal and n.account = s.account",
        &proposals,
        &accounts
    )
    .execute(&mut *db)
    .await?;
    sqlx::query!(
        "insert into stakes_now (proposal, account, stake, against, height, event_index)
         select proposal, account, stake::numeric, against, height, event_index
           from unnest($1::bigint[], $2::bytea[], $3::text[], $4::bool[], $5::bigint[], $6::int[])
                as s (proposal, account, stake, against, height, event_index)
          where stake <> '0'",
        &proposals,
        &accounts,
        &stakes.each(|stake| stake.amount.to_string()),
        &stakes.each(|stake| stake.against),
        &stakes.each(|stake| height(stake.id.height)),
        &stakes.each(|stake| index(stake.id.index))
    )
    .execute(db)
    .await
    .map(drop)
}

/// The last stake that an account set on a proposal.
pub(super) struct LastStake {
    id: EventId,
    pub(super) amount: U256,
    pub(super) against: bool,
}

/// The last stake that each account set on each proposal.
pub(in crate::infra::storage::insert) struct LastStakes(BTreeMap<(u32, Address), LastStake>);

impl LastStakes {
    /// Those of these events, which are in order.
    pub(in crate::infra::storage::insert) fn of(stakes: &Rows<'_, Conviction::Stake>) -> Self {
        let last = stakes.0.iter().map(|(about, e)| {
            let stake = LastStake { id: about.id, amount: e.stake, against: e.against };
            ((e.proposal, e.account), stake)
        });
        Self(last.collect())
    }

    pub(super) fn each<T>(&self, read: impl Fn(&LastStake) -> T) -> Vec<T> {
        self.0.values().map(read).collect()
    }

    pub(super) fn proposals(&self) -> Vec<i64> {
        self.0.keys().map(|(proposal, _)| i64::from(*proposal)).collect()
    }

    pub(super) fn accounts(&self) -> Vec<Vec<u8>> {
        self.0.keys().map(|(_, account)| account.to_vec()).collect()
    }
}
