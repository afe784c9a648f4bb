# shellcheck shell=bash
# What is built: the development chain (cached outside the checkout), page, programs, contracts.

# One folder of compiled crates for the node and the in-process tests: they share the SDK.
DEVNET_TARGET="$CACHE/devnet/target"

# The node binary is kept under a hash of all that goes into it.
devnet_key() {
  (cd "$ROOT/tests/devnet" && { find . -name target -prune -o -type f -print | LC_ALL=C sort | xargs sha256sum; "$BUILD_STD_RUSTC" --version; } | sha256sum | cut -c1-16)
}

# Sets DEVNET_BUILD: the words before every cargo command in tests/devnet. Such a command names both
# packages, node and in-process tests, so that both use the same features of each crate and nothing
# of the SDK is compiled twice.
prepare_devnet_build() {
  setup_devnet_build
  # The runtime's own build looks for the lock file above its target folder, which is not in the
  # checkout; without the hint it would take other versions than are locked.
  DEVNET_BUILD=("${WITH_TOOLCHAIN[@]}" "CARGO_TARGET_DIR=$DEVNET_TARGET" "WASM_BUILD_WORKSPACE_HINT=$ROOT/tests/devnet")
}

# Sets DEVNET to the node's binary, building it when this machine has none for these sources.
build_devnet() {
  local dir
  dir="$CACHE/devnet/$(devnet_key)"
  DEVNET="$dir/weir-devnet"
  export WEIR_DEVNET=$DEVNET
  [ ! -x "$DEVNET" ] || return 0
  prepare_devnet_build
  need_disk "$CACHE" 12
  local minutes=40
  [ ! -d "$DEVNET_TARGET" ] || minutes=10
  step "Building the development chain: about $minutes minutes on 2 cores, once per machine"
  build devnet $minutes "$ROOT/tests/devnet" "${DEVNET_BUILD[@]}" cargo build --locked -p weir-devnet -p weir-sandbox
  mkdir -p "$dir"
  cp "$DEVNET_TARGET/debug/weir-devnet" "$DEVNET.part"
  mv "$DEVNET.part" "$DEVNET"
}

# The page, which the indexer carries in itself: before build_programs. The ready queries are part of
# it. Its hash is kept beside the packages, so that whoever removes these builds both anew.
page_key() {
  (cd "$ROOT/indexer" && { find queries web \( -path web/node_modules -o -path web/dist -o -path web/dist-host \) -prune -o -type f -print | LC_ALL=C sort | xargs sha256sum; node --version; } | sha256sum | cut -c1-16)
}

build_page() {
  setup_node
  local web="$ROOT/indexer/web" key stamp="$ROOT/indexer/web/node_modules/.page-key"
  key=$(page_key)
  [ "$(cat "$stamp" 2>/dev/null)" != "$key" ] || [ ! -f "$web/dist/index.html" ] || return 0
  need_disk "$ROOT" 2
  step "Building the page: about 2 minutes the first time"
  build packages 2 "$web" npm ci --no-audit --no-fund
  build page 1 "$web" npm run build
  echo "$key" >"$stamp"
}

# The programs: command line, indexer, and what builds the contracts. Which packages a command names
# decides the features of the crates they share, so the tests name the whole workspace throughout
# (WEIR_PACKAGES), lest everything be compiled twice.
read -ra PACKAGES <<<"${WEIR_PACKAGES:--p weir-build -p weir-client -p weir-indexer}"
build_programs() {
  # What is built already takes its room already.
  [ -x "$ROOT/target/debug/weir-indexer" ] || need_disk "$ROOT" 8
  step "Building the programs: about 8 minutes the first time"
  build programs 8 "$ROOT" "$CARGO" build --locked "${PACKAGES[@]}"
  WEIR="$ROOT/target/debug/weir"
  INDEXER="$ROOT/target/debug/weir-indexer"
}

# The contracts' blobs, ABIs and metadata, in target/contracts. After build_programs.
build_contracts() {
  export WEIR_ARTIFACTS=${WEIR_ARTIFACTS:-$ROOT/target/contracts}
  local key stamp="$WEIR_ARTIFACTS/.key"
  key=$(cd "$ROOT" && { find contracts/economics contracts/shell contracts/commons contracts/conviction contracts/build Cargo.toml Cargo.lock -type f -print | LC_ALL=C sort | xargs sha256sum; "$BUILD_STD_RUSTC" --version; } | sha256sum | cut -c1-16)
  [ "$(cat "$stamp" 2>/dev/null)" != "$key" ] || return 0
  step "Building the contracts: about 6 minutes the first time"
  build contracts 6 "$ROOT" "${WITH_TOOLCHAIN[@]}" "$ROOT/target/debug/weir-build"
  echo "$key" >"$stamp"
}
