//! A proposal as people see it: what it asks for, how far it is, and what is to be said of it.

use crate::cli::{context::Session, table::bar, words::Words};
use futures::{StreamExt, TryStreamExt, stream};
use serde_json::{Value, json};
use weir_client::{
    Amount, Error,
    conviction::{Forecast, Obstacle, Outlook, Proposal, ProposalKind, Status, Verdict},
    text::{clean, duration, time},
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
        clean(&self.proposal.title)
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

#[cfg(test)]
mod tests {
    use super::*;
    use weir_client::{Address, Currency, Ppm, Share, U256};

    fn words() -> Words {
        Words {
            token: "WEIR".into(),
            currency: Currency::native("DOT"),
            native: "DOT".into(),
            reserve_ratio: Ppm::new(200_000),
        }
    }

    fn seen(verdict: Verdict, obstacle: Option<Obstacle>) -> Seen {
        let outlook = Outlook {
            progress: Some(Share::from_ppm(620_000)),
            verdict,
            tokens_needed: None,
            obstacle,
        };
        let kind = ProposalKind::Funding {
            beneficiary: Address::repeat_byte(1),
            amount: Amount::whole(100),
            duration: 90 * 86_400,
            as_tokens: false,
        };
        let proposal = Proposal {
            id: 2,
            author: Address::repeat_byte(2),
            kind,
            status: Status::Active,
            expiry: 5_000,
            deposit: Amount::ONE,
            staked: Amount::whole(5),
            conviction: U256::from(1),
            threshold: None,
            title: "Seeds\u{1b}[2J".into(),
            link: String::new(),
        };
        Seen { proposal, outlook }
    }

    #[test]
    fn a_verdict_is_a_sentence_that_says_when_or_why_not() {
        let verdict = |verdict| seen(verdict, None).verdict(&words());
        assert_eq!(verdict(Verdict::Now), "can be executed now");
        assert_eq!(verdict(Verdict::In { seconds: 90 }), "passes in 1 min 30 s at today's stake");
        let because = weir_economics::forecast::Reason::OverLimit;
        assert!(verdict(Verdict::Never { because }).starts_with("cannot pass, because it"));
        let lately = Obstacle::RecentGrants { counted: Amount::whole(7) };
        let text = seen(Verdict::Now, Some(lately)).verdict(&words());
        assert!(text.starts_with("cannot pass now, because 7 DOT"), "{text}");
        let text = seen(Verdict::Now, Some(Obstacle::Paused { until: 0 })).verdict(&words());
        assert_eq!(text, "can be executed now; paused until 1970-01-01 00:00:00 UTC");
    }

    #[test]
    fn a_title_is_shown_without_what_could_fool_a_terminal() {
        assert_eq!(seen(Verdict::Now, None).title(), "Seeds\u{fffd}[2J");
    }

    #[test]
    fn what_it_asks_for_and_how_long_it_is_open_are_told_in_words() {
        let seen = seen(Verdict::Now, None);
        assert_eq!(seen.asks(|amount| words().money(amount)), "100 DOT over 90 days");
        assert_eq!(seen.support(), "██████░░░░ 62 %");
        assert!(seen.open_for(4_000).ends_with("for another 16 min 40 s"));
        assert_eq!(seen.open_for(5_000), "until 1970-01-01 01:23:20 UTC");
    }
}
