//! A proposal as the client library knows it, from its row.

use super::{amount, number};
use crate::infra::storage::{Record, Value};
use std::str::FromStr;
use weir_client::{
    Address, U256,
    conviction::{Proposal, ProposalKind, Status},
    rule::Rule,
};

/// The proposal of a row of `proposals_now`; none of what no contract would hold.
pub(super) fn read(row: &Record) -> Option<Proposal> {
    let text = |column| row.value(column).to_string();
    let money = |column| amount(&text(column));
    let account = |column| Address::from_str(&text(column)).ok();
    let kind = match text("kind").as_str() {
        "signal" => ProposalKind::Signal,
        "grant" => ProposalKind::Funding {
            beneficiary: account("beneficiary")?,
            amount: money("requested")?,
            duration: number(&text("duration"))?,
            as_tokens: *row.value("as_tokens") == Value::Boolean(true),
        },
        "revocation" => ProposalKind::Revocation { grant: number(&text("grant_id"))? },
        "rule" => ProposalKind::Rule {
            rule: Rule::from_number(number(&text("rule"))?)?,
            value: number(&text("rule_value"))?,
        },
        "governor" => ProposalKind::Governor { governor: account("new_governor")? },
        "wind_down" => ProposalKind::WindDown,
        _ => return None,
    };
    let status = match text("status").as_str() {
        "active" => Status::Active,
        "passed" => Status::Passed,
        "cancelled" => Status::Cancelled,
        _ => Status::Expired,
    };
    Some(Proposal {
        id: number(&text("proposal"))?,
        author: account("author")?,
        kind,
        status,
        expiry: number(&text("expiry"))?,
        deposit: money("deposit")?,
        staked: money("staked")?,
        conviction: number::<U256>(&text("conviction"))?,
        opposed: money("opposed")?,
        opposition: number::<U256>(&text("opposition"))?,
        announced: number(&text("announced")),
        threshold: number(&text("threshold")),
        title: text("title"),
        link: text("link"),
    })
}
