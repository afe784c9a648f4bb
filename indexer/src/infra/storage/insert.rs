//! The rows of a batch: one statement for each table, whatever the number of rows.
//!
//! Columns are sent as arrays and unnested. Amounts travel as text, because no integer type is wide
//! enough; PostgreSQL parses them exactly. The tables that nearly every event goes into are copied
//! into instead, see [`copy`].

mod balances;
mod candles;
mod chain;
mod conviction;
mod copy;
mod curve;
mod days;
mod deployment;
mod grants;
mod hatch;
mod roles;
mod rules;
mod token;
mod votes;

pub(super) use chain::cursor;
pub(super) use deployment::deployment;

use crate::domain::{
    Address, B256, Batch, Commons, CommonsEvents, Conviction, ConvictionEvents, Decoded, Event,
    EventId, U256,
};
use sqlx::PgConnection;
use std::collections::HashSet;

type Done = Result<(), sqlx::Error>;

/// Writes what was read from the chain: blocks and raw events.
pub(super) async fn raw(db: &mut PgConnection, batch: &Batch) -> Done {
    chain::blocks(db, batch).await?;
    chain::events(db, batch).await
}

/// Writes what the events mean, and what follows from that. Of the batch's blocks those without
/// events may be missing.
pub(super) async fn derived(db: &mut PgConnection, batch: &Batch) -> Done {
    if batch.events().next().is_none() {
        return Ok(());
    }
    chain::dead_letters(db, batch).await?;
    let Some(range) = Range::of(batch) else { return Ok(()) };
    let is_vote = |decoded: &Decoded| matches!(decoded.event, Event::Conviction(_));
    let votes = match batch.decoded().iter().any(is_vote) {
        true => Some(votes::votes(db, batch, range).await?),
        false => None,
    };
    let over: HashSet<EventId> =
        votes.iter().flatten().filter(|v| v.is_over()).map(|v| v.id).collect();
    let mut sorted = Sorted::default();
    for Decoded { id, signer, event } in batch.decoded() {
        sorted.take(About { id: *id, signer: *signer, over: over.contains(id) }, event);
    }
    sorted.write(db).await?;
    curve::pool_states(db, batch).await?;
    sorted.sum_up(db, range).await?;
    if let Some(votes) = votes {
        let stakes = votes::LastStakes::of(&sorted.stakes);
        votes::support(db, &votes, &stakes).await?;
        votes::stakes_now(db, &stakes).await?;
    }
    Ok(())
}

/// The blocks of a batch, from the first to the last: of these, the rows of events are written.
#[derive(Clone, Copy)]
struct Range {
    first: i64,
    last: i64,
}

impl Range {
    fn of(batch: &Batch) -> Option<Self> {
        let (first, last) = (batch.blocks().first()?, batch.blocks().last()?);
        Some(Self { first: height(first.height), last: height(last.height) })
    }
}

impl Sorted<'_> {
    /// Brings up to date what adds up over time, from the rows of events just written. What is not
    /// touched by any of them costs nothing.
    async fn sum_up(&self, db: &mut PgConnection, range: Range) -> Done {
        let burns = !self.burns.is_empty();
        let trades = !self.mints.is_empty() || !self.redemptions.is_empty();
        let moved = !self.openings.is_empty() || !self.withdrawals.is_empty();
        let returned =
            !self.credits.is_empty() || !self.revocations.is_empty() || !self.lapses.is_empty();
        // From the wind-down on, what returns goes to the reserve.
        let closed = !self.wind_downs.is_empty() || returned;
        if !self.transfers.is_empty() {
            balances::history(db, range).await?;
            balances::balances(db, range).await?;
        }
        if trades || moved || burns || closed {
            candles::candles(db, range).await?;
        }
        if trades || moved || closed {
            days::flows(db, range).await?;
        }
        if trades || moved || closed || !self.grants.is_empty() || !self.donations.is_empty() {
            days::funding(db, range).await?;
        }
        if burns {
            days::service_burns(db, range).await?;
            days::service_burns_by_day(db, range).await?;
        }
        Ok(())
    }
}

/// What there is to say of an event beside what it says itself.
#[derive(Clone, Copy)]
struct About {
    id: EventId,
    /// Who signed for it, where that is known.
    signer: Option<Address>,
    /// Whether the proposal that it is about is over.
    over: bool,
}

/// The events of one kind, each with its place.
struct Rows<'a, E>(Vec<(About, &'a E)>);

impl<E> Default for Rows<'_, E> {
    fn default() -> Self {
        Self(Vec::new())
    }
}

impl<E> Rows<'_, E> {
    fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// The two columns that every table of events begins with.
    fn heights(&self) -> Vec<i64> {
        self.0.iter().map(|(about, _)| height(about.id.height)).collect()
    }

    fn indexes(&self) -> Vec<i32> {
        self.0.iter().map(|(about, _)| index(about.id.index)).collect()
    }

    fn column<T>(&self, read: impl Fn(&E) -> T) -> Vec<T> {
        self.0.iter().map(|(_, event)| read(event)).collect()
    }

    fn signers(&self) -> Vec<Option<Vec<u8>>> {
        self.0.iter().map(|(about, _)| about.signer.map(|signer| signer.to_vec())).collect()
    }

    fn accounts(&self, read: impl Fn(&E) -> Address) -> Vec<Vec<u8>> {
        self.column(|event| read(event).to_vec())
    }

    fn hashes(&self, read: impl Fn(&E) -> B256) -> Vec<Vec<u8>> {
        self.column(|event| read(event).to_vec())
    }

    fn amounts(&self, read: impl Fn(&E) -> U256) -> Vec<String> {
        self.column(|event| read(event).to_string())
    }

    /// Seconds, which are 64 bits wide: more than a `bigint` holds.
    fn seconds(&self, read: impl Fn(&E) -> u64) -> Vec<String> {
        self.column(|event| read(event).to_string())
    }

    /// Numbers of proposals, grants and services.
    fn numbers(&self, read: impl Fn(&E) -> u32) -> Vec<i64> {
        self.column(|event| i64::from(read(event)))
    }

    /// Texts of anybody's making, as they may be shown: what hides or reorders others, a NUL among
    /// it, which PostgreSQL's texts cannot hold, becomes the character that stands for what is
    /// unreadable, and so does a text that would show nothing. The raw event keeps every byte.
    fn texts(&self, read: impl Fn(&E) -> &str) -> Vec<String> {
        self.column(|event| weir_text::clean(read(event)))
    }
}

/// Says into which table the events of each kind go, and by which function. A kind of event that is
/// missing here does not compile.
macro_rules! tables {
    ($($sort:ident, $interface:ident, $events:ident { $($event:ident => $module:ident::$table:ident,)+ })+) => {
        /// The events of a batch, sorted by the table they go into.
        #[derive(Default)]
        struct Sorted<'a> {
            $($($table: Rows<'a, $interface::$event>,)+)+
        }

        impl<'a> Sorted<'a> {
            fn take(&mut self, about: About, event: &'a Event) {
                match event {
                    $(Event::$interface(event) => self.$sort(about, event),)+
                }
            }

            $(fn $sort(&mut self, about: About, event: &'a $events) {
                match event {
                    $($events::$event(event) => self.$table.0.push((about, event)),)+
                }
            })+

            async fn write(&self, db: &mut PgConnection) -> Done {
                $($(if !self.$table.is_empty() {
                    $module::$table(db, &self.$table).await?;
                })+)+
                Ok(())
            }
        }
    };
}

// Stakes come first: what an account's own tokens are freed from depends on them.
tables! {
    of_conviction, Conviction, ConvictionEvents {
        Propose => conviction::proposals,
        Stake => conviction::stakes,
        Announce => conviction::announcements,
        Reset => conviction::resets,
        Execute => conviction::executions,
        Cancel => conviction::cancellations,
        Expire => conviction::expiries,
        Reclaim => conviction::reclaims,
        Rule => rules::vote_rules,
    }
    of_commons, Commons, CommonsEvents {
        Transfer => token::transfers,
        Approval => token::approvals,
        Open => curve::openings,
        Mint => curve::mints,
        Redeem => curve::redemptions,
        Burn => curve::burns,
        Donate => curve::donations,
        Credit => curve::credits,
        Contribute => hatch::contributions,
        HatchFailed => hatch::hatch_failures,
        Refund => hatch::refunds,
        Allow => hatch::allowlist,
        Grant => grants::grants,
        Withdraw => grants::withdrawals,
        Revoke => grants::revocations,
        Lapse => grants::lapses,
        Service => grants::services,
        Governor => roles::governors,
        OwnershipTransferStarted => roles::ownership_offers,
        OwnershipTransferred => roles::ownership_changes,
        Guardian => roles::guardians,
        Pause => roles::pauses,
        Unlock => token::unlocks,
        Rule => rules::commons_rules,
        Closing => rules::closings,
        WindDown => rules::wind_downs,
    }
}

/// Heights and positions are checked to fit by whoever makes them: a height of 2^63 is out of reach.
fn height(height: u64) -> i64 {
    i64::try_from(height).unwrap_or(i64::MAX)
}

fn index(index: u32) -> i32 {
    i32::try_from(index).unwrap_or(i32::MAX)
}
