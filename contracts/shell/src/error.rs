//! Why a contract refuses.

use core::num::NonZeroI64;

use crate::abi::selector;

/// A refusal: the selector of a custom error of the Solidity ABI without arguments. Its four bytes
/// are all that a refused call returns.
///
/// Not an enum, so that `Result<(), Error>` is zero or not: the compiler tests nothing cheaper, and
/// the contract tests little else. And a whole register, the selector with its sign extended: that
/// is how the processor loads a constant of four bytes, and what it can test without a conversion.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Error(NonZeroI64);

#[allow(non_upper_case_globals)] // named like the ABI's errors
impl Error {
    /// The call does not follow the ABI, or carries money for a message that takes none. Reverts
    /// without data, as the Solidity compiler's own checks do.
    pub const Malformed: Self = Self(match NonZeroI64::new(1) {
        Some(one) => one,
        None => panic!("one is zero"),
    });
    /// An amount of zero was given.
    pub const ZeroAmount: Self = Self::named("ZeroAmount()");
    /// The zero address cannot spend tokens.
    pub const ZeroAddress: Self = Self::named("ZeroAddress()");
    /// The account can hold nothing and have no role: it is the zero address or one of the
    /// contracts of the Commons itself.
    pub const InvalidRecipient: Self = Self::named("InvalidRecipient()");
    /// The balance is smaller than the amount.
    pub const InsufficientBalance: Self = Self::named("InsufficientBalance()");
    /// The allowance is smaller than the amount.
    pub const InsufficientAllowance: Self = Self::named("InsufficientAllowance()");
    /// The deadline given has passed.
    pub const DeadlinePassed: Self = Self::named("DeadlinePassed()");
    /// The outcome is below the minimum that the caller accepts: the price moved.
    pub const BelowMinimum: Self = Self::named("BelowMinimum()");
    /// The amount is so small that rounding leaves nothing.
    pub const AmountTooSmall: Self = Self::named("AmountTooSmall()");
    /// Supply, reserve or amount leave the domain of the curve.
    pub const OutOfDomain: Self = Self::named("OutOfDomain()");
    /// The last base unit of supply cannot be redeemed or burnt.
    pub const LastToken: Self = Self::named("LastToken()");
    /// The recipient did not take the payment.
    pub const PaymentRefused: Self = Self::named("PaymentRefused()");
    /// A parameter of the deployment is out of its range.
    pub const InvalidParameter: Self = Self::named("InvalidParameter()");
    /// The tokens are there, but vesting or staked.
    pub const Locked: Self = Self::named("Locked()");
    /// The curve is not open: the hatch is running or has failed.
    pub const NotOpen: Self = Self::named("NotOpen()");
    /// The hatch is over.
    pub const NotHatching: Self = Self::named("NotHatching()");
    /// The hatch has reached its maximum.
    pub const HatchFull: Self = Self::named("HatchFull()");
    /// The hatch has neither reached its maximum nor its deadline.
    pub const HatchNotOver: Self = Self::named("HatchNotOver()");
    /// The hatch has not failed, so nothing is refunded.
    pub const NotRefunding: Self = Self::named("NotRefunding()");
    /// The account has contributed nothing, or has its money back.
    pub const NothingToRefund: Self = Self::named("NothingToRefund()");
    /// The hatch has an allowlist and the account is not on it.
    pub const NotAllowed: Self = Self::named("NotAllowed()");
    /// The money is not of the Commons' currency.
    pub const WrongCurrency: Self = Self::named("WrongCurrency()");
    /// The currency's contract refused, or moved another amount than was asked for.
    pub const CurrencyRefused: Self = Self::named("CurrencyRefused()");
    /// The guardian has paused this for a time.
    pub const Paused: Self = Self::named("Paused()");
    /// The caller does not hold the role that this takes.
    pub const Unauthorized: Self = Self::named("Unauthorized()");
    /// The owner has set the governor already; or it must be set before.
    pub const GovernorFixed: Self = Self::named("GovernorFixed()");
    /// No money is taken before the Commons has a governor.
    pub const NoGovernor: Self = Self::named("NoGovernor()");
    /// The deployment does not let a vote change this.
    pub const RuleFixed: Self = Self::named("RuleFixed()");
    /// The rule changed less than a window ago.
    pub const TooSoon: Self = Self::named("TooSoon()");
    /// The account asked for its staked tokens: they are not free yet, and no stake can rise.
    pub const NotYetFree: Self = Self::named("NotYetFree()");
    /// The grant can still be claimed.
    pub const NotLapsed: Self = Self::named("NotLapsed()");
    /// The grant and the recent ones together reach the spending limit of the funding pool.
    pub const OverSpendingLimit: Self = Self::named("OverSpendingLimit()");
    /// There is no such grant.
    pub const UnknownGrant: Self = Self::named("UnknownGrant()");
    /// The grant is revoked already.
    pub const GrantRevoked: Self = Self::named("GrantRevoked()");
    /// Nothing of the grant is due now.
    pub const NothingDue: Self = Self::named("NothingDue()");
    /// There is no such service.
    pub const UnknownService: Self = Self::named("UnknownService()");
    /// A text is too long, shows nothing or hides something, or is no link.
    pub const InvalidText: Self = Self::named("InvalidText()");
    /// The list is empty or too long.
    pub const InvalidList: Self = Self::named("InvalidList()");
    /// There is no such proposal.
    pub const UnknownProposal: Self = Self::named("UnknownProposal()");
    /// The proposal is over.
    pub const NotActive: Self = Self::named("NotActive()");
    /// The proposal's time is not over.
    pub const NotExpired: Self = Self::named("NotExpired()");
    /// The proposal requests nothing: it cannot pass.
    pub const NotExecutable: Self = Self::named("NotExecutable()");
    /// The proposal is not announced, or was announced too long ago.
    pub const NotAnnounced: Self = Self::named("NotAnnounced()");
    /// The proposal is announced already.
    pub const Announced: Self = Self::named("Announced()");
    /// The notice of the proposal is not over.
    pub const TooEarly: Self = Self::named("TooEarly()");
    /// The announced proposal still passes.
    pub const StillPasses: Self = Self::named("StillPasses()");
    /// Support less opposition does not exceed the proposal's threshold.
    pub const BelowThreshold: Self = Self::named("BelowThreshold()");
    /// The deposit is below the minimum.
    pub const DepositTooLow: Self = Self::named("DepositTooLow()");
    /// An account can stake on so many proposals only.
    pub const TooManyStakes: Self = Self::named("TooManyStakes()");
    /// None of the account's stakes is on a proposal that is over.
    pub const NothingToRelease: Self = Self::named("NothingToRelease()");
    /// There is no deposit to return.
    pub const NothingToReclaim: Self = Self::named("NothingToReclaim()");

    /// The custom error of a signature.
    pub const fn named(signature: &str) -> Self {
        match selector(signature) {
            0 => panic!("a selector of zero"),
            selector => Self::of(selector),
        }
    }

    /// The error whose selector another contract returned, as it lies in memory.
    pub const fn from_bytes(bytes: u32) -> Self {
        Self::of(bytes.swap_bytes())
    }

    /// The error's selector, as a number.
    pub const fn selector(self) -> u32 {
        self.0.get() as u32
    }

    /// The error of a selector. Zero is none.
    const fn of(selector: u32) -> Self {
        match NonZeroI64::new(selector as i32 as i64) {
            Some(selector) => Self(selector),
            None => Self::Malformed,
        }
    }
}

impl From<weir_economics::Error> for Error {
    fn from(error: weir_economics::Error) -> Self {
        match error {
            weir_economics::Error::ZeroAmount => Self::ZeroAmount,
            weir_economics::Error::OutOfDomain | weir_economics::Error::Overflow => {
                Self::OutOfDomain
            }
            weir_economics::Error::OverLimit => Self::OverSpendingLimit,
        }
    }
}
