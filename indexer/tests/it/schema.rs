//! What a database is about, and when it is refused.

use crate::{
    cluster::Database,
    history::{START, account, deployment, deployment_without_hatch, hash},
    store::{lead, writer},
};
use sqlx::AssertSqlSafe;
use weir_indexer::{
    domain::{Deployment, Store, StoreError},
    infra::storage::{self, Writer},
};

#[tokio::test]
async fn a_database_of_another_deployment_is_refused() {
    let database = Database::create().await;
    drop(writer(&database).await);
    for change in [
        |d: &mut Deployment| d.genesis_hash = hash(3, 0),
        |d: &mut Deployment| d.contracts.commons = account(77),
        |d: &mut Deployment| d.contracts.conviction = account(77),
        |d: &mut Deployment| d.block.hash = hash(3, START),
    ] {
        let mut other = deployment();
        change(&mut other);
        let mut writer = Writer::new(database.options());
        lead(&mut writer).await;
        let failure = writer.bind(&other).await.unwrap_err();
        assert!(matches!(failure, StoreError::WrongDeployment(_)), "{failure}");
        assert!(failure.to_string().contains("--database-url"), "{failure}");
    }
}

#[tokio::test]
async fn the_deployment_is_written_down_as_its_file_says() {
    let hatch = Database::create().await;
    drop(writer(&hatch).await);
    let sql =
        "select concat_ws(' ', currency_kind, hex(currency_address), currency_decimals, currency,
                   native_symbol, initial_supply, hatch_maximum, hatch_price, hatch_allowlist,
                   spending_limit_ppm, conviction_half_life, proposal_deposit) from deployment";
    assert_eq!(
        hatch.value(sql).await,
        "erc20 0xcccccccccccccccccccccccccccccccccccccccc 6 USDC DOT 0 5000000000 500000 t 200000 \
         259200 1000000000000000000"
    );
    let open = Database::create().await;
    let mut writer = Writer::new(open.options());
    lead(&mut writer).await;
    writer.bind(&deployment_without_hatch()).await.unwrap();
    let sql = "select concat_ws(' ', currency_kind, currency_decimals, initial_supply,
                   coalesce(hatch_maximum::text, 'no hatch')) from deployment";
    assert_eq!(open.value(sql).await, "native 18 1000000000000000000000 no hatch");
}

#[tokio::test]
async fn a_database_that_is_not_there_is_told_in_words() {
    let database = Database::create().await;
    let mut writer = Writer::new(database.options().database("nowhere"));
    let failure = writer.lead().await.unwrap_err();
    assert!(!failure.is_transient());
    assert!(failure.to_string().contains("create it"), "{failure}");
}

#[tokio::test]
async fn a_database_set_up_by_a_newer_version_is_refused_in_words() {
    let database = Database::migrated().await;
    database
        .run(
            "insert into chain._sqlx_migrations (version, description, success, checksum, execution_time)
             values (9999, 'of the future', true, '\\x00', 0)",
        )
        .await;
    let failure = storage::migrate(&mut database.connect().await).await.unwrap_err();
    assert!(failure.to_string().contains("newer version"), "{failure}");
}

#[tokio::test]
async fn every_table_column_view_and_function_is_described() {
    let database = Database::migrated().await;
    let silent = database
        .value(
            "with relations as (
                 select oid, relname from pg_class
                  where relnamespace in ('chain'::regnamespace, 'weir'::regnamespace)
                    and relkind in ('r', 'v') and relname <> '_sqlx_migrations')
             select coalesce(string_agg(name, ', '), '') from (
                 select relname::text as name from relations
                  where obj_description(oid, 'pg_class') is null
                 union all
                 select r.relname || '.' || a.attname
                   from relations r join pg_attribute a on a.attrelid = r.oid and a.attnum > 0
                  where not a.attisdropped and col_description(r.oid, a.attnum) is null
                 union all
                 select proname from pg_proc
                  where pronamespace = 'weir'::regnamespace
                    and obj_description(oid, 'pg_proc') is null) undescribed",
        )
        .await;
    assert_eq!(silent, "");
}

#[tokio::test]
async fn the_newest_acts_are_found_without_sorting_any_table() {
    let database = Database::migrated().await;
    let mut connection = database.connect().await;
    // Of an empty table nothing is gained by an index; so what is left is what can be done with one.
    sqlx::raw_sql("set enable_seqscan = off; set enable_bitmapscan = off")
        .execute(&mut connection)
        .await
        .unwrap();
    for (side, order) in [("<", "desc"), (">", "asc")] {
        let sql = format!(
            "explain select * from activity where (height, event_index) {side} (1000, 0)
              order by height {order}, event_index {order} limit 50"
        );
        let plan: Vec<String> =
            sqlx::query_scalar(AssertSqlSafe(sql)).fetch_all(&mut connection).await.unwrap();
        let plan = plan.join("\n");
        assert!(plan.contains("Merge Append") && !plan.contains("Sort  ("), "{plan}");
        assert!(plan.contains("transfers_between_holders"), "{plan}");
    }
}
