//! The figures as a table and as JSON.

use crate::{measure::Setting, town::CROWD};
use serde_json::json;
use std::{collections::BTreeMap, fmt::Write};
use weir_devnet_runtime::money::UNITS;
use weir_sandbox::{artifacts, profile::Cost};

/// Everything, for machines.
pub fn json(settings: &[Setting]) -> String {
    let ten_stakes: Vec<_> = settings
        .iter()
        .map(|setting| json!({ "database": setting.database, "ratios": ten_stakes(setting) }))
        .collect();
    let blobs: BTreeMap<_, _> = sizes().into_iter().collect();
    let document = json!({
        "version": 2,
        "settings": settings,
        "ten_stakes_to_one": ten_stakes,
        "blobs": blobs,
    });
    serde_json::to_string_pretty(&document).expect("figures are plain data")
}

/// Everything, for people.
pub fn table(settings: &[Setting]) -> String {
    let mut text = String::new();
    for setting in settings {
        let (ours, theirs) = (setting.commons_code as u64, setting.reference_code as u64);
        // Writing to a string cannot fail.
        let _ = writeln!(
            text,
            "{} (M = 10^6 ps of compute, KB = 1024 bytes of proof; Weir : Solidity reference)\n\
             code {} : {} KB ({})\n\
             {:<15} {:>22} {:>22} {:>25} {:>20}",
            capitalised(setting.title),
            kilobytes(ours),
            kilobytes(theirs),
            ratio(ours as f64, theirs as f64),
            "operation",
            "compute M",
            "proof KB",
            "fee DOT",
            "storage deposit DOT",
        );
        for row in &setting.rows {
            let (c, r) = (&row.commons, &row.reference);
            let _ = writeln!(
                text,
                "{:<15} {:>22} {:>22} {:>25} {:>20}",
                row.operation,
                pair(megas(c.ref_time), megas(r.ref_time), c.ref_time as f64, r.ref_time as f64),
                pair(
                    kilobytes(c.proof_size),
                    kilobytes(r.proof_size),
                    c.proof_size as f64,
                    r.proof_size as f64,
                ),
                pair(dot(c.fee as i128), dot(r.fee as i128), c.fee as f64, r.fee as f64),
                format!("{} : {}", dot(c.deposit), dot(r.deposit)),
            );
        }
        text.push('\n');
        own(&mut text, setting);
    }
    blobs(&mut text);
    text
}

/// What has no counterpart, among a few and among many.
fn own(text: &mut String, setting: &Setting) {
    let _ = writeln!(
        text,
        "Ours alone; then the fee with {CROWD} more holders, proposals, stakes and grants\n\
         {:<17} {:>10} {:>9} {:>9} {:>20} {:>9} {:>8}",
        "operation", "compute M", "proof KB", "fee DOT", "storage deposit DOT", "fee DOT", "ratio",
    );
    for row in &setting.own {
        let (few, many) = (&row.figures, &row.crowded);
        let _ = writeln!(
            text,
            "{:<17} {:>10} {:>9} {:>9} {:>20} {:>9} {:>8}",
            row.operation,
            megas(few.ref_time),
            kilobytes(few.proof_size),
            dot(few.fee as i128),
            dot(few.deposit),
            dot(many.fee as i128),
            ratio(many.fee as f64, few.fee as f64),
        );
    }
    if let Some([compute, proof, fee]) = ten_stakes(setting) {
        let _ = writeln!(
            text,
            "ten stakes in one call : one stake: compute x{compute:.2}, proof x{proof:.2}, fee x{fee:.2}\n"
        );
    }
}

/// What ten stakes in one call cost, measured by one: compute, proof size and fee.
fn ten_stakes(setting: &Setting) -> Option<[f64; 3]> {
    let find = |name| setting.own.iter().find(|row| row.operation == name).map(|row| row.figures);
    let (one, ten) = (find("stake on 1")?, find("stake on 10")?);
    Some([
        ten.ref_time as f64 / one.ref_time as f64,
        ten.proof_size as f64 / one.proof_size as f64,
        ten.fee as f64 / one.fee as f64,
    ])
}

/// The size of each blob, in bytes.
fn sizes() -> [(&'static str, usize); 4] {
    [
        ("commons", artifacts::commons().len()),
        ("market", artifacts::market().len()),
        ("treasury", artifacts::treasury().len()),
        ("conviction", artifacts::conviction().len()),
    ]
}

fn blobs(text: &mut String) {
    let each = sizes()
        .map(|(name, bytes)| format!("{name} {} KB ({bytes} bytes)", kilobytes(bytes as u64)));
    let _ = writeln!(text, "code of each contract and library: {}", each.join(", "));
}

/// Where our compute goes.
pub fn profile(messages: &[(&'static str, BTreeMap<&'static str, Cost>)]) -> String {
    let mut text = String::new();
    for (message, costs) in messages {
        let _ = writeln!(text, "{message}: host function, calls, compute M, proof bytes");
        let mut costs: Vec<_> = costs.iter().collect();
        costs.sort_by_key(|(_, cost)| std::cmp::Reverse(cost.weight.ref_time()));
        for (name, cost) in costs {
            let _ = writeln!(
                text,
                "  {name:<28} {:>4} {:>9} {:>7}",
                cost.calls,
                megas(cost.weight.ref_time()),
                cost.weight.proof_size(),
            );
        }
    }
    text
}

fn pair(ours: String, theirs: String, a: f64, b: f64) -> String {
    format!("{ours} : {theirs} {:>7}", ratio(a, b))
}

fn ratio(ours: f64, theirs: f64) -> String {
    format!("x{:.2}", ours / theirs)
}

fn megas(picoseconds: u64) -> String {
    format!("{:.0}", picoseconds as f64 / 1e6)
}

fn kilobytes(bytes: u64) -> String {
    format!("{:.1}", bytes as f64 / 1024.0)
}

fn dot(native: i128) -> String {
    format!("{:.5}", native as f64 / UNITS as f64)
}

fn capitalised(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}
