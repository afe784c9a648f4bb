//! Builds the runtime again as the WebAssembly blob that the chain stores and runs, and once more as
//! the blob of its next version.

fn main() {
    #[cfg(feature = "std")]
    {
        use substrate_wasm_builder::WasmBuilder;
        // The last one built leaves its project behind: the current version's, as most would expect.
        WasmBuilder::init_with_defaults()
            .enable_feature("next")
            .set_file_name("next_binary.rs")
            .build();
        WasmBuilder::build_using_defaults();
    }
}
