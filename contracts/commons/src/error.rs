//! Why the contract refuses.

use core::num::NonZeroU32;

use crate::abi::selector;

/// A refusal: the selector of a custom error of the Solidity ABI without arguments. Its four bytes
/// are all that a refused call returns.
///
/// Not an enum, so that `Result<(), Error>` is zero or not: the compiler tests nothing cheaper, and
/// the contract tests little else.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Error(NonZeroU32);

#[allow(non_upper_case_globals)] // named like the ABI's errors
impl Error {
    /// The call does not follow the ABI, or carries money for a message that takes none. Reverts
    /// without data, as the Solidity compiler's own checks do.
    pub const Malformed: Self = Self(NonZeroU32::MIN);
    /// An amount of zero was given.
    pub const ZeroAmount: Self = Self::named("ZeroAmount()");
    /// The zero address cannot hold or spend tokens.
    pub const ZeroAddress: Self = Self::named("ZeroAddress()");
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

    const fn named(signature: &str) -> Self {
        match NonZeroU32::new(selector(signature)) {
            Some(selector) => Self(selector),
            None => panic!("a selector of zero"),
        }
    }

    /// The error's selector, as a number.
    pub const fn selector(self) -> u32 {
        self.0.get()
    }
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
