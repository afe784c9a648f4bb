//! Takes the contracts' interface over from the client, so that it is written down once.
//!
//! Only the declaration: the client's module also holds what needs the client's dependencies.

use std::{env, fs, path::Path};

const INTERFACE: &str = "../../contracts/client/src/abi.rs";

fn main() {
    println!("cargo:rerun-if-changed={INTERFACE}");
    println!("cargo:rerun-if-changed=build.rs");
    let source = fs::read_to_string(INTERFACE)
        .unwrap_or_else(|error| panic!("no interface at {INTERFACE}: {error}"));
    let start = source.find("sol! {").expect("the interface is declared by `sol!`");
    let end = source[start..].find("\n}").expect("the declaration ends") + start + 2;
    // The ABI as data is the client's concern.
    let declaration = source[start..end].replace("#[sol(abi)]", "");
    let output = env::var_os("OUT_DIR").expect("cargo sets it");
    fs::write(Path::new(&output).join("interface.rs"), declaration)
        .expect("cargo's output folder takes a file");
}
