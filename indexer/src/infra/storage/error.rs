//! Which failures of the database pass by themselves.

use crate::domain::StoreError;

/// SQLSTATE classes and codes that another try may not meet: connection lost, shutting down or
/// starting up, out of connections or space, deadlocks and serialization failures, time-outs.
const PASSING: &[&str] = &["08", "53", "57P", "57014", "40", "55P03"];

/// Sorts an error of the database: does it pass by itself, or must somebody act?
pub fn classify(error: sqlx::Error) -> StoreError {
    let Some(database) = error.as_database_error() else {
        return match error {
            sqlx::Error::Io(_)
            | sqlx::Error::Tls(_)
            | sqlx::Error::Protocol(_)
            | sqlx::Error::PoolTimedOut
            | sqlx::Error::PoolClosed
            | sqlx::Error::WorkerCrashed => StoreError::Unavailable(Box::new(error)),
            other => StoreError::Refused(other.to_string()),
        };
    };
    let code = database.code().unwrap_or_default().into_owned();
    if PASSING.iter().any(|passing| code.starts_with(passing)) {
        return StoreError::Unavailable(Box::new(error));
    }
    let advice = match code.as_str() {
        "28P01" | "28000" => "; check user and password in --database-url",
        "3D000" => "; create it (createdb), or check --database-url",
        "42501" => "; the user of --database-url needs the right to do this",
        "42P01" | "42703" => "; set the database up first: weir-indexer migrate",
        "23514" => "; the history in it is not complete: index it anew into an empty database",
        _ => "",
    };
    StoreError::Refused(format!("{}{advice}", database.message()))
}
