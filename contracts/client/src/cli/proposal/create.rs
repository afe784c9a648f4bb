//! `weir proposal create`

use crate::cli::{
    context::{Context, Session, Signing},
    output::{Page, units},
    typed::Typed,
    when::seconds,
};
use anyhow::{anyhow, bail};
use clap::Args;
use serde_json::json;
use std::time::Duration;
use weir_client::{
    Amount, Recipient,
    conviction::{NewProposal, ProposalKind},
    deployment::TEN_YEARS,
    text::{clean, duration, time},
};
use weir_text::{check_label, check_link};

/// The most bytes of title and link.
const MAX_TITLE: usize = 64;
const MAX_LINK: usize = 160;

/// Make a proposal: for money, for the revocation of a grant, or as a mere signal
///
/// Nothing of it can be changed later. The deposit, native money, comes back once it is over.
#[derive(Debug, Args)]
#[command(
    after_help = "Examples:\n  weir proposal create --title \"Seed library\" --to //Eve --amount \
                  100 --key //Eve\n  weir proposal create --title \"Seed library\" --to //Eve \
                  --amount 100 --over 90d --key //Eve\n  weir proposal create --title \"Stop the \
                  library\" --revoke 1 --key //Bob\n  weir proposal create --title \"More gardens\" \
                  --signal --key //Bob"
)]
pub(crate) struct Create {
    /// Its title, at most 64 bytes
    #[arg(long)]
    title: String,
    /// Where to read about it, at most 160 bytes
    #[arg(long, default_value = "")]
    link: String,
    #[command(flatten)]
    what: What,
    /// Who receives the money [default: you]
    #[arg(long, value_name = "ACCOUNT", conflicts_with_all = ["revoke", "signal"])]
    to: Option<Recipient>,
    /// Pay it bit by bit over this time [default: at once]
    #[arg(long, value_name = "TIME", value_parser = seconds, conflicts_with_all = ["revoke", "signal"])]
    over: Option<Duration>,
    /// Pay it in tokens, bought on the curve without tribute
    #[arg(long, conflicts_with_all = ["revoke", "signal"])]
    in_tokens: bool,
    /// How long it stays open [default: as long as this Commons allows]
    #[arg(long, value_name = "TIME", value_parser = seconds)]
    lifetime: Option<Duration>,
    /// Native money to deposit [default: the least that this Commons asks for]
    #[arg(long, value_name = "AMOUNT", allow_negative_numbers = true)]
    deposit: Option<Amount>,
    #[command(flatten)]
    signing: Signing,
}

/// What it is for.
#[derive(Debug, Args)]
#[group(required = true, multiple = false)]
struct What {
    /// Money that it asks the funding pool for
    #[arg(long, value_name = "AMOUNT", allow_negative_numbers = true)]
    amount: Option<Typed>,
    /// Revoke this grant: what is not yet due returns to the funding pool
    #[arg(long, value_name = "GRANT")]
    revoke: Option<u32>,
    /// Ask for nothing: it can only gather stakes
    #[arg(long)]
    signal: bool,
}

impl Create {
    pub(super) async fn run(&self, context: &Context) -> anyhow::Result<()> {
        check_label(self.title.as_bytes(), MAX_TITLE)
            .map_err(|fault| anyhow!("the title {fault}"))?;
        check_link(self.link.as_bytes(), MAX_LINK).map_err(|fault| anyhow!("the link {fault}"))?;
        if let Some(over) = self.over
            && over.as_secs() > TEN_YEARS
        {
            bail!(
                "--over is {}; a stream takes at most {}",
                duration(over.as_secs()),
                duration(TEN_YEARS)
            );
        }
        let session = context.session().await?;
        let key = self.signing.key_for(session.chain())?;
        let kind = self.kind(&session, key.address()).await?;
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
        let new =
            NewProposal { kind, lifetime, title: self.title.clone(), link: self.link.clone() };
        let deposit = self.deposit.unwrap_or(settings.deposit);
        // Before it is sent, so that nothing has to be asked after it.
        let forecast = session.conviction.forecast(&session.commons.pinned().await?).await?;
        let done = session.conviction.propose(&key, &new, deposit).await?;

        let (event, words) = (&done.event, &session.words);
        let mut page = Page::new(format!("Proposal {}: {}", event.proposal, clean(&event.title)))
            .row("open until", time(event.expiry))
            .row("deposit", format!("{}, returned once it is over", words.native(deposit)));
        if let ProposalKind::Funding { amount, .. } = kind
            && amount >= forecast.spending_limit()
        {
            page = page.row(
                "warning",
                format!(
                    "it cannot pass while the funding pool is this small: a proposal must ask for \
                     less than {}",
                    words.money_about(forecast.spending_limit())
                ),
            );
        }
        let json = json!({
            "proposal": event.proposal, "author": event.author, "kind": kind,
            "expiry": event.expiry, "deposit": units(event.deposit), "title": event.title,
            "link": event.link,
        });
        context.act(json, page, &done.receipt, &words.native);
        Ok(())
    }

    async fn kind(
        &self,
        session: &Session,
        own: weir_client::Address,
    ) -> anyhow::Result<ProposalKind> {
        if let Some(grant) = self.what.revoke {
            let grant = session.commons.grant(grant).await?;
            if grant.revoked {
                bail!("grant {} is revoked already", grant.id);
            }
            return Ok(ProposalKind::Revocation { grant: grant.id });
        }
        let Some(amount) = &self.what.amount else { return Ok(ProposalKind::Signal) };
        let beneficiary = match &self.to {
            Some(who) => session.fit(who, "the beneficiary")?,
            None => own,
        };
        Ok(ProposalKind::Funding {
            beneficiary,
            amount: amount.of(&session.words.currency, session.chain().ratio())?,
            duration: self.over.map_or(0, |time| time.as_secs()),
            as_tokens: self.in_tokens,
        })
    }
}
