//! `weir transfer`

use super::{
    context::{Context, Signing},
    output::{Page, shown, transaction, units},
};
use clap::Args;
use serde_json::json;
use weir_client::{Amount, Recipient};

/// Send tokens to someone
#[derive(Debug, Args)]
#[command(
    after_help = "Examples:\n  weir transfer 5 --to //Bob --key //Alice\n  weir transfer 0.25 --to \
                  5FHneW46xGXgs5mUiveU4sbTyGBzmstUspZC92UhjJM694ty --key-file ~/.weir/key\n  weir \
                  transfer 100 --to 0x41dccbd49b26c50d34355ed86ff0fa9e489d1e01 --key //Alice"
)]
pub(crate) struct Transfer {
    /// Tokens to send
    #[arg(value_name = "AMOUNT", allow_negative_numbers = true)]
    amount: Amount,
    /// Who receives them: a 0x address, an SS58 address, or a development key
    #[arg(long, value_name = "ACCOUNT")]
    to: Recipient,
    #[command(flatten)]
    signing: Signing,
}

impl Transfer {
    pub(crate) async fn run(&self, context: &Context) -> anyhow::Result<()> {
        let (commons, deployment) = context.commons().await?;
        let key = self.signing.key_for(commons.chain())?;
        if self.to.address == commons.address() {
            anyhow::bail!(
                "{} is the Commons contract itself: tokens sent there could never be moved again",
                self.to.address
            );
        }
        let done = commons.transfer(&key, self.to.address, self.amount).await?;

        let (event, receipt) = (&done.event, &done.receipt);
        let symbol = &deployment.parameters.symbol;
        let money = &deployment.chain.token_symbol;
        context.answer(
            || {
                json!({
                    "from": event.from, "to": event.to, "amount": units(event.value),
                    "transaction": transaction(receipt),
                })
            },
            || {
                let amount = shown(event.value);
                Page::new(format!("{key} sent {amount} {symbol} to {}", event.to))
                    .receipt(receipt, money)
            },
        );
        Ok(())
    }
}
