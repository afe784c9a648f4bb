//! Builds the contracts' blobs, ABIs and metadata.

fn main() {}
