use serde_json::{Value, json};
use weir_accounting::{
    Behaviour, Bucket, Claim, Contribution, Division, Error, Input, Log, Payment, Process,
    Purchase, Resource, Rule, To, distribute, value_flow,
};

use crate::{
    Answer,
    read::{amount, by_name, list, number, ppm, quantity, text},
};

pub(crate) fn answer(op: &str, input: &Value) -> Option<Answer> {
    match op {
        "value_flow" => Some(flow(input)),
        "distribute" => Some(divide(input)),
        _ => None,
    }
}

fn payments<'a>(value: &'a Value, name: &str) -> Vec<Payment<'a>> {
    let payment =
        |one: &'a Value| Payment { agent: text(&one["agent"]), amount: quantity(&one[name]) };
    list(value).map(payment).collect()
}

fn resource(value: &Value) -> Resource<'_> {
    let contributed = list(&value["contributed"]).map(|one| Contribution {
        agent: text(&one["agent"]),
        quantity: quantity(&one["quantity"]),
        value: quantity(&one["value"]),
    });
    Resource {
        made_by: value["made_by"].as_str(),
        value_per_unit_of_use: quantity(&value["value_per_unit_of_use"]),
        contributed: contributed.collect(),
        bought: value.get("bought").map(|bought| Purchase {
            quantity: quantity(&bought["quantity"]),
            fund: payments(&bought["fund"], "amount"),
            payments: payments(&bought["payments"], "amount"),
            expenses: payments(&bought["expenses"], "amount"),
        }),
    }
}

fn process(value: &Value) -> Process<'_> {
    let used = |one| -> Input {
        let one: &Value = one;
        match text(&one["kind"]) {
            "work" => Input::Work { agent: text(&one["agent"]), hours: quantity(&one["hours"]) },
            kind => {
                let (resource, quantity) = (text(&one["resource"]), quantity(&one["quantity"]));
                if kind == "use" {
                    Input::Use { resource, quantity }
                } else {
                    Input::Consume { resource, quantity }
                }
            }
        }
    };
    Process {
        makes: text(&value["makes"]),
        quantity: quantity(&value["quantity"]),
        credits: payments(&value["credits"], "value"),
        inputs: list(&value["inputs"]).map(used).collect(),
    }
}

fn flow(input: &Value) -> Answer {
    let entries = |name: &str| input[name].as_object().unwrap().iter();
    let log = Log {
        work_per_hour: quantity(&input["work_per_hour"]),
        resources: entries("resources").map(|(name, one)| (name.as_str(), resource(one))).collect(),
        processes: entries("processes").map(|(name, one)| (name.as_str(), process(one))).collect(),
    };
    let flow = value_flow(&log, text(&input["deliver"]), quantity(&input["quantity"]))?;
    let share = |share: &weir_accounting::Share| {
        json!({
            "agent": share.agent, "for": share.source.to_string(), "share": number(share.share),
        })
    };
    Ok(json!({
        "unit_value": number(flow.unit_value),
        "shares": flow.shares.iter().map(share).collect::<Value>(),
        "total": number(flow.total),
        "by_agent": by_name(flow.by_agent),
    }))
}

fn claim(value: &Value) -> Result<Claim<'_>, Error> {
    let worth = amount(&value["value"])?;
    Ok(Claim {
        agent: text(&value["agent"]),
        rule: match text(&value["rule"]) {
            "debt" => Rule::Debt,
            "equity" => Rule::Equity,
            _ => Rule::Once,
        },
        value: worth,
        outstanding: value.get("outstanding").map_or(Ok(worth), amount)?,
        date: value["date"].as_i64(),
    })
}

fn bucket(value: &Value) -> Result<Bucket<'_>, Error> {
    let to = match value["agent"].as_str() {
        Some(agent) => To::Agent(agent),
        None => To::Claims {
            division: match text(&value["division"]) {
                "fifo" => Division::Fifo,
                _ => Division::Percentage,
            },
            at_most_value: value["at_most_value"].as_bool().unwrap_or(false),
            claims: list(&value["claims"]).map(claim).collect::<Result<_, Error>>()?,
        },
    };
    Ok(Bucket { ppm: ppm(&value["ppm"])?, to })
}

fn divide(input: &Value) -> Answer {
    let behaviour = match text(&input["behaviour"]) {
        "straight" => Behaviour::Straight,
        _ => Behaviour::Remaining,
    };
    let equation = list(&input["buckets"]).map(bucket).collect::<Result<Vec<_>, Error>>()?;
    let divided = distribute(amount(&input["amount"])?, behaviour, &equation)?;
    let claims = divided.claims.iter().map(|bucket| {
        let claims = bucket.iter();
        let claim = |one: &weir_accounting::PaidClaim| {
            json!({ "paid": number(one.paid), "outstanding": number(one.outstanding) })
        };
        claims.map(claim).collect::<Value>()
    });
    Ok(json!({
        "claims": claims.collect::<Value>(),
        "by_agent": by_name(divided.by_agent),
        "undistributed": number(divided.undistributed),
    }))
}
