//! Everything together: chain, contracts, Postgres, indexer.
