//! The indexer loses nothing, repeats nothing and invents nothing, whatever happens to it, to the
//! node, to the database and to what is between them.
//!
//! Most of these tests let it follow the same chain, made once (see [`story`]), and compare what it
//! wrote with what an undisturbed one did, row by row.

mod chains;
mod database;
mod disk;
mod kills;
mod network;
mod node;
mod story;
mod streams;
mod upgrade;
mod writers;
