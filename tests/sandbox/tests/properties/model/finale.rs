//! The end of every history: whatever came before, all can leave and take what is theirs.

use super::{
    ensure,
    hatch::{CLOSED, HATCHING, OPEN, REFUNDING},
    Check, Model, WHO,
};
use crate::{
    operation::{Limit, ACCOUNTS},
    tally::Tally,
};
use weir_sandbox::{abi::Commons as Money, commons::DAY, world::address, Refused, U256};

impl Model {
    /// Everybody leaves, first of all as things stand: a pause holds nobody.
    pub(super) fn finale(&mut self, tally: &mut Tally) -> Check {
        // By the vote or without it: it may have stopped, or govern no more.
        if self.governs && self.checks % 3 > 0 {
            self.unstake_all(tally)?;
        } else {
            self.unlock_all(tally)?;
        }
        if self.phase == HATCHING {
            let (now, deadline) = (self.world.time(), self.start.opening.hatch.deadline);
            self.world.set_time(now.max(deadline + 1));
            self.close(ACCOUNTS - 1, tally)?;
        }
        if self.phase == REFUNDING {
            return self.refund_all(tally);
        }
        // Until every stream, every proposal and all vesting is over.
        let hatch = &self.start.opening.hatch;
        let vesting = hatch.cliff.saturating_add(hatch.half_life.saturating_mul(130));
        let years = 20 * 365 * 86_400;
        self.world.advance_time(vesting + years);
        self.end_all(tally)?;
        self.withdraw_all(tally)?;
        self.redeem_all(tally)?;
        self.withdraw_all(tally)?;
        self.check()?;
        self.check_all()?;
        // What is left belongs to the pools: nothing is owed to anyone but what the curve cannot
        // mint for.
        let stuck: U256 = self.grants.iter().map(|grant| grant.amount - grant.withdrawn).sum();
        ensure!(stuck == self.owed, "{} is owed, {stuck} not withdrawn", self.owed);
        Ok(())
    }

    /// Every stake can be taken back in one call.
    fn unstake_all(&mut self, tally: &mut Tally) -> Check {
        for number in 0..ACCOUNTS {
            // The same side: nothing is turned at the end.
            let stakes = self.holders[number].stakes.iter();
            let list: Vec<_> = stakes.map(|(&id, _)| (id, U256::ZERO, false)).collect();
            if !list.is_empty() {
                self.set_stakes(number, &list, tally)?;
                let holder = &self.holders[number];
                let (left, locked) = (&holder.stakes, holder.locked);
                ensure!(left.is_empty(), "{left:?} is still staked");
                ensure!(locked.is_zero(), "{locked} is still locked");
            }
        }
        Ok(())
    }

    /// Every holder frees its staked tokens without the vote, within the delay.
    fn unlock_all(&mut self, tally: &mut Tally) -> Check {
        for _ in 0..2 {
            for number in 0..ACCOUNTS {
                self.unlock(number, tally)?;
            }
            self.world.advance_time(30 * DAY);
        }
        for (number, holder) in self.holders.iter().enumerate() {
            ensure!(holder.locked.is_zero(), "account {number} has {} locked", holder.locked);
        }
        Ok(())
    }

    fn refund_all(&mut self, tally: &mut Tally) -> Check {
        for number in 0..ACCOUNTS {
            if !self.holders[number].contributed.is_zero() {
                self.refund(number, tally)?;
            }
        }
        self.check()?;
        let left = self.balance(self.commons.address) - self.sent;
        ensure!(left.is_zero(), "{left} is left of the contributions");
        ensure!(self.state.supply.is_zero(), "{} tokens are left", self.state.supply);
        Ok(())
    }

    /// Every proposal comes to its end, and every deposit returns.
    fn end_all(&mut self, tally: &mut Tally) -> Check {
        for id in 2..=self.vote.proposals.len() as u32 {
            if self.vote.proposals[&id].status == 0 {
                self.expire_one(0, id, tally)?;
            }
            if !self.vote.deposits_of_one(id).is_zero() {
                self.reclaim_one(0, id, tally)?;
            }
        }
        let left = self.vote.deposits();
        ensure!(left.is_zero(), "{left} of the deposits is left");
        Ok(())
    }

    fn withdraw_all(&mut self, tally: &mut Tally) -> Check {
        for id in 1..=self.grants.len() as u32 {
            let grant = &self.grants[id as usize - 1];
            if grant.withdrawn < grant.amount {
                let beneficiary = grant.beneficiary;
                let to = (beneficiary + 1) % ACCOUNTS;
                self.withdraw_one(beneficiary, id, to, Limit::None, tally)?;
            }
        }
        Ok(())
    }

    /// All redeem down to the last unit, as long as it is worth one.
    fn redeem_all(&mut self, tally: &mut Tally) -> Check {
        ensure!(self.phase == OPEN || self.phase == CLOSED, "nothing stays closing");
        let last = if self.phase == OPEN { U256::from(1) } else { U256::ZERO };
        for number in 0..ACCOUNTS {
            let amount = self.holders[number].tokens.min(self.state.supply - last);
            if amount.is_zero() {
                continue;
            }
            let free = self.free(number)?;
            ensure!(
                free >= amount || self.phase == CLOSED,
                "account {number} can move {free} of {amount}"
            );
            let quote = self.commons.query(&mut self.world, Money::quoteRedeemCall { amount });
            let dust = Refused::Error(Money::AmountTooSmall {}.into());
            if quote == Err(dust) {
                continue;
            }
            self.redeem(number, amount, Limit::None, tally)?;
            let left = self.commons.balance_at(&mut self.world, address(WHO[number]));
            ensure!(left <= U256::from(1), "{left} of {amount} is left");
        }
        Ok(())
    }
}
