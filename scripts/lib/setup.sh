# shellcheck shell=bash
# What the machine must have. Each need is looked for first; only what lacks is installed.
#
# Sets BROWSER and WEIR_BROWSER, WEIR_PROMTOOL.

# install_packages WHY PACKAGE...: by apt, after asking; elsewhere the user is told.
install_packages() {
  local why=$1 missing=() package
  shift
  have apt-get || die "$why is missing. Install what your system calls: $*"
  for package in "$@"; do
    dpkg -s "$package" 2>/dev/null | grep -q '^Status: install ok' || missing+=("$package")
  done
  [ ${#missing[@]} -gt 0 ] || return 0
  confirm "For $why these Debian packages will be installed: ${missing[*]}"
  note "apt-get install ${missing[*]}"
  local log="$CACHE/logs/apt.log"
  make_folder "$CACHE/logs" "logs" WEIR_CACHE
  { as_root env DEBIAN_FRONTEND=noninteractive apt-get update &&
    as_root env DEBIAN_FRONTEND=noninteractive apt-get install -y --no-install-recommends "${missing[@]}"; } >"$log" 2>&1 ||
    { tail -n 3 "$log" >&2; die "the packages ${missing[*]} could not be installed. Check the network and the log $log."; }
}

# The folder with PostgreSQL's server programs, or failure.
postgres_bin() {
  local dir
  for dir in "$(dirname "$(command -v initdb || echo /none/initdb)")" $(ls -d /usr/lib/postgresql/*/bin /opt/homebrew/opt/postgresql*/bin 2>/dev/null | sort -rV); do
    [ -x "$dir/initdb" ] && [ -x "$dir/postgres" ] && [ -x "$dir/pg_isready" ] && { echo "$dir"; return 0; }
  done
  return 1
}

setup_rust() {
  find_toolchain || install_toolchain
  prepare_toolchain
  find_cargo
}

setup_devnet_build() {
  have protoc && have clang && ls /usr/lib/llvm-*/lib/libclang* /usr/lib/*/libclang* /Library/Developer/CommandLineTools/usr/lib/libclang* >/dev/null 2>&1 && have cc ||
    install_packages "building the development chain" build-essential protobuf-compiler clang libclang-dev
}

setup_shellcheck() { have shellcheck || install_packages "checking the scripts" shellcheck; }

setup_postgres() { postgres_bin >/dev/null || install_packages "the database" postgresql; }

setup_node() {
  have node && have npm || install_packages "building the page" nodejs npm
  local major
  major=$(node --version | sed -E 's/^v([0-9]+).*/\1/')
  [ "$major" -ge 18 ] || die "Node.js 18 or later is needed (here: $(node --version))."
}

setup_browser() {
  BROWSER=${WEIR_BROWSER:-$(command -v chromium || command -v chromium-browser || command -v google-chrome || true)}
  [ -n "$BROWSER" ] || { install_packages "the browser tests" chromium; BROWSER=$(command -v chromium); }
  export WEIR_BROWSER=$BROWSER
}

# promtool, which tests the alert rules. Unpacked and not installed: the package would start a
# Prometheus on this machine.
setup_promtool() {
  WEIR_PROMTOOL=$(command -v promtool || true)
  if [ -z "$WEIR_PROMTOOL" ]; then
    WEIR_PROMTOOL=$CACHE/promtool
    [ -x "$WEIR_PROMTOOL" ] || unpack_promtool
  fi
  export WEIR_PROMTOOL
}

unpack_promtool() {
  have apt-get || die "promtool is missing, which tests the alert rules. Install Prometheus."
  confirm "For testing the alert rules the Debian package prometheus will be unpacked into $CACHE"
  note "apt-get download prometheus"
  local part="$CACHE/promtool.part" log="$CACHE/logs/promtool.log"
  rm -rf "$part"
  make_folder "$part" "promtool" WEIR_CACHE
  make_folder "$CACHE/logs" "logs" WEIR_CACHE
  { { (cd "$part" && apt-get download prometheus) ||
      { as_root apt-get update && (cd "$part" && apt-get download prometheus); }; } &&
    dpkg-deb -x "$part"/prometheus_*.deb "$part" && mv "$part/usr/bin/promtool" "$WEIR_PROMTOOL"; } >"$log" 2>&1 ||
    { tail -n 3 "$log" >&2; die "promtool could not be had. Check the network and the log $log."; }
  rm -rf "$part"
}

# PgBouncer, before which the indexer is tested; the tests start one of their own. Its package starts one
# too, which is stopped.
setup_pgbouncer() {
  ! have pgbouncer && [ ! -x /usr/sbin/pgbouncer ] || return 0
  have apt-get || { note "PgBouncer is missing: the tests before a connection pooler are skipped"; return 0; }
  install_packages "the tests before a connection pooler" pgbouncer
  as_root systemctl disable --now pgbouncer >/dev/null 2>&1 || true
}

# A system user that PostgreSQL may run as: it refuses to run as root.
postgres_user() {
  if [ "$(id -u)" != 0 ]; then id -un; elif id postgres >/dev/null 2>&1; then echo postgres; else
    die "PostgreSQL refuses to run as root and there is no user 'postgres'. Create one (useradd --system postgres), or start as another user."
  fi
}
