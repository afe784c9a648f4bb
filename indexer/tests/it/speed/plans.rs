//! What a plan touched, by its own count.

use serde_json::Value;
use std::fmt;

/// Relations with more rows than this are large: none of them is to be read as a whole.
const LARGE: u64 = 10_000;

/// What the execution of a plan touched.
#[derive(Debug, Default)]
pub(crate) struct Touched {
    /// Rows read from tables and indexes, those included that were read in vain.
    pub(crate) rows: u64,
    /// Pages of them.
    pub(crate) buffers: u64,
    /// Whether a large table was read from its beginning to its end.
    pub(crate) whole_of_large: bool,
    /// The most that was read in one place, and where.
    most: (u64, String),
}

impl Touched {
    /// By a plan that `explain (analyze, buffers, format json)` tells.
    pub(crate) fn by(plan: &Value) -> Self {
        let number = |name: &str| plan[name].as_f64().unwrap_or_default() as u64;
        let mut touched = Self {
            buffers: number("Shared Hit Blocks") + number("Shared Read Blocks"),
            ..Self::default()
        };
        touched.add(plan);
        touched
    }

    fn add(&mut self, node: &Value) {
        let number = |name: &str| node[name].as_f64().unwrap_or_default();
        let kind = node["Node Type"].as_str().unwrap_or_default();
        // Of what is found in memory nothing is read.
        if let Some(relation) = node["Relation Name"].as_str() {
            let rows = number("Actual Rows")
                + number("Rows Removed by Filter")
                + number("Rows Removed by Index Recheck");
            let rows = (rows * number("Actual Loops")) as u64;
            self.rows += rows;
            self.whole_of_large |= kind == "Seq Scan" && rows > LARGE;
            if rows >= self.most.0 {
                let index = node["Index Name"].as_str().unwrap_or_default();
                self.most = (rows, format!("{kind} of {relation} {index}"));
            }
        }
        for part in node["Plans"].as_array().into_iter().flatten() {
            self.add(part);
        }
    }
}

impl fmt::Display for Touched {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (rows, place) = &self.most;
        write!(f, "{} rows, {} pages; most by {place}: {rows}", self.rows, self.buffers)
    }
}

/// The statements and plans that `auto_explain` wrote into a server's log.
pub(crate) fn logged(log: &str) -> Vec<(String, Touched)> {
    log.split(" plan:\n")
        .skip(1)
        .filter_map(|rest| {
            let text: Vec<&str> = rest.lines().take_while(|line| line.starts_with('\t')).collect();
            let told: Value = serde_json::from_str(&text.join("\n")).ok()?;
            let statement = told["Query Text"].as_str()?.to_owned();
            Some((statement, Touched::by(&told["Plan"])))
        })
        .collect()
}
