//! The tuples that the constructor and messages take and return, as ink! sees them.

use ink::{
    Address, SolDecode, SolEncode, U256,
    prelude::{string::String, vec::Vec},
    primitives::sol,
};

use super::error::Error;

/// Sets the caller's stake on a proposal to `amount`, for or against it, whatever it was before.
#[derive(Clone, Debug, Default, PartialEq, Eq, SolDecode, SolEncode)]
#[ink::scale_derive(Encode, Decode, TypeInfo)]
pub struct Move {
    pub proposal: u32,
    pub amount: U256,
    pub against: bool,
}

/// Within what a vote may change a rule, and by how much at once; a step of 0: never.
#[derive(Clone, Debug, Default, PartialEq, Eq, SolDecode, SolEncode)]
#[ink::scale_derive(Encode, Decode, TypeInfo)]
pub struct Bounds {
    pub least: U256,
    pub most: U256,
    pub step: U256,
}

/// The bounds of the vote's rules. To the constructor they are fifteen words more; ink! has no more than
/// twelve arguments.
#[derive(Clone, Debug, Default, PartialEq, Eq, SolDecode, SolEncode)]
#[ink::scale_derive(Encode, Decode, TypeInfo)]
pub struct RuleBounds {
    pub notice: Bounds,
    pub weight: Bounds,
    pub minStake: Bounds,
    pub deposit: Bounds,
    pub halfLife: Bounds,
}

/// A rule that a vote may change.
#[derive(Clone, Debug, Default, PartialEq, Eq, SolDecode, SolEncode)]
#[ink::scale_derive(Encode, Decode, TypeInfo)]
pub struct Rule {
    pub value: U256,
    pub least: U256,
    pub most: U256,
    pub step: U256,
    /// A window after the last change; 0 before the first.
    pub changeableFrom: u64,
}

/// The first and the last second in which an announced proposal can be executed.
#[derive(Clone, Debug, Default, PartialEq, Eq, SolDecode, SolEncode)]
#[ink::scale_derive(Encode, Decode, TypeInfo)]
pub struct Notice {
    pub from: u64,
    pub until: u64,
}

/// A proposal. Amounts in base units, times in seconds.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[ink::scale_derive(Encode, Decode, TypeInfo)]
pub struct ProposalState {
    pub author: Address,
    /// 0 signal, 1 funding, 2 revocation of a grant, 3 change of a rule, 4 change of the governor, 5
    /// wind-down.
    pub kind: u8,
    /// 0 active, 1 passed, 2 cancelled, 3 expired.
    pub status: u8,
    pub beneficiary: Address,
    /// What is requested; for a revocation the grant's id, for a rule its new value.
    pub amount: U256,
    /// Of the stream; 0: at once. For a rule its number.
    pub duration: u64,
    pub asTokens: bool,
    /// From this second on it can no longer pass or take stakes.
    pub expiry: u64,
    /// What the author can have back.
    pub deposit: U256,
    /// The stakes for it, over or not.
    pub staked: U256,
    /// Of the stakes for it. As of now; of one that is over, as of its end.
    pub conviction: U256,
    /// The stakes against it.
    pub opposed: U256,
    /// Conviction of the stakes against it.
    pub opposition: U256,
    /// When it was announced; 0: it is not.
    pub announced: u64,
}

/// What a proposal asks for, and what came of it: all of it has a fixed size, so that a tuple of two
/// tuples is encoded as one. ink! makes none of more than twelve.
type Parts =
    ((Address, u8, u8, Address, U256, u64, bool, u64, U256), (U256, U256, U256, U256, u64));

impl SolDecode for ProposalState {
    type SolType = Parts;

    fn from_sol_type(parts: Parts) -> Result<Self, sol::Error> {
        let (request, counted) = parts;
        let (author, kind, status, beneficiary, amount, duration, asTokens, expiry, deposit) =
            request;
        let (staked, conviction, opposed, opposition, announced) = counted;
        Ok(Self {
            author,
            kind,
            status,
            beneficiary,
            amount,
            duration,
            asTokens,
            expiry,
            deposit,
            staked,
            conviction,
            opposed,
            opposition,
            announced,
        })
    }
}

impl SolEncode<'_> for ProposalState {
    type SolType = Parts;

    fn to_sol_type(&self) -> Parts {
        let request = (
            self.author,
            self.kind,
            self.status,
            self.beneficiary,
            self.amount,
            self.duration,
            self.asTokens,
            self.expiry,
            self.deposit,
        );
        let counted = (self.staked, self.conviction, self.opposed, self.opposition, self.announced);
        (request, counted)
    }
}

/// The answer with a proposal, which the ABI names as the one tuple that its encoding is.
#[cfg_attr(not(ink_abi = "sol"), ink::scale_derive(Encode, Decode, TypeInfo))]
#[derive(Debug, PartialEq, Eq)]
pub struct Proposed(pub Result<ProposalState, Error>);

impl sol::SolResultEncode<'_> for Proposed {
    type SolType = Parts;

    const SOL_NAME: &'static str = "(address,uint8,uint8,address,uint256,uint64,bool,uint64,uint256,\
         uint256,uint256,uint256,uint256,uint64)";

    fn encode(&self) -> Vec<u8> {
        sol::SolResultEncode::encode(&self.0)
    }
}

impl sol::SolResultDecode for Proposed {
    type SolType = Parts;

    fn decode(data: &[u8], did_revert: bool) -> Result<Self, sol::SolResultDecodeError> {
        sol::SolResultDecode::decode(data, did_revert).map(Self)
    }
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
    /// On all proposals, for and against, over or not.
    pub staked: U256,
    /// Follows `staked` at the speed of conviction.
    pub effectiveStake: U256,
    /// The present supply or its follower, whichever is more.
    pub effectiveSupply: U256,
    /// How many proposals there have been.
    pub proposals: u32,
    /// The present funding pool or its follower, whichever is less.
    pub effectiveFunds: U256,
}

/// What was set at the deployment, and since then by votes. Shares in parts per million, times in
/// seconds.
#[derive(Clone, Debug, Default, PartialEq, Eq, SolDecode, SolEncode)]
#[ink::scale_derive(Encode, Decode, TypeInfo)]
pub struct Settings {
    pub commons: Address,
    pub halfLife: u64,
    /// The decay per second, times 2^128.
    pub decay: U256,
    /// The Commons': 0 where nothing can be granted.
    pub spendingLimit: u32,
    pub weight: u32,
    pub minStake: u32,
    pub deposit: U256,
    pub maxLifetime: u64,
    /// Between announcement and execution.
    pub notice: u64,
    /// The same for changes of rules and governor, and for the wind-down.
    pub longNotice: u64,
    /// Of the supply, for a change of a rule or of the governor; 0: there is none.
    pub ruleShare: u32,
    /// Of the supply, for a wind-down; 0: there is none.
    pub exitShare: u32,
}
