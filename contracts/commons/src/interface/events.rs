//! The contract's events, as ink! sees them. [`crate::events`] emits them.

use ink::{Address, U256, prelude::string::String, primitives::sol::FixedBytes};

/// Tokens moved, were minted (from zero) or destroyed (to zero).
#[ink::event]
pub struct Transfer {
    #[ink(topic)]
    pub from: Address,
    #[ink(topic)]
    pub to: Address,
    pub value: U256,
}

/// An allowance was set.
#[ink::event]
pub struct Approval {
    #[ink(topic)]
    pub owner: Address,
    #[ink(topic)]
    pub spender: Address,
    pub value: U256,
}

/// The curve opened: the state it starts from. An initial supply also shows as a Transfer from
/// zero.
#[ink::event]
pub struct Open {
    #[ink(topic)]
    pub account: Address,
    pub supply: U256,
    pub reserve: U256,
    pub fundingPool: U256,
}

/// `deposit` was paid in, `tribute` of it went to the funding pool; then the state after it.
#[ink::event]
pub struct Mint {
    #[ink(topic)]
    pub account: Address,
    pub deposit: U256,
    pub tribute: U256,
    pub minted: U256,
    pub supply: U256,
    pub reserve: U256,
    pub fundingPool: U256,
}

/// `amount` tokens were burnt for `returned`; `tribute` went to the funding pool (gross = returned
/// + tribute).
#[ink::event]
pub struct Redeem {
    #[ink(topic)]
    pub account: Address,
    pub amount: U256,
    pub tribute: U256,
    pub returned: U256,
    pub supply: U256,
    pub reserve: U256,
    pub fundingPool: U256,
}

/// `amount` was destroyed for a service (0: none) and the hash of what was paid for.
#[ink::event]
pub struct Burn {
    #[ink(topic)]
    pub account: Address,
    #[ink(topic)]
    pub service: u32,
    #[ink(topic)]
    pub content: FixedBytes<32>,
    pub amount: U256,
    pub supply: U256,
    pub reserve: U256,
    pub fundingPool: U256,
}

/// `amount` was given to the funding pool.
#[ink::event]
pub struct Donate {
    #[ink(topic)]
    pub account: Address,
    pub amount: U256,
    pub supply: U256,
    pub reserve: U256,
    pub fundingPool: U256,
}

/// `amount` was accepted for `tokens`, which vest; then supply and raised after it.
#[ink::event]
pub struct Contribute {
    #[ink(topic)]
    pub account: Address,
    pub amount: U256,
    pub tokens: U256,
    pub supply: U256,
    pub raised: U256,
}

/// The hatch failed: contributors may take their money back.
#[ink::event]
pub struct HatchFailed {
    pub raised: U256,
}

/// A failed hatch paid `amount` back for `tokens`; then supply and raised after it.
#[ink::event]
pub struct Refund {
    #[ink(topic)]
    pub account: Address,
    pub amount: U256,
    pub tokens: U256,
    pub supply: U256,
    pub raised: U256,
}

/// The owner let an account contribute, or no longer.
#[ink::event]
pub struct Allow {
    #[ink(topic)]
    pub account: Address,
    pub allowed: bool,
}

/// `amount` was granted from the funding pool, due at once or over a duration; then the state after
/// it.
#[ink::event]
pub struct Grant {
    #[ink(topic)]
    pub grantId: u32,
    #[ink(topic)]
    pub beneficiary: Address,
    #[ink(topic)]
    pub proposal: u32,
    pub amount: U256,
    pub start: u64,
    pub duration: u64,
    pub asTokens: bool,
    pub supply: U256,
    pub reserve: U256,
    pub fundingPool: U256,
}

/// `amount` of the grant was paid; `tokens` were minted for it if it is paid in tokens, else 0.
#[ink::event]
pub struct Withdraw {
    #[ink(topic)]
    pub grantId: u32,
    #[ink(topic)]
    pub beneficiary: Address,
    pub to: Address,
    pub amount: U256,
    pub tokens: U256,
    pub supply: U256,
    pub reserve: U256,
    pub fundingPool: U256,
}

/// A grant was ended; what was not yet due returned to the funding pool.
#[ink::event]
pub struct Revoke {
    #[ink(topic)]
    pub grantId: u32,
    #[ink(topic)]
    pub proposal: u32,
    pub returned: U256,
    pub supply: U256,
    pub reserve: U256,
    pub fundingPool: U256,
}

/// A grant that was not claimed in time ended; the rest returned to the funding pool.
#[ink::event]
pub struct Lapse {
    #[ink(topic)]
    pub grantId: u32,
    pub returned: U256,
    pub supply: U256,
    pub reserve: U256,
    pub fundingPool: U256,
}

/// Money that had arrived without a message went to the funding pool.
#[ink::event]
pub struct Credit {
    #[ink(topic)]
    pub account: Address,
    pub amount: U256,
    pub supply: U256,
    pub reserve: U256,
    pub fundingPool: U256,
}

/// The account asked for its staked tokens, free at that time; 0: they are free now, or it took the
/// request back.
#[ink::event]
pub struct Unlock {
    #[ink(topic)]
    pub account: Address,
    pub staked: U256,
    pub freeAt: u64,
}

/// A rule changed by vote.
#[ink::event]
pub struct Rule {
    #[ink(topic)]
    pub rule: u8,
    pub value: U256,
}

/// A wind-down was announced, or that was taken back.
#[ink::event]
pub struct Closing {
    pub announced: bool,
}

/// The Commons was wound down: the funding pool joined the reserve.
#[ink::event]
pub struct WindDown {
    pub supply: U256,
    pub reserve: U256,
    pub fundingPool: U256,
}

/// A service was registered.
#[ink::event]
pub struct Service {
    #[ink(topic)]
    pub service: u32,
    #[ink(topic)]
    pub owner: Address,
    pub name: String,
    pub link: String,
}

/// A governor was set.
#[ink::event]
pub struct Governor {
    #[ink(topic)]
    pub governor: Address,
}

/// The ownership was offered to an account (zero: to none any more).
#[ink::event]
pub struct OwnershipTransferStarted {
    #[ink(topic)]
    pub from: Address,
    #[ink(topic)]
    pub to: Address,
}

/// The ownership went to an account (zero: it was given up).
#[ink::event]
pub struct OwnershipTransferred {
    #[ink(topic)]
    pub from: Address,
    #[ink(topic)]
    pub to: Address,
}

/// The guardian was set (zero: none), in office until then.
#[ink::event]
pub struct Guardian {
    #[ink(topic)]
    pub guardian: Address,
    pub until: u64,
}

/// Paused until then; no longer if that is not in the future.
#[ink::event]
pub struct Pause {
    #[ink(topic)]
    pub guardian: Address,
    pub until: u64,
}
