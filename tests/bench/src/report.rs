//! What is told: every way with its figures, and the ratios between them.

use crate::{chain::Life, measure::Seen, plan::Way, tip::Latency};
use anyhow::Result;
use comfy_table::{CellAlignment, Table, presets::UTF8_FULL_CONDENSED};
use serde::Serialize;
use serde_json::json;

const MIB: f64 = 1024.0 * 1024.0;

/// One way, measured several times.
#[derive(Serialize)]
pub(crate) struct Row {
    /// `busy` or `quiet`.
    chain: &'static str,
    way: &'static str,
    /// `ranges` or `blocks`: what a request is about.
    requests_for: &'static str,
    network: &'static str,
    /// The run of the median time.
    median: Seen,
    /// All times, in seconds.
    seconds: Vec<f64>,
}

impl Row {
    pub(crate) fn of(
        life: Life,
        way: Way,
        requests_for: &'static str,
        network: &'static str,
        mut seen: Vec<Seen>,
    ) -> Self {
        let way = match way {
            Way::Indexer => "indexer",
            Way::Bare => "bare",
            Way::Sequential => "sequential",
        };
        let seconds = seen.iter().map(|s| s.seconds).collect();
        seen.sort_by(|a, b| a.blocks_per_second().total_cmp(&b.blocks_per_second()));
        let median = seen.swap_remove(seen.len() / 2);
        Self { chain: life.name(), way, requests_for, network, median, seconds }
    }
}

/// All of it.
#[derive(Serialize)]
pub(crate) struct Report {
    pub(crate) blocks: u64,
    pub(crate) rows: Vec<Row>,
    /// At the tip, of blocks with a trade.
    pub(crate) trades: Latency,
    /// Of blocks with a vote about all proposals.
    pub(crate) votes: Latency,
    pub(crate) added_latency_ms: u64,
}

impl Report {
    fn speed(&self, chain: &str, way: &str, requests_for: &str, network: &str) -> f64 {
        let found = self.rows.iter().find(|row| {
            (row.chain, row.way, row.requests_for, row.network)
                == (chain, way, requests_for, network)
        });
        found.map_or(f64::NAN, |row| row.median.blocks_per_second())
    }

    /// What matters, with what it should be.
    fn ratios(&self) -> Vec<(&'static str, f64, &'static str)> {
        let speed = |way, requests_for, network| self.speed("busy", way, requests_for, network);
        let quiet = |way, network| {
            let speed = |requests_for| self.speed("quiet", way, requests_for, network);
            speed("ranges") / speed("blocks")
        };
        let indexer = |requests_for, network| speed("indexer", requests_for, network);
        let of_bare = |requests_for, network| {
            100.0 * indexer(requests_for, network) / speed("bare", requests_for, network)
        };
        let memory = self
            .rows
            .iter()
            .filter(|row| (row.chain, row.way) == ("busy", "indexer"))
            .map(|row| row.median.memory as f64 / row.median.memory_half as f64);
        let sequential = |network| speed("sequential", "blocks", network);
        vec![
            ("ranges, loopback: % of the limit", of_bare("ranges", "loopback"), ">= 70"),
            ("blocks, loopback: % of the limit", of_bare("blocks", "loopback"), ">= 70"),
            ("ranges, slow: % of the limit", of_bare("ranges", "slow"), ""),
            ("blocks, slow: % of the limit", of_bare("blocks", "slow"), ""),
            (
                "slow: times a sequential reader, by ranges",
                indexer("ranges", "slow") / sequential("slow"),
                ">= 10",
            ),
            (
                "slow: times a sequential reader, by blocks",
                indexer("blocks", "slow") / sequential("slow"),
                ">= 10",
            ),
            ("quiet chain, loopback: ranges, times blocks", quiet("indexer", "loopback"), ">= 5"),
            ("quiet chain, slow: ranges, times blocks", quiet("indexer", "slow"), ">= 5"),
            ("limit, quiet, loopback: ranges, times blocks", quiet("bare", "loopback"), ""),
            (
                "loopback: ranges, times blocks",
                indexer("ranges", "loopback") / indexer("blocks", "loopback"),
                "",
            ),
            (
                "slow: ranges, times blocks",
                indexer("ranges", "slow") / indexer("blocks", "slow"),
                "",
            ),
            ("memory at the end, times at half", memory.fold(f64::NAN, f64::max), "about 1"),
            ("final to committed, a trade, median ms", self.trades.median, "< 50"),
            ("final to committed, a trade, p99 ms", self.trades.p99, ""),
            ("final to committed, 16 stakes, median ms", self.votes.median, "< 50"),
            ("final to committed, 16 stakes, p99 ms", self.votes.p99, ""),
        ]
    }

    pub(crate) fn table(&self) -> String {
        let mut rows = Table::new();
        rows.load_preset(UTF8_FULL_CONDENSED).set_header([
            "chain",
            "",
            "by",
            "network",
            "seconds",
            "blocks/s",
            "events/s",
            "requests/block",
            "bytes/block",
            "MiB at half",
            "MiB",
            "fetch",
            "decode",
            "store",
        ]);
        for row in &self.rows {
            let s = &row.median;
            let per_block = |count: u64| count as f64 / s.blocks as f64;
            let waited = |place: usize| format!("{:.1}", s.stalled[place] as f64 / 1e6);
            rows.add_row([
                row.chain.to_owned(),
                row.way.into(),
                row.requests_for.into(),
                match row.network {
                    "slow" => format!("+{} ms", self.added_latency_ms),
                    other => other.into(),
                },
                row.seconds.iter().map(|s| format!("{s:.2}")).collect::<Vec<_>>().join(" "),
                format!("{:.0}", s.blocks_per_second()),
                format!("{:.0}", s.events_per_second()),
                format!("{:.3}", per_block(s.requests)),
                format!("{:.0}", per_block(s.bytes)),
                format!("{:.0}", s.memory_half as f64 / MIB),
                format!("{:.0}", s.memory as f64 / MIB),
                waited(0),
                waited(1),
                waited(2),
            ]);
        }
        let mut ratios = Table::new();
        ratios.load_preset(UTF8_FULL_CONDENSED).set_header(["", "measured", "wanted"]);
        for (name, value, wanted) in self.ratios() {
            ratios.add_row([name.to_owned(), format!("{value:.1}"), wanted.into()]);
        }
        for table in [&mut rows, &mut ratios] {
            for column in table.column_iter_mut().skip(4) {
                column.set_cell_alignment(CellAlignment::Right);
            }
        }
        format!("{} blocks\n{rows}\n{ratios}\n", self.blocks)
    }

    pub(crate) fn json(&self) -> Result<String> {
        let ratios: serde_json::Map<_, _> = self
            .ratios()
            .into_iter()
            .map(|(name, value, wanted)| {
                (name.to_owned(), json!({ "measured": value, "wanted": wanted }))
            })
            .collect();
        let document = json!({ "measured": self, "ratios": ratios });
        Ok(serde_json::to_string_pretty(&document)? + "\n")
    }
}
