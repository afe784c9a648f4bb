//! The schema of all that is derived: made whole from its files, never migrated.

use super::{classify, read};
use crate::domain::StoreError;
use sqlx::{AssertSqlSafe, Connection, PgConnection};

/// The schema that everybody reads.
pub(super) const LIVE: &str = "weir";
/// The schema that is being filled to take its place.
pub(super) const NEXT: &str = "weir_next";
/// The schema that lost its place, until nobody reads it any more.
pub(super) const OLD: &str = "weir_old";

/// The version of everything in this program that turns events into rows, apart from the files
/// below. Raised by whoever changes what a row says: databases are then derived anew.
const RULES: u32 = 5;

/// The files, in the order in which they build on each other.
pub(super) const FILES: &[(&str, &str)] = &[
    ("00_derivation", include_str!("../../../schema/00_derivation.sql")),
    ("10_functions", include_str!("../../../schema/10_functions.sql")),
    ("11_dead_letters", include_str!("../../../schema/11_dead_letters.sql")),
    ("12_conviction", include_str!("../../../schema/12_conviction.sql")),
    ("20_token", include_str!("../../../schema/20_token.sql")),
    ("21_curve", include_str!("../../../schema/21_curve.sql")),
    ("22_hatch", include_str!("../../../schema/22_hatch.sql")),
    ("23_grants", include_str!("../../../schema/23_grants.sql")),
    ("24_phases", include_str!("../../../schema/24_phases.sql")),
    ("24_roles", include_str!("../../../schema/24_roles.sql")),
    ("24_rules", include_str!("../../../schema/24_rules.sql")),
    ("25_voting", include_str!("../../../schema/25_voting.sql")),
    ("26_balances", include_str!("../../../schema/26_balances.sql")),
    ("26_unlocks", include_str!("../../../schema/26_unlocks.sql")),
    ("27_candles", include_str!("../../../schema/27_candles.sql")),
    ("28_days", include_str!("../../../schema/28_days.sql")),
    ("29_support", include_str!("../../../schema/29_support.sql")),
    ("30_activity", include_str!("../../../schema/30_activity.sql")),
    ("31_trades", include_str!("../../../schema/31_trades.sql")),
    ("32_concentration", include_str!("../../../schema/32_concentration.sql")),
    ("33_voting", include_str!("../../../schema/33_voting.sql")),
    ("34_grants", include_str!("../../../schema/34_grants.sql")),
    ("35_unlocks", include_str!("../../../schema/35_unlocks.sql")),
    ("40_v_chain", include_str!("../../../schema/40_v_chain.sql")),
    ("41_v_curve", include_str!("../../../schema/41_v_curve.sql")),
    ("42_v_rules", include_str!("../../../schema/42_v_rules.sql")),
    ("42_v_treasury", include_str!("../../../schema/42_v_treasury.sql")),
    ("43_v_voting", include_str!("../../../schema/43_v_voting.sql")),
    ("44_v_analysis", include_str!("../../../schema/44_v_analysis.sql")),
    ("80_readable", include_str!("../../../schema/80_readable.sql")),
    ("90_access", include_str!("../../../schema/90_access.sql")),
];

/// Which rules make the schema: a hash of the files and of [`RULES`].
pub(super) fn fingerprint() -> String {
    let mut all = RULES.to_le_bytes().to_vec();
    for (name, sql) in FILES {
        all.extend_from_slice(name.as_bytes());
        all.extend_from_slice(sql.as_bytes());
    }
    hex::encode(&sp_crypto_hashing::sha2_256(&all)[..16])
}

/// What is where the derived schema should be.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Found {
    /// The schema as this program makes it.
    Ours,
    /// A schema made by other rules.
    Other,
    /// Nothing.
    Nothing,
}

/// Looks at the schema that everybody reads.
pub(super) async fn find(db: &mut PgConnection) -> Result<Found, sqlx::Error> {
    // The table may be missing altogether, so the name must not be looked up before it is known.
    let there: bool = sqlx::query_scalar("select to_regclass('weir.derivation') is not null")
        .fetch_one(&mut *db)
        .await?;
    if !there {
        return Ok(Found::Nothing);
    }
    let found: Option<String> =
        sqlx::query_scalar("select fingerprint from weir.derivation").fetch_optional(db).await?;
    Ok(if found.as_deref() == Some(&fingerprint()) { Found::Ours } else { Found::Other })
}

/// Makes an empty schema of this name, in place of one that may be there; before anything is in it,
/// `first` is done. To be called in a transaction, whose search path it sets to the new schema.
pub(super) async fn create(
    db: &mut PgConnection,
    schema: &'static str,
    first: Vec<String>,
) -> Result<(), StoreError> {
    let before = format!(
        "drop schema if exists {schema} cascade;
         create schema {schema};
         comment on schema {schema} is
             'What the events in chain mean and what follows from it; derived, see derivation.';
         set local search_path = {schema}, chain;"
    );
    run(db, before).await?;
    for statement in first {
        run(db, statement).await?;
    }
    for (_, sql) in FILES {
        run(db, (*sql).to_owned()).await?;
    }
    sqlx::query!("insert into derivation (fingerprint) values ($1)", fingerprint())
        .execute(db)
        .await
        .map(drop)
        .map_err(classify)
}

/// Makes the schema that everybody reads, if nothing was ever written.
pub(super) async fn create_first(db: &mut PgConnection) -> Result<(), StoreError> {
    if find(db).await.map_err(classify)? != Found::Nothing
        || !read::is_empty(db).await.map_err(classify)?
    {
        return Ok(());
    }
    let mut transaction = db.begin().await.map_err(classify)?;
    create(&mut transaction, LIVE, Vec::new()).await?;
    transaction.commit().await.map_err(classify)
}

/// Runs statements that take no parameters.
pub(super) async fn run(db: &mut PgConnection, sql: String) -> Result<(), StoreError> {
    sqlx::raw_sql(AssertSqlSafe(sql)).execute(db).await.map(drop).map_err(classify)
}

#[cfg(test)]
mod tests {
    use super::FILES;
    use std::{collections::BTreeSet, fs, path::Path};

    #[test]
    fn every_file_of_the_folder_is_part_of_the_schema_in_the_order_of_names() {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("schema");
        let there: BTreeSet<String> = fs::read_dir(folder)
            .unwrap()
            .map(|file| file.unwrap().file_name().into_string().unwrap())
            .collect();
        let named: Vec<String> = FILES.iter().map(|(name, _)| format!("{name}.sql")).collect();
        assert_eq!(there.into_iter().collect::<Vec<_>>(), named);
    }
}
