//! The tuples that messages take and return, as ink! sees them.

use ink::{Address, SolDecode, SolEncode, U256, prelude::string::String};

/// Sets the caller's stake on a proposal to `amount`, whatever it was before.
#[derive(Clone, Debug, Default, PartialEq, Eq, SolDecode, SolEncode)]
#[ink::scale_derive(Encode, Decode, TypeInfo)]
pub struct Move {
    pub proposal: u32,
    pub amount: U256,
}

/// A proposal. Amounts in base units, times in seconds.
#[derive(Clone, Debug, Default, PartialEq, Eq, SolDecode, SolEncode)]
#[ink::scale_derive(Encode, Decode, TypeInfo)]
pub struct ProposalState {
    pub author: Address,
    /// 0 signal, 1 funding, 2 revocation of a grant.
    pub kind: u8,
    /// 0 active, 1 passed, 2 cancelled, 3 expired.
    pub status: u8,
    pub beneficiary: Address,
    /// What is requested; for a revocation the grant's id.
    pub amount: U256,
    /// Of the stream; 0: at once.
    pub duration: u64,
    pub asTokens: bool,
    /// From this second on it can no longer pass or take stakes.
    pub expiry: u64,
    /// What the author can have back.
    pub deposit: U256,
    /// The stakes that lie on it.
    pub staked: U256,
    /// As of now; of one that is over, as of its end.
    pub conviction: U256,
}

/// What a proposal is called, and where more about it stands.
#[derive(Clone, Debug, Default, PartialEq, Eq, SolDecode, SolEncode)]
#[ink::scale_derive(Encode, Decode, TypeInfo)]
pub struct Text {
    pub title: String,
    pub link: String,
}

/// The sums that thresholds count with, as of now.
#[derive(Clone, Debug, Default, PartialEq, Eq, SolDecode, SolEncode)]
#[ink::scale_derive(Encode, Decode, TypeInfo)]
pub struct Totals {
    /// All stakes on proposals that are not over.
    pub staked: U256,
    /// Follows `staked` at the speed of conviction.
    pub effectiveStake: U256,
    /// The present supply or its follower, whichever is more.
    pub effectiveSupply: U256,
    /// How many proposals there have been.
    pub proposals: u32,
}

/// What was set at the deployment. Shares in parts per million.
#[derive(Clone, Debug, Default, PartialEq, Eq, SolDecode, SolEncode)]
#[ink::scale_derive(Encode, Decode, TypeInfo)]
pub struct Settings {
    pub commons: Address,
    pub halfLife: u64,
    /// The decay per second, times 2^128.
    pub decay: U256,
    pub spendingLimit: u32,
    pub weight: u32,
    pub minStake: u32,
    pub deposit: U256,
    pub maxLifetime: u64,
}
