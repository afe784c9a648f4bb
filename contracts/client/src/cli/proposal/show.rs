//! `weir proposal show`

use super::view::{Seen, see};
use crate::cli::{
    context::Context,
    output::Page,
    table::{percent, share},
    when::seconds,
    words::Words,
};
use clap::Args;
use serde_json::json;
use std::time::Duration;
use weir_client::{
    Amount,
    conviction::{Forecast, ProposalKind, Status, Verdict},
    text::{clean, duration},
};

/// One proposal: what it asks for, how far it is, what it still needs
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
            (within, forecast.tokens_needed_within(&seen.proposal, within))
        });
        context.answer(
            || {
                let mut json = seen.json();
                json["now"] = json!(forecast.now);
                json["totals"] = json!(forecast.totals);
                json["funds"] = json!(forecast.funds);
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
        .row("open", seen.open_for(forecast.now))
        .row("deposit", words.native(proposal.deposit))
        .group("Support");
    page = match proposal.status {
        Status::Active => page.row("staked", staked(proposal.staked, forecast, words)),
        _ => page.row("stakes not freed yet", words.tokens_about(proposal.staked)),
    };
    if proposal.status == Status::Active && proposal.kind != ProposalKind::Signal {
        page = page.row("of what it needs", seen.support());
    }
    page = page.row("outlook", seen.verdict(words));
    if let Verdict::Never { .. } = seen.outlook.verdict {
        page = page.row("tokens still needed", seen.needed(words));
    }
    if let Some((label, answer)) = within {
        page = page.row(&label, answer);
    }
    page.finish()
}

fn of_pool(amount: Amount, forecast: &Forecast) -> String {
    let limit = forecast.settings.spending_limit;
    match amount > forecast.funds {
        true => "all of it and more".to_owned(),
        false => format!(
            "{}, of which less than {limit} can be had",
            percent(share(amount, forecast.funds))
        ),
    }
}

fn staked(amount: Amount, forecast: &Forecast, words: &Words) -> String {
    let tokens = words.tokens_about(amount);
    let all = forecast.totals.staked;
    match all.is_zero() {
        true => tokens,
        false => format!("{tokens}, {} of all stakes", percent(share(amount, all))),
    }
}
