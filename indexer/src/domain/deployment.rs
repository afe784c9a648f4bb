//! The deployment that is followed.

use super::{Address, B256, BlockRef, U256};

/// What is followed: a chain, the contract on it and the parameters it was deployed with.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Deployment {
    /// Hash of block 0 of the chain.
    pub genesis_hash: B256,
    /// The block that deployed the contract; its events begin there.
    pub block: BlockRef,
    /// Address of the Commons contract.
    pub commons: Address,
    /// Name of the token.
    pub name: String,
    /// Symbol of the token.
    pub symbol: String,
    /// Decimals of token and reserve amounts.
    pub decimals: u8,
    /// Symbol of the currency held by the reserve and the funding pool.
    pub currency: String,
    /// Reserve ratio of the curve, in parts per million.
    pub reserve_ratio_ppm: u32,
    /// Share of a deposit for the funding pool, in parts per million.
    pub entry_tribute_ppm: u32,
    /// Share of a payout for the funding pool, in parts per million.
    pub exit_tribute_ppm: u32,
    /// Supply at the opening, in base units.
    pub initial_supply: U256,
    /// Reserve at the opening, in base units.
    pub initial_reserve: U256,
}
