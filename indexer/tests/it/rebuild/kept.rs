//! What others built on the derived schema, and what they may do there, after a rebuild.

use super::rebuild;
use crate::{
    cluster::Database,
    history::{chain, deployment},
    rows,
    store::{fill, lead},
};
use weir_indexer::{
    domain::{Derived, Store},
    infra::storage::Writer,
};

/// A database with a history, and in it roles of analysts that this makes once for the whole server.
async fn database() -> Database {
    let database = Database::create().await;
    fill(&database, &chain(120), 50).await;
    database
        .run(
            "do $$ begin
                 if not exists (select from pg_roles where rolname = 'kept_ana') then
                     create role kept_ana; create role kept_bob; create role kept_eve;
                 end if;
             exception when duplicate_object or unique_violation then null;
             end $$",
        )
        .await;
    database
}

/// Views in schemas of others': on tables, on views, on each other, filled and not.
const VIEWS: &str = "
    create schema desk;
    create view desk.big_mints as select height, account, deposit from weir.mints where deposit > 5;
    create view desk.requests with (security_barrier = true) as
        select proposal, title, requested, progress from weir.v_proposals_now;
    create view desk.on_both as
        select m.height, count(r.title) as titles from desk.big_mints m, desk.requests r group by 1;
    create materialized view desk.by_account as
        select account, count(*) as mints, sum(deposit) as deposits from desk.big_mints group by 1;
    create unique index by_account_key on desk.by_account (account);
    create materialized view desk.empty as select * from weir.burns with no data;
    create view public.\"Odd name\" as select * from weir.v_holders;
    create view weir.analyst_view as select supply from weir.pool_states;
    grant usage on schema weir to kept_ana;
    grant select on weir.v_proposals_now to kept_ana;
    alter view desk.requests owner to kept_ana;
    grant usage on schema desk to kept_bob;
    grant select on desk.big_mints, desk.by_account to kept_bob with grant option;
    grant select (title) on desk.requests to kept_eve;
    comment on view desk.big_mints is 'Mints that matter.';
    comment on column desk.big_mints.deposit is 'In cents.';
    create index analyst_index on weir.mints (deposit)";

/// All that is said of the views: definition, owner, rights, comments, options, indexes, rows.
const SAID: &str = "
    select string_agg(said, e'\\n' order by said) from (
        select concat_ws(' ', n.nspname, c.relname, c.relkind, pg_get_userbyid(c.relowner),
                         array_to_string(c.reloptions, ','), c.relispopulated,
                         (select string_agg(a::text, ',' order by a::text)
                            from unnest(coalesce(c.relacl, '{}')) a where a::text not like 'postgres=%'),
                         (select string_agg(t.attname || coalesce(t.attacl::text, '')
                                            || coalesce(col_description(c.oid, t.attnum), ''), ','
                                            order by t.attnum)
                            from pg_attribute t where t.attrelid = c.oid and t.attnum > 0),
                         obj_description(c.oid, 'pg_class'),
                         pg_get_viewdef(c.oid),
                         (select string_agg(pg_get_indexdef(i.indexrelid), ',')
                            from pg_index i where i.indrelid = c.oid)) as said
          from pg_class c join pg_namespace n on n.oid = c.relnamespace
         where n.nspname in ('desk', 'public') and c.relkind in ('v', 'm')) views";

#[tokio::test]
async fn views_of_others_are_as_they_were_after_a_rebuild_and_show_the_new_tables() {
    let (database, alone) = (database().await, Database::create().await);
    fill(&alone, &chain(120), 50).await;
    database.run(VIEWS).await;
    let before = database.value(SAID).await;
    let contents = "select (table_count('desk.on_both'), table_count('desk.by_account'),
                            table_count('public.\"Odd name\"'), table_count('weir.analyst_view'))";
    database
        .run(
            "create function public.table_count(name text) returns bigint language plpgsql as $$
             declare n bigint; begin execute 'select count(*) from ' || name into n; return n; end $$;
             set search_path = public; set check_function_bodies = off",
        )
        .await;
    let contents = contents.replace("table_count", "public.table_count");
    let there = database.value(&contents).await;
    // What a rebuild mends is seen through the views.
    database.run("delete from weir.mints").await;
    assert_eq!(database.value("select count(*) from desk.big_mints").await, "0");
    for _ in 0..2 {
        rebuild(&database).await.unwrap();
        assert_eq!(database.value(SAID).await, before);
        assert_eq!(database.value(&contents).await, there);
        assert_ne!(database.value("select count(*) from desk.big_mints").await, "0");
        let index = "select count(*) from pg_indexes
                      where schemaname = 'weir' and indexname = 'analyst_index'";
        assert_eq!(database.value(index).await, "1");
        let left = "select count(*) from pg_namespace where nspname like 'weir\\_%'";
        assert_eq!(database.value(left).await, "0");
    }
    rows::assert_equal(&alone, &database).await;
}

#[tokio::test]
async fn views_of_others_are_kept_when_another_version_makes_the_tables_again() {
    let database = database().await;
    database.run(VIEWS).await;
    let before = database.value(SAID).await;
    database.run("update weir.derivation set fingerprint = 'older'").await;
    let mut writer = Writer::new(database.options());
    lead(&mut writer).await;
    writer.bind(&deployment()).await.unwrap();
    while writer.derive().await.unwrap() != Derived::Current {}
    assert_eq!(database.value(SAID).await, before);
    assert_ne!(database.value("select count(*) from weir.analyst_view").await, "0");
}

/// Rights in the schema, on tables, columns, views, functions; and by themselves on what is made.
const RIGHTS: &str = "
    grant usage on schema weir to kept_ana, kept_bob;
    grant usage on schema weir to kept_eve with grant option;
    grant select on weir.mints, weir.v_mints to kept_ana;
    grant select, references on weir.burns to kept_bob with grant option;
    grant select (account, amount) on weir.balances to kept_eve;
    grant execute on function weir.holders_at(bigint) to kept_eve;
    revoke execute on function weir.balance_at(bytea, bigint) from public, weir_reader;
    revoke select on weir.transfers from weir_reader;
    alter default privileges in schema weir grant select on tables to kept_bob";

#[tokio::test]
async fn rights_are_as_they_were_after_a_rebuild() {
    let database = database().await;
    database.run(RIGHTS).await;
    let said = "select string_agg(said, e'\\n' order by said) from (
        select concat_ws(' ', 'schema', a::text) as said
          from pg_namespace n, unnest(n.nspacl) a where n.nspname = 'weir'
         union all
        select concat_ws(' ', c.relname, a::text)
          from pg_class c, unnest(c.relacl) a where c.relnamespace = 'weir'::regnamespace
         union all
        select concat_ws(' ', c.relname, t.attname, a::text)
          from pg_class c join pg_attribute t on t.attrelid = c.oid, unnest(t.attacl) a
         where c.relnamespace = 'weir'::regnamespace
         union all
        select concat_ws(' ', p.proname, a::text)
          from pg_proc p, unnest(p.proacl) a where p.pronamespace = 'weir'::regnamespace
         union all
        select concat_ws(' ', 'default', d.defaclobjtype, d.defaclacl::text)
          from pg_default_acl d where d.defaclnamespace = 'weir'::regnamespace) rights";
    let before = database.value(said).await;
    // What is granted by itself counts from now on, for tables that were there too.
    let expected = |said: &str| -> Vec<String> {
        said.lines().filter(|line| !line.contains("kept_bob=r/")).map(ToOwned::to_owned).collect()
    };
    for _ in 0..2 {
        rebuild(&database).await.unwrap();
        let after = database.value(said).await;
        assert_eq!(expected(&after), expected(&before));
        for line in before.lines() {
            assert!(after.lines().any(|found| found == line), "{line} is not in\n{after}");
        }
    }
}

#[tokio::test]
async fn what_cannot_be_kept_is_named_before_anything_is_done() {
    for (make, named) in [
        (
            "create table public.notes (height bigint, event_index int,
                 foreign key (height, event_index) references weir.mints (height, event_index))",
            "notes",
        ),
        (
            "create function public.mints_of(who bytea) returns bigint language sql
                 begin atomic select count(*) from weir.mints where account = who; end",
            "mints_of",
        ),
        ("create table weir.own_table (n int)", "own_table"),
        ("create function weir.own_function() returns int language sql return 1", "own_function"),
        (
            "create function public.f() returns trigger language plpgsql as 'begin return new; end';
             create trigger own_trigger after insert on weir.mints execute function public.f()",
            "own_trigger",
        ),
        ("create table public.typed (m weir.mints)", "typed"),
        ("create publication own_publication for table weir.mints", "own_publication"),
        ("create policy own_policy on weir.mints using (true)", "own_policy"),
        (
            "create view public.v as select * from weir.mints;
             create function public.over_view() returns bigint language sql
                 begin atomic select count(*) from public.v; end",
            "over_view",
        ),
    ] {
        let database = database().await;
        database.run(make).await;
        let before = rows::all(&database).await;
        let refusal = rebuild(&database).await.unwrap_err();
        assert!(refusal.contains(named) && refusal.contains("Nothing was changed"), "{refusal}");
        assert_eq!(rows::all(&database).await, before, "{named}");
        let left = "select count(*) from pg_namespace where nspname like 'weir\\_%'";
        assert_eq!(database.value(left).await, "0", "{named}");
        // The same for a new version, which would begin with it.
        database.run("update weir.derivation set fingerprint = 'older'").await;
        let mut writer = Writer::new(database.options());
        lead(&mut writer).await;
        writer.bind(&deployment()).await.unwrap();
        let failure = writer.derive().await.unwrap_err();
        assert!(!failure.is_transient() && failure.to_string().contains(named), "{failure}");
    }
}

#[tokio::test]
async fn a_view_that_the_new_tables_cannot_serve_is_named_before_anything_is_done() {
    let database = database().await;
    // A column of an older version's.
    database
        .run(
            "alter table weir.mints add column older int;
             create view public.of_older as select older from weir.mints;
             update weir.derivation set fingerprint = 'older'",
        )
        .await;
    let before = rows::all(&database).await;
    let refusal = rebuild(&database).await.unwrap_err();
    assert!(refusal.contains("of_older") && refusal.contains("cannot be kept"), "{refusal}");
    assert_eq!(rows::all(&database).await, before);
    database.run("drop view public.of_older").await;
    rebuild(&database).await.unwrap();
}
