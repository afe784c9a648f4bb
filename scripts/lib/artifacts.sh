# shellcheck shell=bash
# What is built: the development chain (cached outside the checkout), page, programs, contracts.
#
# Sets DEVNET_TARGET, DEVNET_BUILD, DEVNET, DEVNET_BUILT (not empty where the node was built in this
# run), WEIR_DEVNET, WEIR, INDEXER, WEIR_ARTIFACTS.

# One folder of compiled crates for the node and the in-process tests: they share the SDK.
DEVNET_TARGET="$CACHE/devnet/target"
DEVNET_BUILT=''
WEIR="$ROOT/target/debug/weir"
INDEXER="$ROOT/target/debug/weir-indexer"
export WEIR_ARTIFACTS=${WEIR_ARTIFACTS:-$ROOT/target/contracts}

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

# Prepares the same for what runs the runtime natively.
prepare_sandbox_build() {
  prepare_devnet_build
  # Compiling it to WebAssembly as well takes minutes, unless it is done.
  [ -n "$DEVNET_BUILT" ] || DEVNET_BUILD+=(SKIP_WASM_BUILD=1)
}

# Sets DEVNET to the node's binary, and begins to build it where this machine has none for these
# sources. Other things can be built until finish_devnet: its last ten minutes take one core.
begin_devnet() {
  DEVNET="$CACHE/devnet/$(devnet_key)/weir-devnet"
  export WEIR_DEVNET=$DEVNET
  [ ! -x "$DEVNET" ] || return 0
  prepare_devnet_build
  need_disk "$CACHE" 12
  local minutes=40
  [ ! -d "$DEVNET_TARGET" ] || minutes=10
  step "Building the development chain: about $minutes minutes on 2 cores, once per machine"
  # The binary alone, with the features that both packages together ask for.
  begin_build devnet $minutes "$ROOT/tests/devnet" "${DEVNET_BUILD[@]}" cargo build --locked -p weir-devnet -p weir-sandbox --bin weir-devnet
}

finish_devnet() {
  [ ! -x "$DEVNET" ] || return 0
  await_build devnet
  DEVNET_BUILT=yes
  make_folder "$(dirname "$DEVNET")" "the development chain" WEIR_CACHE
  cp "$DEVNET_TARGET/debug/weir-devnet" "$DEVNET.part"
  mv "$DEVNET.part" "$DEVNET"
}

build_devnet() {
  begin_devnet
  finish_devnet
}

# Everything that a Commons on this machine runs, but the chain, which may still be building.
begin_all() {
  setup_node
  begin_devnet
  build_page
  build_programs
  build_contracts
}

build_all() {
  begin_all
  finish_devnet
}

# The page, which the indexer carries in itself: before build_programs. The ready queries are part of
# it. Its hash is kept beside the packages, so that a removal of these has both built again.
page_key() {
  (cd "$ROOT/indexer" && { find queries web \( -path web/node_modules -o -path web/dist -o -path web/dist-host \) -prune -o -type f -print | LC_ALL=C sort | xargs sha256sum; node --version; } | sha256sum | cut -c1-16)
}

# The packages that the page is built and checked with.
build_page_packages() {
  setup_node
  local web="$ROOT/indexer/web" key stamp="$ROOT/indexer/web/node_modules/.packages-key"
  key=$({ cat "$web/package-lock.json"; node --version; } | sha256sum | cut -c1-16)
  [ "$(cat "$stamp" 2>/dev/null)" != "$key" ] || return 0
  need_disk "$ROOT" 2
  build packages 2 "$web" npm ci --no-audit --no-fund
  echo "$key" >"$stamp"
}

build_page() {
  setup_node
  local web="$ROOT/indexer/web" key stamp="$ROOT/indexer/web/node_modules/.page-key"
  key=$(page_key)
  [ "$(cat "$stamp" 2>/dev/null)" != "$key" ] || [ ! -f "$web/dist/index.html" ] || return 0
  step "Building the page: about 2 minutes the first time"
  build_page_packages
  build page 1 "$web" npm run build
  echo "$key" >"$stamp"
}

# build_programs [PROGRAM...]: command line, indexer, and what builds the contracts, or these alone.
# Which packages a command names decides the features of the crates they share, so the tests name the
# whole workspace throughout (WEIR_PACKAGES), lest everything be compiled twice.
build_programs() {
  local packages bins=() program
  read -ra packages <<<"${WEIR_PACKAGES:--p weir-build -p weir-client -p weir-indexer}"
  for program in "$@"; do bins+=(--bin "$program"); done
  # What is built already takes its room already.
  [ -x "$INDEXER" ] || need_disk "$ROOT" 8
  step "Building the programs: about 8 minutes the first time"
  build programs 8 "$ROOT" "$CARGO" build --locked "${packages[@]}" ${bins[@]+"${bins[@]}"}
}

# The contracts' blobs, ABIs and metadata, in target/contracts. After build_programs.
build_contracts() {
  local key stamp="$WEIR_ARTIFACTS/.key"
  key=$(cd "$ROOT" && { find contracts/economics contracts/text contracts/shell contracts/commons contracts/conviction contracts/build Cargo.toml Cargo.lock -type f -print | LC_ALL=C sort | xargs sha256sum; "$BUILD_STD_RUSTC" --version; } | sha256sum | cut -c1-16)
  [ "$(cat "$stamp" 2>/dev/null)" != "$key" ] || return 0
  step "Building the contracts: about 6 minutes the first time"
  build contracts 6 "$ROOT" "${WITH_TOOLCHAIN[@]}" "$ROOT/target/debug/weir-build"
  echo "$key" >"$stamp"
}
