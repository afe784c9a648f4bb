//! `weir donate`

use super::{
    context::{Context, Signing},
    output::{Page, transaction, units},
    typed::Typed,
};
use clap::Args;
use serde_json::json;

/// Put money into the funding pool
///
/// No tokens are received and the price does not move.
#[derive(Debug, Args)]
#[command(after_help = "Example:\n  weir donate 25 --key //Alice")]
pub(crate) struct Donate {
    /// Money to give, in the currency of the Commons
    #[arg(value_name = "AMOUNT", allow_negative_numbers = true)]
    amount: Typed,
    #[command(flatten)]
    signing: Signing,
}

impl Donate {
    pub(crate) async fn run(&self, context: &Context) -> anyhow::Result<()> {
        let session = context.session().await?;
        let (chain, words) = (session.chain(), &session.words);
        let key = self.signing.key_for(chain)?;
        let amount = self.amount.of(&words.currency, chain.ratio())?;
        let done = session.commons.donate(&key, amount).await?;

        let (event, receipt) = (&done.event, &done.receipt);
        context.answer(
            || {
                json!({
                    "account": event.account, "amount": units(event.amount),
                    "supply": units(event.supply), "reserve": units(event.reserve),
                    "funding_pool": units(event.fundingPool), "transaction": transaction(receipt),
                })
            },
            || {
                Page::new(format!("{key} donated {}", words.event_money(event.amount)))
                    .row("funding pool now", words.event_money(event.fundingPool))
                    .receipt(receipt, &words.native)
            },
        );
        Ok(())
    }
}
