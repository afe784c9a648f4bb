#!/bin/sh
# Run once, by the image, in the new database: the role that reads, and the user that Grafana is.
# The indexer grants the role what it may see.
set -eu
psql -q -v ON_ERROR_STOP=1 -v password="$WEIR_READER_PASSWORD" -U "$POSTGRES_USER" -d "$POSTGRES_DB" <<'SQL'
select 'create role weir_reader nologin'
 where not exists (select from pg_roles where rolname = 'weir_reader') \gexec
create role grafana login password :'password' in role weir_reader;
-- A board that asks for too much ends itself, and changes nothing.
alter role grafana set statement_timeout = '30s';
alter role grafana set default_transaction_read_only = on;
alter role grafana set search_path = weir, chain;
SQL
