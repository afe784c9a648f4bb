//! `weir dev`

use super::{
    context::Context,
    failure::after,
    output::{Page, transaction},
    when::seconds,
};
use clap::{Args, Subcommand};
use serde_json::json;
use std::time::Duration;
use weir_client::{Amount, Key, Recipient, text::time};

/// Move time, make blocks and hand out money, on a development chain
#[derive(Debug, Args)]
#[command(
    after_help = "Examples:\n  weir dev advance-time 3d\n  weir dev seal 10\n  weir dev fund \
                  5FHneW46xGXgs5mUiveU4sbTyGBzmstUspZC92UhjJM694ty 100"
)]
pub(crate) struct Dev {
    #[command(subcommand)]
    action: Action,
}

#[derive(Debug, Subcommand)]
enum Action {
    /// Move the chain's time forward and make a block there
    AdvanceTime {
        /// How far: 90s, 10m, 3d, 1h30m
        #[arg(value_parser = seconds)]
        by: Duration,
    },
    /// Make blocks, empty or not
    Seal {
        /// How many, at most 10000
        #[arg(default_value_t = 1)]
        blocks: u32,
    },
    /// Give an account money of //Alice
    Fund {
        /// Whose account: a 0x address, an SS58 address, or a development key
        account: Recipient,
        /// How much, up to 10 decimals
        amount: Amount,
    },
}

impl Dev {
    pub(crate) async fn run(&self, context: &Context) -> anyhow::Result<()> {
        let chain = context.chain().await?;
        match &self.action {
            Action::AdvanceTime { by } => {
                let block = chain.advance_time(*by).await?;
                let now = chain.now().await?;
                context.answer(
                    || json!({ "block": block, "now": now }),
                    || {
                        let time = time(now);
                        Page::new(format!("It is now {time} in block {}", block.number)).finish()
                    },
                );
            }
            Action::Seal { blocks } => {
                let block = chain.seal_blocks(*blocks).await?;
                context.answer(
                    || json!({ "block": block }),
                    || Page::new(format!("The newest block is {}", block.number)).finish(),
                );
            }
            Action::Fund { account, amount } => {
                chain.require_development("handing out money")?;
                let to = match account.account {
                    Some(to) => to,
                    None => chain.account_of(account.address).await?,
                };
                let receipt = chain.fund(&Key::development("//Alice")?, &to, *amount).await?;
                let balance = after(&receipt, async { Ok(chain.balance(&to).await?) }).await?;
                let money = &chain.properties().token_symbol;
                context.answer(
                    || {
                        json!({
                            "account": to.to_string(), "money": balance,
                            "transaction": transaction(&receipt),
                        })
                    },
                    || {
                        Page::new(format!(
                            "{to} received {amount} {money} and has {balance} {money}"
                        ))
                        .receipt(&receipt, money)
                    },
                );
            }
        }
        Ok(())
    }
}
