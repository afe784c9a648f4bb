//! What the Conviction contract promises, one example each, on its real bytecode and the Commons'.

mod deployment;
mod ending;
mod execution;
mod forecast;
mod forfeit;
mod notice;
mod opposition;
mod proposals;
mod rules;
mod stakes;
mod totals;
