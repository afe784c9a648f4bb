//! Why the contract refuses.

use crate::abi::selector;

/// A refusal. Each is a custom error of the Solidity ABI without arguments: its number is its
/// selector, and the four bytes of it are all that a refused call returns.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[repr(u32)]
pub enum Error {
    /// The call does not follow the ABI, or carries money for a message that takes none. Reverts
    /// without data, as the Solidity compiler's own checks do.
    Malformed = 0,
    /// An amount of zero was given.
    ZeroAmount = selector("ZeroAmount()"),
    /// The zero address cannot hold or spend tokens.
    ZeroAddress = selector("ZeroAddress()"),
    /// The balance is smaller than the amount.
    InsufficientBalance = selector("InsufficientBalance()"),
    /// The allowance is smaller than the amount.
    InsufficientAllowance = selector("InsufficientAllowance()"),
    /// The deadline given has passed.
    DeadlinePassed = selector("DeadlinePassed()"),
    /// The outcome is below the minimum that the caller accepts: the price moved.
    BelowMinimum = selector("BelowMinimum()"),
    /// The amount is so small that rounding leaves nothing.
    AmountTooSmall = selector("AmountTooSmall()"),
    /// Supply, reserve or amount leave the domain of the curve.
    OutOfDomain = selector("OutOfDomain()"),
    /// The last base unit of supply cannot be redeemed or burnt.
    LastToken = selector("LastToken()"),
    /// The recipient did not take the payment.
    PaymentRefused = selector("PaymentRefused()"),
    /// A parameter of the deployment is out of its range.
    InvalidParameter = selector("InvalidParameter()"),
}

impl From<weir_economics::Error> for Error {
    fn from(error: weir_economics::Error) -> Self {
        match error {
            weir_economics::Error::ZeroAmount => Self::ZeroAmount,
            weir_economics::Error::OutOfDomain | weir_economics::Error::Overflow => {
                Self::OutOfDomain
            }
        }
    }
}
