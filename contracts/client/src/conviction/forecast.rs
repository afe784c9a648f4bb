//! The vote as of one block, and what follows from it for each proposal.

mod standing;

use super::{
    Conviction, ConvictionSettings, Notice, Obstacle, Outlook, Proposal, ProposalKind, Status,
    Totals, Verdict,
};
use crate::{
    amount::{Amount, Ppm},
    commons::{Commons, Interface},
    error::Error,
    figure::Share,
    rule::RuleState,
};
use alloy_core::primitives::{Address, U256};
use standing::{progress, wide};
use weir_economics::{
    Decay, RULE_WHOLE, Rule, WEEK, conviction_limit, executable_from,
    forecast::{Reason, Standing, TimeToPass, opposition_needed, seconds_to_pass, tokens_needed},
    tribute,
};

/// The vote as of one block: what the outlook of every proposal depends on.
#[derive(Debug, Clone)]
pub struct Forecast {
    /// What the vote is decided by.
    pub settings: ConvictionSettings,
    /// All stakes together.
    pub totals: Totals,
    /// What the Commons says.
    pub seen: Seen,
    rule: Rule,
}

/// What the Commons says of a moment.
#[derive(Debug, Clone, Copy)]
pub struct Seen {
    /// Tokens that exist.
    pub supply: Amount,
    /// Money in the funding pool.
    pub funds: Amount,
    /// Until when the guardian has paused; in the past or 0: not.
    pub paused_until: u64,
    /// What recent grants still count against the spending limit.
    pub recently_granted: Amount,
    /// The moment, seconds since the Unix epoch.
    pub now: u64,
}

/// What a proposal is about, as far as its outlook depends on that.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Subject {
    /// Nothing that matters.
    Nothing,
    /// Of a revocation: the grant that it would end, as `grantOf` says.
    Stream {
        /// All of it.
        amount: Amount,
        /// When it began, seconds since the Unix epoch.
        start: u64,
        /// How long it takes, in seconds.
        duration: u64,
    },
    /// Of a change of a rule: the rule as it is.
    Rule(RuleState),
}

impl Conviction {
    /// The vote at one block, to judge proposals by. The proposals must be read at the same block:
    /// give a Commons that is pinned to it.
    ///
    /// # Errors
    /// As [`Conviction::ask`].
    pub async fn forecast(&self, commons: &Commons) -> Result<Forecast, Error> {
        let conviction = self.beside(commons);
        let settings = conviction.settings().await?;
        let governance =
            commons.ask(&Interface::governanceCall { beneficiary: Address::ZERO }).await?;
        let seen = Seen {
            supply: governance.supply.try_into()?,
            funds: governance.fundingPool.try_into()?,
            paused_until: governance.pausedUntil,
            recently_granted: commons.limits().await?.recently_granted,
            now: commons.now().await?,
        };
        Forecast::new(settings, conviction.totals().await?, seen)
            .map_err(|reason| Error::Answer { call: "settings()", reason })
    }
}

impl Forecast {
    /// The vote as of a moment, from whatever source.
    ///
    /// # Errors
    /// The decay in the settings is none; why, in words.
    pub fn new(settings: ConvictionSettings, totals: Totals, seen: Seen) -> Result<Self, String> {
        let decay = Decay::new(settings.decay).map_err(|error| error.to_string())?;
        let of_ten_million = RULE_WHOLE / Ppm::WHOLE.ppm();
        let rule = Rule {
            decay,
            limit: settings.spending_limit.ppm().saturating_mul(of_ten_million),
            weight: settings.weight.ppm().saturating_mul(of_ten_million),
        };
        Ok(Self { settings, totals, seen, rule })
    }

    /// Whether the guardian has paused.
    pub fn is_paused(&self) -> bool {
        self.seen.now < self.seen.paused_until
    }

    /// What a request must stay below now, by the vote alone: the spending limit of the funds that
    /// it counts with.
    pub fn spending_limit(&self) -> Amount {
        self.limit_of(self.totals.effective_funds)
    }

    /// What a request must stay below once all present funds count: what came in lately counts little
    /// by little.
    pub fn full_limit(&self) -> Amount {
        self.limit_of(self.seen.funds)
    }

    /// What a grant must stay below now, beside the recent ones that still count.
    pub fn left(&self) -> Amount {
        let counted = self.seen.recently_granted;
        let funds = self.seen.funds.checked_add(counted).unwrap_or(Amount::MAX);
        self.limit_of(funds).saturating_sub(counted)
    }

    /// The spending limit of these funds: rounded up, so that what is below it is below the exact one.
    fn limit_of(&self, funds: Amount) -> Amount {
        let limit = self.settings.spending_limit.ppm();
        tribute(funds.base_units(), limit).map_or(Amount::ZERO, Amount::from_base_units)
    }

    /// How much of a conviction has built up: its share of what the stake behind it tends to, at most
    /// all of it; none without a stake.
    pub fn built_up(&self, conviction: U256, stake: Amount) -> Option<Share> {
        if stake.is_zero() {
            return None;
        }
        let limit = conviction_limit(stake.base_units(), self.rule.decay);
        Share::of(conviction, wide(limit)).map(|share| share.min(Share::WHOLE))
    }

    /// Seconds between the announcement of a proposal of this kind and its execution.
    pub fn notice_of(&self, kind: &ProposalKind) -> u64 {
        match kind {
            ProposalKind::Rule { .. } | ProposalKind::Governor { .. } | ProposalKind::WindDown => {
                self.settings.long_notice
            }
            _ => self.settings.notice,
        }
    }

    /// When a proposal can be executed; `None` of one that is not announced or over.
    pub fn notice(&self, proposal: &Proposal) -> Option<Notice> {
        let announced = proposal.announced.filter(|_| proposal.status == Status::Active)?;
        // A revocation is not held up by a pause.
        let paused_until = match proposal.kind {
            ProposalKind::Revocation { .. } => 0,
            _ => self.seen.paused_until,
        };
        let notice = self.notice_of(&proposal.kind);
        let from = executable_from(announced, notice, self.settings.notice, paused_until);
        let last = proposal.expiry.saturating_sub(1);
        Some(Notice { from, until: from.saturating_add(WEEK).min(last) })
    }

    /// What is to be said of a proposal.
    pub fn outlook(&self, proposal: &Proposal, subject: &Subject) -> Outlook {
        let plain = |verdict| Outlook {
            progress: None,
            verdict,
            tokens_needed: None,
            opposition_needed: None,
            notice: None,
            obstacle: None,
        };
        if proposal.status != Status::Active {
            return plain(Verdict::Over);
        }
        if proposal.is_overdue(self.seen.now) {
            return plain(Verdict::Overdue);
        }
        let Some(standing) = self.standing(proposal, subject) else {
            return plain(Verdict::Signal);
        };
        let notice = self.notice(proposal);
        let verdict = match notice {
            Some(notice) => self.announced(&standing, notice),
            None => match seconds_to_pass(&self.in_time(&standing, proposal)) {
                TimeToPass::Now => Verdict::Announce,
                TimeToPass::In(seconds) => Verdict::In { seconds },
                TimeToPass::Never(because) => Verdict::Never { because },
            },
        };
        let tokens_needed = match verdict {
            Verdict::Never { .. } => tokens_needed(&self.in_time(&standing, proposal)).ok(),
            Verdict::Reset { stale: false } => tokens_needed(&standing).ok(),
            _ => None,
        };
        let until_executable = match notice {
            Some(notice) => notice.from.saturating_sub(self.seen.now),
            None => self.notice_of(&proposal.kind),
        };
        Outlook {
            progress: progress(&standing),
            tokens_needed: tokens_needed.map(Amount::from_base_units),
            opposition_needed: opposition_needed(&standing, until_executable)
                .map(Amount::from_base_units),
            notice,
            obstacle: self.obstacle(proposal, subject),
            ..plain(verdict)
        }
    }

    /// What comes next of an announced proposal.
    fn announced(&self, standing: &Standing, notice: Notice) -> Verdict {
        let now = self.seen.now;
        match standing.passes(0) {
            _ if now > notice.until => Verdict::Reset { stale: true },
            false => Verdict::Reset { stale: false },
            true if now >= notice.from => Verdict::Execute,
            true => {
                let wait = notice.from - now;
                Verdict::Notice { holds: wait < standing.remaining && standing.passes(wait) }
            }
        }
    }

    /// Tokens that have to be staked for a proposal in addition, so that it passes within so many
    /// seconds and in time to be executed before it expires.
    ///
    /// # Errors
    /// Why no number would do.
    pub fn tokens_needed_within(
        &self,
        proposal: &Proposal,
        subject: &Subject,
        seconds: u64,
    ) -> Result<Amount, Reason> {
        let Some(standing) = self.standing(proposal, subject) else { return Err(Reason::TooMuch) };
        let standing = self.in_time(&standing, proposal);
        let remaining = standing.remaining.min(seconds.saturating_add(1));
        tokens_needed(&Standing { remaining, ..standing }).map(Amount::from_base_units)
    }

    /// What the Commons would refuse though the vote allows it.
    fn obstacle(&self, proposal: &Proposal, subject: &Subject) -> Option<Obstacle> {
        let kind = &proposal.kind;
        if matches!(kind, ProposalKind::Revocation { .. }) {
            return None;
        }
        // Announcing a wind-down closes the Commons; what is announced is not in its own way.
        let closes = *kind == ProposalKind::WindDown && proposal.announced.is_some();
        if self.settings.spending_limit.ppm() == 0 && !closes {
            return Some(Obstacle::NotOpen);
        }
        let specific = match (kind, subject) {
            (ProposalKind::Funding { amount, .. }, _) => self.window_limit(*amount),
            (ProposalKind::Rule { value, .. }, Subject::Rule(state)) => {
                self.rule_obstacle(state, *value)
            }
            _ => None,
        };
        let paused = self.is_paused().then_some(Obstacle::Paused { until: self.seen.paused_until });
        specific.or(paused)
    }

    /// What keeps the Commons from granting the amount beside the recent grants; none if nothing does.
    pub fn window_limit(&self, amount: Amount) -> Option<Obstacle> {
        let (counted, left) = (self.seen.recently_granted, self.left());
        let over = !counted.is_zero() && amount >= left;
        over.then_some(Obstacle::RecentGrants { counted, left })
    }

    /// What keeps a rule from becoming a value; none if nothing does.
    pub fn rule_obstacle(&self, state: &RuleState, value: u128) -> Option<Obstacle> {
        if state.bounds.check(state.value, value).is_err() {
            return Some(Obstacle::OutOfBounds);
        }
        let from = state.changeable_from;
        (self.seen.now < from).then_some(Obstacle::TooSoon { from })
    }
}

#[cfg(test)]
mod tests;
