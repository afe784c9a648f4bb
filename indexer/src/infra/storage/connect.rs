//! How to connect.

use sqlx::postgres::PgConnectOptions;
use thiserror::Error;

/// The database's URL cannot be used.
#[derive(Debug, Error)]
#[error(
    "--database-url is not the URL of a PostgreSQL database: {0}; it looks like \
     postgres://user:password@127.0.0.1/weir"
)]
pub struct DatabaseUrlError(String);

/// Connection options from a URL.
///
/// The server is told to look for dead clients within half a minute: a writer whose machine
/// vanished would otherwise hold its lock for hours. Plans are made for the values at hand, because
/// queries with optional filters have no good plan for all values. They are not compiled: none runs
/// long enough to be worth a second of that. Names without a schema mean the
/// derived tables, then the raw ones.
///
/// # Errors
/// The URL is not one of PostgreSQL.
pub fn options(url: &str) -> Result<PgConnectOptions, DatabaseUrlError> {
    if !url.starts_with("postgres://") && !url.starts_with("postgresql://") {
        return Err(DatabaseUrlError("it does not begin with postgres://".into()));
    }
    let options: PgConnectOptions =
        url.parse().map_err(|e: sqlx::Error| DatabaseUrlError(e.to_string()))?;
    Ok(options.application_name("weir-indexer").options([
        ("tcp_keepalives_idle", "10"),
        ("tcp_keepalives_interval", "5"),
        ("tcp_keepalives_count", "3"),
        ("plan_cache_mode", "force_custom_plan"),
        ("jit", "off"),
        ("search_path", "weir,chain"),
    ]))
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
