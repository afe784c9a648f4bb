//! What a proposal needs, and what it has.

use super::{Proposal, FUNDING, REVOCATION, SIGNAL, WIND_DOWN};
use crate::model::{ensure, Model, OPEN};
use weir_sandbox::{
    reckoning::{self, streamed},
    U256,
};

/// Where a proposal stands now.
#[derive(Clone, Copy, Debug)]
pub(super) struct Standing {
    /// Conviction for and against it, as the contract states them.
    pub conviction: U256,
    pub opposition: U256,
    /// Support less opposition, each as far as its stake bears it.
    pub net: U256,
    pub threshold: U256,
}

impl Standing {
    pub fn passes(&self) -> bool {
        self.net > self.threshold
    }
}

impl Model {
    /// Where a proposal stands, if that is what the formulas give.
    pub(super) fn standing(&mut self, id: u32) -> Result<Standing, String> {
        self.check_proposal(id)?;
        let threshold = self.check_threshold(id)?;
        let stated = self.conviction.proposal(&mut self.world, id);
        let decay = self.vote.decay;
        let support = reckoning::counted(stated.conviction, stated.staked, decay);
        let opposition = reckoning::counted(stated.opposition, stated.opposed, decay);
        Ok(Standing {
            conviction: stated.conviction,
            opposition: stated.opposition,
            net: support.saturating_sub(opposition),
            threshold,
        })
    }

    /// The threshold that the contract states, if it is what the formula gives.
    fn check_threshold(&mut self, id: u32) -> Result<U256, String> {
        let stated = self.conviction.threshold(&mut self.world, id);
        let totals = self.conviction.totals(&mut self.world);
        let proposal = self.vote.proposals[&id].clone();
        let exact = self.threshold(&proposal, totals.effectiveStake, totals.effectiveSupply)?;
        if proposal.asked.kind == SIGNAL {
            return Ok(U256::MAX);
        }
        // Close to the limit it is beyond any conviction; how large then is of no use.
        let beyond = U256::from(1) << 180;
        let slack = exact / U256::from(10).pow(U256::from(15)) + U256::from(1);
        ensure!(
            (stated >= exact && stated - exact <= slack) || (stated > beyond && exact > beyond),
            "the threshold of {proposal:?} is {stated}, not {exact}"
        );
        Ok(stated)
    }

    /// What a proposal must exceed with this stake and supply; all bits set where nothing suffices.
    pub(super) fn threshold(
        &mut self,
        proposal: &Proposal,
        stake: U256,
        supply: U256,
    ) -> Result<U256, String> {
        let funds = self.conviction.totals(&mut self.world).effectiveFunds;
        let (settings, rules) = (&self.start.opening.settings, &self.start.rules);
        let limit = if self.phase > OPEN { 0 } else { settings.spending_limit };
        let (decay, weight) = (self.vote.decay, rules.weight);
        let stake = stake.max(reckoning::share_up(supply, rules.min_stake));
        let amount = proposal.asked.amount;
        let share =
            if proposal.asked.kind == WIND_DOWN { rules.exit_share } else { rules.rule_share };
        Ok(match proposal.asked.kind {
            SIGNAL => U256::MAX,
            FUNDING => reckoning::threshold(amount, funds, stake, decay, limit, weight),
            REVOCATION => {
                let now = self.world.time();
                let grant = self.commons.grant_of(&mut self.world, amount.to());
                let remaining =
                    grant.amount - streamed(grant.amount, now - grant.start, grant.duration);
                // Of the proposal that it came from, if that is still the same.
                let origin = &self.vote.proposals[&grant.proposal];
                let share = if origin.asked.amount == grant.amount { origin.share } else { 0 };
                reckoning::revocation_threshold(
                    remaining, funds, stake, share, decay, limit, weight,
                )
            }
            _ => reckoning::conviction_limit(reckoning::share_up(supply, share), decay),
        })
    }

    /// What of the stake that counts supports a proposal, in parts per million.
    pub(super) fn share_of_stake(&mut self, net: U256) -> u32 {
        let totals = self.conviction.totals(&mut self.world);
        let floor = reckoning::share_up(totals.effectiveSupply, self.start.rules.min_stake);
        let stake = totals.effectiveStake.max(floor);
        let million = U256::from(1_000_000);
        if stake.is_zero() {
            return 1_000_000;
        }
        let support = reckoning::equivalent_stake(net, self.vote.decay);
        reckoning::share_of(million, support, stake).min(million).to()
    }
}
