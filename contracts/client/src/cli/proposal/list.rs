//! `weir proposal list`

use super::view::{figure, own, see};
use crate::cli::{
    context::{Context, Signing},
    output::{Page, count},
    table::{Column, table},
};
use clap::Args;
use serde_json::json;
use weir_client::{Recipient, conviction::Status, text::duration};

/// All proposals, with how far each is from passing
#[derive(Debug, Args)]
pub(crate) struct List {
    /// Also those that are over
    #[arg(long)]
    all: bool,
    /// Show this account's stakes too [default: the key's, if there is one]
    #[arg(long, value_name = "ACCOUNT")]
    account: Option<Recipient>,
    /// Look at so many of the newest ones
    #[arg(long, value_name = "NUMBER", default_value_t = 100)]
    newest: u32,
    #[command(flatten)]
    signing: Signing,
}

impl List {
    pub(super) async fn run(&self, context: &Context) -> anyhow::Result<()> {
        let who = match &self.account {
            None if !self.signing.given() => None,
            named => Some(self.signing.account(named.as_ref(), "--account //Alice")?),
        };
        let session = context.session().await?.pinned().await?;
        let (conviction, words) = (&session.conviction, &session.words);
        let forecast = conviction.forecast(&session.commons).await?;
        let last = forecast.totals.proposals;
        let first = last.saturating_sub(self.newest).saturating_add(1);
        // The abstain signal, the first one, is always worth showing.
        let ids = (first > 1).then_some(1).into_iter().chain(first..=last);
        let mut seen = see(&session, &forecast, ids).await?;
        if !self.all {
            seen.retain(|seen| seen.proposal.status == Status::Active);
        }
        let stakes = match &who {
            Some(who) => conviction.stakes_of(who.address).await?,
            None => Vec::new(),
        };
        let mine = |id: u32| stakes.iter().find(|stake| stake.proposal == id);
        context.answer(
            || {
                json!({
                    "proposals": seen.iter().map(|seen| {
                        let mut json = seen.json();
                        let mine = mine(seen.proposal.id);
                        json["own_stake"] = json!(mine.map(|stake| stake.amount));
                        json["own_stake_against"] = json!(mine.map(|stake| stake.against));
                        json
                    }).collect::<Vec<_>>(),
                    "totals": forecast.totals, "supply": forecast.seen.supply,
                    "funds": forecast.seen.funds, "spending_limit": forecast.spending_limit(),
                    "left": forecast.left(), "now": forecast.seen.now,
                    "paused": forecast.is_paused(),
                })
            },
            || {
                let mut columns = vec![
                    Column::Figure("#"),
                    Column::Text("title"),
                    Column::Text("asks for"),
                    Column::Figure("for"),
                    Column::Figure("against"),
                    Column::Mark("support"),
                    Column::Sentence("outlook"),
                    Column::Figure("needs"),
                ];
                if who.is_some() {
                    columns.insert(5, Column::Figure("yours"));
                }
                let rows = seen.iter().map(|seen| {
                    let mut row = vec![
                        seen.proposal.id.to_string(),
                        seen.title(),
                        seen.asks(|amount| words.money_short(amount)),
                        figure(seen.proposal.staked),
                        figure(seen.proposal.opposed),
                        seen.support(),
                        seen.verdict(words),
                        seen.needed_figure(),
                    ];
                    if who.is_some() {
                        let mine = mine(seen.proposal.id);
                        row.insert(
                            5,
                            mine.map_or_else(dash, |stake| own(stake.amount, stake.against)),
                        );
                    }
                    row
                });
                let limit = forecast.spending_limit().min(forecast.left());
                let can = match limit.is_zero() {
                    true => "nothing can be granted now".to_owned(),
                    false => {
                        let limit = words.money_about(limit);
                        format!("of which a proposal can have less than {limit} now")
                    }
                };
                Page::new(format!(
                    "{}; {} in the funding pool, {can}",
                    count(seen.len(), "proposal"),
                    words.money_about(forecast.seen.funds),
                ))
                .text(&table(&columns, rows.collect()))
                .row("staked in all", words.tokens_about(forecast.totals.staked))
                .row(
                    "support halves or closes half its gap in",
                    duration(forecast.settings.half_life),
                )
                .finish()
            },
        );
        Ok(())
    }
}

fn dash() -> String {
    "-".to_owned()
}
