//! What every proposal has beside what it wants, and making it.

use crate::cli::{
    context::{Context, Session},
    output::{Page, units},
    when::seconds,
};
use anyhow::{anyhow, bail};
use clap::Args;
use serde_json::json;
use std::time::Duration;
use weir_client::{
    Amount, Key,
    conviction::{Forecast, NewProposal, ProposalKind},
    text::{clean, duration, time},
};
use weir_text::{check_label, check_link};

/// The most bytes of title and link.
const MAX_TITLE: usize = 64;
const MAX_LINK: usize = 160;

/// Link, lifetime and deposit of a proposal.
#[derive(Debug, Args)]
pub(crate) struct Offer {
    /// Where to read about it, at most 160 bytes
    #[arg(long, default_value = "")]
    link: String,
    /// How long it stays open [default: as long as this Commons allows]
    #[arg(long, value_name = "TIME", value_parser = seconds)]
    lifetime: Option<Duration>,
    /// Native money to deposit [default: the least that this Commons asks for]
    #[arg(long, value_name = "AMOUNT", allow_negative_numbers = true)]
    deposit: Option<Amount>,
}

/// Checks the texts of a proposal, which needs no node.
///
/// # Errors
/// What the contract would refuse, in words.
pub(super) fn checked(title: &str, offer: &Offer) -> anyhow::Result<()> {
    check_label(title.as_bytes(), MAX_TITLE).map_err(|fault| anyhow!("the title {fault}"))?;
    check_link(offer.link.as_bytes(), MAX_LINK).map_err(|fault| anyhow!("the link {fault}"))
}

impl Offer {
    /// Makes a proposal whose texts are checked, and says what it came to.
    pub(super) async fn make(
        &self,
        context: &Context,
        session: &Session,
        key: &Key,
        kind: ProposalKind,
        title: &str,
    ) -> anyhow::Result<()> {
        let settings = session.conviction.settings().await?;
        let lifetime = self.lifetime.map_or(settings.max_lifetime, |time| time.as_secs());
        if !(1..=settings.max_lifetime).contains(&lifetime) {
            bail!(
                "--lifetime is {}; a proposal of this Commons stays open for at least 1 s and at \
                 most {}",
                duration(lifetime),
                duration(settings.max_lifetime)
            );
        }
        // Before it is sent, so that nothing has to be asked after it.
        let forecast = session.conviction.forecast(&session.commons.pinned().await?).await?;
        let notice = forecast.notice_of(&kind);
        if kind != ProposalKind::Signal && lifetime <= notice {
            bail!(
                "--lifetime is {}; the notice alone takes {}, so that it could never be executed",
                duration(lifetime),
                duration(notice)
            );
        }
        let new = NewProposal { kind, lifetime, title: title.to_owned(), link: self.link.clone() };
        let deposit = self.deposit.unwrap_or(settings.deposit);
        let done = session.conviction.propose(key, &new, deposit).await?;

        let (event, words) = (&done.event, &session.words);
        let mut page = Page::new(format!("Proposal {}: {}", event.proposal, clean(&event.title)))
            .row("open until", time(event.expiry))
            .row("deposit", format!("{}, returned once it is over", words.native(deposit)));
        if kind != ProposalKind::Signal {
            page = page.row("notice", format!("{} once it is announced", duration(notice)));
        }
        if let Some(warning) = warning(&kind, &forecast, |amount| words.money_about(amount)) {
            page = page.row("warning", warning);
        }
        let json = json!({
            "proposal": event.proposal, "author": event.author, "kind": kind,
            "expiry": event.expiry, "deposit": units(event.deposit), "title": event.title,
            "link": event.link,
        });
        context.act(json, page, &done.receipt, &words.native);
        Ok(())
    }
}

/// Why a proposal cannot pass as things are, though it can be made.
fn warning(
    kind: &ProposalKind,
    forecast: &Forecast,
    money: impl Fn(Amount) -> String,
) -> Option<String> {
    let ProposalKind::Funding { amount, .. } = *kind else { return None };
    let (limit, left) = (forecast.full_limit(), forecast.left());
    if amount >= limit {
        return Some(format!(
            "it cannot pass while the funding pool is this small: a proposal must ask for less than \
             {}",
            money(limit)
        ));
    }
    (amount >= left).then(|| {
        format!(
            "it cannot be executed until earlier grants count less: now a grant must stay below {}",
            money(left)
        )
    })
}
