//! One amount among many.

use super::{
    super::fields::Fields,
    Answer,
    output::{number, numbers},
    refused,
};
use serde_json::json;
use weir_accounting::{MAX_RECEIVERS, split_floor as floor, split_sequential, split_weights};

pub(super) fn split(fields: &Fields) -> Answer {
    let budget = fields.input("budget").amount()?;
    let scores = fields.input("scores").amounts()?;
    let amounts = split_sequential(budget, &scores).map_err(refused)?;
    Ok(json!({ "amounts": numbers(&amounts) }))
}

pub(super) fn split_cumulative(fields: &Fields) -> Answer {
    let amount = fields.input("amount").amount()?;
    let weights = fields.input("weights_ppm").list()?;
    // One more than may be there is enough to be refused.
    let weights: Result<Vec<u32>, String> =
        weights.iter().take(MAX_RECEIVERS + 1).map(|weight| weight.ppm()).collect();
    let split = split_weights(amount, &weights?).map_err(refused)?;
    Ok(json!({ "amounts": numbers(&split.amounts), "kept": number(split.kept) }))
}

pub(super) fn split_floor(fields: &Fields) -> Answer {
    let amount = fields.input("amount").amount()?;
    let allocations = fields.input("allocations").amounts()?;
    let incentive = fields.input("incentive_ppm").ppm()?;
    let split = floor(amount, &allocations, incentive).map_err(refused)?;
    Ok(json!({
        "amounts": numbers(&split.amounts),
        "reward": number(split.reward),
        "dust": number(split.dust),
    }))
}
