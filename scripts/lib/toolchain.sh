# shellcheck shell=bash
# Rust for everything that compiles the standard library itself: contracts (PolkaVM) and the
# chain's runtime (WebAssembly).
#
# With rustup that is two components. Where rustup has nothing to download from, Debian's own
# packages hold a second, complete toolchain; one toolchain must serve all of it, because library
# source and compiler have to be of one version.
#
# Sets BUILD_STD_BIN, BUILD_STD_RUSTC, WITH_TOOLCHAIN, CARGO, RUST_NEEDED, DEBIAN_RUST.

# The oldest compiler that builds the workspace.
RUST_NEEDED=94
DEBIAN_RUST="rustc-web cargo-web rust-web-src"

# The minor version of a rustc: 95 for 1.95.0.
rust_minor() { "$1" --version 2>/dev/null | sed -nE 's/^rustc 1\.([0-9]+)\..*/\1/p'; }

has_source() { [ -f "$("$1" --print sysroot 2>/dev/null)/lib/rustlib/src/rust/library/core/src/lib.rs" ]; }
has_wasm() { ls "$("$1" --print sysroot)/lib/rustlib/wasm32v1-none/lib/"libcore-*.rlib >/dev/null 2>&1; }
host_of() { "$1" -vV | sed -n 's/^host: //p'; }
lld_of() { printf '%s/lib/rustlib/%s/bin/rust-lld' "$("$1" --print sysroot)" "$(host_of "$1")"; }
complete() { [ "$(rust_minor "$1" || true)" ] && has_source "$1" && has_wasm "$1" && [ -x "$(lld_of "$1")" ]; }

# Sets BUILD_STD_BIN: the folder that must come first on PATH for such builds.
find_toolchain() {
  local rustc
  for rustc in "$(command -v rustc)" /usr/bin/rustc; do
    if [ -x "$rustc" ] && complete "$rustc"; then
      BUILD_STD_BIN=$(dirname "$rustc")
      BUILD_STD_RUSTC=$rustc
      return 0
    fi
  done
  return 1
}

# Sets WITH_TOOLCHAIN: the words before a command that put that toolchain first on PATH, and
# rust-lld where the linker is looked for.
prepare_toolchain() {
  WITH_TOOLCHAIN=(env "PATH=$BUILD_STD_BIN:$(dirname "$(lld_of "$BUILD_STD_RUSTC")"):$PATH" "RUSTC=$BUILD_STD_RUSTC")
}

# A compiler for the workspace itself: the user's, when new enough.
find_cargo() {
  local minor
  minor=$(rust_minor rustc)
  if [ "${minor:-0}" -ge $RUST_NEEDED ]; then
    CARGO=cargo
  elif [ -n "${BUILD_STD_BIN:-}" ] && [ "$(rust_minor "$BUILD_STD_RUSTC")" -ge $RUST_NEEDED ]; then
    CARGO="$BUILD_STD_BIN/cargo"
  else
    die "Rust 1.$RUST_NEEDED or later is needed (here: $(rustc --version 2>/dev/null || echo none)). Run 'rustup update stable', then start again."
  fi
}

install_toolchain() {
  have cargo || [ -x /usr/bin/cargo ] || have apt-get || die "Rust is missing. Install it from https://rustup.rs, then start again."
  if have rustup; then
    confirm "Rust's library source and its WebAssembly target will be added to your toolchain (rustup, about 40 MB)"
    note "rustup component add rust-src; rustup target add wasm32v1-none"
    if timeout 300 rustup component add rust-src >/dev/null 2>&1 && timeout 300 rustup target add wasm32v1-none >/dev/null 2>&1; then
      find_toolchain && return 0
    fi
    note "rustup cannot download here; trying Debian's packages instead"
  fi
  have apt-get || die "rust-src and the target wasm32v1-none are missing. Run 'rustup component add rust-src' and 'rustup target add wasm32v1-none', then start again."
  # shellcheck disable=SC2086
  install_packages "a Rust toolchain with its library source" $DEBIAN_RUST
  local llvm
  llvm=$(/usr/bin/rustc -vV | sed -nE 's/^LLVM version: ([0-9]+)\..*/\1/p')
  install_packages "the linker of that toolchain" "lld-$llvm"
  if [ ! -x "$(lld_of /usr/bin/rustc)" ]; then
    as_root mkdir -p "$(dirname "$(lld_of /usr/bin/rustc)")"
    as_root ln -sf "/usr/lib/llvm-$llvm/bin/lld" "$(lld_of /usr/bin/rustc)"
  fi
  has_wasm /usr/bin/rustc || build_wasm_library
  find_toolchain || die "the Rust toolchain in /usr is incomplete. Run 'apt-get install --reinstall $DEBIAN_RUST lld-$llvm', then start again."
}

# Debian has no compiled library for wasm32v1-none: compiled here from its source, 20 s.
build_wasm_library() {
  note "compiling Rust's core library for WebAssembly"
  local dir="$CACHE/wasm32v1-none" lib
  lib="$(/usr/bin/rustc --print sysroot)/lib/rustlib/wasm32v1-none/lib"
  rm -rf "$dir" && mkdir -p "$dir/src"
  printf '[package]\nname = "empty"\nversion = "0.0.0"\nedition = "2021"\n[workspace]\n' >"$dir/Cargo.toml"
  echo '#![no_std]' >"$dir/src/lib.rs"
  # Without the bitcode the runtime's link-time optimisation fails.
  build wasm-library 1 "$dir" env RUSTC=/usr/bin/rustc RUSTC_BOOTSTRAP=1 RUSTFLAGS=-Cembed-bitcode=yes CARGO_TARGET_DIR="$dir/target" \
    /usr/bin/cargo build --release --target wasm32v1-none -Zbuild-std=core,alloc -Zbuild-std-features=compiler-builtins-mem
  as_root mkdir -p "$lib"
  as_root cp "$dir"/target/wasm32v1-none/release/deps/lib{core,alloc,compiler_builtins}-*.rlib "$lib/"
}
