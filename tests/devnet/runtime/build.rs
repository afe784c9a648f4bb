//! Builds the runtime a second time, as the WebAssembly blob that the chain stores and runs.

fn main() {
    #[cfg(feature = "std")]
    substrate_wasm_builder::WasmBuilder::build_using_defaults();
}
