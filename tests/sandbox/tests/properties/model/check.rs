//! What must hold between operations.

use super::{
    ensure,
    hatch::{CLOSED, HATCHING, OPEN, REFUNDING},
    Check, Model, WHO,
};
use crate::operation::ACCOUNTS;
use weir_sandbox::{abi::Commons as Money, commons::DAY, Address, U256};

/// Every so many operations everything is compared, at the others what may have changed.
const ALL: u64 = 16;

impl Model {
    pub(super) fn check(&mut self) -> Check {
        self.checks += 1;
        self.check_money()?;
        self.check_tokens()?;
        self.check_totals()?;
        self.check_history()?;
        if self.checks % ALL == 0 {
            self.check_all()?;
        }
        Ok(())
    }

    /// Money in is money accounted, to the last base unit.
    fn check_money(&mut self) -> Check {
        let state = self.commons.state(&mut self.world);
        ensure!(state == self.state, "the state is {state:?}, not {:?}", self.state);
        let (top, open) = (U256::from(1) << 112, self.phase == OPEN);
        ensure!(
            !open || (state.supply <= top && state.reserve <= top),
            "the curve is shut: {state:?}"
        );
        if self.phase != CLOSED {
            self.spending.note(self.world.time(), state.funding)?;
        }
        let owed = self.commons.ask(&mut self.world, Money::limitsCall {}).owed;
        ensure!(owed == self.owed, "{owed} is owed, not {}", self.owed);
        let collecting = self.phase == HATCHING || self.phase == REFUNDING;
        let raised = if collecting { self.raised } else { U256::ZERO };
        let money = self.balance(self.commons.address);
        let due = state.reserve + state.funding + owed + raised + self.sent;
        ensure!(money == due, "the Commons has {money}, its pools say {due}");
        let deposits = self.world.balance(self.conviction.address);
        let due = self.vote.deposits() + self.sent_to_vote;
        ensure!(deposits == due, "the vote has {deposits}, deposits say {due}");
        // The same from the other side: what everybody paid in and took out.
        let (mut paid, mut received) = (U256::ZERO, U256::ZERO);
        for holder in &self.holders {
            paid += holder.paid;
            received += holder.received;
        }
        let kept = money + deposits - self.sent - self.sent_to_vote;
        paid += self.given;
        ensure!(paid - received == kept, "{paid} - {received} were paid, {kept} are there");
        Ok(())
    }

    /// Balances add up to the supply, and stakes are within them.
    fn check_tokens(&mut self) -> Check {
        let mut sum = U256::ZERO;
        for (number, account) in WHO.into_iter().enumerate() {
            let holder = &self.holders[number];
            let (tokens, locked, leaving) = (holder.tokens, holder.locked, holder.leaving);
            // What the vote counts is locked, but where it was freed without the vote.
            let staked = if holder.freed || !self.governs { locked } else { holder.staked() };
            let balance = self.commons.balance_of(&mut self.world, account);
            ensure!(balance == tokens, "account {number} has {balance}, not {tokens}");
            let stated = self.commons.staked_of(&mut self.world, account);
            ensure!(stated == locked, "account {number} has {stated} locked, not {locked}");
            ensure!(locked == staked, "account {number} has {locked} locked, {staked} staked");
            ensure!(
                staked <= tokens || self.phase == CLOSED,
                "account {number} staked {staked} of {tokens}"
            );
            let free_at = self.commons.unlock_of(&mut self.world, account);
            ensure!(free_at == leaving.unwrap_or_default(), "{free_at}, not {leaving:?}");
            sum += balance;
        }
        let supply = self.state.supply;
        ensure!(sum == supply, "balances sum to {sum}, the supply is {supply}");
        Ok(())
    }

    /// Everything there is.
    pub(super) fn check_all(&mut self) -> Check {
        let phase = self.commons.ask(&mut self.world, Money::phaseCall {});
        ensure!(phase == self.phase, "the phase is {phase}, not {}", self.phase);
        if !self.start.opening.hatch.maximum.is_zero() {
            let hatch = self.commons.ask(&mut self.world, Money::hatchCall {});
            ensure!(hatch.raised == self.raised, "{} raised, not {}", hatch.raised, self.raised);
            ensure!(hatch.openedAt == self.opened_at, "opened at {}", hatch.openedAt);
        }
        for number in 0..ACCOUNTS {
            let free = self.free(number)?;
            let stated = self.commons.transferable(&mut self.world, WHO[number]);
            ensure!(stated == free, "account {number} can move {stated}, not {free}");
            let stakes = self.conviction.stakes(&mut self.world, WHO[number]);
            let count = stakes.len();
            ensure!(
                stakes
                    .into_iter()
                    .map(|(id, amount, against)| (id, (amount, against)))
                    .collect::<std::collections::BTreeMap<_, _>>()
                    == self.holders[number].stakes
                    && count == self.holders[number].stakes.len(),
                "the stakes of account {number} differ"
            );
        }
        for id in 1..=self.vote.proposals.len() as u32 {
            self.check_proposal(id)?;
        }
        for id in 1..=self.grants.len() as u32 {
            self.check_grant(id)?;
        }
        let services = self.commons.ask(&mut self.world, Money::servicesCall {});
        ensure!(services as usize == self.services.len(), "{services} services");
        self.check_roles()?;
        self.check_rules()?;
        let governance =
            self.commons.ask(&mut self.world, Money::governanceCall { beneficiary: Address::ZERO });
        ensure!(
            (governance.supply, governance.fundingPool) == (self.state.supply, self.state.funding),
            "the governor is told something else"
        );
        ensure!(
            governance.pausedUntil <= self.world.time() + 14 * DAY,
            "paused until {}",
            governance.pausedUntil
        );
        Ok(())
    }
}
