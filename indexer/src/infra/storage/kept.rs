//! What others built on the derived schema, and what they were allowed there: kept when another schema
//! takes its place.
//!
//! Views are made again, with owner, rights, comments and indexes; rights are granted again. What cannot
//! be made again is named before any work is done, and nothing is changed: a foreign key, say, or a
//! function whose body refers to a table.

use super::{
    classify,
    derived::{self, Found, LIVE, NEXT, OLD},
};
use crate::domain::StoreError;
use sqlx::{AssertSqlSafe, PgConnection};

/// Objects that would go with the schema `$1`, and are not this program's: what they are. The program's
/// are those that the schema `$3` has too. If `$2` is not true, another version made the schema: then
/// those are that version's too that bear a comment and are the owner's.
const STRANGERS: &str = include_str!("kept/strangers.sql");
/// How to make the views with the ids `$1` again, each after those that it uses.
const VIEWS: &str = include_str!("kept/views.sql");
/// What was granted in the schema `$1`, as far as it is in `$2` too, as statements about `$1`.
const RIGHTS: &str = include_str!("kept/rights.sql");
/// Rights that are granted by themselves on what is made in the schema `$1`, as statements about `$2`.
const DEFAULTS: &str = include_str!("kept/defaults.sql");
/// Indexes of others' on the tables of the schema `$1` that the schema `$2` does not have.
const INDEXES: &str = include_str!("kept/indexes.sql");

/// What is to be done again after another schema has taken the place of the one in use.
#[derive(Debug, Default)]
pub(super) struct Kept {
    views: Vec<View>,
    statements: Vec<String>,
}

/// A view of others'.
#[derive(Debug, sqlx::FromRow)]
struct View {
    /// How to drop it, how to make it, and how to fill it.
    drop: String,
    make: Vec<String>,
    fill: Option<String>,
}

/// An object of others'.
#[derive(Debug, sqlx::FromRow)]
struct Stranger {
    description: String,
    /// The id of a view, which can be made again.
    view: Option<i64>,
}

/// Statements that grant by themselves in the next schema what is so granted in the one in use.
pub(super) async fn defaults(db: &mut PgConnection) -> Result<Vec<String>, StoreError> {
    sqlx::query_scalar(DEFAULTS).bind(LIVE).bind(NEXT).fetch_all(db).await.map_err(classify)
}

impl Kept {
    /// Looks what there is. Both schemas must be there; to be called in a transaction.
    ///
    /// # Errors
    /// There is something that cannot be kept; it is named.
    pub(super) async fn find(db: &mut PgConnection, found: Found) -> Result<Self, StoreError> {
        let of_replaced = strangers(db, OLD, false, NEXT).await?;
        refuse("use tables that were replaced before", of_replaced.into_iter())?;
        if found == Found::Nothing {
            return Ok(Self::default());
        }
        let ours = found == Found::Ours;
        let strangers = strangers(db, LIVE, ours, NEXT).await?;
        let views: Vec<i64> = strangers.iter().filter_map(|stranger| stranger.view).collect();
        refuse("depend on the derived tables", strangers.into_iter().filter(|s| s.view.is_none()))?;
        // Names in what follows are written out where nothing is looked up by them.
        let path = sqlx::query_scalar("select current_setting('search_path')");
        let path: String = path.fetch_one(&mut *db).await.map_err(classify)?;
        derived::run(db, "set local search_path = ''".into()).await?;
        let mut kept = Self::default();
        if !views.is_empty() {
            let read = sqlx::query_as(VIEWS).bind(views);
            kept.views = read.fetch_all(&mut *db).await.map_err(classify)?;
        }
        for query in [RIGHTS].into_iter().chain(ours.then_some(INDEXES)) {
            let read = sqlx::query_scalar(query).bind(LIVE).bind(NEXT);
            kept.statements.extend(read.fetch_all(&mut *db).await.map_err(classify)?);
        }
        let back = sqlx::query("select set_config('search_path', $1, true)").bind(path);
        back.execute(db).await.map_err(classify)?;
        Ok(kept)
    }

    /// Tries whether all of it can be done again, by an exchange of schemas that is taken back.
    ///
    /// # Errors
    /// It cannot; says what, and why.
    pub(super) async fn rehearse(&self, db: &mut PgConnection) -> Result<(), StoreError> {
        if self.views.is_empty() && self.statements.is_empty() {
            return Ok(());
        }
        derived::run(db, "savepoint rehearsal; set local lock_timeout = '30s'".into()).await?;
        self.exchange(db, false).await?;
        derived::run(db, "rollback to savepoint rehearsal; release savepoint rehearsal".into())
            .await
    }

    /// Lets the next schema take the place of the one in use, and does all of it again.
    pub(super) async fn exchange(
        &self,
        db: &mut PgConnection,
        fill: bool,
    ) -> Result<(), StoreError> {
        for view in self.views.iter().rev() {
            again(db, &view.drop).await?;
        }
        let swap = format!(
            "drop schema if exists {OLD} cascade;
             do $$ begin
                 if to_regnamespace('{LIVE}') is not null then
                     alter schema {LIVE} rename to {OLD};
                 end if;
             end $$;
             alter schema {NEXT} rename to {LIVE};"
        );
        derived::run(db, swap).await?;
        for view in &self.views {
            for statement in view.make.iter().chain(view.fill.iter().filter(|_| fill)) {
                again(db, statement).await?;
            }
        }
        for statement in &self.statements {
            again(db, statement).await?;
        }
        Ok(())
    }
}

/// Whether others' objects depend on the schema that lost its place: it cannot be thrown away then.
pub(super) async fn replaced_is_used(db: &mut PgConnection) -> Result<bool, StoreError> {
    Ok(!strangers(db, OLD, false, LIVE).await?.is_empty())
}

/// Does something again that others had done.
async fn again(db: &mut PgConnection, statement: &str) -> Result<(), StoreError> {
    let done = sqlx::raw_sql(AssertSqlSafe(statement.to_owned())).execute(db).await;
    let Err(error) = done else { return Ok(()) };
    let words = error.as_database_error().map(|said| said.message().to_owned());
    Err(match classify(error) {
        StoreError::Refused(why) => StoreError::Refused(format!(
            "what others built on the derived tables cannot be kept: {} (in: {}); drop it, derive the \
             tables again, and make it once more",
            words.unwrap_or(why),
            statement.split_whitespace().collect::<Vec<_>>().join(" ")
        )),
        other => other,
    })
}

async fn strangers(
    db: &mut PgConnection,
    schema: &str,
    ours: bool,
    like: &str,
) -> Result<Vec<Stranger>, StoreError> {
    let read = sqlx::query_as(STRANGERS).bind(schema).bind(ours).bind(like);
    read.fetch_all(db).await.map_err(classify)
}

fn refuse(how: &str, strangers: impl Iterator<Item = Stranger>) -> Result<(), StoreError> {
    let named: Vec<String> = strangers.map(|stranger| stranger.description).collect();
    if named.is_empty() {
        return Ok(());
    }
    Err(StoreError::Refused(format!(
        "the tables cannot be derived again, because of objects that {how} and would be lost: {}; drop \
         them or move them elsewhere, and make them again afterwards. Nothing was changed",
        named.join(", ")
    )))
}
