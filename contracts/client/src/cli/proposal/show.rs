//! `weir proposal show`

use super::view::{Seen, figure, see};
use crate::cli::{
    context::Context,
    output::Page,
    rules::shown,
    table::{Column, percent, share, table},
    when::seconds,
    words::Words,
};
use clap::Args;
use serde_json::json;
use std::time::Duration;
use weir_client::{
    Amount, U256,
    conviction::{Forecast, ProposalKind, Status, Subject, Verdict},
    text::{clean, duration, time},
};

/// One proposal: what it asks for, support and objections, what it still needs, when it is executed
#[derive(Debug, Args)]
pub(crate) struct Show {
    /// Its number
    #[arg(value_name = "PROPOSAL")]
    id: u32,
    /// Tell how many more tokens it takes to pass in this time
    #[arg(long, value_name = "TIME", value_parser = seconds)]
    within: Option<Duration>,
}

impl Show {
    pub(super) async fn run(&self, context: &Context) -> anyhow::Result<()> {
        let session = context.session().await?.pinned().await?;
        let forecast = session.conviction.forecast(&session.commons).await?;
        let seen = see(&session, &forecast, [self.id]).await?;
        let Some(seen) = seen.first() else { return Ok(()) };
        let within = self.within.map(|time| {
            let within = time.as_secs();
            let needed = forecast.tokens_needed_within(&seen.proposal, &seen.subject, within);
            (within, needed)
        });
        context.answer(
            || {
                let mut json = seen.json();
                json["now"] = json!(forecast.seen.now);
                json["totals"] = json!(forecast.totals);
                json["funds"] = json!(forecast.seen.funds);
                if let Some((seconds, needed)) = within {
                    json["within"] = match needed {
                        Ok(needed) => json!({ "seconds": seconds, "tokens_needed": needed }),
                        Err(reason) => json!({ "seconds": seconds, "because": reason.to_string() }),
                    };
                }
                json
            },
            || {
                let within = within.map(|(seconds, needed)| {
                    let answer = match needed {
                        Ok(needed) if needed.is_zero() => "no more tokens".to_owned(),
                        Ok(needed) => format!("{} more", session.words.tokens_about(needed)),
                        Err(reason) => format!("impossible: {reason}"),
                    };
                    (format!("to pass in {}", duration(seconds)), answer)
                });
                page(seen, &forecast, &session.words, within)
            },
        );
        Ok(())
    }
}

fn page(
    seen: &Seen,
    forecast: &Forecast,
    words: &Words,
    within: Option<(String, String)>,
) -> String {
    let proposal = &seen.proposal;
    let mut page = Page::new(format!("Proposal {}: {}", proposal.id, seen.title()));
    if !proposal.link.is_empty() {
        page = page.row("link", clean(&proposal.link));
    }
    page = page
        .row("status", proposal.status.to_string())
        .row("asks for", seen.asks(|amount| words.money(amount)));
    if let ProposalKind::Governor { governor } = proposal.kind {
        page = page.row("new governor", governor.to_string());
    }
    if let (ProposalKind::Rule { rule, .. }, Subject::Rule(state)) = (proposal.kind, seen.subject) {
        page = page.row("is now", shown(rule, state.value, &words.native));
    }
    if let ProposalKind::Funding { beneficiary, amount, as_tokens, .. } = proposal.kind {
        page = page
            .row("beneficiary", beneficiary.to_string())
            .row("paid", if as_tokens { "in tokens, by the curve" } else { "in money" });
        if proposal.status == Status::Active {
            page = page.row("share of the pool", of_pool(amount, forecast));
        }
    }
    page = page
        .row("author", proposal.author.to_string())
        .row("open", seen.open_for(forecast.seen.now))
        .row("deposit", words.native(proposal.deposit))
        .group("Support and objections");
    page = match proposal.status {
        Status::Active => page.text(&sides(seen, forecast)),
        _ => page
            .row("stakes for it not freed yet", words.tokens_about(proposal.staked))
            .row("stakes against it not freed yet", words.tokens_about(proposal.opposed)),
    };
    if proposal.status == Status::Active && proposal.kind != ProposalKind::Signal {
        page = page.row("of what it needs", seen.support());
    }
    if let Some(announced) = proposal.announced.filter(|_| proposal.status == Status::Active) {
        page = page.row("announced", time(announced));
    }
    if let Some(notice) = seen.outlook.notice {
        page = page.row("executes from", from(notice.from, forecast.seen.now));
        page = page.row("executes until", time(notice.until));
    }
    page = page.row("outlook", seen.verdict(words));
    if let Verdict::Never { .. } | Verdict::Reset { .. } = seen.outlook.verdict {
        page = page.row("tokens still needed", seen.needed(words));
    }
    if let (Verdict::Announce | Verdict::In { .. } | Verdict::Notice { .. }, Some(needed)) =
        (seen.outlook.verdict, seen.outlook.opposition_needed)
        && !needed.is_zero()
    {
        page = page.row("objections that block it", format!("{} more", words.tokens_about(needed)));
    }
    if let Some((label, answer)) = within {
        page = page.row(&label, answer);
    }
    page.finish()
}

fn of_pool(amount: Amount, forecast: &Forecast) -> String {
    let limit = forecast.settings.spending_limit;
    match amount > forecast.seen.funds {
        true => "all of it and more".to_owned(),
        false => format!(
            "{}, of which less than {limit} can be had",
            percent(share(amount, forecast.seen.funds))
        ),
    }
}

/// Support and objections side by side: tokens, their share of all stakes, and what has built up of
/// what they can reach.
fn sides(seen: &Seen, forecast: &Forecast) -> String {
    let (proposal, all) = (&seen.proposal, forecast.totals.staked);
    let of_all = |amount: Amount| match all.is_zero() {
        true => "-".to_owned(),
        false => percent(share(amount, all)),
    };
    let built_up = |conviction: U256, amount: Amount| {
        forecast.built_up(conviction, amount).map_or_else(|| "-".to_owned(), percent)
    };
    let columns = [Column::Mark(""), Column::Figure("for"), Column::Figure("against")];
    let rows = vec![
        vec!["tokens".to_owned(), figure(proposal.staked), figure(proposal.opposed)],
        vec!["of all stakes".to_owned(), of_all(proposal.staked), of_all(proposal.opposed)],
        vec![
            "built up".to_owned(),
            built_up(proposal.conviction, proposal.staked),
            built_up(proposal.opposition, proposal.opposed),
        ],
    ];
    table(&columns, rows)
}

/// A time, and how long that is from now.
fn from(time_from: u64, now: u64) -> String {
    match time_from.checked_sub(now) {
        Some(left) if left > 0 => format!("{}, in {}", time(time_from), duration(left)),
        _ => time(time_from),
    }
}
