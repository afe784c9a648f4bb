//! Quotes: what a mint or a redemption in the present state would come to.

use super::{Commons, Interface};
use crate::{
    abi::Commons::CommonsErrors,
    amount::Amount,
    commons::State,
    error::Error,
    figure::{Price, Share},
    refusal::Reason,
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
    pub average_price: Option<Price>,
    /// How much dearer than the spot price the tokens are, tribute aside.
    #[serde(rename = "price_impact_ppm")]
    pub price_impact: Option<Share>,
    /// Spot price before it.
    pub spot_before: Option<Price>,
    /// Spot price after it.
    pub spot_after: Option<Price>,
}

/// What redeeming tokens would pay. In the same state the transaction does exactly this. Without spot
/// prices once a wind-down is announced: then each token has the same share of the reserve.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct RedeemQuote {
    /// Tokens given up.
    pub amount: Amount,
    /// The part of their price that goes to the funding pool.
    pub tribute: Amount,
    /// Money received.
    pub returned: Amount,
    /// Money per whole token, tribute taken off, rounded down.
    pub average_price: Option<Price>,
    /// How much cheaper than the spot price the tokens go, tribute aside.
    #[serde(rename = "price_impact_ppm")]
    pub price_impact: Option<Share>,
    /// Spot price before it.
    pub spot_before: Option<Price>,
    /// Spot price after it.
    pub spot_after: Option<Price>,
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
        let spot_before = state.spot_price(ratio);
        Ok(MintQuote {
            deposit,
            tribute,
            minted,
            average_price: Price::of(deposit, minted),
            price_impact: impact(spot_before, Price::of(paid, minted)),
            spot_before,
            spot_after: after.spot_price(ratio),
        })
    }

    /// What redeeming tokens would pay.
    ///
    /// # Errors
    /// Whatever the transaction would be refused for, and as [`Commons::ask`].
    pub async fn quote_redeem(&self, amount: Amount) -> Result<RedeemQuote, Error> {
        let commons = self.pinned().await?;
        let quote = commons.ask(&Interface::quoteRedeemCall { amount: amount.into() }).await;
        let quote = match quote {
            Err(error) => return Err(commons.beyond_supply(error).await),
            Ok(quote) => quote,
        };
        let returned = Amount::try_from(quote.returned)?;
        let tribute = Amount::try_from(quote.tribute)?;
        let (state, ratio) = (commons.state().await?, commons.shares().await?.reserve_ratio);
        let gross = returned.checked_add(tribute).unwrap_or(Amount::MAX);
        let average_price = Price::of(returned, amount);
        // By equal share: every token is worth the same, and the curve has no say in it.
        if commons.phase().await?.shares_out() {
            return Ok(RedeemQuote {
                amount,
                tribute,
                returned,
                average_price,
                price_impact: None,
                spot_before: None,
                spot_after: None,
            });
        }
        let after = State {
            supply: state.supply.saturating_sub(amount),
            reserve: state.reserve.saturating_sub(gross),
            funding_pool: state.funding_pool,
        };
        let spot_before = state.spot_price(ratio);
        Ok(RedeemQuote {
            amount,
            tribute,
            returned,
            average_price,
            price_impact: impact(spot_before, Price::of(gross, amount)),
            spot_before,
            spot_after: after.spot_price(ratio),
        })
    }

    /// Says of a quote for more tokens than there are that there are no more: no account is asked
    /// about.
    async fn beyond_supply(&self, mut error: Error) -> Error {
        if let Some(refusal) = error.refusal_mut()
            && matches!(refusal.reason, Reason::Commons(CommonsErrors::InsufficientBalance(_)))
            && let (Ok(state), Ok(symbol)) = (self.state().await, self.token_symbol().await)
        {
            refusal.detail = Some(format!(
                "all tokens together are {} {symbol}, fewer than that: ask for less",
                state.supply.grouped()
            ));
        }
        error
    }
}

fn impact(spot: Option<Price>, price: Option<Price>) -> Option<Share> {
    spot?.distance(&price?)
}
