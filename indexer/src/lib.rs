//! Mirrors the events of a Weir deployment into Postgres and serves them.
