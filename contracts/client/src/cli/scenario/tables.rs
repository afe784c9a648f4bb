//! What came of it all, in tables.

use super::stage::{Figures, Stage};
use crate::cli::{
    context::Session,
    proposal::{Seen, see},
    table::{Column, table},
    words::Words,
};
use serde_json::{Value, json};
use weir_client::{
    Amount, Price,
    commons::{Grant, Holding, Service},
    text::clean,
};

/// Proposals, grants and services at the end.
pub(super) struct Ending {
    pub(super) proposals: Vec<Seen>,
    pub(super) grants: Vec<Grant>,
    pub(super) services: Vec<Service>,
}

impl Ending {
    pub(super) async fn read(stage: &Stage) -> anyhow::Result<Self> {
        let session = stage.session();
        let commons = session.commons.pinned().await?;
        let session = Session {
            conviction: session.conviction.beside(&commons),
            commons,
            deployment: session.deployment.clone(),
            words: session.words.clone(),
        };
        let forecast = session.conviction.forecast(&session.commons).await?;
        let proposals = see(&session, &forecast, 1..=forecast.totals.proposals).await?;
        let (mut grants, mut services) = (Vec::new(), Vec::new());
        for id in 1..=session.commons.grant_count().await? {
            grants.push(session.commons.grant(id).await?);
        }
        for id in 1..=session.commons.service_count().await? {
            services.push(session.commons.service(id).await?);
        }
        Ok(Self { proposals, grants, services })
    }

    pub(super) fn proposals_json(&self) -> Vec<Value> {
        self.proposals.iter().map(Seen::json).collect()
    }
}

pub(super) fn accounts_json(stage: &Stage, holdings: &[Holding]) -> Vec<Value> {
    let accounts = stage.cast().zip(holdings);
    accounts
        .map(
            |((name, deeds), holding)| json!({ "account": name, "did": deeds, "holding": holding }),
        )
        .collect()
}

pub(super) fn all(
    stage: &Stage,
    before: &Figures,
    after: &Figures,
    holdings: &[Holding],
    ending: &Ending,
) -> String {
    [
        ("The Commons", pools(stage, before, after)),
        ("Who did what", deeds(stage)),
        ("Who holds what", holders(stage, holdings)),
        ("Proposals", proposals(stage, ending)),
        ("Grants", grants(stage, ending)),
        ("Services", services(ending)),
    ]
    .into_iter()
    .map(|(heading, table)| format!("\n{heading}\n{table}"))
    .collect()
}

fn figure(amount: Amount) -> String {
    if amount.is_zero() { "-".to_owned() } else { amount.rounded(4) }
}

fn pools(stage: &Stage, before: &Figures, after: &Figures) -> String {
    let (words, currency) = (stage.words(), &stage.words().currency);
    let row = |name: &str, before: Amount, after: Amount, show: &dyn Fn(Amount) -> String| {
        let (sign, change) = match after.checked_sub(before) {
            Some(more) => ("+", more),
            None => ("-", before.saturating_sub(after)),
        };
        vec![name.to_owned(), show(before), show(after), format!("{sign}{}", show(change))]
    };
    let tokens = |amount: Amount| amount.rounded(4);
    let money = |amount: Amount| currency.figure(amount, 4);
    let (old, new) = (&before.state, &after.state);
    let rows = vec![
        row(&format!("supply ({})", words.token), old.supply, new.supply, &tokens),
        spot(words, before.spot_price, after.spot_price),
        row(&format!("reserve ({})", currency.symbol), old.reserve, new.reserve, &money),
        row(
            &format!("funding pool ({})", currency.symbol),
            old.funding_pool,
            new.funding_pool,
            &money,
        ),
    ];
    let columns = [
        Column::Mark(""),
        Column::Figure("at the opening"),
        Column::Figure("now"),
        Column::Figure("change"),
    ];
    table(&columns, rows)
}

/// The spot price before and after, and its change.
fn spot(words: &Words, before: Option<Price>, after: Option<Price>) -> Vec<String> {
    let shown = |price: Option<Price>| {
        price.map_or_else(|| "-".to_owned(), |price| words.currency.price(&price))
    };
    let change = before.zip(after).and_then(|(before, after)| {
        let (old, new) = (before.base_units()?, after.base_units()?);
        let sign = if new < old { "-" } else { "+" };
        let change = Price::of(new.abs_diff(old), Amount::ONE)?;
        Some(format!("{sign}{}", words.currency.price(&change)))
    });
    vec![
        format!("spot price ({})", words.currency.symbol),
        shown(before),
        shown(after),
        change.unwrap_or_else(|| "-".to_owned()),
    ]
}

fn deeds(stage: &Stage) -> String {
    let currency = &stage.words().currency;
    let money = |amount: Amount| match amount.is_zero() {
        true => "-".to_owned(),
        false => currency.figure(amount, 4),
    };
    let rows = stage.cast().map(|(name, deeds)| {
        vec![
            name.to_owned(),
            money(deeds.contributed),
            money(deeds.deposited),
            money(deeds.donated),
            money(deeds.granted),
            money(deeds.redeemed),
            figure(deeds.burnt),
            figure(deeds.fees),
        ]
    });
    let columns = [
        Column::Mark(""),
        Column::Figure("contributed"),
        Column::Figure("deposited"),
        Column::Figure("donated"),
        Column::Figure("granted"),
        Column::Figure("redeemed for"),
        Column::Figure("burnt"),
        Column::Figure("fees"),
    ];
    table(&columns, rows.collect())
}

fn holders(stage: &Stage, holdings: &[Holding]) -> String {
    let rows = stage.cast().zip(holdings).map(|((name, _), holding)| {
        vec![
            name.to_owned(),
            figure(holding.balance),
            figure(holding.vesting),
            figure(holding.staked),
            figure(holding.transferable),
        ]
    });
    let columns = [
        Column::Mark(""),
        Column::Figure("tokens"),
        Column::Figure("vesting"),
        Column::Figure("staked"),
        Column::Figure("free"),
    ];
    table(&columns, rows.collect())
}

fn proposals(stage: &Stage, ending: &Ending) -> String {
    let words = stage.words();
    let rows = ending.proposals.iter().map(|seen| {
        vec![
            seen.proposal.id.to_string(),
            seen.title(),
            seen.asks(|amount| words.money_short(amount)),
            figure(seen.proposal.staked),
            figure(seen.proposal.opposed),
            seen.support(),
            seen.verdict(words),
        ]
    });
    let columns = [
        Column::Figure("#"),
        Column::Text("title"),
        Column::Text("asks for"),
        Column::Figure("for"),
        Column::Figure("against"),
        Column::Mark("support"),
        Column::Sentence("outlook"),
    ];
    table(&columns, rows.collect())
}

fn grants(stage: &Stage, ending: &Ending) -> String {
    let currency = &stage.words().currency;
    let rows = ending.grants.iter().map(|grant| {
        vec![
            grant.id.to_string(),
            grant.proposal.to_string(),
            currency.figure(grant.amount, 4),
            currency.figure(grant.withdrawn, 4),
            currency.figure(grant.due, 4),
        ]
    });
    let columns = [
        Column::Figure("#"),
        Column::Figure("proposal"),
        Column::Figure("granted"),
        Column::Figure("withdrawn"),
        Column::Figure("due now"),
    ];
    table(&columns, rows.collect())
}

fn services(ending: &Ending) -> String {
    let rows = ending.services.iter().map(|service| {
        vec![
            service.id.to_string(),
            clean(&service.name),
            service.burns.to_string(),
            figure(service.burnt),
        ]
    });
    let columns = [
        Column::Figure("#"),
        Column::Text("name"),
        Column::Figure("burns"),
        Column::Figure("tokens burnt"),
    ];
    table(&columns, rows.collect())
}
