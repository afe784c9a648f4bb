//! What the Commons contract promises, one example each, on its real bytecode.

mod assets;
mod claims;
mod closing;
mod currency;
mod deployment;
mod grants;
mod hatch;
mod hatch_refusals;
mod library;
mod limits;
mod pools;
mod receivers;
mod recipients;
mod refusals;
mod roles;
mod rules;
mod services;
mod small_supply;
mod texts;
mod token;
mod trades;
mod unlock;
mod vesting;
