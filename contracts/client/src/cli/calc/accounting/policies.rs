//! Policies: cred of many intervals, and shares of a budget.

use super::{super::fields::Fields, Answer, input::Input, output::numbers_by_name, refused};
use serde_json::{Value, json};
use weir_accounting::{
    Account, Error, History, Interval, Payout, Split, Target, U256, balanced as by_shortfall,
    choose_intervals as choose, immediate as by_cred, recent as by_faded_cred, special as all_to,
};

/// An account as a question has it.
struct Record<'a> {
    id: &'a str,
    active: bool,
    cred: Vec<U256>,
    paid: Option<Vec<U256>>,
}

impl<'a> Record<'a> {
    fn read(input: &Input<'a>) -> Result<Self, String> {
        Ok(Self {
            id: input.field("id").text()?,
            active: active(input)?,
            cred: input.field("cred").amounts()?,
            paid: input.field("paid").given().map(|paid| paid.amounts()).transpose()?,
        })
    }
}

fn active(input: &Input) -> Result<bool, String> {
    input.field("active").or(true, Input::flag)
}

fn interval(input: &Input) -> Result<Interval, String> {
    match input.list()?.as_slice() {
        [start, end] => Ok(Interval { start: start.time()?, end: end.time()? }),
        _ => Err("an interval must be [start, end]".into()),
    }
}

fn intervals(fields: &Fields) -> Result<Vec<Interval>, String> {
    fields.input("intervals").list()?.iter().map(interval).collect()
}

/// Reads who takes part, and divides the budget as `policy` says.
fn pay(
    fields: &Fields,
    policy: impl for<'a> FnOnce(&History<'a>, U256) -> Result<Vec<Payout<'a>>, Error>,
) -> Answer {
    let budget = fields.input("budget").amount()?;
    let intervals = intervals(fields)?;
    let effective = fields.input("effective").time()?;
    let participants = fields.input("participants").list()?;
    let records: Result<Vec<Record>, String> = participants.iter().map(Record::read).collect();
    let records = records?;
    let accounts: Vec<Account> = records
        .iter()
        .map(|one| Account {
            id: one.id,
            active: one.active,
            cred: &one.cred,
            paid: one.paid.as_deref(),
        })
        .collect();
    let exclusions = fields
        .input("exclusions")
        .or(Vec::new(), |list| list.list()?.iter().map(Input::text).collect())?;
    let history = History::new(&intervals, effective, &accounts, &exclusions).map_err(refused)?;
    let payouts = policy(&history, budget).map_err(refused)?;
    Ok(json!({
        "scores": numbers_by_name(payouts.iter().map(|payout| (payout.id, payout.score))),
        "amounts": numbers_by_name(payouts.iter().map(|payout| (payout.id, payout.amount))),
    }))
}

pub(super) fn immediate(fields: &Fields) -> Answer {
    let lookback = fields.input("lookback").most()?;
    pay(fields, |history, budget| by_cred(history, budget, lookback, Split::Sequential))
}

pub(super) fn recent(fields: &Fields) -> Answer {
    let discount = fields.input("discount_ppm").ppm()?;
    pay(fields, |history, budget| by_faded_cred(history, budget, discount, Split::Sequential))
}

pub(super) fn balanced(fields: &Fields) -> Answer {
    let lookback = fields.input("lookback").most()?;
    let target = match fields.input("target_rule").text()? {
        "per_cred" => Target::PerCred { cred_scale: fields.input("cred_scale").amount()? },
        "exact" => Target::Exact,
        other => return Err(format!("target_rule must be per_cred or exact, not {other:?}")),
    };
    pay(fields, |history, budget| {
        by_shortfall(history, budget, lookback, target, Split::Sequential)
    })
}

pub(super) fn special(fields: &Fields) -> Answer {
    let budget = fields.input("budget").amount()?;
    let recipient = fields.input("recipient").text()?;
    fields.input("memo").text()?;
    let mut accounts = Vec::new();
    for one in fields.input("participants").list()? {
        accounts.push((one.field("id").text()?, active(&one)?));
    }
    let payout = all_to(budget, recipient, &accounts).map_err(refused)?;
    Ok(json!({ "amounts": numbers_by_name([(payout.id, payout.amount)]) }))
}

pub(super) fn choose_intervals(fields: &Fields) -> Answer {
    let last = fields.input("last").given().map(|last| last.time()).transpose()?;
    let max = fields.input("max").given().map(|max| max.most()).transpose()?;
    let again = fields.input("allow_again").or(false, Input::flag)?;
    let intervals = intervals(fields)?;
    let now = fields.input("now").time()?;
    let due = choose(&intervals, last, now, max, again).map_err(refused)?;
    let due: Value = due.iter().map(|interval| json!([interval.start, interval.end])).collect();
    Ok(json!({ "intervals": due }))
}
