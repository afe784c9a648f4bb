//! `weir redeem`

use super::{
    context::{Context, Signing},
    mint::Bounds,
    output::{Page, transaction, units},
};
use clap::Args;
use serde_json::json;
use weir_client::{Amount, commons::Phase};

/// Give up tokens for money from the reserve, at the curve's price
///
/// A part of the price, the exit tribute, goes to the funding pool. If the price moves between the
/// quote and the transaction by more than you accept, nothing happens. Once a wind-down is announced,
/// each token returns its share of the reserve instead, without tribute.
#[derive(Debug, Args)]
#[command(
    after_help = "Examples:\n  weir redeem 5 --key //Alice             at most 1 % below the \
                  quote\n  weir redeem 5 --slippage 0.5% --key //Alice\n  weir redeem 5 --min 4.2 \
                  --deadline 2m --key-file ~/.weir/key"
)]
pub(crate) struct Redeem {
    /// Tokens to give up
    #[arg(value_name = "AMOUNT", allow_negative_numbers = true)]
    amount: Amount,
    #[command(flatten)]
    bounds: Bounds,
    #[command(flatten)]
    signing: Signing,
}

impl Redeem {
    pub(crate) async fn run(&self, context: &Context) -> anyhow::Result<()> {
        let session = context.session().await?;
        let (commons, words) = (&session.commons, &session.words);
        let key = self.signing.key_for(commons.chain())?;
        let phase = commons.phase().await?;
        let shared = phase.shares_out();
        // Of a wound-down Commons what vests or is staked can be redeemed as well.
        if phase != Phase::Closed {
            commons.require_free(key.address(), self.amount).await?;
        }
        let least = match &self.bounds.min {
            Some(least) => least.limit(&words.currency)?,
            None => self.bounds.least(commons.quote_redeem(self.amount).await?.returned),
        };
        let deadline = self.bounds.deadline(commons.chain()).await?;
        let done = commons.redeem(&key, self.amount, least, deadline).await?;

        let (event, receipt) = (&done.event, &done.receipt);
        let price = match shared {
            true => None,
            false => words.spot_after(event.supply, event.reserve),
        };
        context.answer(
            || {
                json!({
                    "account": event.account, "amount": units(event.amount),
                    "tribute": units(event.tribute), "returned": units(event.returned),
                    "minimum": least, "supply": units(event.supply),
                    "reserve": units(event.reserve), "funding_pool": units(event.fundingPool),
                    "spot_price": price, "transaction": transaction(receipt),
                })
            },
            || {
                let amount = words.event_tokens(event.amount);
                let returned = words.event_money(event.returned);
                let page = Page::new(format!("{key} redeemed {amount} for {returned}"));
                match shared {
                    true => page.row("left for others", words.event_money(event.reserve)),
                    false => page
                        .row("to the funding pool", words.event_money(event.tribute))
                        .row("price now", words.spot(price.as_ref())),
                }
                .receipt(receipt, &words.native)
            },
        );
        Ok(())
    }
}
