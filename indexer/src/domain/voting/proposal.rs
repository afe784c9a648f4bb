//! What a proposal has gathered, for and against it.

use super::{gathered, within};
use crate::domain::Conviction;
use weir_economics::{
    Conviction as Gathered, Decay, PPM, conviction, counted, equivalent_stake, share_of,
};

/// What became of a proposal.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Status {
    /// It is not over.
    #[default]
    Active,
    /// It was executed.
    Passed,
    /// Its author withdrew it.
    Cancelled,
    /// It was ended because its time was over.
    Expired,
}

impl Status {
    /// Its name.
    pub fn name(self) -> &'static str {
        match self {
            Self::Active => "active",
            Self::Passed => "passed",
            Self::Cancelled => "cancelled",
            Self::Expired => "expired",
        }
    }

    /// The status of a name.
    pub fn named(name: &str) -> Option<Self> {
        [Self::Active, Self::Passed, Self::Cancelled, Self::Expired]
            .into_iter()
            .find(|status| status.name() == name)
    }
}

/// What a proposal has gathered.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Support {
    /// What became of it.
    pub status: Status,
    /// The stakes that lie on it, for it, in base units of the token.
    pub staked: u128,
    /// The conviction of these at the second `updated`; of one that is over, at its end.
    pub conviction: Gathered,
    /// The stakes that lie on it, against it, in base units of the token.
    pub opposed: u128,
    /// The conviction of those, as of the same second.
    pub opposition: Gathered,
    /// The second that the convictions are of; of one that is over, when it ended.
    pub updated: u64,
    /// When it was announced; none if it was not, or that was taken back.
    pub announced: Option<u64>,
    /// Of one that passed: support less opposition, as they counted then.
    pub net: Option<Gathered>,
    /// Of one that passed and gave or took back a grant: the share that `net` had of the stake that
    /// counted then, in parts per million.
    pub share: Option<u32>,
}

impl Support {
    pub(super) fn advance(&mut self, decay: Decay, now: u64) {
        if self.status == Status::Active {
            let seconds = now.saturating_sub(self.updated);
            let later =
                |before, stake| conviction(before, stake, decay, seconds).unwrap_or(Gathered::MAX);
            self.conviction = later(self.conviction, self.staked);
            self.opposition = later(self.opposition, self.opposed);
            self.updated = now;
        }
    }

    /// An event says its convictions, which of one that is over are those at its end.
    pub(super) fn told_at(&mut self, now: u64) {
        if self.status == Status::Active {
            self.updated = now;
        }
    }

    /// A stake was set.
    pub(super) fn stake(&mut self, stake: &Conviction::Stake) {
        self.staked = within(stake.staked);
        self.conviction = gathered(stake.conviction);
        self.opposed = within(stake.opposed);
        self.opposition = gathered(stake.opposition);
    }

    /// It was executed, while thresholds counted with this stake.
    pub(super) fn pass(&mut self, execution: &Conviction::Execute, stake: u128, decay: Decay) {
        self.status = Status::Passed;
        self.conviction = gathered(execution.conviction);
        self.opposition = gathered(execution.opposition);
        let net = counted(self.conviction, self.staked, decay).saturating_sub(&counted(
            self.opposition,
            self.opposed,
            decay,
        ));
        self.net = Some(net);
        self.share = (execution.grantId != 0).then(|| {
            // The whole where there is no stake, as in the contract.
            let share = share_of(PPM.into(), equivalent_stake(net, decay), stake);
            share.map_or(PPM, |share| u32::try_from(share).unwrap_or(PPM).min(PPM))
        });
    }
}
