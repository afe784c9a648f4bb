#!/bin/sh
# Checks every SQL query of the indexer against its two schemas and writes down what the compiler
# needs to know of them in .sqlx, so that building takes no database.
#
#   indexer/prepare.sh           after changing a query, a migration or a file of schema/
#   indexer/prepare.sh --check   fails if .sqlx is not what the sources say
#
# Needs PostgreSQL's programs; starts a database of its own and removes it.
set -eu
cd "$(dirname "$0")"

PATH="$PATH:$(ls -d /usr/lib/postgresql/*/bin 2>/dev/null | tail -n 1)"
work=$(mktemp -d)
# PostgreSQL refuses to run as root.
if [ "$(id -u)" = 0 ]; then
    chown postgres "$work"
    as() { setpriv --reuid=postgres --regid=postgres --clear-groups "$@"; }
else
    as() { "$@"; }
fi
cleanup() {
    as pg_ctl -D "$work/data" -m immediate stop >/dev/null 2>&1 || true
    rm -rf "$work"
}
trap cleanup EXIT INT TERM

(cd "$work" && as initdb -D "$work/data" -U postgres -A trust -N >/dev/null)
# A socket in a folder of its own, no port: nothing to collide with.
(cd "$work" && as pg_ctl -D "$work/data" -w -s -l "$work/log" \
    -o "-c listen_addresses='' -c unix_socket_directories=$work -c fsync=off" start)
sql() { PGOPTIONS='-c search_path=weir,chain' psql -h "$work" -U postgres -d postgres -v ON_ERROR_STOP=1 -q "$@"; }
for migration in migrations/*.sql; do sql -f "$migration"; done
sql -c 'create schema weir'
for part in schema/*.sql; do sql -f "$part"; done

export WEIR_SQLX_DATABASE_URL="postgres://postgres@localhost/postgres?host=$work&options[search_path]=weir,chain"
export SQLX_OFFLINE_DIR="$work/queries"
mkdir "$SQLX_OFFLINE_DIR"
# The macros run only when the crate is compiled.
touch src/lib.rs
# The whole workspace, as all else builds it: alone the crates below would be compiled once more.
cargo check --workspace --lib

if [ "${1-}" = --check ]; then
    diff -r .sqlx "$SQLX_OFFLINE_DIR" || {
        echo "indexer/.sqlx is out of date: run indexer/prepare.sh" >&2
        exit 1
    }
else
    rm -rf .sqlx
    mkdir .sqlx
    cp "$SQLX_OFFLINE_DIR"/*.json .sqlx/
    echo "indexer/.sqlx holds $(ls .sqlx | wc -l) queries"
fi
