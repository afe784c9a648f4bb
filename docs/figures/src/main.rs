//! Draws the figures of the documentation into `docs/`, from the economics that the contracts run:
//! a figure cannot show anything else than what is charged, minted or counted.
//!
//! `cargo run -p weir-figures` writes them; `--check` only says whether they are up to date.

mod chart;
mod curve;
mod hatch;
mod objection;
mod risk;
mod voting;

use anyhow::{Context, Result, bail};
use clap::Parser;
use std::{fs, path::Path};

/// Draws the figures of the documentation.
#[derive(Parser)]
struct Arguments {
    /// Write nothing; fail if a figure is missing or shows something else.
    #[arg(long)]
    check: bool,
}

fn main() -> Result<()> {
    let Arguments { check } = Arguments::parse();
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
    let mut stale = Vec::new();
    for (name, svg) in figures()? {
        let path = folder.join(name).with_extension("svg");
        if !check {
            fs::write(&path, svg).with_context(|| format!("cannot write {}", path.display()))?;
        } else if fs::read_to_string(&path).ok().as_deref() != Some(svg.as_str()) {
            stale.push(name);
        }
    }
    if !stale.is_empty() {
        bail!("not up to date: {}; draw them with: cargo run -p weir-figures", stale.join(", "));
    }
    Ok(())
}

/// Every figure: its name and what it looks like.
fn figures() -> Result<Vec<(&'static str, String)>> {
    Ok(vec![
        ("curve-price", curve::price()?),
        ("curve-impact", curve::impact()?),
        ("hatch-jump", hatch::jump()?),
        ("vesting", hatch::vesting()?),
        ("conviction", voting::conviction()?),
        ("threshold", voting::threshold()?),
        ("time-to-pass", voting::time_to_pass()?),
        ("objection", objection::course()?),
        ("objection-needed", objection::needed()?),
        ("spending-window", risk::window()?),
        ("risk", risk::taken()?),
    ])
}

#[cfg(test)]
mod tests {
    #[test]
    fn every_figure_can_be_drawn_and_the_committed_ones_are_these() -> anyhow::Result<()> {
        for (name, svg) in super::figures()? {
            let path = format!("{}/../{name}.svg", env!("CARGO_MANIFEST_DIR"));
            let committed = std::fs::read_to_string(&path)?;
            assert!(committed == svg, "{name} is out of date: cargo run -p weir-figures");
        }
        Ok(())
    }
}
