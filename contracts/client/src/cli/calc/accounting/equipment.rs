//! Equipment that several people buy together.

use super::{
    super::fields::Fields,
    Answer,
    input::Input,
    output::{fee, number, numbers_by_name},
    refused,
};
use serde_json::{Value, json};
use std::collections::BTreeMap;
use weir_accounting::{
    Answer as Offered, Fraction, Job, Offer, RaiseState, U256, cofund_raise as raise,
    equipment_story as play, owners_entitlement as entitle, use_fee_split as split,
};

fn offer<'a>(input: &Input<'a>) -> Result<Offer<'a>, String> {
    Ok(Offer {
        agent: input.field("agent").text()?,
        amount: input.field("amount").amount()?,
        time: input.field("time").time()?,
    })
}

pub(super) fn cofund_raise(fields: &Fields) -> Answer {
    let list = fields.input("contributions").list()?;
    let offers: Result<Vec<Offer>, String> = list.iter().map(offer).collect();
    let target = fields.input("target").amount()?;
    let (deadline, now) = (fields.input("deadline").time()?, fields.input("now").time()?);
    let raise = raise(target, deadline, now, &offers?).map_err(refused)?;
    let answer = |answer: &Offered| match answer {
        Offered::Accepted { accepted, returned } => {
            json!({ "accepted": number(accepted), "returned": number(returned) })
        }
        Offered::AfterDeadline => json!({ "refused": "after_deadline" }),
        Offered::Funded => json!({ "refused": "funded" }),
    };
    let failed = raise.state == RaiseState::Failed;
    let owners = raise.owners.iter().map(|(&agent, &sum)| (agent, sum));
    Ok(json!({
        "entries": raise.answers.iter().map(answer).collect::<Value>(),
        "owners": numbers_by_name(owners.clone()),
        "raised": number(raise.raised),
        "state": match raise.state {
            RaiseState::Open => "open",
            RaiseState::Funded => "funded",
            RaiseState::Failed => "failed",
        },
        "refunds": numbers_by_name(owners.filter(|_| failed)),
    }))
}

/// A use of the equipment: fee, material, technician, and maintenance by the hour.
fn job(
    part: impl Fn(&str) -> Result<U256, String>,
    hours: &Fraction,
    maintenance_per_hour: U256,
) -> Result<Job, String> {
    Ok(Job {
        fee: part("fee")?,
        material: part("material")?,
        technician: part("technician")?,
        maintenance: hours.of_amount_up(maintenance_per_hour).map_err(refused)?,
        times: 1,
    })
}

pub(super) fn use_fee_split(fields: &Fields) -> Answer {
    let hours = fields.input("hours").quantity()?;
    let rate = fields.input("maintenance_per_hour").amount()?;
    let job = job(|name| fields.input(name).amount(), &hours, rate)?;
    let (owners, due) = (fields.input("owners_ppm").ppm()?, fields.input("owners_due").amount()?);
    let split = split(job.fee, job.material, job.technician, job.maintenance, owners, due);
    Ok(fee(&split.map_err(refused)?))
}

pub(super) fn owners_entitlement(fields: &Fields) -> Answer {
    let contributions = fields.input("contributions").sums()?;
    let claimed = fields.input("claimed").or(Vec::new(), Input::sums)?;
    let mut claimed: BTreeMap<&str, U256> = claimed.into_iter().collect();
    let owners: Vec<(U256, U256)> = contributions
        .iter()
        .map(|&(name, given)| (given, claimed.remove(name).unwrap_or(U256::ZERO)))
        .collect();
    if let Some((name, _)) = claimed.iter().find(|(_, sum)| !sum.is_zero()) {
        return Err(format!("claimed_too_much: {name:?} is no owner"));
    }
    let ratio = fields.input("return_ppm").ppm()?;
    let owners = entitle(&owners, ratio, fields.input("income").amount()?).map_err(refused)?;
    let parts = || contributions.iter().map(|&(name, _)| name).zip(&owners.parts);
    Ok(json!({
        "cap": number(owners.income.cap),
        "paid_back": owners.income.paid_back,
        "excess": number(owners.income.excess),
        "entitled": numbers_by_name(parts().map(|(name, part)| (name, part.entitled))),
        "claimable": numbers_by_name(parts().map(|(name, part)| (name, part.claimable))),
        "dust": number(owners.dust),
    }))
}

pub(super) fn equipment_story(fields: &Fields) -> Answer {
    let contributions = fields.input("contributions").sums()?;
    let rate = fields.input("maintenance_per_hour").amount()?;
    let read = |one: &Input| {
        let hours = one.field("hours").quantity()?;
        let job = job(|name| one.field(name).amount(), &hours, rate)?;
        Ok(Job { times: one.field("times").or(1, Input::count)?, ..job })
    };
    let jobs: Result<Vec<Job>, String> = fields.input("jobs").list()?.iter().map(read).collect();
    let given: Vec<U256> = contributions.iter().map(|&(_, sum)| sum).collect();
    let (ratio, owners) = (fields.input("return_ppm").ppm()?, fields.input("owners_ppm").ppm()?);
    let story = play(&given, ratio, owners, &jobs?).map_err(refused)?;
    let parts = contributions.iter().map(|&(name, _)| name).zip(&story.owners.parts);
    Ok(json!({
        "cap": number(story.owners.income.cap),
        "totals": fee(&story.totals),
        "paid_back_at": story.paid_back.map(|(job, _)| job),
        "that_job": story.paid_back.map(|(_, split)| fee(&split)),
        "entitled": numbers_by_name(parts.map(|(name, part)| (name, part.entitled))),
    }))
}
