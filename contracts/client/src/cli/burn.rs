//! `weir burn`

use super::{
    context::{Context, Signing},
    output::{Page, transaction, units},
    service::write_receipt,
};
use alloy_core::primitives::keccak256;
use anyhow::{Context as _, bail};
use clap::Args;
use serde_json::json;
use std::path::PathBuf;
use weir_client::{Amount, B256, BurnReceipt, abi::Commons::Burn as BurnEvent};

/// Destroy tokens to pay for a service
///
/// Nothing is paid out: the reserve now backs fewer tokens. The chain records the service and the
/// hash of what was paid for, so that the service can check it; with --receipt the service can also
/// check that it was you.
#[derive(Debug, Args)]
#[command(
    after_help = "Examples:\n  weir burn 3 --service 1 --file article.md --key //Alice\n  weir burn \
                  0.5 --service 1 --content 0x5d53...c0f1 --receipt receipt.json --key //Alice\n  \
                  weir burn 10 --key //Alice                  for no service"
)]
pub(crate) struct Burn {
    /// Tokens to destroy
    #[arg(value_name = "AMOUNT", allow_negative_numbers = true)]
    amount: Amount,
    /// Number of the service (`weir service list`) [default: for none]
    #[arg(long, value_name = "NUMBER", requires = "Content")]
    service: Option<u32>,
    #[command(flatten)]
    content: Content,
    /// Write a signed receipt to this file, for the service to verify
    #[arg(long, value_name = "FILE")]
    receipt: Option<PathBuf>,
    /// What the service asked to be signed along with the receipt
    #[arg(long, value_name = "TEXT", requires = "receipt")]
    challenge: Option<String>,
    #[command(flatten)]
    signing: Signing,
}

/// What is paid for.
#[derive(Debug, Args)]
#[group(multiple = false)]
struct Content {
    /// Hash of what is paid for, 32 bytes
    #[arg(long, value_name = "0xHASH")]
    content: Option<B256>,
    /// The file that is paid for; its Keccak-256 hash is recorded
    #[arg(long, value_name = "FILE")]
    file: Option<PathBuf>,
}

impl Content {
    fn hash(&self) -> anyhow::Result<B256> {
        match (&self.content, &self.file) {
            (Some(hash), _) => Ok(*hash),
            (None, Some(path)) => {
                let bytes = std::fs::read(path)
                    .with_context(|| format!("cannot read {}", path.display()))?;
                Ok(keccak256(bytes))
            }
            (None, None) => Ok(B256::ZERO),
        }
    }
}

impl Burn {
    pub(crate) async fn run(&self, context: &Context) -> anyhow::Result<()> {
        let content = self.content.hash()?;
        let session = context.session().await?;
        let (commons, words) = (&session.commons, &session.words);
        let key = self.signing.key_for(commons.chain())?;
        let service = self.service.unwrap_or_default();
        let done = commons.burn(&key, self.amount, service, content).await?;

        let (event, receipt) = (&done.event, &done.receipt);
        let proof = match &self.receipt {
            None => None,
            Some(path) => {
                let own = receipt.events.iter().find(|own| {
                    own.contract == commons.address() && own.decode::<BurnEvent>().is_some()
                });
                let Some(index) = own.map(|own| own.index) else {
                    bail!("the burn is done, but its event was not found for a receipt");
                };
                let challenge = self.challenge.clone();
                let proof =
                    BurnReceipt::of_event(commons, &key, receipt.block, index, event, challenge)?;
                write_receipt(&proof, path)?;
                Some(proof)
            }
        };
        let price = commons.at_block(receipt.block.hash).spot_price().await?;
        context.answer(
            || {
                json!({
                    "account": event.account, "amount": units(event.amount),
                    "service": event.service, "content": event.content,
                    "supply": units(event.supply), "reserve": units(event.reserve),
                    "funding_pool": units(event.fundingPool), "spot_price": price,
                    "receipt": proof, "transaction": transaction(receipt),
                })
            },
            || {
                let amount = words.event_tokens(event.amount);
                let what = match service {
                    0 => String::new(),
                    service => format!(" for service {service}"),
                };
                let page = Page::new(format!("{key} burnt {amount}{what}"))
                    .row("content", event.content.to_string());
                match &self.receipt {
                    Some(path) => page.row("receipt", path.display().to_string()),
                    None => page,
                }
                .row("price now", words.price(price))
                .receipt(receipt, &words.native)
            },
        );
        Ok(())
    }
}
