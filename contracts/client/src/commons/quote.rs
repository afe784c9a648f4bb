//! Quotes: what a mint or a redemption in the present state would come to.

use super::{Commons, Interface};
use crate::{
    amount::{Amount, Ppm},
    commons::State,
    error::Error,
};
use serde::Serialize;

/// What a deposit would mint. In the same state the transaction does exactly this.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct MintQuote {
    /// Money paid in.
    pub deposit: Amount,
    /// The part of it that goes to the funding pool.
    pub tribute: Amount,
    /// Tokens received.
    pub minted: Amount,
    /// Money per whole token, tribute included, rounded down.
    pub average_price: Amount,
    /// How much dearer than the spot price the tokens are, tribute aside.
    #[serde(rename = "price_impact_ppm")]
    pub price_impact: Ppm,
    /// Spot price before it.
    pub spot_before: Amount,
    /// Spot price after it.
    pub spot_after: Amount,
}

/// What redeeming tokens would pay. In the same state the transaction does exactly this.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct RedeemQuote {
    /// Tokens given up.
    pub amount: Amount,
    /// The part of their price that goes to the funding pool.
    pub tribute: Amount,
    /// Money received.
    pub returned: Amount,
    /// Money per whole token, tribute taken off, rounded down.
    pub average_price: Amount,
    /// How much cheaper than the spot price the tokens go, tribute aside.
    #[serde(rename = "price_impact_ppm")]
    pub price_impact: Ppm,
    /// Spot price before it.
    pub spot_before: Amount,
    /// Spot price after it.
    pub spot_after: Amount,
}

impl Commons {
    /// What a deposit would mint.
    ///
    /// # Errors
    /// Whatever the transaction would be refused for, and as [`Commons::ask`].
    pub async fn quote_mint(&self, deposit: Amount) -> Result<MintQuote, Error> {
        let commons = self.pinned().await?;
        let quote = commons.ask(&Interface::quoteMintCall { deposit: deposit.into() }).await?;
        let (minted, tribute) = (Amount::try_from(quote.minted)?, Amount::try_from(quote.tribute)?);
        let (state, ratio) = (commons.state().await?, commons.shares().await?.reserve_ratio);
        let paid = deposit.saturating_sub(tribute);
        let after = State {
            supply: state.supply.checked_add(minted).unwrap_or(Amount::MAX),
            reserve: state.reserve.checked_add(paid).unwrap_or(Amount::MAX),
            funding_pool: state.funding_pool,
        };
        let spot_before = commons.spot_price().await?;
        Ok(MintQuote {
            deposit,
            tribute,
            minted,
            average_price: price(deposit, minted),
            price_impact: distance(price(paid, minted), spot_before),
            spot_before,
            spot_after: after.spot_price(ratio).unwrap_or(Amount::ZERO),
        })
    }

    /// What redeeming tokens would pay.
    ///
    /// # Errors
    /// Whatever the transaction would be refused for, and as [`Commons::ask`].
    pub async fn quote_redeem(&self, amount: Amount) -> Result<RedeemQuote, Error> {
        let commons = self.pinned().await?;
        let quote = commons.ask(&Interface::quoteRedeemCall { amount: amount.into() }).await?;
        let returned = Amount::try_from(quote.returned)?;
        let tribute = Amount::try_from(quote.tribute)?;
        let (state, ratio) = (commons.state().await?, commons.shares().await?.reserve_ratio);
        let gross = returned.checked_add(tribute).unwrap_or(Amount::MAX);
        let after = State {
            supply: state.supply.saturating_sub(amount),
            reserve: state.reserve.saturating_sub(gross),
            funding_pool: state.funding_pool,
        };
        let spot_before = commons.spot_price().await?;
        Ok(RedeemQuote {
            amount,
            tribute,
            returned,
            average_price: price(returned, amount),
            price_impact: distance(price(gross, amount), spot_before),
            spot_before,
            spot_after: after.spot_price(ratio).unwrap_or(Amount::ZERO),
        })
    }
}

/// Money per whole token, rounded down.
fn price(money: Amount, tokens: Amount) -> Amount {
    money.mul_div(Amount::ONE.base_units(), tokens.base_units()).unwrap_or(Amount::ZERO)
}

/// How far `price` is from `spot`, as a share of `spot`.
fn distance(price: Amount, spot: Amount) -> Ppm {
    let difference = price.base_units().abs_diff(spot.base_units());
    Amount::from_base_units(difference)
        .mul_div(1_000_000, spot.base_units())
        .and_then(|ppm| u32::try_from(ppm.base_units()).ok())
        .map_or(Ppm::new(u32::MAX), Ppm::new)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn prices_are_per_whole_token() {
        assert_eq!(price(Amount::whole(10), Amount::whole(4)).to_string(), "2.5");
        assert_eq!(price(Amount::whole(10), Amount::ZERO), Amount::ZERO);
    }

    #[test]
    fn impact_is_a_share_of_the_spot_price_in_either_direction() {
        let (spot, dearer) = (Amount::whole(100), Amount::whole(105));
        assert_eq!(distance(dearer, spot).to_string(), "5%");
        assert_eq!(distance(Amount::whole(95), spot).to_string(), "5%");
        assert_eq!(distance(spot, spot).to_string(), "0%");
        assert_eq!(distance(Amount::MAX, Amount::from_base_units(1)), Ppm::new(u32::MAX));
    }
}
