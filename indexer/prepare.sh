#!/bin/sh
# Checks every SQL query of the indexer against its two schemas and writes down what the compiler
# needs to know of them in .sqlx, so that building takes no database.
#
#   indexer/prepare.sh           after changing a query, a migration or a file of schema/
#   indexer/prepare.sh --check   fails if .sqlx is not what the sources say
#
# Needs PostgreSQL's programs; starts a server of its own by tests/support and removes it.
set -eu
cd "$(dirname "$0")"

if [ -z "${WEIR_BESIDE_POSTGRES:-}" ]; then
    # The whole workspace, as all else builds it: alone the crates would be compiled once more.
    cargo build --locked --workspace --bin with-postgres
    WEIR_BESIDE_POSTGRES=1 exec "${CARGO_TARGET_DIR:-../target}/debug/with-postgres" ./prepare.sh "$@"
fi

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
trap 'exit 130' INT
trap 'exit 143' TERM HUP
sql() { PGOPTIONS='-c search_path=weir,chain' psql -v ON_ERROR_STOP=1 -q "$@"; }
for migration in migrations/*.sql; do sql -f "$migration"; done
sql -c 'create schema weir'
for part in schema/*.sql; do sql -f "$part"; done

export WEIR_SQLX_DATABASE_URL="postgres://postgres@localhost/postgres?host=$PGHOST&options[search_path]=weir,chain"
export SQLX_OFFLINE_DIR="$work/queries"
mkdir "$SQLX_OFFLINE_DIR"
# The macros run only when the crate is compiled.
touch src/lib.rs
cargo check --locked --workspace --lib

if [ "${1-}" = --check ]; then
    diff -r .sqlx "$SQLX_OFFLINE_DIR" || {
        echo "indexer/.sqlx is out of date: run indexer/prepare.sh" >&2
        exit 1
    }
else
    rm -rf .sqlx
    mkdir .sqlx
    cp "$SQLX_OFFLINE_DIR"/*.json .sqlx/
    echo "indexer/.sqlx holds $(find .sqlx -name '*.json' | wc -l) queries"
fi
