//! The deployment that is followed.

use super::{Address, B256, BlockRef};
use weir_client::{
    currency::{Currency, CurrencyKind},
    deployment::Parameters,
};

/// What is followed: a chain, the contracts on it and what they were made with.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Deployment {
    /// Hash of block 0 of the chain.
    pub genesis_hash: B256,
    /// The block that deployed the Commons; its events begin there.
    pub block: BlockRef,
    /// The contracts.
    pub contracts: Contracts,
    /// Symbol of the money of the chain, of which the deposits of proposals are.
    pub native_symbol: String,
    /// Decimals of that money outside of contracts, where it has 18.
    pub native_decimals: u8,
    /// What the reserve and the funding pool hold.
    pub currency: Currency,
    /// What the contracts were made with.
    pub parameters: Parameters,
}

impl Deployment {
    /// The contract of the currency; none for the money of the chain.
    pub fn currency_address(&self) -> Option<Address> {
        match self.currency.kind {
            CurrencyKind::Native => None,
            CurrencyKind::Erc20 => Some(self.currency.address),
        }
    }
}

/// Addresses of the contracts whose events are followed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Contracts {
    /// Token, curve, pools, hatch, grants and services.
    pub commons: Address,
    /// Proposals and stakes.
    pub conviction: Address,
}

impl Contracts {
    /// All of them.
    pub fn addresses(&self) -> [Address; 2] {
        [self.commons, self.conviction]
    }
}
