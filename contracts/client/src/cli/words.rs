//! How the amounts of a Commons are said: tokens, money of its currency, and native money.

use super::output::PLACES;
use weir_client::{
    Amount, Currency, Deployment, Ppm, Price, U256,
    amount::{DECIMALS, grouped},
    text::clean,
};

/// The symbols and decimals that a Commons' amounts are shown with, fit to be printed.
#[derive(Debug, Clone)]
pub(crate) struct Words {
    /// Symbol of the token.
    pub(crate) token: String,
    /// The money that the Commons takes.
    pub(crate) currency: Currency,
    /// Symbol of the chain's own money, which fees and deposits are paid in.
    pub(crate) native: String,
    /// Share of the token's market value that the reserve holds: of prices.
    pub(crate) reserve_ratio: Ppm,
}

impl Words {
    pub(crate) fn new(deployment: &Deployment) -> Self {
        Self {
            token: clean(&deployment.parameters.symbol),
            currency: printable(&deployment.currency),
            native: clean(&deployment.chain.token_symbol),
            reserve_ratio: deployment.parameters.reserve_ratio_ppm,
        }
    }

    /// Tokens exactly, `1,234.5 WEIR`.
    pub(crate) fn tokens(&self, amount: Amount) -> String {
        format!("{} {}", amount.grouped(), self.token)
    }

    /// Tokens for orientation.
    pub(crate) fn tokens_about(&self, amount: Amount) -> String {
        format!("{} {}", amount.rounded(PLACES), self.token)
    }

    /// Money of the currency exactly, `1,234.5 USDC`.
    pub(crate) fn money(&self, amount: Amount) -> String {
        self.currency.wide_exact(amount.into())
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
    pub(crate) fn price(&self, price: &Price) -> String {
        format!("{} {} per {}", self.currency.price(price), self.currency.symbol, self.token)
    }

    /// A price of the curve, or why there is none.
    pub(crate) fn spot(&self, price: Option<&Price>) -> String {
        price.map_or_else(|| "none: there are no tokens".to_owned(), |price| self.price(price))
    }

    /// The price after a trade or a burn, as its event says.
    pub(crate) fn spot_after(&self, supply: U256, reserve: U256) -> Option<Price> {
        let (supply, reserve) = (Amount::try_from(supply).ok()?, Amount::try_from(reserve).ok()?);
        Price::spot(supply, reserve, self.reserve_ratio)
    }

    /// Tokens of an event, exactly.
    pub(crate) fn event_tokens(&self, value: U256) -> String {
        format!("{} {}", grouped(value, DECIMALS), self.token)
    }

    /// Money of an event, exactly.
    pub(crate) fn event_money(&self, value: U256) -> String {
        self.currency.wide_exact(value)
    }
}

/// A currency whose symbol is fit to be printed.
pub(crate) fn printable(currency: &Currency) -> Currency {
    Currency { symbol: clean(&currency.symbol), ..currency.clone() }
}
