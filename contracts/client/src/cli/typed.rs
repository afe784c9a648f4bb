//! Money as it was typed: how many base units that is depends on the currency of the Commons.

use std::str::FromStr;
use weir_client::{Amount, Currency, amount::AmountError};

/// An amount of the currency. What is no amount in any currency is refused at once.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Typed(String);

impl FromStr for Typed {
    type Err = AmountError;

    fn from_str(text: &str) -> Result<Self, AmountError> {
        match text.parse::<Amount>() {
            // Of a currency with fewer decimals there can be more.
            Ok(_) | Err(AmountError::TooLarge(_)) => Ok(Self(text.to_owned())),
            Err(error) => Err(error),
        }
    }
}

impl Typed {
    /// In base units of the currency.
    ///
    /// # Errors
    /// When it is finer than the currency; of native money, when the chain itself has not so many
    /// decimals (`ratio` is the chain's).
    pub(crate) fn of(&self, currency: &Currency, ratio: u128) -> Result<Amount, AmountError> {
        let amount = currency.parse(&self.0)?;
        if currency.is_native() {
            amount.to_native(ratio)?;
        }
        Ok(amount)
    }

    /// In base units of the currency, as a limit that need not be payable.
    ///
    /// # Errors
    /// When it is finer than the currency.
    pub(crate) fn limit(&self, currency: &Currency) -> Result<Amount, AmountError> {
        currency.parse(&self.0)
    }

    /// As tokens, which have 18 decimals.
    ///
    /// # Errors
    /// None that reading it did not give.
    pub(crate) fn tokens(&self) -> Result<Amount, AmountError> {
        self.0.parse()
    }
}
