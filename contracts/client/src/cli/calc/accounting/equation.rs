//! Income by a value equation.

use super::{
    super::fields::Fields,
    Answer,
    input::Input,
    output::{number, numbers_by_name},
    refused,
};
use serde_json::{Value, json};
use weir_accounting::{Behaviour, Bucket, Claim, Division, Rule, To, distribute as divide};

fn claim<'a>(input: &Input<'a>) -> Result<Claim<'a>, String> {
    let value = input.field("value").amount()?;
    Ok(Claim {
        agent: input.field("agent").text()?,
        rule: match input.field("rule").text()? {
            "debt" => Rule::Debt,
            "equity" => Rule::Equity,
            "once" => Rule::Once,
            other => return Err(format!("rule must be debt, equity or once, not {other:?}")),
        },
        value,
        outstanding: input.field("outstanding").or(value, Input::amount)?,
        date: input.field("date").given().map(|date| date.time()).transpose()?,
    })
}

fn bucket<'a>(input: &Input<'a>) -> Result<Bucket<'a>, String> {
    let ppm = input.field("ppm").ppm()?;
    let claims = input.field("claims");
    let to = match (input.field("agent").given(), claims.clone().given()) {
        (Some(agent), None) => To::Agent(agent.text()?),
        (None, Some(_)) => To::Claims {
            division: match input.field("division").text()? {
                "percentage" => Division::Percentage,
                "fifo" => Division::Fifo,
                other => {
                    return Err(format!("division must be percentage or fifo, not {other:?}"));
                }
            },
            at_most_value: input.field("at_most_value").or(false, Input::flag)?,
            claims: claims.list()?.iter().map(claim).collect::<Result<_, _>>()?,
        },
        _ => return Err(format!("{} must have either agent or claims", input.place())),
    };
    Ok(Bucket { ppm, to })
}

pub(super) fn distribute(fields: &Fields) -> Answer {
    let amount = fields.input("amount").amount()?;
    let behaviour = match fields.input("behaviour").text()? {
        "straight" => Behaviour::Straight,
        "remaining" => Behaviour::Remaining,
        other => return Err(format!("behaviour must be straight or remaining, not {other:?}")),
    };
    let buckets = fields.input("buckets").list()?;
    let equation: Result<Vec<Bucket>, String> = buckets.iter().map(bucket).collect();
    let equation = equation?;
    let divided = divide(amount, behaviour, &equation).map_err(refused)?;
    let claims = divided.claims.iter().map(|bucket| {
        let claim = |paid: &weir_accounting::PaidClaim| {
            json!({ "paid": number(paid.paid), "outstanding": number(paid.outstanding) })
        };
        bucket.iter().map(claim).collect::<Value>()
    });
    Ok(json!({
        "claims": claims.collect::<Value>(),
        "undistributed": number(divided.undistributed),
        "by_agent": numbers_by_name(divided.by_agent),
    }))
}
