//! `weir mint`

use super::{
    context::{Context, Signing},
    output::{Page, transaction, units},
    typed::Typed,
    when::seconds,
};
use clap::Args;
use serde_json::json;
use std::time::Duration;
use weir_client::{Amount, Chain, Error, Ppm};

/// Deposit money and receive tokens at the curve's price
///
/// A part of the deposit, the entry tribute, goes to the funding pool; the rest joins the reserve.
/// If the price moves between the quote and the transaction by more than you accept, nothing
/// happens. Where the Commons takes an ERC-20 token, exactly the deposit is approved first.
#[derive(Debug, Args)]
#[command(
    after_help = "Examples:\n  weir mint 10 --key //Alice              at most 1 % below the \
                  quote\n  weir mint 10 --slippage 0.5% --key //Alice\n  weir mint 2.5 --min 100 \
                  --deadline 2m --key-file ~/.weir/key"
)]
pub(crate) struct Mint {
    /// Money to deposit, in the currency of the Commons
    #[arg(value_name = "DEPOSIT", allow_negative_numbers = true)]
    deposit: Typed,
    #[command(flatten)]
    bounds: Bounds,
    #[command(flatten)]
    signing: Signing,
}

/// The worst outcome to accept.
#[derive(Debug, Args)]
pub(crate) struct Bounds {
    /// The least to receive
    #[arg(long, value_name = "AMOUNT", conflicts_with = "slippage", allow_negative_numbers = true)]
    pub(crate) min: Option<Typed>,
    /// How much less than the quote to accept
    #[arg(long, value_name = "PERCENT", default_value = "1%", allow_negative_numbers = true)]
    slippage: Ppm,
    /// How long the transaction may wait before it is executed
    #[arg(long, value_name = "TIME", default_value = "10m", value_parser = seconds)]
    deadline: Duration,
}

impl Bounds {
    /// The least to accept of a quote, when no minimum was given.
    pub(crate) fn least(&self, quoted: Amount) -> Amount {
        quoted.less(self.slippage)
    }

    /// The deadline by the chain's clock.
    pub(crate) async fn deadline(&self, chain: &Chain) -> Result<u64, Error> {
        chain.deadline_in(self.deadline).await
    }
}

impl Mint {
    pub(crate) async fn run(&self, context: &Context) -> anyhow::Result<()> {
        let session = context.session().await?;
        let (commons, words) = (&session.commons, &session.words);
        let key = self.signing.key_for(commons.chain())?;
        let deposit = self.deposit.of(&words.currency, commons.chain().ratio())?;
        let least = match &self.bounds.min {
            Some(least) => least.tokens()?,
            None => self.bounds.least(commons.quote_mint(deposit).await?.minted),
        };
        let deadline = self.bounds.deadline(commons.chain()).await?;
        let done = commons.mint(&key, deposit, least, deadline).await?;

        let (event, receipt) = (&done.event, &done.receipt);
        let price = words.spot_after(event.supply, event.reserve);
        context.answer(
            || {
                json!({
                    "account": event.account, "deposit": units(event.deposit),
                    "tribute": units(event.tribute), "minted": units(event.minted),
                    "minimum": least, "supply": units(event.supply),
                    "reserve": units(event.reserve), "funding_pool": units(event.fundingPool),
                    "spot_price": price, "transaction": transaction(receipt),
                })
            },
            || {
                let minted = words.event_tokens(event.minted);
                let deposit = words.event_money(event.deposit);
                Page::new(format!("{key} minted {minted} for {deposit}"))
                    .row("to the funding pool", words.event_money(event.tribute))
                    .row("price now", words.spot(price.as_ref()))
                    .receipt(receipt, &words.native)
            },
        );
        Ok(())
    }
}
