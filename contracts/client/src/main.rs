//! The command line `weir`.

mod cli;

use std::process::ExitCode;

fn main() -> ExitCode {
    cli::run()
}
