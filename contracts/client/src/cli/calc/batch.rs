//! Questions and answers a line at a time.

use super::{
    accounting,
    fading::Fading,
    fields::Fields,
    question::{Curve, Question},
};
use serde_json::{Value, json};
use std::io::{self, BufRead, BufReader, Read, Write};
use weir_economics::{ONE, PPM, RULE_WHOLE};

const OPERATIONS: &str = "purchase_return, sale_return, spot_price, tribute, conviction, \
                          threshold, revocation_threshold, supply_threshold, counted, \
                          executable_from, share_of, decay, vesting, hatch_tokens, opening_jump";

/// Answers every line of `input` with one line of `output`, whatever it holds.
///
/// Lines are answered as they come: output is held back only while more input is at hand, so that
/// a program can ask one question at a time through a pipe.
pub(super) fn run(mut input: BufReader<impl Read>, output: impl Write) -> anyhow::Result<()> {
    let mut output = io::BufWriter::new(output);
    let mut line = Vec::new();
    loop {
        line.clear();
        if input.read_until(b'\n', &mut line)? == 0 {
            return quiet(output.flush());
        }
        let answer = match answer(&line) {
            Ok(result) => json!({ "result": result }),
            Err(error) => json!({ "error": error }),
        };
        let mut written = writeln!(output, "{answer}");
        if written.is_ok() && input.buffer().is_empty() {
            written = output.flush();
        }
        if let Err(error) = written {
            // Nobody reads any longer: the end, not an error.
            return quiet(Err(error));
        }
    }
}

fn quiet(result: io::Result<()>) -> anyhow::Result<()> {
    match result {
        Err(error) if error.kind() == io::ErrorKind::BrokenPipe => Ok(()),
        result => Ok(result?),
    }
}

/// The answer to a line, or why there is none.
fn answer(line: &[u8]) -> Result<Value, String> {
    let fields = Fields::read(line)?;
    match accounting::answer(fields.op()?, &fields) {
        Some(answer) => answer,
        None => Ok(Value::String(question(&fields)?.answer()?.to_string())),
    }
}

/// Reads a line as a question.
fn question(fields: &Fields) -> Result<Question, String> {
    let curve = || -> Result<Curve, String> {
        Ok(Curve {
            supply: fields.number("supply")?,
            reserve: fields.number("reserve")?,
            reserve_ratio_ppm: fields.share("reserve_ratio_ppm", PPM)?,
        })
    };
    Ok(match fields.op()? {
        "purchase_return" => {
            Question::PurchaseReturn { curve: curve()?, amount: fields.number("amount")? }
        }
        "sale_return" => Question::SaleReturn { curve: curve()?, amount: fields.number("amount")? },
        "spot_price" => Question::SpotPrice { curve: curve()? },
        "tribute" => Question::Tribute {
            amount: fields.number("amount")?,
            tribute_ppm: fields.share("tribute_ppm", PPM)?,
        },
        "conviction" => Question::Conviction {
            previous: fields.wide("previous")?,
            stake: fields.number("stake")?,
            steps: fields.seconds("steps")?,
            fading: Fading::read(fields)?,
        },
        "threshold" => Question::Threshold {
            requested: fields.number("requested")?,
            funds: fields.number("funds")?,
            supply: fields.number("supply")?,
            max_ratio_over_1e7: fields.share("max_ratio_over_1e7", RULE_WHOLE)?,
            weight_over_1e7: fields.share("weight_over_1e7", RULE_WHOLE)?,
            fading: Fading::read(fields)?,
        },
        "revocation_threshold" => Question::RevocationThreshold {
            remaining: fields.number("remaining")?,
            funds: fields.number("funds")?,
            supply: fields.number("supply")?,
            share_ppm: fields.share("share_ppm", PPM)?,
            max_ratio_over_1e7: fields.share("max_ratio_over_1e7", RULE_WHOLE)?,
            weight_over_1e7: fields.share("weight_over_1e7", RULE_WHOLE)?,
            fading: Fading::read(fields)?,
        },
        "supply_threshold" => Question::SupplyThreshold {
            supply: fields.number("supply")?,
            share_ppm: fields.share("share_ppm", PPM)?,
            fading: Fading::read(fields)?,
        },
        "counted" => Question::Counted {
            conviction: fields.wide("conviction")?,
            stake: fields.number("stake")?,
            fading: Fading::read(fields)?,
        },
        "executable_from" => Question::ExecutableFrom {
            announced: fields.seconds("announced")?,
            notice: fields.seconds("notice")?,
            short_notice: fields.seconds("short_notice")?,
            paused_until: fields.optional_seconds("paused_until")?.unwrap_or(0),
        },
        "share_of" => Question::ShareOf {
            amount: fields.number("amount")?,
            part: fields.number("part")?,
            whole: fields.number("whole")?,
        },
        "decay" => Question::Decay { half_life: fields.seconds("half_life")? },
        "vesting" => Question::Vesting {
            amount: fields.optional("amount")?.unwrap_or(ONE),
            cliff: fields.seconds("cliff")?,
            half_life: fields.share("half_life", u32::MAX)?,
            age: fields.seconds("age")?,
        },
        "hatch_tokens" => Question::HatchTokens {
            contribution: fields.number("contribution")?,
            price: fields.number("price")?,
        },
        "opening_jump" => Question::OpeningJump {
            tribute_ppm: fields.share("tribute_ppm", PPM)?,
            reserve_ratio_ppm: fields.share("reserve_ratio_ppm", PPM)?,
        },
        op => {
            return Err(format!(
                "unknown op {op:?}: {OPERATIONS}, {} are known",
                accounting::names()
            ));
        }
    })
}
