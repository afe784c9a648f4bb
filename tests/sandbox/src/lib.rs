//! The contracts' real PolkaVM bytecode against pallet-revive, in process.
