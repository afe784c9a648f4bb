//! Rounds, and claims against their lists.

use super::{
    super::fields::Fields,
    Answer,
    input::Input,
    output::{number, numbers_by_name},
    refused,
};
use serde_json::json;
use weir_accounting::{Entry, Member, Minimum, Split, U256, payout_round as round};

/// An account as a question has it.
struct Record<'a> {
    id: &'a str,
    weeks: Vec<U256>,
    carried: U256,
    excluded: bool,
}

impl<'a> Record<'a> {
    fn read(input: &Input<'a>) -> Result<Self, String> {
        Ok(Self {
            id: input.field("id").text()?,
            weeks: input.field("weeks").amounts()?,
            carried: input.field("carried").or(U256::ZERO, Input::amount)?,
            excluded: input.field("excluded").or(false, Input::flag)?,
        })
    }
}

pub(super) fn payout_round(fields: &Fields) -> Answer {
    let revenue = fields.input("revenue").amount()?;
    let ratio = fields.input("ratio_ppm").ppm()?;
    let least = fields.input("minimum").amount()?;
    let minimum = match fields.input("mode").text()? {
        "carry" => Minimum::Carry(least),
        "drop" => Minimum::Drop(least),
        other => return Err(format!("mode must be carry or drop, not {other:?}")),
    };
    let accounts = fields.input("accounts").list()?;
    let records: Result<Vec<Record>, String> = accounts.iter().map(Record::read).collect();
    let records = records?;
    let members: Vec<Member> = records
        .iter()
        .map(|one| Member {
            id: one.id,
            weeks: &one.weeks,
            carried: one.carried,
            excluded: one.excluded,
        })
        .collect();
    let round = round(revenue, ratio, &members, minimum, Split::Sequential).map_err(refused)?;
    let all = |part: fn(&Entry) -> U256| {
        numbers_by_name(round.entries.iter().map(|entry| (entry.id, part(entry))))
    };
    Ok(json!({
        "disbursed": number(round.disbursed),
        "retained": number(round.retained),
        "shares": all(|entry| entry.share),
        "paid": all(|entry| entry.paid),
        "carried": all(|entry| entry.carried),
    }))
}

pub(super) fn claim_total(fields: &Fields) -> Answer {
    let claimed = weir_accounting::claim_total(
        fields.input("entitled_total").amount()?,
        fields.input("claimed_before").amount()?,
        fields.input("funds").amount()?,
    );
    let claimed = claimed.map_err(refused)?;
    Ok(json!({
        "pay": number(claimed.pay),
        "claimed_after": number(claimed.claimed_after),
        "funds_after": number(claimed.funds_after),
    }))
}
