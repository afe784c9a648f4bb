//! The world outside: a Substrate node, Postgres, HTTP.

pub mod api;
pub mod deployment;
mod metrics;
pub mod storage;
pub mod subxt_node;

pub use metrics::describe_metrics;
