//! `weir proposal create`

use super::{
    change::Change,
    offer::{Offer, checked},
};
use crate::cli::{
    context::{Context, Session, Signing},
    typed::Typed,
    when::seconds,
};
use anyhow::{Context as _, bail};
use clap::Args;
use std::time::Duration;
use weir_client::{Recipient, conviction::ProposalKind, deployment::TEN_YEARS, text::duration};

/// Make a proposal: for money, to revoke a grant, to change something, or as a mere signal
///
/// Nothing of it can be changed later. The deposit, native money, comes back once it is over. Rules,
/// the governor and the Commons' end are proposed with commands of their own: `weir proposal create
/// rule`, `governor` and `wind-down`.
#[derive(Debug, Args)]
#[command(
    args_conflicts_with_subcommands = true,
    subcommand_negates_reqs = true,
    after_help = "Examples:\n  weir proposal create --title \"Seed library\" --to //Eve --amount \
                  100 --key //Eve\n  weir proposal create --title \"Seed library\" --to //Eve \
                  --amount 100 --over 90d --key //Eve\n  weir proposal create --title \"Stop the \
                  library\" --revoke 1 --key //Bob\n  weir proposal create --title \"More gardens\" \
                  --signal --key //Bob\n  weir proposal create rule spending-limit 15% --key \
                  //Bob\n  weir proposal create wind-down --key //Bob"
)]
pub(crate) struct Create {
    #[command(subcommand)]
    change: Option<Change>,
    /// Its title, at most 64 bytes
    #[arg(long, required = true)]
    title: Option<String>,
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
    #[command(flatten)]
    offer: Offer,
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
        if let Some(change) = &self.change {
            return change.run(context).await;
        }
        let title = self.title.as_deref().context("a proposal needs a --title")?;
        checked(title, &self.offer)?;
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
        self.offer.make(context, &session, &key, kind, title).await
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
