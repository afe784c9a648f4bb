//! `weir calc`

mod batch;

use super::{context::Context, output};
use clap::{Args, Subcommand};
use serde_json::json;
use weir_economics::{Error, purchase_return, sale_return, spot_price};

/// The curve's numbers alone, without a chain
///
/// Everything is in base units (18 decimals), and is computed by the very code that the contract
/// runs. Results are rounded down.
#[derive(Debug, Args)]
#[command(
    args_conflicts_with_subcommands = true,
    arg_required_else_help = true,
    after_help = "Examples:\n  weir calc purchase-return --supply 1000000000000000000 --reserve \
                  1000000000000000000 \\\n    --reserve-ratio-ppm 200000 --amount \
                  100000000000000000\n  weir calc --batch < questions.jsonl > answers.jsonl\n\nA \
                  batch is one JSON object a line, answered by one line each; a line that cannot \
                  be answered gets\nan error and the batch goes on:\n  \
                  {\"op\":\"purchase_return\",\"supply\":\"100\",\"reserve\":\"100\",\"reserve_ratio_ppm\":500000,\"amount\":\"7\"}\n  \
                  {\"result\":\"3\"}\nOperations: purchase_return, sale_return, spot_price (which \
                  takes no amount)."
)]
pub(crate) struct Calc {
    /// Read questions from standard input, a JSON object a line
    #[arg(long)]
    batch: bool,
    #[command(subcommand)]
    question: Option<Question>,
}

/// A question about the curve.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Subcommand)]
pub(crate) enum Question {
    /// Tokens for a deposit, tributes aside: supply x ((1 + amount / reserve)^ratio - 1)
    PurchaseReturn {
        #[command(flatten)]
        curve: Curve,
        /// Money put into the reserve, base units
        #[arg(long, allow_negative_numbers = true)]
        amount: u128,
    },
    /// Money for tokens, tributes aside: reserve x (1 - (1 - amount / supply)^(1 / ratio))
    SaleReturn {
        #[command(flatten)]
        curve: Curve,
        /// Tokens given up, base units
        #[arg(long, allow_negative_numbers = true)]
        amount: u128,
    },
    /// Money for a whole token at the margin: reserve / (supply x ratio)
    SpotPrice {
        #[command(flatten)]
        curve: Curve,
    },
}

/// The state of a curve.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Args)]
pub(crate) struct Curve {
    /// Tokens that exist, base units
    #[arg(long, allow_negative_numbers = true)]
    supply: u128,
    /// Money in the reserve, base units
    #[arg(long, allow_negative_numbers = true)]
    reserve: u128,
    /// Reserve ratio in parts per million, 1 to 1000000
    #[arg(long, allow_negative_numbers = true)]
    reserve_ratio_ppm: u32,
}

impl Question {
    /// The answer in base units, rounded down.
    fn answer(self) -> Result<u128, Error> {
        match self {
            Self::PurchaseReturn { curve: c, amount } => {
                purchase_return(c.supply, c.reserve, c.reserve_ratio_ppm, amount)
            }
            Self::SaleReturn { curve: c, amount } => {
                sale_return(c.supply, c.reserve, c.reserve_ratio_ppm, amount)
            }
            Self::SpotPrice { curve: c } => spot_price(c.supply, c.reserve, c.reserve_ratio_ppm),
        }
    }
}

impl Calc {
    pub(crate) fn run(&self, context: &Context) -> anyhow::Result<()> {
        match self.question {
            Some(question) => {
                let result = question.answer().map_err(|e| anyhow::anyhow!("{}", reason(e)))?;
                if context.json {
                    output::print(&format!("{:#}\n", json!({ "result": result.to_string() })));
                } else {
                    output::print(&format!("{result}\n"));
                }
                Ok(())
            }
            None => {
                let (input, output) = (std::io::stdin().lock(), std::io::stdout().lock());
                batch::run(std::io::BufReader::with_capacity(1 << 16, input), output)
            }
        }
    }
}

/// The domain, spelt out.
fn reason(error: Error) -> String {
    match error {
        Error::OutOfDomain => format!(
            "{error}: supply and reserve must be 1 to 2^112, the amount 1 to 2^112 and at most \
             the supply in a sale, and the ratio 1 to 1000000 ppm"
        ),
        other => other.to_string(),
    }
}
