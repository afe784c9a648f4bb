//! `weir quote`

use super::{context::Context, output::Page, typed::Typed};
use clap::{Args, Subcommand};
use serde_json::json;
use weir_client::{Amount, Share};

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
        /// Money to deposit, in the currency of the Commons
        #[arg(value_name = "DEPOSIT", allow_negative_numbers = true)]
        deposit: Typed,
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
        let session = context.session().await?.pinned().await?;
        let (commons, words) = (&session.commons, &session.words);
        match &self.what {
            What::Mint { deposit } => {
                let deposit = deposit.of(&words.currency, commons.chain().ratio())?;
                let quote = commons.quote_mint(deposit).await?;
                context.answer(
                    || json!(quote),
                    || {
                        let minted = words.tokens(quote.minted);
                        let deposit = words.money(quote.deposit);
                        Page::new(format!("{deposit} would mint {minted}"))
                            .row("to the funding pool", words.money_about(quote.tribute))
                            .row("average price", words.spot(quote.average_price.as_ref()))
                            .row("price impact", impact(quote.price_impact))
                            .row("spot price before", words.spot(quote.spot_before.as_ref()))
                            .row("spot price after", words.spot(quote.spot_after.as_ref()))
                            .finish()
                    },
                );
            }
            What::Redeem { amount } => {
                let quote = commons.quote_redeem(*amount).await?;
                let shared = commons.phase().await?.shares_out();
                context.answer(
                    || json!(quote),
                    || {
                        let returned = words.money(quote.returned);
                        let amount = words.tokens(quote.amount);
                        let page = Page::new(format!("{amount} would return {returned}"));
                        if shared {
                            let price = words.spot(quote.average_price.as_ref());
                            return page.row("share of the reserve", price).finish();
                        }
                        page.row("to the funding pool", words.money_about(quote.tribute))
                            .row("average price", words.spot(quote.average_price.as_ref()))
                            .row("price impact", impact(quote.price_impact))
                            .row("spot price before", words.spot(quote.spot_before.as_ref()))
                            .row("spot price after", words.spot(quote.spot_after.as_ref()))
                            .finish()
                    },
                );
            }
        }
        Ok(())
    }
}

fn impact(impact: Option<Share>) -> String {
    impact.map_or_else(
        || "not available: the price before is too small to compare with".to_owned(),
        |impact| impact.to_string(),
    )
}
