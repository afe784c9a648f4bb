//! `weir quote`

use super::{
    context::Context,
    output::{self, PLACES, Page},
};
use clap::{Args, Subcommand};
use serde_json::json;
use weir_client::Amount;

/// What a mint or a redemption would come to in the present state
///
/// Equal to what a transaction in the same state does, to the last base unit. Nothing is sent and
/// no key is needed.
#[derive(Debug, Args)]
#[command(after_help = "Examples:\n  weir quote mint 10\n  weir quote redeem 5 --json")]
pub(crate) struct Quote {
    #[command(subcommand)]
    what: What,
}

#[derive(Debug, Subcommand)]
enum What {
    /// Tokens for a deposit of money
    Mint {
        /// Money to deposit, up to 10 decimals
        #[arg(value_name = "DEPOSIT", allow_negative_numbers = true)]
        deposit: Amount,
    },
    /// Money for tokens
    Redeem {
        /// Tokens to give up
        #[arg(value_name = "AMOUNT", allow_negative_numbers = true)]
        amount: Amount,
    },
}

impl Quote {
    pub(crate) async fn run(&self, context: &Context) -> anyhow::Result<()> {
        let (commons, deployment) = context.commons().await?;
        let (symbol, money) = (&deployment.parameters.symbol, &deployment.chain.token_symbol);
        let commons = commons.pinned().await?;
        let at = |price: Amount| format!("{} {money} per {symbol}", output::price(price));
        match self.what {
            What::Mint { deposit } => {
                deposit.to_native(commons.chain().ratio())?;
                let quote = commons.quote_mint(deposit).await?;
                context.answer(
                    || json!(quote),
                    || {
                        let minted = quote.minted.rounded(18);
                        let deposit = quote.deposit.rounded(18);
                        let tribute = quote.tribute.rounded(PLACES);
                        Page::new(format!("{deposit} {money} would mint {minted} {symbol}"))
                            .row("to the funding pool", format!("{tribute} {money}"))
                            .row("average price", at(quote.average_price))
                            .row("price impact", quote.price_impact.to_string())
                            .row("spot price before", at(quote.spot_before))
                            .row("spot price after", at(quote.spot_after))
                            .finish()
                    },
                );
            }
            What::Redeem { amount } => {
                let quote = commons.quote_redeem(amount).await?;
                context.answer(
                    || json!(quote),
                    || {
                        let returned = quote.returned.rounded(18);
                        let amount = quote.amount.rounded(18);
                        let tribute = quote.tribute.rounded(PLACES);
                        Page::new(format!("{amount} {symbol} would return {returned} {money}"))
                            .row("to the funding pool", format!("{tribute} {money}"))
                            .row("average price", at(quote.average_price))
                            .row("price impact", quote.price_impact.to_string())
                            .row("spot price before", at(quote.spot_before))
                            .row("spot price after", at(quote.spot_after))
                            .finish()
                    },
                );
            }
        }
        Ok(())
    }
}
