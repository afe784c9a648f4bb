//! The worth of a deliverable, and the contributions that are in it.

use super::{
    super::fields::Fields,
    Answer,
    input::Input,
    output::{number, numbers_by_name},
    refused,
};
use serde_json::{Value, json};
use weir_accounting::{
    Contribution, Fraction, Input as Used, Log, Payment, Process, Purchase, Resource,
    value_flow as flow,
};

/// A list that may be left out.
fn list<'a, T>(
    input: &Input<'a>,
    read: impl Fn(&Input<'a>) -> Result<T, String>,
) -> Result<Vec<T>, String> {
    match input.clone().given() {
        Some(list) => list.list()?.iter().map(read).collect(),
        None => Ok(Vec::new()),
    }
}

/// Payments, each with its sum in a field of that name.
fn payments<'a>(input: &Input<'a>, name: &str) -> Result<Vec<Payment<'a>>, String> {
    list(input, |one| {
        Ok(Payment { agent: one.field("agent").text()?, amount: one.field(name).quantity()? })
    })
}

fn resource<'a>(input: &Input<'a>) -> Result<Resource<'a>, String> {
    let input = input.object()?;
    let contributed = list(&input.field("contributed"), |one| {
        Ok(Contribution {
            agent: one.field("agent").text()?,
            quantity: one.field("quantity").quantity()?,
            value: one.field("value").quantity()?,
        })
    })?;
    Ok(Resource {
        made_by: input.field("made_by").given().map(|maker| maker.text()).transpose()?,
        value_per_unit_of_use: input
            .field("value_per_unit_of_use")
            .or(Fraction::zero(), Input::quantity)?,
        contributed,
        bought: input.field("bought").given().map(|bought| purchase(&bought)).transpose()?,
    })
}

fn purchase<'a>(input: &Input<'a>) -> Result<Purchase<'a>, String> {
    Ok(Purchase {
        quantity: input.field("quantity").quantity()?,
        fund: payments(&input.field("fund"), "amount")?,
        payments: payments(&input.field("payments"), "amount")?,
        expenses: payments(&input.field("expenses"), "amount")?,
    })
}

fn process<'a>(input: &Input<'a>) -> Result<Process<'a>, String> {
    Ok(Process {
        makes: input.field("makes").text()?,
        quantity: input.field("quantity").quantity()?,
        credits: payments(&input.field("credits"), "value")?,
        inputs: list(&input.field("inputs"), used)?,
    })
}

fn used<'a>(input: &Input<'a>) -> Result<Used<'a>, String> {
    let resource = || input.field("resource").text();
    let quantity = || input.field("quantity").quantity();
    match input.field("kind").text()? {
        "work" => Ok(Used::Work {
            agent: input.field("agent").text()?,
            hours: input.field("hours").quantity()?,
        }),
        "use" => Ok(Used::Use { resource: resource()?, quantity: quantity()? }),
        "consume" => Ok(Used::Consume { resource: resource()?, quantity: quantity()? }),
        other => Err(format!("kind must be work, use or consume, not {other:?}")),
    }
}

pub(super) fn value_flow(fields: &Fields) -> Answer {
    let mut log = Log {
        work_per_hour: fields.input("work_per_hour").quantity()?,
        resources: Default::default(),
        processes: Default::default(),
    };
    for (name, input) in fields.input("resources").entries()? {
        log.resources.insert(name, resource(&input)?);
    }
    for (name, input) in fields.input("processes").or(Vec::new(), Input::entries)? {
        log.processes.insert(name, process(&input)?);
    }
    let quantity = fields.input("quantity").quantity()?;
    let flow = flow(&log, fields.input("deliver").text()?, quantity).map_err(refused)?;
    let shares = flow.shares.iter().map(|share| {
        json!({
            "agent": share.agent,
            "for": share.source.to_string(),
            "share": number(share.share),
        })
    });
    Ok(json!({
        "unit_value": number(flow.unit_value),
        "shares": shares.collect::<Value>(),
        "total": number(flow.total),
        "by_agent": numbers_by_name(flow.by_agent),
    }))
}
