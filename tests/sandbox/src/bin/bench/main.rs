//! What the Commons costs its users, beside a Solidity contract that does the same.
//!
//! Usage: `bench [--json | --profile]`. It needs the contracts' blobs and the compiled reference
//! (`scripts/bench` makes both, then runs this). Two contracts are measured in the same run on the
//! same chain in the same state, with storage accesses priced as on the Hub and as free; and what
//! only ours does, among a few and among many. `--profile` shows which host functions the compute
//! goes to.

mod measure;
mod report;
mod subject;
mod town;

use frame_support::weights::RuntimeDbWeight;
use weir_devnet_runtime::money::{DbWeight, HUB_DB_WEIGHT};

fn main() {
    let mode = std::env::args().nth(1);
    let (json, profile) = match mode.as_deref() {
        None => (false, false),
        Some("--json") => (true, false),
        Some("--profile") => (false, true),
        Some(other) => {
            eprintln!("unknown option {other}; usage: bench [--json | --profile]");
            std::process::exit(2);
        }
    };
    let settings = [
        ("hub", "storage accesses priced as on the Hub", HUB_DB_WEIGHT),
        ("free", "storage accesses free", RuntimeDbWeight { read: 0, write: 0 }),
    ];
    let measured: Vec<_> = settings
        .into_iter()
        .map(|(name, title, weight)| {
            DbWeight::set(weight);
            measure::setting(name, title)
        })
        .collect();
    if json {
        println!("{}", report::json(&measured));
    } else {
        print!("{}", report::table(&measured));
    }
    if profile {
        DbWeight::set(HUB_DB_WEIGHT);
        print!("{}", report::profile(&measure::profile()));
    }
}
