//! What voters ask of a proposal: when it passes and is executed with the present stakes, and what it
//! lacks.
//!
//! Found as the command line finds it: by trying the contracts' own functions at the seconds to come,
//! from the state at the cursor.

mod proposal;
mod values;

pub(super) use values::columns;

use crate::{
    domain::Deployment,
    infra::storage::{Moment, Record, RuleRow, Stream, Value, Vote},
};
use std::{collections::HashMap, str::FromStr};
use weir_client::{
    Amount, Ppm,
    conviction::{ConvictionSettings, Forecast, Proposal, ProposalKind, Seen, Subject, Totals},
    rule::{Bounds, Rule, RuleState},
};

/// What the outlook of proposals depends on, at a moment.
pub(super) struct Prospects {
    /// None before the vote begins, and where its numbers are beyond what the contracts hold.
    forecast: Option<Forecast>,
    rules: HashMap<u8, RuleState>,
    streams: HashMap<u32, Subject>,
}

impl Prospects {
    /// Those of these rows of `proposals_now`.
    pub(super) async fn of(
        rows: &[Record],
        deployment: &Deployment,
        moment: &mut Moment,
    ) -> Result<Self, sqlx::Error> {
        let vote = moment.vote().await?;
        let is_active = |row: &&Record| *row.value("status") == Value::Text("active".into());
        let of_kind = |kind: &'static str| {
            let kind = Value::Text(kind.into());
            rows.iter().filter(is_active).filter(move |row| *row.value("kind") == kind)
        };
        let grants: Vec<i64> = of_kind("revocation")
            .filter_map(|row| match row.value("grant_id") {
                Value::Integer(grant) => Some(*grant),
                _ => None,
            })
            .collect();
        let streams = moment.streams(&grants).await?;
        let rules = match of_kind("rule").next() {
            Some(_) => moment.rules().await?,
            None => Vec::new(),
        };
        Ok(Self {
            forecast: vote.and_then(|vote| forecast(deployment, &vote)),
            rules: rules.iter().filter_map(rule).collect(),
            streams: streams.iter().filter_map(stream).collect(),
        })
    }

    /// Adds the outlook to a row.
    pub(super) fn add(&self, row: Record) -> Record {
        let outlook = self.forecast.as_ref().and_then(|forecast| {
            let proposal = proposal::read(&row)?;
            let outlook = forecast.outlook(&proposal, &self.subject(&proposal));
            Some(values::of(&outlook, forecast.seen.now))
        });
        row.with(&columns(), outlook.unwrap_or_else(values::unknown))
    }

    fn subject(&self, proposal: &Proposal) -> Subject {
        let subject = match proposal.kind {
            ProposalKind::Revocation { grant } => self.streams.get(&grant).copied(),
            ProposalKind::Rule { rule, .. } => {
                self.rules.get(&rule.number()).copied().map(Subject::Rule)
            }
            _ => None,
        };
        subject.unwrap_or(Subject::Nothing)
    }
}

/// The forecast of a vote.
fn forecast(deployment: &Deployment, vote: &Vote) -> Option<Forecast> {
    let p = &deployment.parameters.conviction;
    let share = |ppm: i32| u32::try_from(ppm).ok().map(Ppm::new);
    let settings = ConvictionSettings {
        commons: deployment.contracts.commons,
        half_life: number(&vote.half_life)?,
        decay: number(&vote.decay)?,
        spending_limit: share(vote.spending_limit)?,
        weight: share(vote.weight)?,
        min_stake: share(vote.min_stake)?,
        deposit: amount(&vote.deposit)?,
        max_lifetime: p.max_lifetime,
        notice: number(&vote.notice)?,
        long_notice: p.long_notice,
        rule_share: p.rule_share_ppm,
        exit_share: p.exit_share_ppm,
    };
    let totals = Totals {
        staked: amount(&vote.staked)?,
        effective_stake: amount(&vote.effective_stake)?,
        effective_supply: amount(&vote.effective_supply)?,
        proposals: u32::try_from(vote.proposals).ok()?,
        effective_funds: amount(&vote.effective_funds)?,
    };
    let seen = Seen {
        supply: amount(&vote.supply)?,
        funds: amount(&vote.funding_pool)?,
        paused_until: number(&vote.paused_until)?,
        recently_granted: amount(&vote.recently_granted)?,
        now: number(&vote.seconds)?,
    };
    Forecast::new(settings, totals, seen).ok()
}

/// A rule by its number.
fn rule(row: &RuleRow) -> Option<(u8, RuleState)> {
    let rule = Rule::from_number(u8::try_from(row.rule).ok()?)?;
    let from = row.changeable_from.map_or(0, |time| time.unix_timestamp());
    let bounds =
        Bounds { least: number(&row.least)?, most: number(&row.most)?, step: number(&row.step)? };
    let changeable_from = u64::try_from(from).ok()?;
    Some((rule.number(), RuleState { rule, value: number(&row.value)?, bounds, changeable_from }))
}

/// A grant by its number.
fn stream(row: &Stream) -> Option<(u32, Subject)> {
    let subject = Subject::Stream {
        amount: amount(&row.amount)?,
        start: number(&row.start)?,
        duration: number(&row.duration)?,
    };
    Some((u32::try_from(row.grant_id).ok()?, subject))
}

fn number<T: FromStr>(digits: &str) -> Option<T> {
    digits.parse().ok()
}

fn amount(digits: &str) -> Option<Amount> {
    number(digits).map(Amount::from_base_units)
}
