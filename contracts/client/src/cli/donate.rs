//! `weir donate`

use super::{
    context::{Context, Signing},
    output::{Page, shown, transaction, units},
};
use clap::Args;
use serde_json::json;
use weir_client::Amount;

/// Put money into the funding pool
///
/// No tokens are received and the price does not move.
#[derive(Debug, Args)]
#[command(after_help = "Example:\n  weir donate 25 --key //Alice")]
pub(crate) struct Donate {
    /// Money to give, up to 10 decimals
    #[arg(value_name = "AMOUNT", allow_negative_numbers = true)]
    amount: Amount,
    #[command(flatten)]
    signing: Signing,
}

impl Donate {
    pub(crate) async fn run(&self, context: &Context) -> anyhow::Result<()> {
        let (commons, deployment) = context.commons().await?;
        let key = self.signing.key_for(commons.chain())?;
        let done = commons.donate(&key, self.amount).await?;

        let (event, receipt) = (&done.event, &done.receipt);
        let money = &deployment.chain.token_symbol;
        context.answer(
            || {
                json!({
                    "account": event.account, "amount": units(event.amount),
                    "supply": units(event.supply), "reserve": units(event.reserve),
                    "funding_pool": units(event.fundingPool), "transaction": transaction(receipt),
                })
            },
            || {
                let amount = shown(event.amount);
                Page::new(format!("{key} donated {amount} {money}"))
                    .row("funding pool now", format!("{} {money}", shown(event.fundingPool)))
                    .receipt(receipt, money)
            },
        );
        Ok(())
    }
}
