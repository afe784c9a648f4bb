# shellcheck shell=bash
# Long builds: a log file for the details, a line of progress for the person. Several may run at the
# same time.
#
# Sets BUILD_PIDS, BUILD_BEGUN, BUILD_MINUTES: of each build that runs its process, its start, and how
# long it is expected to take; BUILD_SHOWN: when progress was shown last.

declare -A BUILD_PIDS=() BUILD_BEGUN=() BUILD_MINUTES=()
BUILD_SHOWN=0

# begin_build NAME MINUTES FOLDER COMMAND...: starts a command there, its output in a log.
begin_build() {
  local name=$1 minutes=$2 folder=$3 politely=()
  shift 3
  make_folder "$CACHE/logs" "logs of builds" WEIR_CACHE
  # What begins beside another takes what that one leaves: long builds end on a single core.
  [ ${#BUILD_PIDS[@]} = 0 ] || politely=(nice -n 19)
  (cd "$folder" && CARGO_TERM_PROGRESS_WHEN=always CARGO_TERM_PROGRESS_WIDTH=100 \
    CARGO_TERM_COLOR=never exec ${politely[@]+"${politely[@]}"} "$@") >"$CACHE/logs/$name.log" 2>&1 &
  BUILD_PIDS[$name]=$!
  BUILD_BEGUN[$name]=$SECONDS
  BUILD_MINUTES[$name]=$minutes
}

# await_build NAME: shows the progress of all builds until this one has ended well. Dies when any of
# them fails.
await_build() {
  local awaited=$1 name
  while [ -n "${BUILD_PIDS[$awaited]:-}" ]; do
    for name in "${!BUILD_PIDS[@]}"; do
      kill -0 "${BUILD_PIDS[$name]}" 2>/dev/null || settle_build "$name"
    done
    [ -z "${BUILD_PIDS[$awaited]:-}" ] || { show_builds; sleep 1; }
  done
}

# build NAME MINUTES FOLDER COMMAND...: runs a command to its end.
build() {
  begin_build "$@"
  await_build "$1"
}

# Shows how far the builds are: in a terminal on one line, else each on a line of its own once a minute.
show_builds() {
  local name line='' every=60
  [ ! -t 2 ] || every=1
  [ $((SECONDS - BUILD_SHOWN)) -ge $every ] || return 0
  BUILD_SHOWN=$SECONDS
  for name in "${!BUILD_PIDS[@]}"; do
    # Short builds pass in silence.
    [ $((SECONDS - BUILD_BEGUN[$name])) -ge 10 ] || continue
    if [ -t 2 ]; then line+="${line:+; }$(progress_of "$name")"; else note "$(progress_of "$name")"; fi
  done
  [ -z "$line" ] || printf '\r\e[K         %s' "$line" >&2
}

progress_of() {
  local name=$1 units
  units=$(tail -c 4000 "$CACHE/logs/$name.log" | tr '\r' '\n' | grep -aoE '\] [0-9]+/[0-9]+' | tail -n 1 | cut -c3- || true)
  printf '%s: %s%s of about %d min' "$name" "${units:+$units units, }" \
    "$(human_time $((SECONDS - BUILD_BEGUN[$name])))" "${BUILD_MINUTES[$name]}"
}

# Takes note of a build that has ended, and dies when it failed.
settle_build() {
  local name=$1 log="$CACHE/logs/$1.log" status=0
  wait "${BUILD_PIDS[$name]}" || status=$?
  [ ! -t 2 ] || printf '\r\e[K' >&2
  ! declare -F took >/dev/null || took step "build $name" $((SECONDS - BUILD_BEGUN[$name]))
  unset "BUILD_PIDS[$name]"
  [ $status != 0 ] || return 0
  tr '\r' '\n' <"$log" | grep -vE '^ *(Building|Compiling|Downloaded|Fetch|Checking)' | tail -n 25 >&2
  if grep -qE 'failed to (download|fetch|get)|Could not resolve|network failure|spurious network' "$log"; then
    die "building $name failed: a package could not be downloaded. Check the network, then start again; what was built is kept."
  elif grep -q 'No space left' "$log"; then
    die "building $name failed: the disk is full. Free some space, then start again; what was built is kept."
  fi
  die "building $name failed; the whole log: $log"
}

# Ends the builds that run: a shell's background processes do not hear Ctrl-C.
end_builds() {
  local name
  for name in "${!BUILD_PIDS[@]}"; do kill "${BUILD_PIDS[$name]}" 2>/dev/null || true; done
}

# Makes running builds end with the script, however that ends.
end_builds_with_script() {
  trap end_builds EXIT
  trap 'exit 130' INT
  trap 'exit 143' TERM HUP
}
