//! The indexer's promises: the loop against a chain and a store that misbehave on purpose, the
//! store against a real PostgreSQL, the node's client against scripted answers, the HTTP API.

// Test code may give up where it stands.
#![allow(clippy::unwrap_used, clippy::expect_used)]

mod access;
mod analysis;
mod api;
mod boards;
mod cluster;
mod configuration;
mod database;
mod decoding;
mod doubles;
mod faults;
mod health;
mod history;
mod log;
mod meanings;
mod metrics;
mod node;
mod one_of_each;
mod patience;
mod process;
mod rebuild;
mod reference;
mod rewind;
mod rows;
mod schema;
mod speed;
mod store;
mod the_loop;
mod views;
mod voting;
