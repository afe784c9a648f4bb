//! The world outside: a Substrate node, Postgres, HTTP.

pub mod api;
pub mod datasets;
pub mod deployment;
pub mod export;
pub mod heights;
pub mod metrics;
pub mod reference;
pub mod storage;
pub mod subxt_node;
pub mod witness;

pub use metrics::describe_metrics;
