# shellcheck shell=bash
# Running test suites of several runners and adding up what they say.

PASSED=0 FAILED=0 RED_SUITES=()

# Adds up the closing lines of the test runners of cargo, Node and Vite in a log.
count() {
  awk '
    /^test result: / { for (i = 1; i < NF; i++) { if ($(i + 1) ~ /^passed/) p += $i; if ($(i + 1) ~ /^failed/) f += $i } }
    /^[#ℹ] pass [0-9]+$/ { p += $3 }
    /^[#ℹ] fail [0-9]+$/ { f += $3 }
    /^ *Tests  / { for (i = 2; i < NF; i++) { if ($(i + 1) == "passed") p += $i; if ($(i + 1) == "failed") f += $i } }
    END { print p + 0, f + 0 }' "$1"
}

# suite NAME FOLDER COMMAND...: runs it, shows what it prints, counts. One that fails without a
# failed test of its own, in its build say, counts as one failure.
suite() {
  local name=$1 folder=$2 log="$CACHE/logs/test-$1.log" status=0 passed failed
  shift 2
  step "Test suite: $name"
  mkdir -p "$CACHE/logs"
  (cd "$folder" && exec "$@") 2>&1 | tee "$log" || status=1
  read -r passed failed < <(count "$log")
  if [ $status != 0 ] && [ "$failed" = 0 ]; then failed=1; fi
  if [ $status = 0 ] && [ "$passed" = 0 ]; then
    note "$name: no test ran"
    failed=1
  fi
  PASSED=$((PASSED + passed)) FAILED=$((FAILED + failed))
  [ "$failed" = 0 ] || RED_SUITES+=("$name ($log)")
}

# check NAME FOLDER COMMAND...: something that passes or fails as a whole; silent when it passes.
check() {
  local name=$1 folder=$2 log="$CACHE/logs/check-$1.log"
  shift 2
  step "Check: $name"
  mkdir -p "$CACHE/logs"
  if (cd "$folder" && exec "$@") >"$log" 2>&1; then
    PASSED=$((PASSED + 1))
  else
    tail -n 40 "$log"
    FAILED=$((FAILED + 1))
    RED_SUITES+=("$name ($log)")
  fi
}

# The closing line for all suites, and the exit status.
verdict() {
  local red
  for red in "${RED_SUITES[@]}"; do note "failed: $red"; done
  step "Done"
  echo "$PASSED passed, $FAILED failed"
  [ $FAILED = 0 ]
}
