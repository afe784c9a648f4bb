# shellcheck shell=bash
# Starting and stopping the chain, the database and the indexer, so that nothing is left behind
# and a start that was killed half way is no obstacle to the next.
#
# Sets RUN and LOGS (folders), SERVICES (names of those that run), AS_POSTGRES, DATABASE_URL.

RUN="$STATE/run"
LOGS="$STATE/logs"
SERVICES=()

# start NAME COMMAND...: in the background, in a process group of its own, so that Ctrl-C reaches
# this script alone, which then stops the services in the right order.
start() {
  local name=$1
  shift
  make_folder "$RUN" "the numbers of processes" WEIR_STATE
  make_folder "$LOGS" "logs" WEIR_STATE
  set -m
  "$@" >>"$LOGS/$name.log" 2>&1 </dev/null &
  local pid=$!
  set +m
  echo "$pid" >"$RUN/$name.pid"
  SERVICES=("$name" "${SERVICES[@]}")
}

pid_of() { cat "$RUN/$1.pid" 2>/dev/null; }
# Whether the process of this pid file still is the service: a pid may have gone to another.
runs() {
  local pid
  pid=$(pid_of "$1") && [ -n "$pid" ] && ps -o args= -p "$pid" 2>/dev/null | grep -q "$2"
}

# stop NAME PATTERN: asks, waits ten seconds, then insists.
stop() {
  local name=$1 pattern=$2 pid signal=TERM
  runs "$name" "$pattern" || { rm -f "$RUN/$name.pid"; return 0; }
  pid=$(pid_of "$name")
  # For Postgres INT is the quick, clean way: it does not wait for clients to leave.
  [ "$name" != postgres ] || signal=INT
  kill -s $signal "$pid" 2>/dev/null || true
  local tries=0
  while kill -0 "$pid" 2>/dev/null; do
    sleep 0.1
    tries=$((tries + 1))
    [ $tries -lt 100 ] || { kill -KILL "$pid" 2>/dev/null || true; break; }
  done
  rm -f "$RUN/$name.pid"
}

pattern_of() { case "$1" in indexer) echo weir-indexer ;; node) echo weir-devnet ;; *) echo postgres ;; esac; }

stop_services() {
  local name
  for name in indexer node postgres; do stop "$name" "$(pattern_of $name)"; done
}

# One `up` per state; a killed one may have left its services running.
claim_state() {
  make_folder "$RUN" "the numbers of processes" WEIR_STATE
  make_folder "$LOGS" "logs" WEIR_STATE
  if runs up scripts/up && [ "$(pid_of up)" != $$ ]; then
    die "Weir already runs from $STATE (process $(pid_of up)). Stop it with Ctrl-C in its terminal, or: kill $(pid_of up)"
  fi
  echo $$ >"$RUN/up.pid"
  stop_services
}

# --- the chain -------------------------------------------------------------------------------

node_answers() { ask_node "http://127.0.0.1:$NODE_PORT" system_health; }

start_node() {
  need_port "$NODE_PORT" "the chain" "--node-port N"
  start node "$DEVNET" --base-path "$STATE/chain" --rpc-port "$NODE_PORT" --block-time "$BLOCK_TIME"
  wait_for "the chain" "$(pid_of node)" "$LOGS/node.log" 60 node_answers
}

# --- the database ----------------------------------------------------------------------------

# Where the cluster lives. Run by root, Postgres runs as another user, who may not be able to
# enter the folder of the checkout.
cluster_dir() {
  if [ "$(id -u)" = 0 ]; then
    printf '/var/tmp/weir-%s/postgres' "$(printf %s "$STATE" | sha256sum | cut -c1-12)"
  else
    printf '%s/postgres' "$STATE"
  fi
}

# Sets AS_POSTGRES: the words before a command that run it as a user Postgres accepts, in a folder
# that user may enter. Words and not a function, so that the service's pid is the server's own.
prepare_postgres_user() {
  AS_POSTGRES=()
  [ "$(id -u)" = 0 ] || return 0
  local user
  user=$(postgres_user)
  AS_POSTGRES=(setpriv "--reuid=$user" "--regid=$(id -g "$user")" --clear-groups -- env -C /)
}

start_postgres() {
  local bin dir password
  prepare_postgres_user
  bin=$(postgres_bin) || die "PostgreSQL is missing; start again to install it."
  dir=$(cluster_dir)
  need_port "$DB_PORT" "the database" "--db-port N, or set DATABASE_URL to use your own server"
  if [ ! -d "$dir/data" ]; then
    rm -rf "$dir"
    make_folder "$dir" "the database" WEIR_STATE
    (umask 077 && head -c 18 /dev/urandom | base64 | tr -d '/+=' >"$dir/password")
    [ "$(id -u)" != 0 ] || chown -R "$(postgres_user)" "$dir"
    # Made aside and moved: a start killed in between leaves no half cluster.
    "${AS_POSTGRES[@]}" "$bin/initdb" --pgdata="$dir/part" --username=weir --pwfile="$dir/password" \
      --auth=scram-sha-256 --encoding=UTF8 --locale=C >"$LOGS/initdb.log" 2>&1 ||
      die "the database cluster could not be made; see $LOGS/initdb.log"
    mv "$dir/part" "$dir/data"
  fi
  password=$(cat "$dir/password")
  DATABASE_URL="postgres://weir:$password@127.0.0.1:$DB_PORT/postgres"
  export DATABASE_URL
  start postgres "${AS_POSTGRES[@]}" "$bin/postgres" -D "$dir/data" -p "$DB_PORT" \
    -c listen_addresses=127.0.0.1 -c unix_socket_directories=
  wait_for "the database" "$(pid_of postgres)" "$LOGS/postgres.log" 60 "$bin/pg_isready" -q -h 127.0.0.1 -p "$DB_PORT"
}

# --- the indexer -----------------------------------------------------------------------------

start_indexer() {
  need_port "$HTTP_PORT" "the page" "--http-port N"
  start indexer "$INDEXER" run --url "$NODE_URL" --deployment "$STATE/deployment.json" \
    --listen "127.0.0.1:$HTTP_PORT" --page-node "$NODE_URL"
  wait_for "the indexer" "$(pid_of indexer)" "$LOGS/indexer.log" 60 \
    curl -sf -m 2 "http://127.0.0.1:$HTTP_PORT/ready"
}
