//! How to connect.

use super::classify;
use crate::domain::StoreError;
use sqlx::{
    AssertSqlSafe, ConnectOptions, Connection, PgConnection, Row, postgres::PgConnectOptions,
};
use std::time::Duration;
use thiserror::Error;
use tokio::time::{sleep, timeout};

/// What every session is set to: plans are made for the values at hand, because queries with optional
/// filters have no good plan for all values. They are not compiled: none runs long enough to be worth a
/// second of that. Names without a schema mean the derived tables, then the raw ones. The server looks
/// for dead clients within half a minute.
const SETTINGS: [(&str, &str); 6] = [
    ("tcp_keepalives_idle", "10"),
    ("tcp_keepalives_interval", "5"),
    ("tcp_keepalives_count", "3"),
    ("plan_cache_mode", "force_custom_plan"),
    ("jit", "off"),
    ("search_path", "weir,chain"),
];
/// How long connecting may take, and a word of a server about itself.
const CONNECT: Duration = Duration::from_secs(10);
/// Limits how many times one connection checks that its session is its own.
const LOOKS: u32 = 5;
/// Separates these checks. All of them together outlast the reads of a process that starts.
const BETWEEN_LOOKS: Duration = Duration::from_millis(40);
/// The encoding that holds every text.
const ENCODING: &str = "UTF8";
/// What to do about a pooler that shares its sessions, as PgBouncer can be set to.
pub(super) const POOLED: &str = "between this process and PostgreSQL there is a pooler that does not \
     give it sessions of its own; name PostgreSQL itself in --database-url, or set in pgbouncer.ini \
     pool_mode = session and ignore_startup_parameters = extra_float_digits, options";

/// The database's URL cannot be used.
#[derive(Debug, Error)]
#[error(
    "--database-url is not the URL of a PostgreSQL database: {0}; it looks like \
     postgres://user:password@127.0.0.1/weir"
)]
pub struct DatabaseUrlError(String);

/// Connection options from a URL.
///
/// # Errors
/// The URL is not one of PostgreSQL.
pub fn options(url: &str) -> Result<PgConnectOptions, DatabaseUrlError> {
    if !url.starts_with("postgres://") && !url.starts_with("postgresql://") {
        return Err(DatabaseUrlError("it does not begin with postgres://".into()));
    }
    let options: PgConnectOptions =
        url.parse().map_err(|e: sqlx::Error| DatabaseUrlError(e.to_string()))?;
    // Digits of floats are the server's business since PostgreSQL 12, and poolers refuse to set them.
    let options = options.application_name("weir-indexer").extra_float_digits(None);
    Ok(options.options(SETTINGS))
}

/// Sets up a session again, for a pooler may have left out what was asked for when it began.
///
/// # Errors
/// The database does not answer.
pub(super) async fn settle(
    connection: &mut PgConnection,
    further: &[(&str, String)],
) -> Result<(), sqlx::Error> {
    let own = SETTINGS.iter().map(|(name, value)| (*name, (*value).to_owned()));
    let all = own.chain(further.iter().cloned());
    let set: Vec<String> =
        all.map(|(name, value)| format!("set_config('{name}', '{value}', false)")).collect();
    let statement = format!("select {}", set.join(", "));
    sqlx::raw_sql(AssertSqlSafe(statement)).execute(connection).await.map(drop)
}

/// Connects to write.
///
/// # Errors
/// The database does not answer; or it can never be written to: it cannot hold every text, or a pooler
/// is in between that shares its sessions, on which locks and settings depend.
pub async fn open(options: &PgConnectOptions) -> Result<PgConnection, StoreError> {
    let opening = async {
        let mut connection = options.connect().await.map_err(classify)?;
        let encoding = first_column(&mut connection, "show server_encoding").await?;
        if encoding != ENCODING {
            return Err(StoreError::Refused(format!(
                "its encoding is {encoding}, which does not hold every text; make one that does \
                 (createdb --encoding=UTF8 --template=template0) and index into that"
            )));
        }
        sessions_are_own(options, &mut connection).await?;
        settle(&mut connection, &[]).await.map_err(classify)?;
        Ok(connection)
    };
    timeout(CONNECT, opening).await.unwrap_or_else(|_| Err(silent(CONNECT)))
}

/// That the database did not answer for so long.
pub(super) fn silent(time: Duration) -> StoreError {
    StoreError::Unavailable(format!("no answer in {} s", time.as_secs()).into())
}

/// Checks that statements of one connection are run by one session, and those of another by another.
///
/// A pooler that lends sessions by the transaction gives a second connection the session that the first
/// one has just used; and while the second holds it, another one to the first. Others that use the
/// pooler at the same moment can hide this, so it is looked for more than once.
async fn sessions_are_own(
    options: &PgConnectOptions,
    connection: &mut PgConnection,
) -> Result<(), StoreError> {
    let mark =
        "select set_config('weir.mark', pg_backend_pid() || ' ' || gen_random_uuid(), false)";
    let marked = first_column(connection, mark).await?;
    let read = "select concat(current_setting('weir.mark', true), ' by ', pg_backend_pid())";
    let ours = first_column(connection, read).await?;
    let pid = |text: &str| text.rsplit(' ').next().map(ToOwned::to_owned);
    let mut other = options.connect().await.map_err(classify)?;
    let mut shared = !ours.contains(&marked);
    for round in 0..LOOKS {
        if round > 0 {
            sleep(BETWEEN_LOOKS).await;
        }
        shared |= first_column(connection, read).await? != ours;
        first_column(&mut other, "begin; select ''").await?;
        let theirs = first_column(&mut other, read).await?;
        shared |= theirs.contains(&marked) || pid(&theirs) == pid(&ours);
        shared |= first_column(connection, read).await? != ours;
        if shared {
            return Err(StoreError::Refused(POOLED.into()));
        }
        first_column(&mut other, "rollback; select ''").await?;
    }
    other.close().await.map_err(classify)
}

/// The text in the first column of the last row; without preparing anything.
async fn first_column(db: &mut PgConnection, sql: &'static str) -> Result<String, StoreError> {
    let rows = sqlx::raw_sql(sql).fetch_all(db).await.map_err(classify)?;
    match rows.last() {
        Some(row) => row.try_get(0).map_err(classify),
        None => Ok(String::new()),
    }
}

#[cfg(test)]
mod tests {
    use super::options;

    #[test]
    fn a_url_of_something_else_is_refused_with_an_example() {
        for url in ["", "weir", "mysql://localhost/weir", "http://localhost"] {
            let error = options(url).err().map(|e| e.to_string()).unwrap_or_default();
            assert!(error.contains("postgres://user:password@"), "{url}: {error}");
        }
        assert!(options("postgres://weir:secret@127.0.0.1:5432/weir").is_ok());
    }
}
