# shellcheck shell=bash
# The benchmarks: what each needs, and how it is started.
#
# Sets SMOKE_CHAIN: the folder of a chain that is for this run alone.

SMOKE_CHAIN=''

# bench_contracts OPTION...: the costs of the contracts' messages, beside a reference in Solidity.
bench_contracts() {
  setup_node
  build_programs
  build_contracts
  step "Compiling the Solidity reference"
  build solidity-compiler 1 "$ROOT/scripts/bench.d" npm ci --no-audit --no-fund --ignore-scripts
  build solidity 1 "$ROOT/scripts/bench.d" node compile.mjs
  prepare_devnet_build
  step "Building the contracts' benchmark: about 35 minutes on a machine without the development chain, else 2"
  build bench 5 "$ROOT/tests/devnet" "${DEVNET_BUILD[@]}" cargo build --locked -p weir-devnet -p weir-sandbox
  step "Measuring the contracts"
  "$DEVNET_TARGET/debug/bench" "$@"
}

# bench_indexer OPTION...: the speed of the indexer, optimised as for use, on a chain that is kept with
# the other things that do not depend on the checkout, under a name that says of what node and
# contracts it is. With SMOKE as the tests build it, on a chain that is made at each run.
bench_indexer() {
  local profile=release chain options=("$@")
  setup_postgres
  build_devnet
  build_programs
  build_contracts
  need_disk "$CACHE" 4
  chain="$CACHE/bench/$(basename "$(dirname "$DEVNET")")-$(cat "$WEIR_ARTIFACTS/.key")"
  if [ -n "$SMOKE" ]; then
    profile=debug
    chain=$(mktemp -d)
    SMOKE_CHAIN=$chain
    options=(--blocks 40 --events 200 --rounds 1 --latency 2 --tip 2 "$@")
    step "Trying the indexer's benchmark: these figures say nothing"
  else
    step "Building the indexer's benchmark: about 12 minutes the first time"
    build bench-indexer 12 "$ROOT" "$CARGO" build --release --locked -p weir-indexer -p weir-client -p weir-bench
    step "Measuring the indexer: about 10 minutes, and 10 more to make the chain the first time"
  fi
  "$ROOT/target/$profile/weir-bench" --chain "$chain" ${options[@]+"${options[@]}"}
}
