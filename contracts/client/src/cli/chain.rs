//! `weir chain`

use super::{context::Context, output::Page};
use clap::Args;
use serde_json::json;
use weir_client::text::clean;

/// The chain that a node serves: whether contracts run there, its money and its newest block
#[derive(Debug, Args)]
#[command(after_help = "Examples:\n  weir chain\n  weir chain --url wss://node.example --json\n\n\
                        A chain without pallet-revive is refused. No deployment is needed.")]
pub(crate) struct Chain {}

impl Chain {
    pub(crate) async fn run(&self, context: &Context) -> anyhow::Result<()> {
        let chain = context.chain().await?;
        let block = chain.finalized_block().await?;
        let money = chain.properties();
        context.answer(
            || {
                json!({
                    "name": chain.name(), "development": chain.is_development(),
                    "genesis_hash": chain.genesis_hash(), "token_symbol": money.token_symbol,
                    "token_decimals": money.token_decimals, "finalized": block,
                })
            },
            || {
                let symbol = clean(&money.token_symbol);
                Page::new(format!("{}, which runs contracts", clean(chain.name())))
                    .row("money", format!("{symbol}, {} decimals", money.token_decimals))
                    .row("development chain", if chain.is_development() { "yes" } else { "no" })
                    .row("newest final block", format!("{} {}", block.number, block.hash))
                    .row("first block", chain.genesis_hash().to_string())
                    .finish()
            },
        );
        Ok(())
    }
}
