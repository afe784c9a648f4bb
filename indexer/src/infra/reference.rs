//! The page that describes the schema: what the database says of itself in its comments, in the
//! order of what analysts ask, and the queries that are shipped.

mod queries;
mod read;
mod topics;

pub use queries::{Query, queries};
pub use topics::{TOPICS, Topic};

use super::datasets::Dataset;
use read::{Function, Table};
use sqlx::PgConnection;
use std::{collections::BTreeMap, fmt::Write};

const INTRODUCTION: &str = "# The schema

<!-- Printed by `weir-indexer schema`, from the comments in the database. -->

Two schemas share a database: `chain` holds what was read from the chain, word for word, `weir` what
follows from it. Say `set search_path = weir, chain` once, or write the schema's name.

- **Amounts** are base units in `numeric(78, 0)`, exact to the last unit. Tokens and the chain's own
  money have 18 decimals, money of the Commons those of `deployment.currency_decimals`.
- **For reading** there is `v_NAME` for NAME, with decimal amounts, 0x addresses and times.
- **Events** are known by `(height, event_index)`: the block, and the position in it. One table for
  each kind of event; any two of them join by it.
- **Times** in tables of events are those of their blocks (`blocks.timestamp`). To select by time
  write `where height > height_at('2026-01-01')`, which an index answers. Days are days in UTC.
- **Now** is the time of the last block written, `now_at_cursor()`: relations whose names end with
  `_now` are of that second. A block is here whole or not at all, and never changes its mind.
- **Who made it**: `account` in `activity` is who acted. `chain.events.signer` is who signed the
  transaction and paid for it, as contracts know the account; it is not known of what was read before
  the column was there. The two differ where tokens are moved by an allowance, and where a contract, a
  multisig or a proxy stands between.
- **Texts** of strangers (titles, names, links) show U+FFFD in the place of characters that hide or
  reorder others, and of a text that would show nothing; `chain.events.data` has every byte.
- The role `weir_reader` reads everything and changes nothing:
  `create role ana login password '...' in role weir_reader`.
";

const SIZE: &str = "
## Size

A million events with short data take 700 MB, indexes included. A test fills that many and counts the
rows that each query above and each list of the API touches: a page of 50 touches a few thousand at
most. More is read by
`holders_at`, `concentration` and `concentration_at` (every account), by `proposals_now` in the order of
progress (every proposal) and by `grants_now` in the order of what is due (every grant).

Nothing is partitioned. At a million events, ten partitions by block range gave nothing and cost
something, with everything in memory: the newest page of events 0.12 ms instead of 0.06 (and 1.5 ms
instead of 0.5 to plan), a range of a tenth of the blocks 24 ms instead of 16, all holders at a block
593 ms instead of 401, because an account that was idle is looked for in one partition after the other.
";

/// The page, in Markdown.
///
/// # Errors
/// The database fails, or was never set up.
pub async fn page(db: &mut PgConnection) -> Result<String, sqlx::Error> {
    let (tables, functions) = read::all(db).await?;
    let mut page = INTRODUCTION.to_owned();
    page.push_str("\n## Questions\n");
    for query in queries() {
        let Query { title, sql, .. } = query;
        let _ = write!(page, "\n**{title}**\n\n```sql\n{sql}```\n");
    }
    for topic in TOPICS {
        let _ = write!(page, "\n## {}\n\n{}\n", topic.title, topic.about);
        for name in topic.relations {
            if let Some(table) = tables.get(*name) {
                describe(&mut page, table, &tables);
            }
        }
        for function in functions.iter().filter(|f| topic.functions.contains(&f.name.as_str())) {
            let Function { name, arguments, result, comment } = function;
            let _ = write!(page, "\n### `{name}({arguments})`\n\n{comment}\n\nReturns {result}.\n");
        }
    }
    page.push_str(SIZE);
    Ok(page)
}

/// A table or view with its columns, and what its readable twin has besides.
fn describe(page: &mut String, table: &Table, tables: &BTreeMap<String, Table>) {
    let _ = write!(page, "\n### `{}`\n\n{}\n", table.name, table.comment);
    let listed = Dataset::of_relation(&table.name).map(|dataset| dataset.key.join(", "));
    if let Some(key) = table.key.clone().or(listed) {
        let _ = write!(page, "\nKey: `{key}`.");
    }
    if let Some(twin) = tables.get(&format!("v_{}", table.name)) {
        let _ = write!(page, "\nFor reading: `{}`", twin.name);
        let more: Vec<String> = twin
            .columns
            .iter()
            .filter(|column| table.columns.iter().all(|own| own.name != column.name))
            .map(|column| format!("`{}` ({})", column.name, brief(&column.comment)))
            .collect();
        if !more.is_empty() {
            let _ = write!(page, ", which also has {}", more.join(", "));
        }
        page.push_str(".\n");
    } else {
        page.push('\n');
    }
    page.push_str("\n| column | type | |\n|---|---|---|\n");
    for column in &table.columns {
        let comment = column.comment.replace('|', "\\|");
        let _ = writeln!(page, "| `{}` | {} | {comment} |", column.name, column.kind);
    }
}

/// A sentence without its full stop, to stand in another one.
fn brief(comment: &str) -> &str {
    comment.strip_suffix('.').unwrap_or(comment)
}
