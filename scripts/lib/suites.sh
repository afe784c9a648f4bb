# shellcheck shell=bash
# Running test suites of several runners and adding up what they say.
#
# Sets PASSED, FAILED, RED_SUITES, SUITE_PID (the runner that runs), TIMES (a file with what took how
# long), TIMED and TIMED_ARGUMENTS (words that have cargo's runner say how long each test took).

PASSED=0 FAILED=0 RED_SUITES=() SUITE_PID=''
TIMES=$(mktemp)

# libtest says how long a test took where it believes to be of a nightly toolchain. The variable
# reaches the test programs alone: seen by a build, it would have everything compiled once more.
TIMED=(--config "target.'cfg(all())'.runner=['env', 'RUSTC_BOOTSTRAP=1']")
TIMED_ARGUMENTS=(-Zunstable-options --report-time)

# Minutes without a word after which a suite counts as stuck: each test has shorter limits of its own.
SILENCE=20

# took KIND NAME SECONDS: notes how long a step or a test took, for the list at the end.
took() { printf '%s\t%s\t%s\n' "$1" "$3" "$2" >>"$TIMES"; }

# Adds up the closing lines of the test runners of cargo, Node and Vite in a log.
count() {
  awk '
    /^test result: / { for (i = 1; i < NF; i++) { if ($(i + 1) ~ /^passed/) p += $i; if ($(i + 1) ~ /^failed/) f += $i } }
    /^[#ℹ] pass [0-9]+$/ { p += $3 }
    /^[#ℹ] fail [0-9]+$/ { f += $3 }
    /^ *Tests  / { for (i = 2; i < NF; i++) { if ($(i + 1) == "passed") p += $i; if ($(i + 1) == "failed") f += $i } }
    END { print p + 0, f + 0 }' "$1"
}

# test_times LOG: how long each test of a log took: of cargo each test, of Vite each file.
test_times() {
  awk '
    /^test .* <[0-9.]+s>/ { name = $2; match($0, /<[0-9.]+s>/); printf "test\t%s\t%s\n", substr($0, RSTART + 1, RLENGTH - 3), name }
    /[✓❯].*\.ts .* [0-9]+ms/ { for (i = 1; i <= NF; i++) if ($i ~ /\.ts$/) name = $i; for (i = NF; i > 0; i--) if ($i ~ /^[0-9]+ms$/) { printf "test\t%.3f\t%s\n", $i / 1000, name; break } }
  ' "$1"
}

# unfinished LOG: the tests that had begun and not ended.
unfinished() {
  awk '
    / has been running for over / { sub(/^test /, ""); sub(/ has been running.*/, ""); slow[$0] = 1 }
    /^test .* \.\.\. (ok|FAILED|ignored)/ { delete slow[$2] }
    { last = $0 }
    END { if (last ~ /^test .* \.\.\. *$/) { split(last, words, " "); slow[words[2]] = 1 } for (name in slow) print name }
  ' "$1"
}

# run_watched FOLDER LOG COMMAND...: runs it with its output in the log and shown, in a process group of
# its own, so that all of it can be ended. Fails when it does, or when it says nothing for too long.
run_watched() {
  local folder=$1 log=$2 pid shown size=0 now since=$SECONDS status=0
  shift 2
  : >"$log"
  set -m
  (cd "$folder" && exec "$@") >"$log" 2>&1 </dev/null &
  pid=$!
  SUITE_PID=$pid
  set +m
  tail -n +1 -s 0.3 --pid="$pid" -f "$log" &
  shown=$!
  while kill -0 "$pid" 2>/dev/null; do
    sleep 1
    now=$(stat -c %s "$log")
    if [ "$now" != "$size" ]; then
      size=$now since=$SECONDS
    elif [ $((SECONDS - since)) -ge $((SILENCE * 60)) ]; then
      note "nothing was heard of it for $SILENCE minutes; ended. Not finished: $(unfinished "$log" | paste -sd ' ' | grep . || tail -n 1 "$log")"
      end_suite
      status=1
    fi
  done
  wait "$pid" || status=1
  SUITE_PID=''
  wait "$shown" || true
  return $status
}

# Ends the suite that runs, with all that it has started.
end_suite() {
  [ -n "$SUITE_PID" ] || return 0
  kill -TERM -- "-$SUITE_PID" 2>/dev/null || true
  sleep 3
  kill -KILL -- "-$SUITE_PID" 2>/dev/null || true
}

# suite NAME FOLDER COMMAND...: runs it, shows what it prints, counts. One that fails without a
# failed test of its own, in its build say, counts as one failure.
suite() {
  local name=$1 folder=$2 log="$CACHE/logs/test-$1.log" status=0 passed failed begun=$SECONDS
  shift 2
  step "Test suite: $name"
  make_folder "$CACHE/logs" "logs" WEIR_CACHE
  run_watched "$folder" "$log" "$@" || status=1
  read -r passed failed < <(count "$log")
  if [ $status != 0 ] && [ "$failed" = 0 ]; then failed=1; fi
  if [ $status = 0 ] && [ "$passed" = 0 ]; then
    note "$name: no test ran"
    failed=1
  fi
  took step "suite $name" $((SECONDS - begun))
  test_times "$log" >>"$TIMES"
  PASSED=$((PASSED + passed)) FAILED=$((FAILED + failed))
  [ "$failed" = 0 ] || RED_SUITES+=("$name ($log)")
}

# check NAME FOLDER COMMAND...: something that passes or fails as a whole; silent when it passes.
check() {
  local name=$1 folder=$2 log="$CACHE/logs/check-$1.log" begun=$SECONDS
  shift 2
  step "Check: $name"
  make_folder "$CACHE/logs" "logs" WEIR_CACHE
  if (cd "$folder" && exec "$@") >"$log" 2>&1; then
    PASSED=$((PASSED + 1))
  else
    tail -n 40 "$log"
    FAILED=$((FAILED + 1))
    RED_SUITES+=("$name ($log)")
  fi
  took step "check $name" $((SECONDS - begun))
}

# slowest KIND HEADING: the ten that took longest.
slowest() {
  local seconds name
  grep -q "^$1" "$TIMES" || return 0
  note "$2:"
  # The list may be cut off where it is read no further.
  while IFS=$'\t' read -r seconds name; do
    printf '         %8.1f s  %s\n' "$seconds" "$name" >&2
  done < <(awk -F '\t' -v kind="$1" '$1 == kind { printf "%s\t%s\n", $2, $3 }' "$TIMES" | sort -t $'\t' -k 1,1nr | awk 'NR <= 10')
}

# The closing lines for all suites, and the exit status.
verdict() {
  local red
  slowest step "The slowest steps"
  slowest test "The slowest tests"
  for red in ${RED_SUITES[@]+"${RED_SUITES[@]}"}; do note "failed: $red"; done
  step "Done"
  echo "$PASSED passed, $FAILED failed"
  [ $FAILED = 0 ]
}
