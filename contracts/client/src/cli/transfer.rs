//! `weir transfer`

use super::{
    context::{Context, Signing},
    output::{Page, transaction, units},
};
use clap::Args;
use serde_json::json;
use weir_client::{Amount, Recipient};

/// Send tokens to someone
#[derive(Debug, Args)]
#[command(
    after_help = "Examples:\n  weir transfer 5 --to //Bob --key //Alice\n  weir transfer 0.25 --to \
                  5FHneW46xGXgs5mUiveU4sbTyGBzmstUspZC92UhjJM694ty --key-file ~/.weir/key\n  weir \
                  transfer 100 --to 0x41dccbd49b26c50d34355ed86ff0fa9e489d1e01 --key //Alice\n  weir \
                  transfer 5 --from //Bob --to //Eve --key //Charlie    what Bob allowed Charlie"
)]
pub(crate) struct Transfer {
    /// Tokens to send
    #[arg(value_name = "AMOUNT", allow_negative_numbers = true)]
    amount: Amount,
    /// Who receives them: a 0x address, an SS58 address, or a development key
    #[arg(long, value_name = "ACCOUNT")]
    to: Recipient,
    /// Send another's tokens, as far as they allowed it (`weir allowance`)
    #[arg(long, value_name = "ACCOUNT")]
    from: Option<Recipient>,
    #[command(flatten)]
    signing: Signing,
}

impl Transfer {
    pub(crate) async fn run(&self, context: &Context) -> anyhow::Result<()> {
        let session = context.session().await?;
        let (commons, words) = (&session.commons, &session.words);
        let key = self.signing.key_for(commons.chain())?;
        let to = session.fit(&self.to, "the recipient")?;
        let done = match &self.from {
            Some(from) => commons.transfer_from(&key, from.address, to, self.amount).await?,
            None => commons.transfer(&key, to, self.amount).await?,
        };

        let (event, receipt) = (&done.event, &done.receipt);
        context.answer(
            || {
                json!({
                    "from": event.from, "to": event.to, "amount": units(event.value),
                    "transaction": transaction(receipt),
                })
            },
            || {
                let amount = words.event_tokens(event.value);
                let whose = match &self.from {
                    Some(from) => format!(" of {}", from.address),
                    None => String::new(),
                };
                Page::new(format!("{key} sent {amount}{whose} to {}", event.to))
                    .receipt(receipt, &words.native)
            },
        );
        Ok(())
    }
}
