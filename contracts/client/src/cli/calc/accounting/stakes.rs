//! Slashes, and votes on disputes.

use super::{
    super::fields::Fields,
    Answer,
    input::Input,
    output::{number, numbers},
    refused,
};
use serde_json::json;
use weir_accounting::{Outcome, slash as cut, slash_pro_rata as cut_all, vote_outcome as decide};

pub(super) fn slash(fields: &Fields) -> Answer {
    let stake = fields.input("stake").amount()?;
    let penalty = fields.input("slash_ppm").ppm()?;
    let found = fields.input("finder").flag()?;
    // A part that is above the whole is refused, also where there is no finder to get it.
    let finder = fields.input("finder_ppm");
    let finder = if found { finder.ppm()? } else { finder.or(0, Input::ppm)? };
    cut(stake, penalty, Some(finder)).map_err(refused)?;
    let slashed = cut(stake, penalty, found.then_some(finder)).map_err(refused)?;
    Ok(json!({
        "penalty": number(slashed.penalty),
        "finder": number(slashed.finder),
        "pool": number(slashed.pool),
        "stake_after": number(slashed.stake_after),
    }))
}

pub(super) fn slash_pro_rata(fields: &Fields) -> Answer {
    let own = fields.input("own").amount()?;
    let mut delegated = fields.input("delegated").amounts()?;
    let amount = fields.input("amount").amount()?;
    let own = cut_all(own, &mut delegated, amount).map_err(refused)?;
    Ok(json!({
        "own": number(own),
        "delegated": numbers(&delegated),
        "taken": number(amount),
    }))
}

pub(super) fn vote_outcome(fields: &Fields) -> Answer {
    let [yes, no, total] = ["yes", "no", "total"].map(|name| fields.input(name).amount());
    let quorum = fields.input("quorum_percent").ppm()?;
    let outcome = decide(yes?, no?, total?, quorum).map_err(refused)?;
    Ok(json!({
        "outcome": match outcome {
            Outcome::Upheld => "upheld",
            Outcome::Rejected => "rejected",
            Outcome::NoQuorum => "no_quorum",
        },
    }))
}
