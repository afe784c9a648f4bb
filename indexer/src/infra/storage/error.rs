//! Which failures of the database pass by themselves.

use super::connect::POOLED;
use crate::domain::StoreError;

/// What an error of the database means for a process that writes.
struct Rule {
    /// SQLSTATE, or what it begins with. The longest that fits counts.
    code: &'static str,
    /// What it is, for operators: docs/operation.md has the same words.
    meaning: &'static str,
    outcome: Outcome,
}

enum Outcome {
    /// It is tried again, over a new connection: another try may not meet it.
    Passes,
    /// The process ends with this advice: an operator must act.
    Ends(&'static str),
}

use Outcome::{Ends, Passes};

const fn rule(code: &'static str, meaning: &'static str, outcome: Outcome) -> Rule {
    Rule { code, meaning, outcome }
}

/// All that is known of SQLSTATEs. What is not among them ends the process.
const RULES: &[Rule] = &[
    rule("08", "the connection failed or broke", Passes),
    rule(
        "23514",
        "a rule of the tables is broken",
        Ends("the history in it is not complete: index the chain into an empty database"),
    ),
    rule("25006", "it is read only: a standby, before or after a failover", Passes),
    rule("25P02", "the transaction had failed before", Passes),
    rule("25P03", "the session was idle for too long in a transaction", Passes),
    rule("25P04", "the transaction took too long", Passes),
    rule("26000", "a prepared statement is gone: a pooler shares sessions", Ends(POOLED)),
    rule(
        "28",
        "it knows no such user or password",
        Ends("check user and password in --database-url"),
    ),
    rule(
        "3D000",
        "there is no such database",
        Ends("create it (createdb), or check --database-url"),
    ),
    rule("3F000", "a schema is missing", Ends("set the database up first: weir-indexer migrate")),
    rule("40", "a deadlock, a conflict, or an outcome that is not known", Passes),
    rule(
        "42501",
        "the user may not do this",
        Ends("the user of --database-url needs the right to do this"),
    ),
    rule("42703", "a column is missing", Ends("set the database up first: weir-indexer migrate")),
    rule("42P01", "a table is missing", Ends("set the database up first: weir-indexer migrate")),
    rule("42P05", "a prepared statement is there already: a pooler shares sessions", Ends(POOLED)),
    rule("53", "it is out of connections, disk or memory", Passes),
    rule("55000", "it is not in a state to do this: it recovers, say", Passes),
    rule("55006", "an object is in use", Passes),
    rule("55P03", "a lock could not be had in time", Passes),
    rule(
        "57",
        "the server or an operator cancelled it, ended the session, shuts down or starts up",
        Passes,
    ),
    rule("58000", "an error of the system that it runs on", Passes),
    rule("58030", "reading or writing a file failed", Passes),
    rule("72", "the snapshot is too old", Passes),
];

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
    let (code, words) = (database.code().unwrap_or_default(), database.message());
    if of_a_pooler(words) {
        return StoreError::Refused(format!("{words}; {POOLED}"));
    }
    match rule_for(&code) {
        // What sessions prepared holds no longer once tables took the place of others; new ones will.
        _ if words.contains("cached plan must not change") => StoreError::NotNow(words.into()),
        Some(Rule { outcome: Passes, meaning, .. }) => {
            StoreError::NotNow(format!("{meaning} ({code}: {words})"))
        }
        Some(Rule { outcome: Ends(advice), .. }) => {
            StoreError::Refused(format!("{words}; {advice}"))
        }
        None => StoreError::Refused(words.into()),
    }
}

/// Whether these are the words of a pooler that cannot do what a session needs. It sends them with the
/// code of a broken connection, which would pass.
fn of_a_pooler(words: &str) -> bool {
    words.contains("unsupported startup parameter") || words.contains("pooling mode")
}

fn rule_for(code: &str) -> Option<&'static Rule> {
    let fitting = RULES.iter().filter(|rule| code.starts_with(rule.code));
    fitting.max_by_key(|rule| rule.code.len())
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::{fs, path::Path};

    fn passes(code: &str) -> bool {
        rule_for(code).is_some_and(|rule| matches!(rule.outcome, Passes))
    }

    #[test]
    fn what_a_failover_a_restart_or_a_crowd_brings_passes() {
        for code in [
            "08000", "08003", "08006", "08P01", "25006", "25P02", "25P03", "25P04", "40001",
            "40003", "40P01", "53000", "53100", "53200", "53300", "53400", "55000", "55006",
            "55P03", "57014", "57P01", "57P02", "57P03", "57P05", "58000", "58030", "72000",
        ] {
            assert!(passes(code), "{code}");
        }
    }

    #[test]
    fn what_somebody_must_mend_ends_it() {
        for code in [
            "22021", "23505", "23514", "25001", "26000", "28000", "28P01", "3D000", "3F000",
            "42501", "42601", "42703", "42P01", "42P05", "58P01", "XX000", "XX001", "",
        ] {
            assert!(!passes(code), "{code}");
        }
    }

    #[test]
    fn the_page_for_operators_has_the_same_table() {
        let page = Path::new(env!("CARGO_MANIFEST_DIR")).join("../docs/operation.md");
        let page = fs::read_to_string(page).unwrap();
        let (_, table) = page.split_once("| SQLSTATE | what it is | what happens |\n").unwrap();
        let (table, _) = table.split_once("\n\n").unwrap();
        let listed: Vec<&str> = table.lines().skip(1).collect();
        let ours: Vec<String> = RULES
            .iter()
            .map(|Rule { code, meaning, outcome }| {
                let wild = if code.len() < 5 { "..." } else { "" };
                let outcome = match outcome {
                    Passes => "tried again",
                    Ends(_) => "ends",
                };
                format!("| `{code}{wild}` | {meaning} | {outcome} |")
            })
            .collect();
        assert_eq!(listed, ours, "expected:\n{}", ours.join("\n"));
    }
}
