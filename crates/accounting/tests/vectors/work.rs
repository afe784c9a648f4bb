use serde_json::{Value, json};
use weir_accounting::{
    Answer as Offered, Error, FeeSplit, Job, Offer, Outcome, RaiseState, U256, bounty_payout,
    bounty_refund, cofund_raise, equipment_story, owners_entitlement, slash, slash_pro_rata,
    use_fee_split, vote_outcome,
};

use crate::{
    Answer,
    read::{amount, amounts, by_name, list, number, numbers, ppm, quantity, sums, text},
};

pub(crate) fn answer(op: &str, input: &Value) -> Option<Answer> {
    Some(match op {
        "cofund_raise" => raise(input),
        "use_fee_split" => fee(input),
        "owners_entitlement" => owners(input),
        "equipment_story" => story(input),
        "bounty_payout" => payout(input),
        "bounty_refund" => refund(input),
        "slash" => cut(input),
        "slash_pro_rata" => cut_all(input),
        "vote_outcome" => vote(input),
        _ => return None,
    })
}

fn raise(input: &Value) -> Answer {
    let time = |value: &Value| value.as_i64().unwrap();
    let offer = |one| -> Result<Offer, Error> {
        let one: &Value = one;
        let (agent, amount) = (text(&one["agent"]), amount(&one["amount"])?);
        Ok(Offer { agent, amount, time: time(&one["time"]) })
    };
    let offers = list(&input["contributions"]).map(offer).collect::<Result<Vec<_>, Error>>()?;
    let (deadline, now) = (time(&input["deadline"]), time(&input["now"]));
    let raise = cofund_raise(amount(&input["target"])?, deadline, now, &offers)?;
    let answer = |answer: &Offered| match answer {
        Offered::Accepted { accepted, returned } => {
            json!({ "accepted": number(accepted), "returned": number(returned) })
        }
        Offered::AfterDeadline => json!({ "refused": "after_deadline" }),
        Offered::Funded => json!({ "refused": "funded" }),
    };
    let owners = by_name(raise.owners.iter().map(|(&name, sum)| (name, sum)));
    let (state, refunds) = match raise.state {
        RaiseState::Open => ("open", json!({})),
        RaiseState::Funded => ("funded", json!({})),
        RaiseState::Failed => ("failed", owners.clone()),
    };
    Ok(json!({
        "entries": raise.answers.iter().map(answer).collect::<Value>(),
        "owners": owners,
        "raised": number(raise.raised),
        "state": state,
        "refunds": refunds,
    }))
}

fn parts(split: &FeeSplit) -> Value {
    json!({
        "material": number(split.material),
        "technician": number(split.technician),
        "maintenance": number(split.maintenance),
        "owners": number(split.owners),
        "infrastructure": number(split.infrastructure),
    })
}

fn job(one: &Value, rate: &Value) -> Result<Job, Error> {
    Ok(Job {
        fee: amount(&one["fee"])?,
        material: amount(&one["material"])?,
        technician: amount(&one["technician"])?,
        maintenance: quantity(&one["hours"]).of_amount_up(amount(rate)?)?,
        times: one["times"].as_u64().unwrap_or(1),
    })
}

fn fee(input: &Value) -> Answer {
    let job = job(input, &input["maintenance_per_hour"])?;
    let (share, due) = (ppm(&input["owners_ppm"])?, amount(&input["owners_due"])?);
    let Job { fee, material, technician, maintenance, .. } = job;
    Ok(parts(&use_fee_split(fee, material, technician, maintenance, share, due)?))
}

fn owners(input: &Value) -> Answer {
    let given = sums(&input["contributions"])?;
    let claimed = sums(&input["claimed"])?;
    let claimed = |name| claimed.iter().find(|one| one.0 == name).map_or(U256::ZERO, |one| one.1);
    let list: Vec<(U256, U256)> = given.iter().map(|&(name, sum)| (sum, claimed(name))).collect();
    let owners = owners_entitlement(&list, ppm(&input["return_ppm"])?, amount(&input["income"])?)?;
    let parts = || given.iter().map(|one| one.0).zip(&owners.parts);
    Ok(json!({
        "cap": number(owners.income.cap),
        "paid_back": owners.income.paid_back,
        "excess": number(owners.income.excess),
        "entitled": by_name(parts().map(|(name, part)| (name, part.entitled))),
        "claimable": by_name(parts().map(|(name, part)| (name, part.claimable))),
        "dust": number(owners.dust),
    }))
}

fn story(input: &Value) -> Answer {
    let given = sums(&input["contributions"])?;
    let list_of = |given: &[(&str, U256)]| given.iter().map(|one| one.1).collect::<Vec<_>>();
    let jobs = list(&input["jobs"])
        .map(|one| job(one, &input["maintenance_per_hour"]))
        .collect::<Result<Vec<_>, Error>>()?;
    let (back, share) = (ppm(&input["return_ppm"])?, ppm(&input["owners_ppm"])?);
    let story = equipment_story(&list_of(&given), back, share, &jobs)?;
    let entitled = given.iter().zip(&story.owners.parts);
    Ok(json!({
        "cap": number(story.owners.income.cap),
        "totals": parts(&story.totals),
        "paid_back_at": story.paid_back.map(|one| one.0),
        "that_job": story.paid_back.map(|one| parts(&one.1)),
        "entitled": by_name(entitled.map(|(one, part)| (one.0, part.entitled))),
    }))
}

fn payout(input: &Value) -> Answer {
    let given: Vec<U256> = sums(&input["contributions"])?.into_iter().map(|one| one.1).collect();
    let shares = list(&input["workers"])
        .map(|worker| ppm(&worker["share_ppm"]))
        .collect::<Result<Vec<_>, Error>>()?;
    let paid = bounty_payout(&given, ppm(&input["reviewer_ppm"])?, &shares)?;
    let mut workers = json!({});
    for (worker, reward) in list(&input["workers"]).zip(paid.rewards) {
        workers[text(&worker["agent"])] =
            json!({ "reward": number(reward), "stake": worker["stake"] });
    }
    let (pool, reviewers) = (number(paid.pool), number(paid.reviewers));
    Ok(json!({ "pool": pool, "reviewers": reviewers, "workers": workers }))
}

fn refund(input: &Value) -> Answer {
    let given = sums(&input["contributions"])?;
    let list: Vec<U256> = given.iter().map(|one| one.1).collect();
    let refund = bounty_refund(&list, amount(&input["spent"])?)?;
    let refunds = by_name(given.iter().map(|one| one.0).zip(refund.refunds));
    Ok(json!({ "refunds": refunds, "dust": number(refund.dust) }))
}

fn cut(input: &Value) -> Answer {
    let finder = ppm(&input["finder_ppm"])?;
    let finder = input["finder"].as_bool().unwrap().then_some(finder);
    let cut = slash(amount(&input["stake"])?, ppm(&input["slash_ppm"])?, finder)?;
    Ok(json!({
        "penalty": number(cut.penalty),
        "finder": number(cut.finder),
        "pool": number(cut.pool),
        "stake_after": number(cut.stake_after),
    }))
}

fn cut_all(input: &Value) -> Answer {
    let mut delegated = amounts(&input["delegated"])?;
    let amount_taken = amount(&input["amount"])?;
    let own = slash_pro_rata(amount(&input["own"])?, &mut delegated, amount_taken)?;
    Ok(json!({
        "own": number(own), "delegated": numbers(&delegated), "taken": number(amount_taken),
    }))
}

fn vote(input: &Value) -> Answer {
    let [yes, no, total] = ["yes", "no", "total"].map(|name| amount(&input[name]));
    let outcome = vote_outcome(yes?, no?, total?, ppm(&input["quorum_percent"])?)?;
    let outcome = match outcome {
        Outcome::Upheld => "upheld",
        Outcome::Rejected => "rejected",
        Outcome::NoQuorum => "no_quorum",
    };
    Ok(json!({ "outcome": outcome }))
}
