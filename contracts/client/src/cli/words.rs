//! How the amounts of a Commons are said: tokens, money of its currency, and native money.

use super::output::PLACES;
use weir_client::{Amount, Currency, Deployment, U256, amount::DECIMALS, text::plain};

/// The symbols and decimals that a Commons' amounts are shown with, fit to be printed.
#[derive(Debug, Clone)]
pub(crate) struct Words {
    /// Symbol of the token.
    pub(crate) token: String,
    /// The money that the Commons takes.
    pub(crate) currency: Currency,
    /// Symbol of the chain's own money, which fees and deposits are paid in.
    pub(crate) native: String,
}

impl Words {
    pub(crate) fn new(deployment: &Deployment) -> Self {
        Self {
            token: plain(&deployment.parameters.symbol),
            currency: printable(&deployment.currency),
            native: plain(&deployment.chain.token_symbol),
        }
    }

    /// Tokens exactly, `1,234.5 WEIR`.
    pub(crate) fn tokens(&self, amount: Amount) -> String {
        format!("{} {}", amount.rounded(DECIMALS.into()), self.token)
    }

    /// Tokens for orientation.
    pub(crate) fn tokens_about(&self, amount: Amount) -> String {
        format!("{} {}", amount.rounded(PLACES), self.token)
    }

    /// Money of the currency exactly, `1,234.5 USDC`.
    pub(crate) fn money(&self, amount: Amount) -> String {
        let figure = self.currency.figure(amount, self.currency.decimals.into());
        format!("{figure} {}", self.currency.symbol)
    }

    /// Money of the currency for orientation.
    pub(crate) fn money_about(&self, amount: Amount) -> String {
        self.currency.rounded(amount)
    }

    /// Money of the currency for a table, with two decimals.
    pub(crate) fn money_short(&self, amount: Amount) -> String {
        format!("{} {}", self.currency.figure(amount, 2), self.currency.symbol)
    }

    /// Native money for orientation.
    pub(crate) fn native(&self, amount: Amount) -> String {
        format!("{} {}", amount.rounded(PLACES), self.native)
    }

    /// `0.05 DOT per WEIR`
    pub(crate) fn price(&self, price: Amount) -> String {
        format!("{} {} per {}", self.currency.price(price), self.currency.symbol, self.token)
    }

    /// Tokens of an event, exactly.
    pub(crate) fn event_tokens(&self, value: U256) -> String {
        Amount::try_from(value).map_or_else(|_| value.to_string(), |amount| self.tokens(amount))
    }

    /// Money of an event, exactly.
    pub(crate) fn event_money(&self, value: U256) -> String {
        Amount::try_from(value).map_or_else(|_| value.to_string(), |amount| self.money(amount))
    }
}

/// A currency whose symbol is fit to be printed.
pub(crate) fn printable(currency: &Currency) -> Currency {
    Currency { symbol: plain(&currency.symbol), ..currency.clone() }
}
