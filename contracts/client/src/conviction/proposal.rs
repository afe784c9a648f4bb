//! A proposal as the contract knows it.

use super::Interface;
use crate::{amount::Amount, error::Error, figure::Share};
use alloy_core::primitives::{Address, U256};
use serde::{Serialize, Serializer};
use std::fmt;

/// The expiry of a proposal that never expires.
pub const NEVER: u64 = u64::MAX;

/// A proposal, as of the block that is looked at.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Proposal {
    /// Its number, from 1.
    pub id: u32,
    /// Who made it.
    pub author: Address,
    /// What it wants.
    #[serde(flatten)]
    pub kind: ProposalKind,
    /// Where it is in its life.
    pub status: Status,
    /// Until when it can pass and take stakes, seconds since the Unix epoch; [`NEVER`].
    pub expiry: u64,
    /// What the author can have back; 0 once returned. Native money.
    pub deposit: Amount,
    /// Tokens staked on it; of one that is over, those that were not freed yet.
    pub staked: Amount,
    /// The support that has built up: it grows with stake and time, and stays as it was at the end.
    #[serde(serialize_with = "as_text")]
    pub conviction: U256,
    /// What the conviction must exceed; `None` where it asks for more than can be granted.
    #[serde(serialize_with = "as_optional_text")]
    pub threshold: Option<U256>,
    /// Its title, as its author wrote it: not fit to be printed unseen, see [`crate::text::clean`].
    pub title: String,
    /// Where to read about it, as its author wrote it.
    pub link: String,
}

/// What a proposal wants.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(tag = "kind", rename_all = "lowercase")]
pub enum ProposalKind {
    /// Nothing: stakes on it only count against the others.
    Signal,
    /// Money of the funding pool.
    Funding {
        /// Who receives it.
        beneficiary: Address,
        /// How much, in base units of the currency.
        amount: Amount,
        /// Seconds over which it is due; 0: at once.
        duration: u64,
        /// Whether it is paid in tokens.
        as_tokens: bool,
    },
    /// That a grant be revoked.
    Revocation {
        /// The grant's number.
        grant: u32,
    },
}

/// Where a proposal is in its life.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Status {
    /// It takes stakes and can pass.
    Active,
    /// It was executed.
    Passed,
    /// Its author took it back.
    Cancelled,
    /// Its time was over.
    Expired,
}

/// Tokens of an account on a proposal.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct Stake {
    /// The proposal's number.
    pub proposal: u32,
    /// How many.
    pub amount: Amount,
}

impl fmt::Display for Status {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(match self {
            Self::Active => "active",
            Self::Passed => "passed",
            Self::Cancelled => "cancelled",
            Self::Expired => "expired",
        })
    }
}

impl Proposal {
    pub(super) fn read(
        id: u32,
        state: Interface::ProposalState,
        title: String,
        link: String,
        threshold: Option<U256>,
    ) -> Result<Self, Error> {
        let wrong = |reason: String| Error::Answer { call: "proposalOf(uint32)", reason };
        let kind = match state.kind {
            0 => ProposalKind::Signal,
            1 => ProposalKind::Funding {
                beneficiary: state.beneficiary,
                amount: state.amount.try_into()?,
                duration: state.duration,
                as_tokens: state.asTokens,
            },
            2 => ProposalKind::Revocation {
                grant: u32::try_from(state.amount)
                    .map_err(|_| wrong(format!("{} is no grant", state.amount)))?,
            },
            other => return Err(wrong(format!("{other} is no kind of proposal"))),
        };
        let status = match state.status {
            0 => Status::Active,
            1 => Status::Passed,
            2 => Status::Cancelled,
            3 => Status::Expired,
            other => return Err(wrong(format!("{other} is no status"))),
        };
        Ok(Self {
            id,
            author: state.author,
            kind,
            status,
            expiry: state.expiry,
            deposit: state.deposit.try_into()?,
            staked: state.staked.try_into()?,
            conviction: state.conviction,
            threshold,
            title,
            link,
        })
    }

    /// Whether its time is over at `now` though nobody has said so yet.
    pub fn is_overdue(&self, now: u64) -> bool {
        self.status == Status::Active && now >= self.expiry
    }

    /// Conviction as a share of the threshold, rounded down; none without a threshold to compare
    /// with.
    pub fn progress(&self) -> Option<Share> {
        match self.kind {
            ProposalKind::Signal => None,
            _ => Share::of(self.conviction, self.threshold?),
        }
    }
}

fn as_text<S: Serializer>(number: &U256, serializer: S) -> Result<S::Ok, S::Error> {
    serializer.collect_str(number)
}

fn as_optional_text<S: Serializer>(
    number: &Option<U256>,
    serializer: S,
) -> Result<S::Ok, S::Error> {
    match number {
        Some(number) => serializer.collect_str(number),
        None => serializer.serialize_none(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn state(kind: u8, status: u8) -> Interface::ProposalState {
        Interface::ProposalState {
            author: Address::repeat_byte(1),
            kind,
            status,
            beneficiary: Address::repeat_byte(2),
            amount: U256::from(7),
            duration: 3,
            asTokens: true,
            expiry: 1_000,
            deposit: U256::from(5),
            staked: U256::from(6),
            conviction: U256::from(750),
        }
    }

    fn read(kind: u8, status: u8, threshold: Option<u64>) -> Result<Proposal, Error> {
        let threshold = threshold.map(U256::from);
        Proposal::read(9, state(kind, status), "title".into(), "link".into(), threshold)
    }

    #[test]
    fn kinds_and_statuses_are_read_and_others_refused() {
        let kind = |kind| read(kind, 0, None).expect("a proposal").kind;
        assert_eq!(kind(0), ProposalKind::Signal);
        assert!(matches!(kind(1), ProposalKind::Funding { duration: 3, as_tokens: true, .. }));
        assert_eq!(kind(2), ProposalKind::Revocation { grant: 7 });
        for (status, expected) in
            [(0, Status::Active), (1, Status::Passed), (2, Status::Cancelled), (3, Status::Expired)]
        {
            assert_eq!(read(1, status, None).expect("a proposal").status, expected);
        }
        assert!(read(3, 0, None).is_err() && read(1, 4, None).is_err());
    }

    #[test]
    fn progress_is_conviction_over_threshold_and_nothing_where_there_is_none() {
        let progress = |kind, threshold| read(kind, 0, threshold).expect("valid").progress();
        assert_eq!(progress(1, Some(1_000)), Some(Share::from_ppm(750_000)));
        assert_eq!(progress(1, Some(0)), None);
        assert_eq!(progress(1, None), None);
        assert_eq!(progress(0, Some(1_000)), None);
    }

    #[test]
    fn a_proposal_is_overdue_from_its_expiry_on_until_somebody_says_so() {
        let active = read(1, 0, None).expect("a proposal");
        assert!(!active.is_overdue(999) && active.is_overdue(1_000));
        assert!(!read(1, 3, None).expect("a proposal").is_overdue(2_000));
    }
}
