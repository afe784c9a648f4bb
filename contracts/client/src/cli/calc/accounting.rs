//! Payouts, value equations, shared equipment and bounties: questions with lists in them.

mod bounties;
mod equation;
mod equipment;
mod flow;
mod input;
mod merkle;
mod output;
mod policies;
mod rounds;
mod shares;
mod stakes;

use super::fields::Fields;
use serde_json::Value;

/// The answer to a question, or why there is none.
type Answer = Result<Value, String>;

/// An operation.
type Operation = (&'static str, fn(&Fields) -> Answer);

const OPERATIONS: [Operation; 23] = [
    ("split", shares::split),
    ("split_cumulative", shares::split_cumulative),
    ("split_floor", shares::split_floor),
    ("immediate", policies::immediate),
    ("recent", policies::recent),
    ("balanced", policies::balanced),
    ("special", policies::special),
    ("choose_intervals", policies::choose_intervals),
    ("payout_round", rounds::payout_round),
    ("claim_total", rounds::claim_total),
    ("merkle_tree", merkle::tree),
    ("merkle_verify", merkle::verify),
    ("value_flow", flow::value_flow),
    ("distribute", equation::distribute),
    ("cofund_raise", equipment::cofund_raise),
    ("use_fee_split", equipment::use_fee_split),
    ("owners_entitlement", equipment::owners_entitlement),
    ("equipment_story", equipment::equipment_story),
    ("bounty_payout", bounties::payout),
    ("bounty_refund", bounties::refund),
    ("slash", stakes::slash),
    ("slash_pro_rata", stakes::slash_pro_rata),
    ("vote_outcome", stakes::vote_outcome),
];

/// Answers a question of these, if it is one.
pub(super) fn answer(op: &str, fields: &Fields) -> Option<Answer> {
    let (_, operation) = OPERATIONS.iter().find(|(name, _)| *name == op)?;
    Some(operation(fields))
}

/// Lists the operations.
pub(super) fn names() -> String {
    OPERATIONS.map(|(name, _)| name).join(", ")
}

/// Says why the accounting gives no number.
fn refused(error: weir_accounting::Error) -> String {
    error.to_string()
}
