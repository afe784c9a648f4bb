# shellcheck shell=bash
# Long builds: a log file for the details, a line of progress for the person.

# build NAME MINUTES FOLDER COMMAND...: runs a cargo command there, its output in a log, its
# progress shown. BUILD_PID is the running one, for the caller's trap: a shell's background
# processes do not hear Ctrl-C.
build() {
  local name=$1 minutes=$2 folder=$3
  shift 3
  local log="$CACHE/logs/$name.log"
  mkdir -p "$CACHE/logs"
  local begun=$SECONDS shown=-1 every=60
  [ -t 2 ] && every=1
  (cd "$folder" && CARGO_TERM_PROGRESS_WHEN=always CARGO_TERM_PROGRESS_WIDTH=100 \
    CARGO_TERM_COLOR=never exec "$@") >"$log" 2>&1 &
  local pid=$!
  BUILD_PID=$pid
  while kill -0 "$pid" 2>/dev/null; do
    sleep 1
    local spent=$((SECONDS - begun))
    # Short builds pass in silence; long ones say where they are.
    if [ $spent -ge 10 ] && [ $((spent / every)) != $shown ]; then
      shown=$((spent / every))
      local done_of
      done_of=$(tail -c 4000 "$log" | tr '\r' '\n' | grep -aoE '\] [0-9]+/[0-9]+' | tail -n 1 | cut -c3- || true)
      if [ -t 2 ]; then
        printf '\r         %s: %s%s of about %d min   ' "$name" "${done_of:+$done_of units, }" "$(human_time $spent)" "$minutes" >&2
      else
        note "$name: ${done_of:+$done_of units, }$(human_time $spent) of about $minutes min"
      fi
    fi
  done
  [ ! -t 2 ] || [ $shown = -1 ] || printf '\r\e[K' >&2
  BUILD_PID=
  if ! wait "$pid"; then
    tr '\r' '\n' <"$log" | grep -vE '^ *(Building|Compiling|Downloaded|Fetch|Checking)' | tail -n 25 >&2
    if grep -qE 'failed to (download|fetch|get)|Could not resolve|network failure|spurious network' "$log"; then
      die "building $name failed: a package could not be downloaded. Check the network, then start again; what was built is kept."
    elif grep -q 'No space left' "$log"; then
      die "building $name failed: the disk is full. Free some space, then start again; what was built is kept."
    fi
    die "building $name failed; the whole log: $log"
  fi
}

# Makes a running build end with the script, however that ends.
end_builds_with_script() {
  trap '[ -z "${BUILD_PID:-}" ] || kill "$BUILD_PID" 2>/dev/null || true' EXIT
  trap 'exit 130' INT
  trap 'exit 143' TERM HUP
}
