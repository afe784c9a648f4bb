//! `weir burn`

use super::{
    context::{Context, Signing},
    output::{self, Page, shown, transaction, units},
};
use alloy_core::primitives::keccak256;
use anyhow::Context as _;
use clap::Args;
use serde_json::json;
use std::path::PathBuf;
use weir_client::{Amount, B256};

/// Destroy tokens to pay for a service
///
/// Nothing is paid out: the reserve now backs fewer tokens. The chain records the service and the
/// hash of what was paid for, so that the service can check it.
#[derive(Debug, Args)]
#[command(
    after_help = "Examples:\n  weir burn 3 --service 7 --file article.md --key //Alice\n  weir \
                  burn 0.5 --service 7 --content 0x5d53...c0f1 --key-file ~/.weir/key"
)]
pub(crate) struct Burn {
    /// Tokens to destroy
    #[arg(value_name = "AMOUNT", allow_negative_numbers = true)]
    amount: Amount,
    /// Number of the service
    #[arg(long, value_name = "NUMBER")]
    service: u32,
    #[command(flatten)]
    content: Content,
    #[command(flatten)]
    signing: Signing,
}

/// What is paid for.
#[derive(Debug, Args)]
#[group(required = true, multiple = false)]
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
            (None, None) => anyhow::bail!("--content or --file is needed"),
        }
    }
}

impl Burn {
    pub(crate) async fn run(&self, context: &Context) -> anyhow::Result<()> {
        let content = self.content.hash()?;
        let (commons, deployment) = context.commons().await?;
        let key = self.signing.key_for(commons.chain())?;
        let done = commons.burn(&key, self.amount, self.service, content).await?;

        let (event, receipt) = (&done.event, &done.receipt);
        let price = commons.at_block(receipt.block.hash).spot_price().await?;
        let symbol = &deployment.parameters.symbol;
        let money = &deployment.chain.token_symbol;
        context.answer(
            || {
                json!({
                    "account": event.account, "amount": units(event.amount),
                    "service": event.service, "content": event.content,
                    "supply": units(event.supply), "reserve": units(event.reserve),
                    "funding_pool": units(event.fundingPool), "spot_price": price,
                    "transaction": transaction(receipt),
                })
            },
            || {
                let amount = shown(event.amount);
                Page::new(format!("{key} burnt {amount} {symbol} for service {}", event.service))
                    .row("content", event.content.to_string())
                    .row("price now", format!("{} {money} per {symbol}", output::price(price)))
                    .receipt(receipt, money)
            },
        );
        Ok(())
    }
}
