//! The money that a Commons takes: the chain's own, or an ERC-20 token.

use crate::{
    amount::{Amount, AmountError, DECIMALS, text},
    figure::Price,
};
use alloy_core::primitives::{Address, U256};
use serde::{Deserialize, Serialize};

/// Decimals of figures that are shown for orientation.
const PLACES: usize = 6;

/// The reserve currency of a Commons, fixed at its deployment.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Currency {
    /// Native or ERC-20.
    pub kind: CurrencyKind,
    /// The token's contract; zero for native money.
    pub address: Address,
    /// Symbol, `DOT` or `USDC`.
    pub symbol: String,
    /// Decimals of its base units, as contracts see them: 18 for native money.
    pub decimals: u8,
}

/// What kind of money it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum CurrencyKind {
    /// The chain's own money.
    Native,
    /// An ERC-20 token.
    Erc20,
}

impl Currency {
    /// The chain's own money.
    pub fn native(symbol: &str) -> Self {
        Self {
            kind: CurrencyKind::Native,
            address: Address::ZERO,
            symbol: symbol.to_owned(),
            decimals: DECIMALS,
        }
    }

    /// An ERC-20 token.
    pub fn erc20(address: Address, symbol: String, decimals: u8) -> Self {
        Self { kind: CurrencyKind::Erc20, address, symbol, decimals }
    }

    /// Whether it is the chain's own money.
    pub fn is_native(&self) -> bool {
        self.kind == CurrencyKind::Native
    }

    /// Reads an amount of it as people write them.
    ///
    /// # Errors
    /// When the text is no amount, or finer than the currency.
    pub fn parse(&self, text: &str) -> Result<Amount, AmountError> {
        Amount::parse_with(text, self.decimals)
    }

    /// An amount exactly, `1234.5 USDC`.
    pub fn exact(&self, amount: Amount) -> String {
        format!("{} {}", amount.exact_with(self.decimals), self.symbol)
    }

    /// An amount for the eye, `1,234.5 USDC`.
    pub fn rounded(&self, amount: Amount) -> String {
        format!("{} {}", self.figure(amount, PLACES), self.symbol)
    }

    /// The figure alone, with at most `places` decimals.
    pub fn figure(&self, amount: Amount, places: usize) -> String {
        amount.rounded_with(self.decimals, places)
    }

    /// A price to six digits, however small or large it is, without the symbol.
    pub fn price(&self, price: &Price) -> String {
        price.shown(self.decimals)
    }

    /// Base units of any number for the eye, with the symbol.
    pub fn wide(&self, units: U256) -> String {
        format!("{} {}", text::rounded(&units.to_string(), self.decimals, PLACES), self.symbol)
    }

    /// Base units of any number exactly, with commas and the symbol.
    pub fn wide_exact(&self, units: U256) -> String {
        format!("{} {}", text::grouped(&units.to_string(), self.decimals), self.symbol)
    }

    /// Whether the fields agree with each other.
    pub(crate) fn validate(&self) -> Result<(), String> {
        match self.kind {
            CurrencyKind::Native if !self.address.is_zero() => {
                Err("the native currency has an address".into())
            }
            CurrencyKind::Native if self.decimals != DECIMALS => Err(format!(
                "the native currency has {} decimals instead of the 18 that contracts see",
                self.decimals
            )),
            CurrencyKind::Erc20 if self.address.is_zero() => {
                Err("the currency's address is zero".into())
            }
            CurrencyKind::Erc20 if self.symbol.is_empty() || self.symbol.len() > 32 => {
                Err("the currency's symbol is empty or longer than 32 bytes".into())
            }
            CurrencyKind::Erc20 if self.decimals > DECIMALS => Err(format!(
                "the currency has {} decimals; at most 18 are supported",
                self.decimals
            )),
            _ => Ok(()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn dollar() -> Currency {
        Currency::erc20(Address::repeat_byte(1), "USDC".into(), 6)
    }

    #[test]
    fn amounts_are_read_and_shown_with_the_currency_s_decimals() {
        let amount = dollar().parse("1234.5").expect("an amount");
        assert_eq!(amount.base_units(), 1_234_500_000);
        assert_eq!(dollar().exact(amount), "1234.5 USDC");
        assert_eq!(dollar().rounded(amount), "1,234.5 USDC");
        assert!(dollar().parse("0.0000001").is_err());
        assert_eq!(Currency::native("DOT").exact(Amount::ONE), "1 DOT");
    }

    #[test]
    fn what_contradicts_itself_is_found() {
        assert_eq!(Currency::native("DOT").validate(), Ok(()));
        assert_eq!(dollar().validate(), Ok(()));
        let wrong = Currency { address: Address::ZERO, ..dollar() };
        assert!(wrong.validate().is_err());
        let wrong = Currency { decimals: 10, ..Currency::native("DOT") };
        assert!(wrong.validate().is_err());
        let wrong = Currency { decimals: 24, ..dollar() };
        assert!(wrong.validate().is_err());
    }
}
