//! The contract's events, as ink! sees them. [`crate::events`] emits them.

use ink::{Address, U256, prelude::string::String};

/// There is a new proposal.
#[ink::event]
pub struct Propose {
    #[ink(topic)]
    pub proposal: u32,
    #[ink(topic)]
    pub author: Address,
    pub kind: u8,
    pub beneficiary: Address,
    pub amount: U256,
    pub duration: u64,
    pub asTokens: bool,
    pub expiry: u64,
    pub deposit: U256,
    pub title: String,
    pub link: String,
}

/// The account's stake on the proposal is now `stake`, for or against it; then the proposal's stakes
/// and convictions, for and against, and all stakes together.
#[ink::event]
pub struct Stake {
    #[ink(topic)]
    pub proposal: u32,
    #[ink(topic)]
    pub account: Address,
    pub stake: U256,
    pub against: bool,
    pub staked: U256,
    pub conviction: U256,
    pub opposed: U256,
    pub opposition: U256,
    pub totalStaked: U256,
}

/// The proposal passes; it can be executed from then until then if it still does.
#[ink::event]
pub struct Announce {
    #[ink(topic)]
    pub proposal: u32,
    pub executableFrom: u64,
    pub executableUntil: u64,
}

/// The announcement was taken back.
#[ink::event]
pub struct Reset {
    #[ink(topic)]
    pub proposal: u32,
}

/// The proposal was executed: support less opposition exceeded the threshold. `grantId` is 0 where
/// no grant came or ended.
#[ink::event]
pub struct Execute {
    #[ink(topic)]
    pub proposal: u32,
    #[ink(topic)]
    pub grantId: u32,
    pub conviction: U256,
    pub opposition: U256,
    pub threshold: U256,
    pub totalStaked: U256,
}

/// A rule of the vote changed by vote.
#[ink::event]
pub struct Rule {
    #[ink(topic)]
    pub rule: u8,
    pub value: U256,
}

/// Its author withdrew the proposal.
#[ink::event]
pub struct Cancel {
    #[ink(topic)]
    pub proposal: u32,
    pub totalStaked: U256,
}

/// The proposal's time was over.
#[ink::event]
pub struct Expire {
    #[ink(topic)]
    pub proposal: u32,
    pub totalStaked: U256,
}

/// The proposal's deposit went back to its author.
#[ink::event]
pub struct Reclaim {
    #[ink(topic)]
    pub proposal: u32,
    #[ink(topic)]
    pub author: Address,
    pub amount: U256,
}
