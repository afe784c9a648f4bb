//! Where the vote stands after each event.

use super::{
    Done, Range, Rows,
    copy::{Copy, Sort},
    height, index,
};
use crate::domain::{
    Address, Batch, Conviction, Event, EventId, Status, Support, Totals, U256, Vote, Voting,
    gathered, number, proposal_of, within,
};
use sqlx::PgConnection;
use std::collections::{BTreeMap, HashMap};
use weir_economics::Decay;

const STATES: &[(&str, Sort)] = &[
    ("height", Sort::Bigint),
    ("event_index", Sort::Integer),
    ("proposal", Sort::Bigint),
    ("status", Sort::Text),
    ("staked", Sort::Numeric),
    ("conviction", Sort::Numeric),
    ("updated", Sort::Numeric),
    ("total_staked", Sort::Numeric),
    ("effective_stake", Sort::Numeric),
    ("told_supply", Sort::Numeric),
    ("followed_supply", Sort::Numeric),
    ("second", Sort::Numeric),
];

/// Writes and returns the sums and what proposals have gathered, after each event of the batch,
/// computed as the contract does from where the vote stood before it.
pub(super) async fn votes(
    db: &mut PgConnection,
    batch: &Batch,
    range: Range,
) -> Result<Vec<Vote>, sqlx::Error> {
    let Some(mut voting) = before(db, batch, range).await? else { return Ok(Vec::new()) };
    let votes = voting.follow(batch);
    sqlx::query!(
        "insert into vote_rule (decay) values ($1::text::numeric) on conflict do nothing",
        voting.decay.numerator().to_string()
    )
    .execute(&mut *db)
    .await?;
    if votes.is_empty() {
        return Ok(votes);
    }
    let mut states = Copy::into("vote_states", STATES);
    for vote in &votes {
        let (t, s) = (&vote.totals, &vote.support);
        states
            .event(vote.id)
            .bigint(vote.proposal.into())
            .field(s.status.name().as_bytes())
            .numeric(U256::from(s.staked))
            .numeric(number(s.conviction))
            .numeric(U256::from(s.updated))
            .numeric(U256::from(t.staked))
            .numeric(U256::from(t.effective_stake))
            .numeric(U256::from(t.told_supply))
            .numeric(U256::from(t.followed_supply))
            .numeric(U256::from(t.updated));
    }
    states.write(db).await?;
    Ok(votes)
}

/// The vote before the batch; none if the rule is not known, and so nothing can be.
async fn before(
    db: &mut PgConnection,
    batch: &Batch,
    range: Range,
) -> Result<Option<Voting>, sqlx::Error> {
    let rule =
        sqlx::query_scalar!(r#"select conviction_half_life::text as "seconds!" from deployment"#)
            .fetch_optional(&mut *db)
            .await?;
    let Some(Ok(decay)) = rule.map(|half_life| Decay::from_half_life(seconds(&half_life))) else {
        return Ok(None);
    };
    let supply = sqlx::query_scalar!(
        r#"select supply::text as "supply!" from pool_states where height < $1
            order by height desc, event_index desc limit 1"#,
        range.first
    )
    .fetch_optional(&mut *db)
    .await?;
    let totals = sqlx::query!(
        r#"select staked::text as "staked!", effective_stake::text as "effective_stake!",
                  told_supply::text as "told_supply!",
                  followed_supply::text as "followed_supply!", updated::text as "updated!"
             from voting_totals order by height desc, event_index desc limit 1"#
    )
    .fetch_optional(&mut *db)
    .await?;
    let totals = totals.map(|row| Totals {
        staked: amount(&row.staked),
        effective_stake: amount(&row.effective_stake),
        told_supply: amount(&row.told_supply),
        followed_supply: amount(&row.followed_supply),
        updated: seconds(&row.updated),
    });
    let rows = sqlx::query!(
        r#"select proposal, status, staked::text as "staked!", conviction::text as "conviction!",
                  updated::text as "updated!"
             from support where proposal = any ($1)"#,
        &named(batch)
    )
    .fetch_all(db)
    .await?;
    let proposals: HashMap<u32, Support> = rows
        .into_iter()
        .map(|row| {
            let support = Support {
                status: Status::named(&row.status).unwrap_or_default(),
                staked: amount(&row.staked),
                conviction: gathered(word(&row.conviction)),
                updated: seconds(&row.updated),
            };
            (u32::try_from(row.proposal).unwrap_or_default(), support)
        })
        .collect();
    let supply = supply.map_or(0, |supply| amount(&supply));
    Ok(Some(Voting { decay, supply, totals, proposals }))
}

/// The proposals that the batch's votes are about.
fn named(batch: &Batch) -> Vec<i64> {
    let mut named: Vec<i64> = batch
        .decoded()
        .iter()
        .filter_map(|decoded| match &decoded.event {
            Event::Conviction(event) => Some(i64::from(proposal_of(event))),
            Event::Commons(_) => None,
        })
        .collect();
    named.sort_unstable();
    named.dedup();
    named
}

/// Brings what each proposal has gathered to what it is after the last of these votes. The stakers
/// are counted from who staked before and who does after.
pub(super) async fn support(db: &mut PgConnection, votes: &[Vote], stakes: &LastStakes) -> Done {
    let last: BTreeMap<u32, &Support> =
        votes.iter().map(|vote| (vote.proposal, &vote.support)).collect();
    let text = |read: fn(&Support) -> String| last.values().map(|s| read(s)).collect::<Vec<_>>();
    sqlx::query!(
        "insert into support (proposal, status, staked, stakers, conviction, updated)
         select v.proposal, v.status, v.staked::numeric,
                coalesce(b.stakers, 0) + coalesce(n.change, 0), v.conviction::numeric,
                v.updated::numeric
           from unnest($1::bigint[], $2::text[], $3::text[], $4::text[], $5::text[])
                as v (proposal, status, staked, conviction, updated)
           left join support b using (proposal)
           left join (select l.proposal, count(*) filter (where l.stakes) - count(n.stake) as change
                        from unnest($6::bigint[], $7::bytea[], $8::bool[])
                             as l (proposal, account, stakes)
                        left join stakes_now n using (proposal, account)
                       group by l.proposal) n using (proposal)
             on conflict (proposal)
             do update set status = excluded.status, staked = excluded.staked,
                           stakers = excluded.stakers,
                           conviction = excluded.conviction, updated = excluded.updated",
        &last.keys().map(|proposal| i64::from(*proposal)).collect::<Vec<_>>(),
        &text(|s| s.status.name().into()),
        &text(|s| s.staked.to_string()),
        &text(|s| number(s.conviction).to_string()),
        &text(|s| s.updated.to_string()),
        &stakes.proposals(),
        &stakes.accounts(),
        &stakes.0.values().map(|(_, stake)| !stake.is_zero()).collect::<Vec<_>>(),
    )
    .execute(db)
    .await
    .map(drop)
}

/// Brings the stakes to the batch's end.
pub(super) async fn stakes_now(db: &mut PgConnection, stakes: &LastStakes) -> Done {
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
    let ids = || stakes.0.values().map(|(id, _)| id);
    sqlx::query!(
        "insert into stakes_now (proposal, account, stake, height, event_index)
         select proposal, account, stake::numeric, height, event_index
           from unnest($1::bigint[], $2::bytea[], $3::text[], $4::bigint[], $5::int[])
                as s (proposal, account, stake, height, event_index)
          where stake <> '0'",
        &proposals,
        &accounts,
        &stakes.0.values().map(|(_, stake)| stake.to_string()).collect::<Vec<_>>(),
        &ids().map(|id| height(id.height)).collect::<Vec<_>>(),
        &ids().map(|id| index(id.index)).collect::<Vec<_>>()
    )
    .execute(db)
    .await
    .map(drop)
}

/// The last stake that each account set on each proposal, and by which event.
pub(super) struct LastStakes(BTreeMap<(u32, Address), (EventId, U256)>);

impl LastStakes {
    /// Those of these events, which are in order.
    pub(super) fn of(stakes: &Rows<'_, Conviction::Stake>) -> Self {
        let last = stakes.0.iter();
        Self(last.map(|(about, e)| ((e.proposal, e.account), (about.id, e.stake))).collect())
    }

    fn proposals(&self) -> Vec<i64> {
        self.0.keys().map(|(proposal, _)| i64::from(*proposal)).collect()
    }

    fn accounts(&self) -> Vec<Vec<u8>> {
        self.0.keys().map(|(_, account)| account.to_vec()).collect()
    }
}

// The tables constrain what is converted below, and hold what this module wrote: none of it can
// fail.

fn word(digits: &str) -> U256 {
    digits.parse().unwrap_or_default()
}

fn amount(digits: &str) -> u128 {
    within(word(digits))
}

fn seconds(digits: &str) -> u64 {
    digits.parse().unwrap_or_default()
}
