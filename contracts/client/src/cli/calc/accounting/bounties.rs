//! Feature bounties: payouts and refunds.

use super::{
    super::fields::Fields,
    Answer,
    output::{by_name, number, numbers_by_name},
    refused,
};
use serde_json::json;
use std::collections::BTreeSet;
use weir_accounting::{Error, U256, bounty_payout, bounty_refund};

pub(super) fn payout(fields: &Fields) -> Answer {
    let given = fields.input("contributions").sums()?;
    let given: Vec<U256> = given.into_iter().map(|(_, sum)| sum).collect();
    let list = fields.input("workers").list()?;
    let mut workers = Vec::new();
    let mut shares = Vec::new();
    for worker in &list {
        workers.push((worker.field("agent").text()?, worker.field("stake").amount()?));
        shares.push(worker.field("share_ppm").ppm()?);
    }
    let mut seen = BTreeSet::new();
    if !workers.iter().all(|(agent, _)| seen.insert(*agent)) {
        return Err(refused(Error::DuplicateAccount));
    }
    let reviewers = fields.input("reviewer_ppm").ppm()?;
    let payout = bounty_payout(&given, reviewers, &shares).map_err(refused)?;
    let paid = workers.iter().zip(payout.rewards).map(|(&(agent, stake), reward)| {
        (agent, json!({ "reward": number(reward), "stake": number(stake) }))
    });
    Ok(json!({
        "pool": number(payout.pool),
        "reviewers": number(payout.reviewers),
        "workers": by_name(paid),
    }))
}

pub(super) fn refund(fields: &Fields) -> Answer {
    let given = fields.input("contributions").sums()?;
    let (funders, given): (Vec<&str>, Vec<U256>) = given.into_iter().unzip();
    let spent = fields.input("spent").amount()?;
    let refund = bounty_refund(&given, spent).map_err(refused)?;
    let refunds = funders.into_iter().zip(refund.refunds);
    Ok(json!({ "refunds": numbers_by_name(refunds), "dust": number(refund.dust) }))
}
