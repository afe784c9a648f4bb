//! Questions and answers a line at a time.

use super::{Curve, Question, reason};
use serde_json::{Map, Value, json};
use std::io::{self, BufRead, BufReader, Read, Write};

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
        let answer = match question(&line).and_then(|q| q.answer().map_err(reason)) {
            Ok(result) => json!({ "result": result.to_string() }),
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

/// Reads a line as a question.
fn question(line: &[u8]) -> Result<Question, String> {
    let value: Value =
        serde_json::from_slice(line).map_err(|error| format!("not JSON: {error}"))?;
    let Value::Object(fields) = value else { return Err("not a JSON object".into()) };
    let op = match fields.get("op") {
        Some(Value::String(op)) => op.as_str(),
        Some(_) => return Err("op must be a string".into()),
        None => return Err("op is missing".into()),
    };
    if !["purchase_return", "sale_return", "spot_price"].contains(&op) {
        return Err(format!(
            "unknown op {op:?}: purchase_return, sale_return and spot_price are known"
        ));
    }
    let curve = Curve {
        supply: number(&fields, "supply")?,
        reserve: number(&fields, "reserve")?,
        reserve_ratio_ppm: u32::try_from(number(&fields, "reserve_ratio_ppm")?)
            .map_err(|_| "reserve_ratio_ppm is above 1000000")?,
    };
    Ok(match op {
        "purchase_return" => Question::PurchaseReturn { curve, amount: number(&fields, "amount")? },
        "sale_return" => Question::SaleReturn { curve, amount: number(&fields, "amount")? },
        _ => Question::SpotPrice { curve },
    })
}

/// A whole number: a string of digits, or a JSON number as far as those are exact.
fn number(fields: &Map<String, Value>, name: &str) -> Result<u128, String> {
    let expected = format!("{name} must be a whole number, zero or more, as a string of digits");
    match fields.get(name) {
        None | Some(Value::Null) => Err(format!("{name} is missing")),
        Some(Value::String(text)) if text.starts_with('-') => {
            Err(format!("{name} is negative: {expected}"))
        }
        Some(Value::String(text)) => {
            if text.is_empty() || !text.bytes().all(|b| b.is_ascii_digit()) {
                return Err(expected);
            }
            text.parse().map_err(|_| format!("{name} is above 2^128 - 1"))
        }
        Some(Value::Number(number)) => match number.as_u64() {
            Some(number) => Ok(number.into()),
            None if number.as_i64().is_some() => Err(format!("{name} is negative: {expected}")),
            None => Err(expected),
        },
        Some(_) => Err(expected),
    }
}
