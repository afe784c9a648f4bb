//! The attacks that a Commons meets, each tried on the real bytecode.
//!
//! A test is named after its attack and asserts what the attacker must not get. Each was seen to
//! fail with its guard taken out of the contracts.

mod curve;
mod drain;
mod ends;
mod governance;
mod guards;
mod hatch;
mod locks;
mod money;
mod parameters;
mod pause;
mod reentry;
mod size;
mod stakes;
