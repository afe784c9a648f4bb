//! `weir calc`

mod accounting;
mod batch;
mod fading;
mod fields;
mod question;
mod unambiguous;

use super::{context::Context, output};
use clap::Args;
use question::Question;
use serde_json::json;

/// The curve's, the vote's and the hatch's numbers alone, without a chain
///
/// Everything is in base units (18 decimals) and seconds, and is computed by the very code that the
/// contracts run. Results are rounded as they are there: in favour of the pools.
#[derive(Debug, Args)]
#[command(
    args_conflicts_with_subcommands = true,
    arg_required_else_help = true,
    after_help = "Examples:\n  weir calc purchase-return --supply 1000000000000000000 --reserve \
                  1000000000000000000 \\\n    --reserve-ratio-ppm 200000 --amount \
                  100000000000000000\n  weir calc conviction --previous 0 --stake 15000 --steps 10 \
                  --decay-over-1e7 9000000\n  weir calc --batch < questions.jsonl > \
                  answers.jsonl\n\nA batch is one JSON object a line, answered by one line each; a \
                  line that cannot be answered gets\nan error and the batch goes on:\n  \
                  {\"op\":\"purchase_return\",\"supply\":\"100\",\"reserve\":\"100\",\"reserve_ratio_ppm\":500000,\"amount\":\"7\"}\n  \
                  {\"result\":\"3\"}\nOperations and fields are named as the commands and their \
                  options, with _ for -.\n\nPayouts by cred, value equations, shared equipment and \
                  bounties are answered in batches only, with\nobjects for results: an unknown op \
                  is answered by the list of them.\n  \
                  {\"op\":\"split\",\"budget\":\"7\",\"scores\":[\"1\",\"1\",\"1\"]}\n  \
                  {\"result\":{\"amounts\":[\"2\",\"2\",\"3\"]}}"
)]
pub(crate) struct Calc {
    /// Read questions from standard input, a JSON object a line
    #[arg(long)]
    batch: bool,
    #[command(subcommand)]
    question: Option<Question>,
}

impl Calc {
    pub(crate) fn run(&self, context: &Context) -> anyhow::Result<()> {
        match self.question {
            Some(question) => {
                let result = question.answer().map_err(anyhow::Error::msg)?;
                if context.json {
                    output::print(&format!("{:#}\n", json!({ "result": result.to_string() })));
                } else {
                    output::print(&format!("{result}\n"));
                }
                Ok(())
            }
            None if !self.batch => {
                anyhow::bail!("a question is missing: name one, or give --batch and questions")
            }
            None => {
                let (input, output) = (std::io::stdin().lock(), std::io::stdout().lock());
                batch::run(std::io::BufReader::with_capacity(1 << 16, input), output)
            }
        }
    }
}
