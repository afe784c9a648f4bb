# shellcheck shell=bash
# What every script needs: where things are, how steps are shown, how a script gives up.
#
# A name in capitals is global and is set by one file alone, which says so; every other name is local
# to its function. tests/support/tests/scripts.rs holds that.

# Resolved physically, so that the same checkout has one state however it was reached.
ROOT=$(cd -P "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd -P)
# What is slow to build and does not depend on the checkout.
CACHE=${WEIR_CACHE:-${XDG_CACHE_HOME:-$HOME/.cache}/weir}
# What a running Weir keeps: chain, database, deployment, logs.
STATE=${WEIR_STATE:-$ROOT/.weir}
STARTED=$SECONDS
# Set where cargo's runner of tests starts a script: for libtest, and to name the tests' package. A build
# that sees them compiles many crates once more, and so does the next one that does not.
unset RUSTC_BOOTSTRAP CARGO_MANIFEST_DIR CARGO_MANIFEST_PATH "${!CARGO_PKG_@}"
ASSUME_YES=${WEIR_YES:-}
[ -z "${CI:-}" ] || ASSUME_YES=1

if [ -t 2 ] && [ -z "${NO_COLOR:-}" ]; then
  BOLD=$'\e[1m' DIM=$'\e[2m' RED=$'\e[31m' RESET=$'\e[0m'
else
  BOLD='' DIM='' RED='' RESET=''
fi

# A duration in seconds as a person reads it: 75 -> 1m15s.
human_time() {
  if [ "$1" -lt 60 ]; then printf '%ds' "$1"; else printf '%dm%02ds' $(($1 / 60)) $(($1 % 60)); fi
}

# A named step, with the time since the start.
step() { printf '%s[%6s]%s %s%s%s\n' "$DIM" "$(human_time $((SECONDS - STARTED)))" "$RESET" "$BOLD" "$*" "$RESET" >&2; }
# A line under the step.
note() { printf '         %s\n' "$*" >&2; }
# Gives up, with one line that says what happened and what to do.
die() {
  printf '%sError:%s %s\n' "$RED" "$RESET" "$*" >&2
  exit 1
}

have() { command -v "$1" >/dev/null 2>&1; }

# Runs a command as root, for packages only.
as_root() {
  if [ "$(id -u)" = 0 ]; then "$@"; elif have sudo; then sudo "$@"; else
    die "root is needed for: $*. Run it yourself as root, then start this script again."
  fi
}

# Asks before something is installed. CI and --yes answer for the user.
confirm() {
  [ -z "$ASSUME_YES" ] || return 0
  [ -t 0 ] || die "$1 is needed. Start again with --yes to agree, or install it yourself."
  local answer
  read -r -p "         $1. Go on? [Y/n] " answer </dev/tty
  case "$answer" in '' | [Yy]*) ;; *) die "stopped at your wish; nothing was installed." ;; esac
}

# make_folder FOLDER WHAT VARIABLE: makes it, or dies saying what it is for and how to name another.
make_folder() {
  local said
  said=$(LC_ALL=C mkdir -p "$1" 2>&1) || die "$2 cannot be kept in $1: ${said##*: }. Name another folder with $3."
  [ -w "$1" ] || die "$2 cannot be kept in $1: it is not writable. Name another folder with $3."
}

# The checks of options, so that a mistake is found before anything is built or changed.
want_value() { [ "$2" -ge 2 ] || die "$1 wants a value; see scripts/$(basename "$0") --help"; }
want_number() { { [[ $2 =~ ^[0-9]{1,9}$ ]] && [ $((10#$2)) -ge "${3:-1}" ]; } || die "$1 wants a whole number of at least ${3:-1}, not '$2'"; }
want_port() { { [[ $2 =~ ^[0-9]{1,5}$ ]] && [ $((10#$2)) -ge 1 ] && [ $((10#$2)) -le 65535 ]; } || die "$1 wants a port from 1 to 65535, not '$2'"; }
want_time() { [[ $2 =~ ^0*[1-9][0-9]{0,5}(ms|s|m)$ ]] || die "$1 wants a time such as 500ms or 2s, not '$2'"; }

# Dies when fewer than this many GiB are free for a folder.
need_disk() {
  local dir=$1 gib=$2 free
  while [ ! -d "$dir" ]; do dir=$(dirname "$dir"); done
  free=$(df -Pk "$dir" | awk 'NR == 2 { print int($4 / 1048576) }')
  [ "$free" -ge "$gib" ] || die "only $free GiB are free under $dir, $gib are needed. Free some, or set WEIR_CACHE to a larger disk."
}

# Dies when something listens on a port of this machine.
need_port() {
  local port=$1 what=$2 option=$3
  if (exec 3<>"/dev/tcp/127.0.0.1/$port") 2>/dev/null; then
    die "port $port, for $what, is in use. Stop what listens there, or choose another: $option"
  fi
}

# Waits until a command succeeds. Dies with its last words when the process ends or time runs out.
wait_for() {
  local what=$1 pid=$2 log=$3 seconds=$4
  shift 4
  local until=$((SECONDS + seconds))
  until "$@" >/dev/null 2>&1; do
    if ! kill -0 "$pid" 2>/dev/null; then
      tail -n 5 "$log" >&2
      die "$what stopped while starting. Its log: $log"
    fi
    [ $SECONDS -lt $until ] || die "$what did not answer within $seconds s. Its log: $log"
    sleep 0.2
  done
}
