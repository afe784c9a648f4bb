//! A proposal as the search for its time to pass takes it: with its bar.

use super::{Forecast, Subject};
use crate::{
    amount::Ppm,
    conviction::{NEVER, Proposal, ProposalKind},
    figure::Share,
};
use alloy_core::primitives::U256;
use weir_economics::{
    Conviction as Number,
    forecast::{Bar, Standing},
    revocation_threshold, streamed, tribute,
};

impl Forecast {
    /// The same standing of a proposal that has to pass early enough for its notice, unless it is
    /// announced.
    pub(super) fn in_time(&self, standing: &Standing, proposal: &Proposal) -> Standing {
        let notice = match proposal.announced {
            Some(_) => 0,
            None => self.notice_of(&proposal.kind),
        };
        let remaining = match standing.remaining {
            u64::MAX => u64::MAX,
            remaining => remaining.saturating_sub(notice),
        };
        Standing { remaining, ..*standing }
    }

    /// The proposal in this vote; `None` for one that requests nothing.
    pub(super) fn standing(&self, proposal: &Proposal, subject: &Subject) -> Option<Standing> {
        let mut standing = Standing {
            conviction: number(proposal.conviction),
            stake: proposal.staked.base_units(),
            opposition: number(proposal.opposition),
            opposed: proposal.opposed.base_units(),
            bar: Bar::Request { requested: 0 },
            funds: self.seen.funds.base_units(),
            effective_funds: self.totals.effective_funds.base_units(),
            total_stake: self.totals.staked.base_units(),
            effective_stake: self.totals.effective_stake.base_units(),
            supply: self.seen.supply.base_units(),
            effective_supply: self.totals.effective_supply.base_units(),
            min_stake: self.settings.min_stake.ppm(),
            rule: self.rule,
            remaining: match proposal.expiry {
                NEVER => u64::MAX,
                expiry => expiry.saturating_sub(self.seen.now),
            },
        };
        standing.bar = match proposal.kind {
            ProposalKind::Signal => return None,
            ProposalKind::Funding { amount, .. } => Bar::Request { requested: amount.base_units() },
            ProposalKind::Revocation { .. } => self.revocation(&standing, proposal, subject),
            ProposalKind::Rule { .. } | ProposalKind::Governor { .. } => {
                Bar::Supply { share: self.settings.rule_share.ppm() }
            }
            ProposalKind::WindDown => Bar::Supply { share: self.settings.exit_share.ppm() },
        };
        Some(standing)
    }

    /// The bar of a revocation: with the smallest share of the grant's own support that explains the
    /// threshold as the contract gives it, since the contract does not show that share itself.
    fn revocation(&self, standing: &Standing, proposal: &Proposal, subject: &Subject) -> Bar {
        let (amount, elapsed, duration) = match *subject {
            Subject::Stream { amount, start, duration } => {
                (amount.base_units(), self.seen.now.saturating_sub(start), duration)
            }
            // Of an unknown stream nothing is left: what remains is the share.
            _ => (0, 0, 0),
        };
        let remaining = amount.saturating_sub(streamed(amount, elapsed, duration));
        let floor = tribute(standing.effective_supply, standing.min_stake).unwrap_or(0);
        let stake = standing.effective_stake.max(floor);
        let present = proposal.threshold.map_or(Number::MAX, number);
        let reaches = |share: u32| {
            let threshold =
                revocation_threshold(remaining, standing.effective_funds, stake, share, &self.rule);
            threshold.is_ok_and(|threshold| threshold >= present)
        };
        // Half of the stake is the most that it takes.
        let (mut share, mut most) = (0, Ppm::WHOLE.ppm() / 2);
        while share < most {
            let middle = share + (most - share) / 2;
            if reaches(middle) {
                most = middle;
            } else {
                share = middle + 1;
            }
        }
        Bar::Revocation { amount, elapsed, duration, share }
    }
}

/// Support less objection as a share of the threshold; none without a threshold to compare with.
pub(super) fn progress(standing: &Standing) -> Option<Share> {
    let (net, threshold) = standing.at(0).ok()?;
    Share::of(wide(net), wide(threshold))
}

/// A conviction; of what is beyond 192 bits, the largest.
fn number(wide: U256) -> Number {
    match wide.into_limbs() {
        [a, b, c, 0] => Number::from_limbs([a, b, c]),
        _ => Number::MAX,
    }
}

pub(super) fn wide(number: Number) -> U256 {
    let [a, b, c] = number.limbs();
    U256::from_limbs([a, b, c, 0])
}
