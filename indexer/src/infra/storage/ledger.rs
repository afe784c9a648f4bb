//! What the database says, for an audit: everything in one snapshot, however long it takes and
//! whoever writes meanwhile.

mod accounts;
mod commons;
mod votes;

use super::{
    classify,
    derived::{self, Found},
    read,
};
use crate::domain::{
    Address, Block, Claim, Deployment, Ledger, Moment, StoreError, Subject, U256, Value,
};
use sqlx::{ConnectOptions, PgConnection, postgres::PgConnectOptions};
use std::ops::RangeInclusive;

/// Accounts, grants, services or proposals read at once.
const PAGE: i64 = 500;

/// A snapshot of the database.
pub struct Snapshot {
    connection: PgConnection,
    terms: Terms,
    next: Part,
}

/// What a deployment was made with, as far as figures at a moment depend on it.
#[derive(Debug, Clone, Copy)]
struct Terms {
    cliff: u64,
    half_life: u64,
    /// Whether only accounts on a list may contribute to the hatch.
    allowlist: bool,
    /// Seconds since the Unix epoch at the moment of the snapshot.
    now: u64,
}

/// Which claims come next.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Part {
    Whole,
    /// After this account.
    Accounts(Vec<u8>),
    /// After this number.
    Grants(i64),
    Services(i64),
    Proposals(i64),
    End,
}

impl Snapshot {
    /// A snapshot of the database of this deployment, taken now.
    ///
    /// # Errors
    /// The database cannot be read, is about another deployment, or its derived tables were made by
    /// other rules.
    pub async fn take(
        options: &PgConnectOptions,
        deployment: &Deployment,
    ) -> Result<Self, StoreError> {
        let mut connection = options.connect().await.map_err(classify)?;
        let begin = "begin isolation level repeatable read read only";
        sqlx::raw_sql(begin).execute(&mut connection).await.map_err(classify)?;
        super::writer::check_deployment(&mut connection, deployment).await?;
        if derived::find(&mut connection).await.map_err(classify)? != Found::Ours {
            return Err(StoreError::Refused(
                "its derived tables were made by another version; start weir-indexer run or \
                 weir-indexer rebuild of this version first"
                    .into(),
            ));
        }
        let seconds = sqlx::query_scalar!(
            r#"select floor(extract(epoch from timestamp))::bigint as "now!"
                 from cursor join blocks using (height)"#
        )
        .fetch_optional(&mut connection)
        .await
        .map_err(classify)?;
        let hatch = deployment.parameters.hatch.as_ref();
        let terms = Terms {
            cliff: hatch.map_or(0, |h| h.vesting_cliff),
            half_life: hatch.map_or(0, |h| h.vesting_half_life),
            allowlist: hatch.is_some_and(|h| h.allowlist),
            now: read::unsigned(seconds.unwrap_or_default()),
        };
        Ok(Self { connection, terms, next: Part::Whole })
    }

    async fn next_claims(&mut self) -> Result<Option<Vec<Claim>>, sqlx::Error> {
        let (db, terms) = (&mut self.connection, self.terms);
        let (claims, next) = match self.next.clone() {
            Part::Whole => {
                let mut claims = vec![
                    Claim { subject: Subject::Pools, says: commons::pools(db).await? },
                    Claim { subject: Subject::Hatch, says: commons::hatch(db).await? },
                    Claim { subject: Subject::Roles, says: commons::roles(db).await? },
                    Claim { subject: Subject::Limits, says: commons::limits(db).await? },
                    Claim { subject: Subject::Totals, says: votes::totals(db).await? },
                ];
                claims.extend(commons::rules(db).await?);
                (claims, Part::Accounts(Vec::new()))
            }
            Part::Accounts(after) => {
                let (claims, last) = accounts::page(db, terms, &after).await?;
                (claims, last.map_or(Part::Grants(-1), Part::Accounts))
            }
            Part::Grants(after) => {
                let (claims, last) = commons::grants(db, after).await?;
                (claims, last.map_or(Part::Services(-1), Part::Grants))
            }
            Part::Services(after) => {
                let (claims, last) = commons::services(db, after).await?;
                (claims, last.map_or(Part::Proposals(-1), Part::Services))
            }
            Part::Proposals(after) => {
                let (claims, last) = votes::proposals(db, after).await?;
                (claims, last.map_or(Part::End, Part::Proposals))
            }
            Part::End => return Ok(None),
        };
        self.next = next;
        Ok(Some(claims))
    }
}

impl Ledger for Snapshot {
    async fn moment(&mut self) -> Result<Option<Moment>, StoreError> {
        let db = &mut self.connection;
        let Some(last) = read::cursor(db).await.map_err(classify)? else { return Ok(None) };
        let first = sqlx::query_scalar!("select min(height) from blocks").fetch_one(db).await;
        let first = first.map_err(classify)?.map_or(last.height, read::unsigned);
        Ok(Some(Moment { first, last }))
    }

    async fn blocks(&mut self, heights: RangeInclusive<u64>) -> Result<Vec<Block>, StoreError> {
        let signed = |height: &u64| i64::try_from(*height).unwrap_or(i64::MAX);
        let (first, last) = (signed(heights.start()), signed(heights.end()));
        read::all_blocks(&mut self.connection, first, last).await.map_err(classify)
    }

    async fn claims(&mut self) -> Result<Option<Vec<Claim>>, StoreError> {
        self.next_claims().await.map_err(classify)
    }
}

// The schema constrains what is converted below: none of it can fail. Should it do so all the same,
// the audit finds a difference.

/// A number that came as text.
fn number(text: Option<&str>) -> U256 {
    text.and_then(|text| text.parse().ok()).unwrap_or_default()
}

fn narrow(text: Option<&str>) -> u128 {
    number(text).try_into().unwrap_or(u128::MAX)
}

fn seconds(text: Option<&str>) -> u64 {
    number(text).try_into().unwrap_or(u64::MAX)
}

fn id(number: i64) -> u32 {
    u32::try_from(number).unwrap_or(u32::MAX)
}

fn account(bytes: Option<&[u8]>) -> Value {
    bytes.and_then(|bytes| Address::try_from(bytes).ok()).unwrap_or_default().into()
}

/// The number after which the next page begins; none if this was the last.
fn following(numbers: &[i64]) -> Option<i64> {
    numbers.last().copied().filter(|_| numbers.len() as i64 == PAGE)
}
