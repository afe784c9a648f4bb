//! The contract's refusals, as ink! sees them. What the Commons refuses passes through with its own.

use ink::primitives::sol::SolErrorDecode;

/// A refusal.
// As `#[ink::error]`, but with the Solidity ABI in every build: ink! reads the refusals by it, too.
#[cfg_attr(not(ink_abi = "sol"), ink::scale_derive(Encode, Decode, TypeInfo))]
#[derive(Debug, PartialEq, Eq, ink::SolErrorDecode, ink::SolErrorEncode, ink::SolErrorMetadata)]
pub enum Error {
    /// An amount of zero was requested.
    ZeroAmount,
    /// The account can get no grant: it is the zero address, this contract, the Commons, one of its
    /// libraries, or its currency's contract.
    InvalidRecipient,
    /// A parameter is out of its range.
    InvalidParameter,
    /// There is no such proposal.
    UnknownProposal,
    /// The proposal is over.
    NotActive,
    /// Its time is not over.
    NotExpired,
    /// The proposal requests nothing: it can gather stake, but not pass.
    NotExecutable,
    /// The proposal is not announced, or was announced too long ago.
    NotAnnounced,
    /// The proposal is announced already.
    Announced,
    /// The notice of the proposal is not over.
    TooEarly,
    /// The announced proposal still passes.
    StillPasses,
    /// The deployment does not let a vote change this.
    RuleFixed,
    /// The rule changed less than a window ago.
    TooSoon,
    /// The curve is not open: the hatch is running or has failed, or the Commons is wound down.
    NotOpen,
    /// The account asked for its staked tokens: no stake can rise.
    NotYetFree,
    /// Support less opposition does not exceed the threshold.
    BelowThreshold,
    /// It requests the spending limit of the funding pool or more.
    OverSpendingLimit,
    /// The deposit is below the minimum.
    DepositTooLow,
    /// More than 16 stakes of one account.
    TooManyStakes,
    /// The list is empty or too long, or names a proposal twice.
    InvalidList,
    /// A text is too long, shows nothing or hides something, or is no link.
    InvalidText,
    /// None of the account's stakes is on a proposal that is over.
    NothingToRelease,
    /// There is no deposit to return.
    NothingToReclaim,
    /// The caller is not the proposal's author.
    Unauthorized,
    /// The guardian has paused this for a time.
    Paused,
    /// The author did not take the deposit.
    PaymentRefused,
    /// An amount is larger than any can be.
    OutOfDomain,
    /// The account has fewer tokens than it would stake.
    InsufficientBalance,
}

impl From<crate::error::Error> for Error {
    fn from(error: crate::error::Error) -> Self {
        // ink! has decoded the call: what is left of malformed ones are parameters.
        <Self as SolErrorDecode>::decode(&error.selector().to_be_bytes())
            .unwrap_or(Self::InvalidParameter)
    }
}
