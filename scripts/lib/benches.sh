# shellcheck shell=bash
# The benchmarks: what each needs, and how it is started.

# The costs of the contracts' messages, beside a reference in Solidity.
bench_contracts() {
  setup_node
  build_programs
  build_contracts
  step "Compiling the Solidity reference"
  mkdir -p "$CACHE/logs"
  (cd "$ROOT/scripts/bench.d" && npm ci --no-audit --no-fund --ignore-scripts && node compile.mjs) >"$CACHE/logs/solidity.log" 2>&1 ||
    die "the Solidity reference could not be compiled; see $CACHE/logs/solidity.log"
  prepare_devnet_build
  step "Building the contracts' benchmark: about 35 minutes on a machine without the development chain, else 2"
  build bench 5 "$ROOT/tests/devnet" "${DEVNET_BUILD[@]}" cargo build --locked -p weir-devnet -p weir-sandbox
  step "Measuring the contracts"
  "$DEVNET_TARGET/debug/bench" "${CONTRACTS[@]}"
}

# The speed of the indexer, optimised as for use, on a chain that is kept with the other things that
# do not depend on the checkout, under a name that says of what node and contracts it is.
bench_indexer() {
  setup_postgres
  build_devnet
  build_programs
  build_contracts
  need_disk "$CACHE" 4
  step "Building the indexer's benchmark: about 12 minutes the first time"
  build bench-indexer 12 "$ROOT" "$CARGO" build --release --locked -p weir-indexer -p weir-client -p weir-bench
  local chain
  chain="$CACHE/bench/$(basename "$(dirname "$DEVNET")")-$(cat "$WEIR_ARTIFACTS/.key")"
  step "Measuring the indexer: about 10 minutes, and 10 more to make the chain the first time"
  "$ROOT/target/release/weir-bench" --chain "$chain" "${INDEXER[@]}"
}
