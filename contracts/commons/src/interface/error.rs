//! The contract's refusals, as ink! sees them.

use ink::primitives::sol::SolErrorDecode;

/// A refusal.
// As `#[ink::error]`, but with the Solidity ABI in every build: ink! reads the refusals by it, too.
#[cfg_attr(not(ink_abi = "sol"), ink::scale_derive(Encode, Decode, TypeInfo))]
#[derive(Debug, PartialEq, Eq, ink::SolErrorDecode, ink::SolErrorEncode, ink::SolErrorMetadata)]
pub enum Error {
    /// An amount of zero was given.
    ZeroAmount,
    /// The zero address cannot spend tokens.
    ZeroAddress,
    /// The account can hold nothing and have no role: it is the zero address, the Commons, its
    /// governor, one of its libraries, or its currency's contract.
    InvalidRecipient,
    /// The balance is smaller than the amount.
    InsufficientBalance,
    /// The allowance is smaller than the amount.
    InsufficientAllowance,
    /// The tokens are there, but vesting or staked.
    Locked,
    /// The deadline given has passed.
    DeadlinePassed,
    /// The outcome is below the minimum that the caller accepts: the price moved.
    BelowMinimum,
    /// The amount is so small that rounding leaves nothing.
    AmountTooSmall,
    /// Supply, reserve or amount leave the domain of the curve.
    OutOfDomain,
    /// The last base unit of supply cannot be redeemed or burnt.
    LastToken,
    /// The recipient did not take the payment.
    PaymentRefused,
    /// A parameter is out of its range.
    InvalidParameter,
    /// The curve is not open: the hatch is running or has failed, or the Commons is wound down.
    NotOpen,
    /// The hatch is over.
    NotHatching,
    /// The hatch has reached its maximum.
    HatchFull,
    /// The hatch has neither reached its maximum nor its deadline.
    HatchNotOver,
    /// The hatch has not failed, so nothing is refunded.
    NotRefunding,
    /// The account has contributed nothing, or has its money back.
    NothingToRefund,
    /// The hatch has an allowlist and the account is not on it.
    NotAllowed,
    /// The money is not of the Commons' currency: native value for an ERC-20 one, or the reverse.
    WrongCurrency,
    /// The currency's contract refused, or moved another amount than was asked for.
    CurrencyRefused,
    /// The guardian has paused this for a time.
    Paused,
    /// The caller does not hold the role that this takes.
    Unauthorized,
    /// The owner has set the governor already; or it must be set before.
    GovernorFixed,
    /// No money is taken before the Commons has a governor.
    NoGovernor,
    /// The deployment does not let a vote change this.
    RuleFixed,
    /// The rule changed less than a window ago.
    TooSoon,
    /// The account asked for its staked tokens: they are not free yet, and no stake can rise.
    NotYetFree,
    /// The grant can still be claimed.
    NotLapsed,
    /// The grant and the recent ones together reach the spending limit of the funding pool.
    OverSpendingLimit,
    /// There is no such grant.
    UnknownGrant,
    /// The grant is revoked already.
    GrantRevoked,
    /// Nothing of the grant is due now.
    NothingDue,
    /// There is no such service.
    UnknownService,
    /// A text is too long, shows nothing or hides something, or is no link.
    InvalidText,
    /// The list is empty or too long.
    InvalidList,
}

impl From<crate::error::Error> for Error {
    fn from(error: crate::error::Error) -> Self {
        // ink! has decoded the call: what is left of malformed ones are parameters.
        <Self as SolErrorDecode>::decode(&error.selector().to_be_bytes())
            .unwrap_or(Self::InvalidParameter)
    }
}
