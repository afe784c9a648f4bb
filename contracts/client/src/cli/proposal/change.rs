//! `weir proposal create rule`, `governor` and `wind-down`

use super::offer::{Offer, checked};
use crate::cli::{
    context::{Context, Session, Signing},
    rules::{refused, shown, value},
};
use anyhow::bail;
use clap::{Args, Subcommand};
use weir_client::{
    Recipient, Rule,
    conviction::ProposalKind,
    text::{duration, time},
};

/// What a vote may change of the Commons itself.
#[derive(Debug, Subcommand)]
pub(crate) enum Change {
    Rule(ChangeRule),
    Governor(ChangeGovernor),
    WindDown(WindDown),
}

/// Propose to change a rule, within its bounds and by at most a step
///
/// The rules: entry-tribute, exit-tribute, spending-limit, window, notice, weight, min-stake, deposit,
/// half-life; `weir params` shows what each is, its bounds and when it can change. It takes the
/// support of a share of the supply, and the long notice.
#[derive(Debug, Args)]
#[command(
    after_help = "Examples:\n  weir proposal create rule spending-limit 15% --key //Bob\n  weir \
                  proposal create rule notice 5d --title \"More time to object\" --key //Bob"
)]
pub(crate) struct ChangeRule {
    /// Which rule
    #[arg(value_name = "RULE")]
    rule: Rule,
    /// What it shall be: a percentage, a time, or of the deposit an amount of native money
    #[arg(value_name = "VALUE", allow_hyphen_values = true)]
    value: String,
    #[command(flatten)]
    named: Named,
}

/// Propose another governor: another contract that votes and grants
///
/// The new governor can grant, revoke and change rules from then on: read its code. The present vote
/// can never be the governor again. It takes the support of a share of the supply, and the long
/// notice.
#[derive(Debug, Args)]
#[command(after_help = "Example:\n  weir proposal create governor \
                  0x41dccbd49b26c50d34355ed86ff0fa9e489d1e01 --key //Bob")]
pub(crate) struct ChangeGovernor {
    /// The contract
    #[arg(value_name = "CONTRACT")]
    governor: Recipient,
    #[command(flatten)]
    named: Named,
}

/// Propose to wind the Commons down: all of its money then belongs to its holders, by their shares
///
/// Once it is announced nothing is minted and granted any more, and tokens are redeemed by equal share
/// of the reserve. After the long notice the funding pool joins the reserve, for good.
#[derive(Debug, Args)]
#[command(after_help = "Example:\n  weir proposal create wind-down --key //Bob")]
pub(crate) struct WindDown {
    #[command(flatten)]
    named: Named,
}

/// Title and the rest.
#[derive(Debug, Args)]
struct Named {
    /// Its title, at most 64 bytes [default: what it proposes]
    #[arg(long)]
    title: Option<String>,
    #[command(flatten)]
    offer: Offer,
    #[command(flatten)]
    signing: Signing,
}

impl Change {
    pub(super) async fn run(&self, context: &Context) -> anyhow::Result<()> {
        match self {
            Self::Rule(change) => change.run(context).await,
            Self::Governor(change) => change.run(context).await,
            Self::WindDown(change) => change.run(context).await,
        }
    }
}

impl ChangeRule {
    pub(crate) async fn run(&self, context: &Context) -> anyhow::Result<()> {
        let value = value(self.rule, &self.value).map_err(anyhow::Error::msg)?;
        let title = format!("Change {} to {}", self.rule, self.rule.shown(value));
        let title = self.named.checked(&title)?;
        let session = context.session().await?;
        self.check(&session, value).await?;
        self.named
            .make(context, &session, ProposalKind::Rule { rule: self.rule, value }, title)
            .await
    }

    /// An error if the contracts would refuse it, now or when it is executed at the present values.
    async fn check(&self, session: &Session, value: u128) -> anyhow::Result<()> {
        let (rule, native) = (self.rule, &session.words.native);
        let settings = session.conviction.settings().await?;
        if settings.rule_share.ppm() == 0 {
            bail!("no vote can change a rule of this Commons: it was deployed so");
        }
        let state = session.conviction.any_rule(&session.commons, rule).await?;
        if let Err(fault) = state.bounds.check(state.value, value) {
            bail!("{}", refused(&state, value, fault, native));
        }
        let weight_above = |limit: u128, weight: u128| weight * 1_000_000 >= limit * limit;
        let (limit, weight) = (
            session.commons.limits().await?.spending_limit.ppm().into(),
            settings.weight.ppm().into(),
        );
        let unpassable = match rule {
            Rule::Weight => weight_above(limit, value),
            Rule::SpendingLimit => weight_above(value, weight),
            _ => false,
        };
        if unpassable {
            bail!(
                "{rule} cannot be {}: the weight must be below the square of the spending limit, or \
                 no proposal could pass",
                shown(rule, value, native)
            );
        }
        let now = session.chain().now().await?;
        if state.changeable_from > now.saturating_add(settings.max_lifetime) {
            bail!(
                "{rule} changed lately and can change again from {} on, later than a proposal of \
                 this Commons can stay open ({})",
                time(state.changeable_from),
                duration(settings.max_lifetime)
            );
        }
        Ok(())
    }
}

impl ChangeGovernor {
    async fn run(&self, context: &Context) -> anyhow::Result<()> {
        let address = self.governor.address;
        let title = self.named.checked("Another governor")?;
        let session = context.session().await?;
        let governor = session.fit(&self.governor, "the governor")?;
        if session.conviction.settings().await?.rule_share.ppm() == 0 {
            bail!("no vote can replace the governor of this Commons: it was deployed so");
        }
        if session.chain().code_hash(address).await?.is_none() {
            bail!("{address} is no contract: it could never grant anything, nor be replaced");
        }
        self.named.make(context, &session, ProposalKind::Governor { governor }, title).await
    }
}

impl WindDown {
    async fn run(&self, context: &Context) -> anyhow::Result<()> {
        let title = self.named.checked("Wind the Commons down")?;
        let session = context.session().await?;
        if session.conviction.settings().await?.exit_share.ppm() == 0 {
            bail!("no vote can wind this Commons down: it was deployed so");
        }
        self.named.make(context, &session, ProposalKind::WindDown, title).await
    }
}

impl Named {
    /// The title that was given, or else this one, once it is checked.
    fn checked<'a>(&'a self, usual: &'a str) -> anyhow::Result<&'a str> {
        let title = self.title.as_deref().unwrap_or(usual);
        checked(title, &self.offer)?;
        Ok(title)
    }

    async fn make(
        &self,
        context: &Context,
        session: &Session,
        kind: ProposalKind,
        title: &str,
    ) -> anyhow::Result<()> {
        let key = self.signing.key_for(session.chain())?;
        self.offer.make(context, session, &key, kind, title).await
    }
}
