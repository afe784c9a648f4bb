//! Where the vote stands after each event.

mod stakes;

pub(super) use stakes::{LastStakes, stakes_now};

use super::{
    Done, Range,
    copy::{Copy, Sort},
    height, index,
};
use crate::domain::{
    Batch, Event, Followed, Pace, Status, Support, Totals, U256, Vote, Voting, gathered, number,
    proposal_of, within,
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
    ("opposed", Sort::Numeric),
    ("opposition", Sort::Numeric),
    ("updated", Sort::Numeric),
    ("announced", Sort::Numeric),
    ("total_staked", Sort::Numeric),
    ("effective_stake", Sort::Numeric),
    ("told_supply", Sort::Numeric),
    ("followed_supply", Sort::Numeric),
    ("told_funds", Sort::Numeric),
    ("followed_funds", Sort::Numeric),
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
    let Followed { votes, paces } = voting.follow(batch);
    decays(db, &paces).await?;
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
            .numeric(U256::from(s.opposed))
            .numeric(number(s.opposition))
            .numeric(U256::from(s.updated))
            .maybe_numeric(s.announced.map(U256::from))
            .numeric(U256::from(t.staked))
            .numeric(U256::from(t.effective_stake))
            .numeric(U256::from(t.told_supply))
            .numeric(U256::from(t.followed_supply))
            .numeric(U256::from(t.told_funds))
            .numeric(U256::from(t.followed_funds))
            .numeric(U256::from(t.updated));
    }
    states.write(db).await?;
    Ok(votes)
}

async fn decays(db: &mut PgConnection, paces: &[Pace]) -> Done {
    if paces.is_empty() {
        return Ok(());
    }
    sqlx::query!(
        "insert into decays (height, event_index, half_life, decay)
         select * from unnest($1::bigint[], $2::int[], $3::text[]::numeric[],
             $4::text[]::numeric[])",
        &paces.iter().map(|pace| height(pace.id.height)).collect::<Vec<_>>(),
        &paces.iter().map(|pace| index(pace.id.index)).collect::<Vec<_>>(),
        &paces.iter().map(|pace| pace.half_life.to_string()).collect::<Vec<_>>(),
        &paces.iter().map(|pace| pace.decay.numerator().to_string()).collect::<Vec<_>>()
    )
    .execute(db)
    .await
    .map(drop)
}

/// The vote before the batch; none if the rules are not known, and so nothing can be.
async fn before(
    db: &mut PgConnection,
    batch: &Batch,
    range: Range,
) -> Result<Option<Voting>, sqlx::Error> {
    let rules = sqlx::query!(
        r#"select rule_at(7, $1)::text as min_stake, rule_at(9, $1)::text as half_life"#,
        range.first - 1
    )
    .fetch_one(&mut *db)
    .await?;
    let half_life = rules.half_life.as_deref().map(seconds).unwrap_or_default();
    let Ok(decay) = Decay::from_half_life(half_life) else { return Ok(None) };
    let pools = sqlx::query!(
        r#"select supply::text as "supply!", funding_pool::text as "funds!"
             from pool_states where height < $1
            order by height desc, event_index desc limit 1"#,
        range.first
    )
    .fetch_optional(&mut *db)
    .await?;
    let totals = sqlx::query!(
        r#"select staked::text as "staked!", effective_stake::text as "effective_stake!",
                  told_supply::text as "told_supply!",
                  followed_supply::text as "followed_supply!", told_funds::text as "told_funds!",
                  followed_funds::text as "followed_funds!", updated::text as "updated!"
             from voting_totals order by height desc, event_index desc limit 1"#
    )
    .fetch_optional(&mut *db)
    .await?;
    let totals = totals.map(|row| Totals {
        staked: amount(&row.staked),
        effective_stake: amount(&row.effective_stake),
        told_supply: amount(&row.told_supply),
        followed_supply: amount(&row.followed_supply),
        told_funds: amount(&row.told_funds),
        followed_funds: amount(&row.followed_funds),
        updated: seconds(&row.updated),
    });
    let rows = sqlx::query!(
        r#"select proposal, status, staked::text as "staked!", conviction::text as "conviction!",
                  opposed::text as "opposed!", opposition::text as "opposition!",
                  updated::text as "updated!", announced::text, net::text, share_ppm
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
                opposed: amount(&row.opposed),
                opposition: gathered(word(&row.opposition)),
                updated: seconds(&row.updated),
                announced: row.announced.as_deref().map(seconds),
                net: row.net.as_deref().map(|net| gathered(word(net))),
                share: row.share_ppm.and_then(|share| u32::try_from(share).ok()),
            };
            (u32::try_from(row.proposal).unwrap_or_default(), support)
        })
        .collect();
    let min_stake = rules.min_stake.as_deref().map(seconds).unwrap_or_default();
    Ok(Some(Voting {
        half_life,
        decay,
        min_stake: u32::try_from(min_stake).unwrap_or(u32::MAX),
        supply: pools.as_ref().map_or(0, |pools| amount(&pools.supply)),
        funds: pools.as_ref().map_or(0, |pools| amount(&pools.funds)),
        totals,
        proposals,
    }))
}

/// The proposals that the batch's votes are about.
fn named(batch: &Batch) -> Vec<i64> {
    let mut named: Vec<i64> = batch
        .decoded()
        .iter()
        .filter_map(|decoded| match &decoded.event {
            Event::Conviction(event) => proposal_of(event).map(i64::from),
            Event::Commons(_) => None,
        })
        .collect();
    named.sort_unstable();
    named.dedup();
    named
}

/// Brings what each proposal has gathered to what it is after the last of these votes. Those who stake
/// are counted, side by side, from who did before and who does after.
pub(super) async fn support(db: &mut PgConnection, votes: &[Vote], stakes: &LastStakes) -> Done {
    let last: BTreeMap<u32, &Support> =
        votes.iter().map(|vote| (vote.proposal, &vote.support)).collect();
    let text = |read: fn(&Support) -> String| last.values().map(|s| read(s)).collect::<Vec<_>>();
    let maybe =
        |read: fn(&Support) -> Option<String>| last.values().map(|s| read(s)).collect::<Vec<_>>();
    sqlx::query!(
        "insert into support (proposal, status, staked, stakers, conviction, opposed, opposers,
             opposition, updated, announced, net, share_ppm)
         select v.proposal, v.status, v.staked::numeric,
                coalesce(b.stakers, 0) + coalesce(n.stakers, 0), v.conviction::numeric,
                v.opposed::numeric, coalesce(b.opposers, 0) + coalesce(n.opposers, 0),
                v.opposition::numeric, v.updated::numeric, v.announced::numeric, v.net::numeric,
                v.share_ppm
           from unnest($1::bigint[], $2::text[], $3::text[], $4::text[], $5::text[], $6::text[],
                       $7::text[], $8::text[], $9::text[], $10::int[])
                as v (proposal, status, staked, conviction, opposed, opposition, updated,
                      announced, net, share_ppm)
           left join support b using (proposal)
           left join (select l.proposal,
                             count(*) filter (where l.stakes and not l.against)
                                 - count(n.stake) filter (where not n.against) as stakers,
                             count(*) filter (where l.stakes and l.against)
                                 - count(n.stake) filter (where n.against) as opposers
                        from unnest($11::bigint[], $12::bytea[], $13::bool[], $14::bool[])
                             as l (proposal, account, stakes, against)
                        left join stakes_now n using (proposal, account)
                       group by l.proposal) n using (proposal)
             on conflict (proposal)
             do update set status = excluded.status, staked = excluded.staked,
                           stakers = excluded.stakers, conviction = excluded.conviction,
                           opposed = excluded.opposed, opposers = excluded.opposers,
                           opposition = excluded.opposition, updated = excluded.updated,
                           announced = excluded.announced, net = excluded.net,
                           share_ppm = excluded.share_ppm",
        &last.keys().map(|proposal| i64::from(*proposal)).collect::<Vec<_>>(),
        &text(|s| s.status.name().into()),
        &text(|s| s.staked.to_string()),
        &text(|s| number(s.conviction).to_string()),
        &text(|s| s.opposed.to_string()),
        &text(|s| number(s.opposition).to_string()),
        &text(|s| s.updated.to_string()),
        &maybe(|s| s.announced.map(|second| second.to_string())) as _,
        &maybe(|s| s.net.map(|net| number(net).to_string())) as _,
        &last
            .values()
            .map(|s| s.share.and_then(|share| i32::try_from(share).ok()))
            .collect::<Vec<_>>() as _,
        &stakes.proposals(),
        &stakes.accounts(),
        &stakes.each(|stake| !stake.amount.is_zero()),
        &stakes.each(|stake| stake.against),
    )
    .execute(db)
    .await
    .map(drop)
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
