//! A proposal as people see it: what it asks for, how far it is, and what is to be said of it.

use crate::cli::{context::Session, table::bar, words::Words};
use futures::{StreamExt, TryStreamExt, stream};
use serde_json::{Value, json};
use weir_client::{
    Amount, Error,
    conviction::{Forecast, Obstacle, Outlook, Proposal, ProposalKind, Status, Verdict},
    text::{duration, plain, time},
};

/// How many proposals are asked for at a time.
const AT_ONCE: usize = 8;

/// A proposal and what is to be said of it.
#[derive(Debug, Clone)]
pub(crate) struct Seen {
    pub(crate) proposal: Proposal,
    pub(crate) outlook: Outlook,
}

/// Reads proposals by their numbers, all at the block that the session is pinned to.
pub(crate) async fn see(
    session: &Session,
    forecast: &Forecast,
    ids: impl IntoIterator<Item = u32>,
) -> Result<Vec<Seen>, Error> {
    let (commons, conviction) = (&session.commons, &session.conviction);
    stream::iter(ids)
        .map(|id| async move {
            let proposal = conviction.proposal(id).await?;
            let outlook = conviction.outlook(commons, forecast, &proposal).await?;
            Ok(Seen { proposal, outlook })
        })
        .buffered(AT_ONCE)
        .try_collect()
        .await
}

impl Seen {
    pub(crate) fn json(&self) -> Value {
        json!({ "proposal": self.proposal, "outlook": self.outlook })
    }

    pub(crate) fn title(&self) -> String {
        plain(&self.proposal.title)
    }

    /// `100 DOT over 90 days`, with the amount as `money` shows it.
    pub(crate) fn asks(&self, money: impl Fn(Amount) -> String) -> String {
        match self.proposal.kind {
            ProposalKind::Signal => "nothing".to_owned(),
            ProposalKind::Funding { amount, duration: 0, .. } => money(amount),
            ProposalKind::Funding { amount, duration: over, .. } => {
                format!("{} over {}", money(amount), duration(over))
            }
            ProposalKind::Revocation { grant } => format!("that grant {grant} be revoked"),
        }
    }

    /// The bar of conviction against threshold, or a dash where there is nothing to reach.
    pub(crate) fn support(&self) -> String {
        match self.outlook.progress {
            Some(progress) if self.proposal.status == Status::Active => bar(progress),
            _ => "-".to_owned(),
        }
    }

    /// When it passes, or why it cannot.
    pub(crate) fn verdict(&self, words: &Words) -> String {
        let verdict = match self.outlook.verdict {
            Verdict::Over => return self.proposal.status.to_string(),
            Verdict::Overdue => return "its time is over: anyone can expire it".to_owned(),
            Verdict::Signal => return "takes stakes, never passes".to_owned(),
            Verdict::Now => "can be executed now".to_owned(),
            Verdict::In { seconds } => {
                format!("passes in {} at today's stake", duration(seconds.max(1)))
            }
            Verdict::Never { because } => return format!("cannot pass, because {because}"),
        };
        match self.outlook.obstacle {
            None => verdict,
            Some(Obstacle::Paused { until }) => {
                format!("{verdict}; paused until {}", time(until))
            }
            Some(Obstacle::RecentGrants { counted }) => format!(
                "cannot pass now, because {} that its beneficiary was granted lately still count \
                 against the limit of one beneficiary ({verdict} otherwise)",
                words.money_about(counted)
            ),
        }
    }

    /// `1,234 WEIR`, or why there is no such number.
    pub(crate) fn needed(&self, words: &Words) -> String {
        match (self.outlook.tokens_needed, self.outlook.verdict) {
            (Some(needed), _) => words.tokens_about(needed),
            (None, Verdict::Now) => "none".to_owned(),
            (None, Verdict::In { .. }) => "none, only time".to_owned(),
            (None, _) => "-".to_owned(),
        }
    }

    /// The same for a table: the figure, or a dash.
    pub(crate) fn needed_figure(&self) -> String {
        self.outlook.tokens_needed.map_or_else(|| "-".to_owned(), |needed| needed.rounded(2))
    }

    /// How long it stays open.
    pub(crate) fn open_for(&self, now: u64) -> String {
        match self.proposal.expiry {
            weir_client::conviction::NEVER => "for ever".to_owned(),
            expiry if expiry <= now => format!("until {}", time(expiry)),
            expiry => format!("until {}, for another {}", time(expiry), duration(expiry - now)),
        }
    }
}

/// An amount in a table: a dash for nothing.
pub(super) fn figure(amount: Amount) -> String {
    if amount.is_zero() { "-".to_owned() } else { amount.rounded(2) }
}
