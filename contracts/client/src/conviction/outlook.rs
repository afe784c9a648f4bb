//! What people ask of a proposal: how far it is, how many tokens it lacks, when it passes at today's
//! stakes and when it is executed, or why it cannot.

use super::{Conviction, Forecast, Proposal, ProposalKind, Status, Subject};
use crate::{amount::Amount, commons::Commons, error::Error, figure::Share};
use serde::{Serialize, Serializer};
use weir_economics::forecast::Reason;

/// What is to be said of a proposal.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Outlook {
    /// Support less objection as a share of the threshold.
    #[serde(rename = "progress_ppm")]
    pub progress: Option<Share>,
    /// What comes next, if stakes, funds and supply stay as they are.
    #[serde(flatten)]
    pub verdict: Verdict,
    /// Tokens that have to be staked for it in addition, so that it passes in time; `None` where no
    /// number would do, or nothing is needed to be asked.
    pub tokens_needed: Option<Amount>,
    /// Tokens that have to be staked against it in addition, so that it is not executed after its
    /// notice; `None` where no number would do. 0: it is not executed then anyway.
    pub opposition_needed: Option<Amount>,
    /// When it can be executed; `None` of one that is not announced.
    pub notice: Option<Notice>,
    /// What stands in the way apart from the vote.
    pub obstacle: Option<Obstacle>,
}

/// When an announced proposal can be executed, seconds since the Unix epoch.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct Notice {
    /// From then on.
    pub from: u64,
    /// Until then, this second included.
    pub until: u64,
}

/// What comes next of a proposal.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(tag = "verdict", rename_all = "snake_case")]
pub enum Verdict {
    /// It is over.
    Over,
    /// Its time is over, which anyone can tell the contract.
    Overdue,
    /// It requests nothing: it never passes.
    Signal,
    /// It passes: anyone can announce it now.
    Announce,
    /// It passes in so many seconds, and can be announced then.
    In {
        /// How many.
        seconds: u64,
    },
    /// It is announced, and can be executed after its notice.
    Notice {
        /// Whether it still passes then at today's stakes.
        holds: bool,
    },
    /// It can be executed now.
    Execute,
    /// It is announced, but does not pass now or was not executed in time: anyone can take the
    /// announcement back.
    Reset {
        /// Whether it was not executed in time.
        stale: bool,
    },
    /// It cannot pass.
    Never {
        /// Why.
        #[serde(serialize_with = "as_text")]
        because: Reason,
    },
}

/// What the Commons would refuse though the vote allows it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum Obstacle {
    /// The guardian has paused.
    Paused {
        /// Until then, seconds since the Unix epoch.
        until: u64,
    },
    /// The curve is not open: nothing can be granted or changed.
    NotOpen,
    /// Recent grants count against the spending limit of the window.
    RecentGrants {
        /// How much of them counts now.
        counted: Amount,
        /// A grant must stay below this now.
        left: Amount,
    },
    /// The rule changed lately.
    TooSoon {
        /// When it can change again, seconds since the Unix epoch.
        from: u64,
    },
    /// The value is outside of the rule's bounds, more than a step away from the present one, or the
    /// present one.
    OutOfBounds,
}

impl Conviction {
    /// What is to be said of a proposal.
    ///
    /// # Errors
    /// As [`Conviction::ask`].
    pub async fn outlook(
        &self,
        commons: &Commons,
        forecast: &Forecast,
        proposal: &Proposal,
    ) -> Result<Outlook, Error> {
        let subject = self.subject(commons, proposal).await?;
        Ok(forecast.outlook(proposal, &subject))
    }

    /// What a proposal is about, as far as its outlook depends on that.
    ///
    /// # Errors
    /// As [`Conviction::ask`].
    pub async fn subject(&self, commons: &Commons, proposal: &Proposal) -> Result<Subject, Error> {
        if proposal.status != Status::Active {
            return Ok(Subject::Nothing);
        }
        Ok(match proposal.kind {
            ProposalKind::Revocation { grant } => {
                let grant = commons.grant(grant).await?;
                Subject::Stream {
                    amount: grant.amount,
                    start: grant.start,
                    duration: grant.duration,
                }
            }
            ProposalKind::Rule { rule, .. } => {
                Subject::Rule(self.beside(commons).any_rule(commons, rule).await?)
            }
            _ => Subject::Nothing,
        })
    }
}

fn as_text<S: Serializer>(reason: &Reason, serializer: S) -> Result<S::Ok, S::Error> {
    serializer.collect_str(reason)
}
