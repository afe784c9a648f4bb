//! The tuples that the constructor takes and the messages return, as ink! sees them.

use ink::{Address, SolDecode, SolEncode, U256, prelude::string::String};

/// How a hatch is set up; all zero where there is none. Amounts in base units of the currency, times
/// in seconds, shares in parts per million.
#[derive(Clone, Debug, Default, PartialEq, Eq, SolDecode, SolEncode)]
#[ink::scale_derive(Encode, Decode, TypeInfo)]
pub struct Hatch {
    /// The least that must be raised.
    pub minimum: U256,
    /// The most that is taken.
    pub maximum: U256,
    /// The last second for contributions.
    pub deadline: u64,
    /// Currency base units per whole token.
    pub price: U256,
    /// What of the raised money goes to the funding pool.
    pub tribute: u32,
    /// How long after the opening nothing is released.
    pub cliff: u64,
    /// After how long half of what is left is released.
    pub halfLife: u64,
    /// Whether only accounts that the owner allows may contribute.
    pub allowlist: bool,
    /// The most that the opening price may be of the hatch's price.
    pub maxJump: u32,
}

/// Within what a vote may change a rule, and by how much at once; a step of 0: never.
#[derive(Clone, Debug, Default, PartialEq, Eq, SolDecode, SolEncode)]
#[ink::scale_derive(Encode, Decode, TypeInfo)]
pub struct Bounds {
    pub least: U256,
    pub most: U256,
    pub step: U256,
}

/// What else is set at the deployment.
#[derive(Clone, Debug, Default, PartialEq, Eq, SolDecode, SolEncode)]
#[ink::scale_derive(Encode, Decode, TypeInfo)]
pub struct Settings {
    /// The ERC-20 contract of the reserve currency; zero for the native one.
    pub currency: Address,
    /// What recent grants together must stay below, in parts per million of the funding pool.
    pub spendingLimit: u32,
    /// Seconds over which a grant counts.
    pub window: u64,
    /// Who can pause; zero for none.
    pub guardian: Address,
    /// Until when, in seconds since the Unix epoch.
    pub guardianUntil: u64,
    /// The bounds of the rules that a vote may change.
    pub entryTributeBounds: Bounds,
    pub exitTributeBounds: Bounds,
    pub spendingLimitBounds: Bounds,
    pub windowBounds: Bounds,
}

/// How the hatch was set up, as in [`Hatch`], and where it is.
#[derive(Clone, Debug, Default, PartialEq, Eq, SolDecode, SolEncode)]
#[ink::scale_derive(Encode, Decode, TypeInfo)]
pub struct HatchState {
    pub minimum: U256,
    pub maximum: U256,
    pub deadline: u64,
    pub price: U256,
    pub tribute: u32,
    pub cliff: u64,
    pub halfLife: u64,
    pub allowlist: bool,
    pub maxJump: u32,
    /// What was raised so far.
    pub raised: U256,
    /// When the curve opened: vesting counts from here. 0 before.
    pub openedAt: u64,
    /// The spot price right after the opening, at this hatch's price.
    pub openingPrice: U256,
}

/// A grant.
#[derive(Clone, Debug, Default, PartialEq, Eq, SolDecode, SolEncode)]
#[ink::scale_derive(Encode, Decode, TypeInfo)]
pub struct GrantState {
    pub beneficiary: Address,
    /// What was granted; after a revocation, what was due then.
    pub amount: U256,
    pub withdrawn: U256,
    pub start: u64,
    /// Seconds over which it comes due; 0: at once. A revocation ends them.
    pub duration: u64,
    pub asTokens: bool,
    pub revoked: bool,
    pub proposal: u32,
    /// What can be withdrawn now.
    pub due: U256,
}

/// A service.
#[derive(Clone, Debug, Default, PartialEq, Eq, SolDecode, SolEncode)]
#[ink::scale_derive(Encode, Decode, TypeInfo)]
pub struct ServiceState {
    pub owner: Address,
    /// Tokens burnt for it.
    pub burnt: U256,
    /// How often.
    pub burns: u64,
    pub name: String,
    pub link: String,
}

/// Who has which role.
#[derive(Clone, Debug, Default, PartialEq, Eq, SolDecode, SolEncode)]
#[ink::scale_derive(Encode, Decode, TypeInfo)]
pub struct RolesState {
    pub owner: Address,
    /// Who can accept the ownership; zero for none.
    pub pendingOwner: Address,
    pub governor: Address,
    pub guardian: Address,
    /// The end of the guardian's office.
    pub guardianUntil: u64,
    /// Until when the Commons is paused, or was.
    pub pausedUntil: u64,
    /// Before this the guardian cannot pause again.
    pub pausableFrom: u64,
}
