//! What the Commons contract promises, one example each, on its real bytecode.

mod deployment;
mod library;
mod limits;
mod pools;
mod receivers;
mod refusals;
mod support;
mod token;
mod trades;
