//! `weir tx`

use super::{
    context::Context,
    failure::SENT,
    output::{Page, transaction},
};
use clap::Args;
use serde_json::{Value, json};
use std::process::ExitCode;
use weir_client::{B256, Outcome, Place, search};

/// What became of a transaction that was sent
///
/// Looked for in the newest blocks and among those that wait in the node's pool. Exit codes: 0 it
/// was executed, 1 it failed, 3 it is not known: it waits, or was not found.
#[derive(Debug, Args)]
#[command(
    after_help = "Examples:\n  weir tx 0x8f1c…02aa\n  weir tx 0x8f1c…02aa --blocks 14400    \
                  about a day on a chain with a block each six seconds"
)]
pub(crate) struct Tx {
    /// Its hash, as the command that sent it named it
    #[arg(value_name = "HASH")]
    hash: B256,
    /// Look at so many of the newest blocks
    #[arg(long, value_name = "NUMBER", default_value_t = 600, value_parser = clap::value_parser!(u32).range(1..))]
    blocks: u32,
}

impl Tx {
    pub(crate) async fn run(&self, context: &Context) -> anyhow::Result<ExitCode> {
        let chain = context.chain().await?;
        let place = search(&chain, self.hash, self.blocks).await?;
        let native = &chain.properties().token_symbol;
        let code = match &place {
            Place::Block { outcome: Outcome::Done(_), .. } => ExitCode::SUCCESS,
            Place::Block { outcome: Outcome::Failed { .. }, .. } => ExitCode::FAILURE,
            Place::Pool | Place::Nowhere { .. } => SENT.into(),
        };
        context.answer(|| self.json(&place), || self.page(&place, native));
        Ok(code)
    }

    fn json(&self, place: &Place) -> Value {
        let mut json = json!({ "hash": self.hash });
        match place {
            Place::Block { block, is_final, outcome } => {
                json["found"] = "block".into();
                json["block"] = json!(block);
                json["final"] = json!(is_final);
                match outcome {
                    Outcome::Done(receipt) => {
                        json["executed"] = true.into();
                        json["transaction"] = transaction(receipt);
                    }
                    Outcome::Failed { error, words, .. } => {
                        json["executed"] = false.into();
                        json["error"] = format!("{error}: {words}").into();
                    }
                }
            }
            Place::Pool => json["found"] = "pool".into(),
            Place::Nowhere { from, to } => {
                json["found"] = Value::Null;
                json["from_block"] = json!(from);
                json["to_block"] = json!(to);
            }
        }
        json
    }

    fn page(&self, place: &Place, native: &str) -> String {
        match place {
            Place::Block { block, is_final, outcome } => {
                let note = match is_final {
                    true => "",
                    false => "; the block is not final yet and may still be dropped",
                };
                match outcome {
                    Outcome::Done(receipt) => {
                        let heading = format!("It was executed in block {}{note}", block.number);
                        Page::new(heading).receipt(receipt, native)
                    }
                    Outcome::Failed { error, words, .. } => {
                        let heading = format!(
                            "It failed in block {}, and only its fee was spent{note}",
                            block.number
                        );
                        Page::new(heading)
                            .row("because", format!("{words} ({error})"))
                            .row("block", format!("{} {}", block.number, block.hash))
                            .finish()
                    }
                }
            }
            Place::Pool => "It waits in the node's pool and will be executed if nothing comes in \
                            between: look again in a moment\n"
                .to_owned(),
            Place::Nowhere { from, to } => format!(
                "It is neither in the blocks {from} to {to} nor in the node's pool: look further \
                 back with --blocks, or ask another node with --url. A transaction can be executed \
                 for {} blocks after it was sent; later it is lost, and can be sent once more\n",
                weir_client::call::LIFETIME
            ),
        }
    }
}
