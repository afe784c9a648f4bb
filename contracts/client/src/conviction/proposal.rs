//! A proposal as the contract knows it.

use super::Interface;
use crate::{amount::Amount, error::Error, rule::Rule};
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
    /// Tokens staked for it; of one that is over, those that were not freed yet.
    pub staked: Amount,
    /// The support that has built up: it grows with stake and time, and stays as it was at the end.
    #[serde(serialize_with = "as_text")]
    pub conviction: U256,
    /// Tokens staked against it; of one that is over, those that were not freed yet.
    pub opposed: Amount,
    /// The objection that has built up, as support does.
    #[serde(serialize_with = "as_text")]
    pub opposition: U256,
    /// When it was announced, seconds since the Unix epoch; `None`: it is not.
    pub announced: Option<u64>,
    /// What support less objection must exceed; `None` where no support suffices.
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
    /// That a rule be changed.
    Rule {
        /// Which one.
        rule: Rule,
        /// What it shall be.
        #[serde(serialize_with = "digits")]
        value: u128,
    },
    /// That another contract be the governor.
    Governor {
        /// Which one.
        governor: Address,
    },
    /// That the Commons be wound down: its holders take all of its money, by their shares.
    #[serde(rename = "wind-down")]
    WindDown,
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
    /// Whether they object to it instead of supporting it.
    pub against: bool,
}

impl Stake {
    /// Tokens for a proposal.
    pub fn on(proposal: u32, amount: Amount) -> Self {
        Self { proposal, amount, against: false }
    }

    /// Tokens against a proposal.
    pub fn against(proposal: u32, amount: Amount) -> Self {
        Self { proposal, amount, against: true }
    }

    /// No tokens on a proposal.
    pub fn none(proposal: u32) -> Self {
        Self::on(proposal, Amount::ZERO)
    }
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
            3 => ProposalKind::Rule {
                rule: u8::try_from(state.duration)
                    .ok()
                    .and_then(Rule::from_number)
                    .ok_or_else(|| wrong(format!("{} is no rule", state.duration)))?,
                value: u128::try_from(state.amount)
                    .map_err(|_| wrong(format!("{} is no value of a rule", state.amount)))?,
            },
            4 => ProposalKind::Governor { governor: state.beneficiary },
            5 => ProposalKind::WindDown,
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
            opposed: state.opposed.try_into()?,
            opposition: state.opposition,
            announced: (state.announced != 0).then_some(state.announced),
            threshold,
            title,
            link,
        })
    }

    /// Whether its time is over at `now` though nobody has said so yet.
    pub fn is_overdue(&self, now: u64) -> bool {
        self.status == Status::Active && now >= self.expiry
    }
}

fn digits<S: Serializer>(number: &u128, serializer: S) -> Result<S::Ok, S::Error> {
    serializer.collect_str(number)
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
            opposed: U256::from(8),
            opposition: U256::from(250),
            announced: 0,
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
        assert!(read(6, 0, None).is_err() && read(1, 4, None).is_err());
    }

    #[test]
    fn rule_governor_and_wind_down_are_read_from_the_fields_that_they_use() {
        assert_eq!(
            read(3, 0, None).expect("a proposal").kind,
            ProposalKind::Rule { rule: Rule::SpendingLimit, value: 7 }
        );
        let unknown = Interface::ProposalState { duration: 10, ..state(3, 0) };
        assert!(Proposal::read(9, unknown, String::new(), String::new(), None).is_err());
        let governor = Address::repeat_byte(2);
        let kind = |kind| read(kind, 0, None).expect("a proposal").kind;
        assert_eq!(kind(4), ProposalKind::Governor { governor });
        assert_eq!(kind(5), ProposalKind::WindDown);
        let json = serde_json::to_value(kind(3)).expect("JSON");
        assert_eq!(json["rule"], "spending-limit");
        assert_eq!(json["value"], "7");
        assert_eq!(serde_json::to_value(kind(5)).expect("JSON")["kind"], "wind-down");
    }

    #[test]
    fn an_announcement_has_a_time() {
        assert_eq!(read(1, 0, None).expect("a proposal").announced, None);
        let state = Interface::ProposalState { announced: 9, ..state(1, 0) };
        let proposal = Proposal::read(9, state, String::new(), String::new(), None);
        assert_eq!(proposal.expect("a proposal").announced, Some(9));
    }

    #[test]
    fn a_proposal_is_overdue_from_its_expiry_on_until_the_contract_knows() {
        let active = read(1, 0, None).expect("a proposal");
        assert!(!active.is_overdue(999) && active.is_overdue(1_000));
        assert!(!read(1, 3, None).expect("a proposal").is_overdue(2_000));
    }
}
