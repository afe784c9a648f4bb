//! A proposal as people see it: what it asks for, how far it is, and what is to be said of it.

use crate::cli::{context::Session, table::bar, words::Words};
use futures::{StreamExt, TryStreamExt, stream};
use serde_json::{Value, json};
use weir_client::{
    Amount, Error,
    conviction::{Forecast, Obstacle, Outlook, Proposal, ProposalKind, Status, Subject, Verdict},
    text::{clean, duration, time},
};
use weir_economics::forecast::Reason;

/// How many proposals are asked for at a time.
const AT_ONCE: usize = 8;

/// A proposal and what is to be said of it.
#[derive(Debug, Clone)]
pub(crate) struct Seen {
    pub(crate) proposal: Proposal,
    pub(crate) subject: Subject,
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
            let subject = conviction.subject(commons, &proposal).await?;
            let outlook = forecast.outlook(&proposal, &subject);
            Ok(Seen { proposal, subject, outlook })
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
            ProposalKind::Rule { rule, value } => format!("that {rule} be {}", rule.shown(value)),
            ProposalKind::Governor { governor } => {
                format!("that {} be the governor", short(&governor.to_string()))
            }
            ProposalKind::WindDown => "that the Commons be wound down".to_owned(),
        }
    }

    /// The bar of support less objections against the threshold, or a dash where there is nothing to reach.
    pub(crate) fn support(&self) -> String {
        match self.outlook.progress {
            Some(progress) if self.proposal.status == Status::Active => bar(progress),
            _ => "-".to_owned(),
        }
    }

    /// What comes next: when it passes or is executed, or why it cannot.
    pub(crate) fn verdict(&self, words: &Words) -> String {
        let outlook = &self.outlook;
        if outlook.obstacle == Some(Obstacle::NotOpen) {
            return "cannot be executed, because the Commons is not open".to_owned();
        }
        let verdict = match (outlook.verdict, outlook.notice) {
            (Verdict::Over, _) => return self.proposal.status.to_string(),
            (Verdict::Overdue, _) => return "its time is over: anyone can expire it".to_owned(),
            (Verdict::Signal, _) => return "takes stakes, never passes".to_owned(),
            (Verdict::Announce, _) => "passes: announce it now".to_owned(),
            (Verdict::In { seconds }, _) => {
                format!("passes in {} at today's stake", duration(seconds.max(1)))
            }
            (Verdict::Notice { holds: true }, Some(notice)) => {
                format!("announced: executes from {}", time(notice.from))
            }
            (Verdict::Notice { .. }, Some(notice)) => format!(
                "announced: could be executed from {}, but does not pass then at today's stakes",
                time(notice.from)
            ),
            (Verdict::Execute, Some(notice)) => {
                format!("can be executed now, until {}", time(notice.until))
            }
            (Verdict::Notice { .. } | Verdict::Execute, None) => "announced".to_owned(),
            (Verdict::Reset { stale: true }, _) => {
                "announced and not executed in time: anyone can reset it".to_owned()
            }
            (Verdict::Reset { stale: false }, _) => {
                "announced, but does not pass now: anyone can reset it".to_owned()
            }
            (Verdict::Never { because: Reason::Opposed }, _) => {
                return match outlook.tokens_needed {
                    Some(needed) => {
                        format!("blocked by objections: needs {} more", words.tokens_about(needed))
                    }
                    None => "blocked by objections".to_owned(),
                };
            }
            (Verdict::Never { because: Reason::Expires(_) }, _) => {
                return "cannot pass in time: it expires before it could be executed".to_owned();
            }
            (Verdict::Never { because }, _) => return format!("cannot pass, because {because}"),
        };
        match outlook.obstacle {
            None | Some(Obstacle::NotOpen) => verdict,
            Some(Obstacle::Paused { until }) => {
                format!("{verdict}; paused until {}", time(until))
            }
            Some(Obstacle::RecentGrants { counted, left }) => format!(
                "cannot be executed now, because {} that was granted lately still count against the \
                 spending limit: a grant must stay below {} ({verdict} otherwise)",
                words.money_about(counted),
                words.money_about(left)
            ),
            Some(Obstacle::TooSoon { from }) => {
                format!("{verdict}; the rule changed lately, and can change from {}", time(from))
            }
            Some(Obstacle::OutOfBounds) => {
                "cannot be executed as the rule is now: bounds and step do not allow it".to_owned()
            }
        }
    }

    /// `1,234 WEIR`, or why there is no such number.
    pub(crate) fn needed(&self, words: &Words) -> String {
        match (self.outlook.tokens_needed, self.outlook.verdict) {
            (Some(needed), _) => words.tokens_about(needed),
            (None, Verdict::Announce | Verdict::Execute) => "none".to_owned(),
            (None, Verdict::In { .. } | Verdict::Notice { .. }) => "none, only time".to_owned(),
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
pub(crate) fn figure(amount: Amount) -> String {
    if amount.is_zero() { "-".to_owned() } else { amount.rounded(2) }
}

/// An account's stake in a table, marked where it objects.
pub(super) fn own(amount: Amount, against: bool) -> String {
    if against && !amount.is_zero() {
        format!("against {}", figure(amount))
    } else {
        figure(amount)
    }
}

/// `0x41dc…1e01`
fn short(address: &str) -> String {
    format!("{}…{}", &address[..6], &address[address.len() - 4..])
}

#[cfg(test)]
mod tests {
    use super::*;
    use weir_client::{Address, Currency, Ppm, Rule, Share, U256, conviction::Notice};

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
            opposition_needed: None,
            notice: Some(Notice { from: 90, until: 600 }),
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
            opposed: Amount::ZERO,
            opposition: U256::ZERO,
            announced: None,
            threshold: None,
            title: "Seeds\u{1b}[2J".into(),
            link: String::new(),
        };
        Seen { proposal, subject: Subject::Nothing, outlook }
    }

    #[test]
    fn a_verdict_is_a_sentence_that_says_when_or_why_not() {
        let verdict = |verdict| seen(verdict, None).verdict(&words());
        assert_eq!(verdict(Verdict::Announce), "passes: announce it now");
        assert_eq!(verdict(Verdict::In { seconds: 90 }), "passes in 1 min 30 s at today's stake");
        assert_eq!(
            verdict(Verdict::Notice { holds: true }),
            "announced: executes from 1970-01-01 00:01:30 UTC"
        );
        assert!(verdict(Verdict::Notice { holds: false }).contains("does not pass then"));
        assert_eq!(verdict(Verdict::Execute), "can be executed now, until 1970-01-01 00:10:00 UTC");
        assert!(verdict(Verdict::Reset { stale: false }).ends_with("anyone can reset it"));
        let never = |because| seen(Verdict::Never { because }, None);
        let text = never(Reason::OverLimit).verdict(&words());
        assert!(text.starts_with("cannot pass, because it"), "{text}");
        let mut opposed = never(Reason::Opposed);
        assert_eq!(opposed.verdict(&words()), "blocked by objections");
        opposed.outlook.tokens_needed = Some(Amount::whole(7));
        assert_eq!(opposed.verdict(&words()), "blocked by objections: needs 7 WEIR more");
    }

    #[test]
    fn what_the_commons_would_refuse_is_said_beside_the_verdict() {
        let verdict = |obstacle| seen(Verdict::Announce, Some(obstacle)).verdict(&words());
        let lately = Obstacle::RecentGrants { counted: Amount::whole(7), left: Amount::whole(3) };
        let text = verdict(lately);
        assert!(text.contains("because 7 DOT") && text.contains("below 3 DOT"), "{text}");
        assert_eq!(
            verdict(Obstacle::Paused { until: 0 }),
            "passes: announce it now; paused until 1970-01-01 00:00:00 UTC"
        );
        assert!(verdict(Obstacle::NotOpen).contains("not open"));
        assert!(verdict(Obstacle::TooSoon { from: 60 }).contains("from 1970-01-01 00:01:00"));
        assert!(verdict(Obstacle::OutOfBounds).contains("bounds"));
    }

    #[test]
    fn a_title_is_shown_without_what_could_fool_a_terminal() {
        assert_eq!(seen(Verdict::Announce, None).title(), "Seeds\u{fffd}[2J");
    }

    #[test]
    fn what_it_asks_for_and_how_long_it_is_open_are_told_in_words() {
        let seen = seen(Verdict::Announce, None);
        assert_eq!(seen.asks(|amount| words().money(amount)), "100 DOT over 90 days");
        assert_eq!(seen.support(), "██████░░░░ 62 %");
        let asks = |kind| {
            let proposal = Proposal { kind, ..seen.proposal.clone() };
            Seen { proposal, ..seen.clone() }.asks(|amount| words().money(amount))
        };
        let rule = ProposalKind::Rule { rule: Rule::Notice, value: 7_200 };
        assert_eq!(asks(rule), "that notice be 2 h");
        let governor = ProposalKind::Governor { governor: Address::repeat_byte(0x41) };
        assert_eq!(asks(governor), "that 0x4141…4141 be the governor");
        assert_eq!(asks(ProposalKind::WindDown), "that the Commons be wound down");
        assert!(seen.open_for(4_000).ends_with("for another 16 min 40 s"));
        assert_eq!(seen.open_for(5_000), "until 1970-01-01 01:23:20 UTC");
    }
}
