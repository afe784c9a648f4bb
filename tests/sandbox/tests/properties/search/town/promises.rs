//! What is promised to the others, asked of whatever the attackers do.

use super::{Check, Town, ATTACKERS, OTHERS, WEEK};
use weir_sandbox::{
    commons::{self, DAY},
    scene::Scene,
    U256,
};

impl Town {
    /// Executes one, and compares it with what was promised.
    pub(super) fn execute(&mut self, id: u32) -> Check {
        let Scene { world, commons, conviction } = &mut self.scene;
        let state = conviction.proposal(world, id);
        let paused_until = commons.roles(world).pausedUntil;
        let Ok(receipt) = conviction.execute(world, ATTACKERS[0], id) else { return Ok(()) };
        self.book.announced.retain(|&other| other != id);
        let now = world.time();
        if state.announced == 0 || now < state.announced + self.terms.rules.notice {
            return Err(format!("{id} was executed before its notice was over"));
        }
        let short = self.terms.rules.notice.min(WEEK);
        if paused_until > state.announced && now < paused_until + short {
            return Err(format!("{id} was executed too soon after a pause"));
        }
        if state.opposed >= state.staked {
            return Err(format!("{id} was executed against as much opposition as support"));
        }
        for event in commons.events(&receipt.logs) {
            if let commons::Event::Grant(grant) = event {
                let limit = commons.limits(world).spendingLimit;
                self.book.spending.grant(now, grant.amount, limit)?;
            }
        }
        Ok(())
    }

    /// Withdraws one, and asserts that it made nothing easier.
    pub(super) fn cancel(&mut self, at: usize) -> Check {
        let (id, author) = (self.book.proposals[at], self.book.authors[at]);
        let Scene { world, conviction, .. } = &mut self.scene;
        let others: Vec<u32> =
            self.book.proposals.iter().copied().filter(|&other| other != id).collect();
        let before: Vec<_> =
            others.iter().map(|&other| conviction.threshold(world, other)).collect();
        if conviction.cancel(world, author, id).is_err() {
            return Ok(());
        }
        self.book.announced.retain(|&other| other != id);
        for (&other, before) in others.iter().zip(before) {
            let after = conviction.threshold(world, other);
            if after < before {
                return Err(format!("{other} became easier by the end of {id}"));
            }
        }
        Ok(())
    }

    /// What holds at any time.
    pub(super) fn check(&mut self) -> Check {
        let Scene { world, commons, conviction } = &mut self.scene;
        let (state, now) = (commons.state(world), world.time());
        self.book.spending.note(now, state.funding)?;
        let owed = commons.limits(world).owed;
        let (money, due) = (world.balance(commons.address), state.reserve + state.funding + owed);
        if money != due {
            return Err(format!("the Commons has {money}, its pools say {due}"));
        }
        // No token counts twice.
        let totals = conviction.totals(world);
        let mut held = U256::ZERO;
        for account in ATTACKERS.into_iter().chain(OTHERS) {
            let staked = commons.staked_of(world, account);
            if staked > commons.balance_of(world, account) {
                return Err(format!("{account:?} staked {staked}"));
            }
            held += staked;
        }
        if totals.staked > held {
            return Err(format!("{} count as staked, {held} are", totals.staked));
        }
        Ok(())
    }

    /// Asserts that everybody can leave, at once by the vote and within the delay without it.
    pub fn all_can_leave(&mut self) -> Check {
        for by_vote in [true, false] {
            self.scene.world.begin();
            for account in OTHERS {
                if by_vote {
                    self.unstake(account);
                }
                let Scene { world, commons, .. } = &mut self.scene;
                if !by_vote && !commons.staked_of(world, account).is_zero() {
                    commons.unlock(world, account).map_err(|refused| format!("{refused:?}"))?;
                    world.advance_time(30 * DAY);
                    commons.unlock(world, account).map_err(|refused| format!("{refused:?}"))?;
                }
                // The curve keeps its last base unit.
                let supply = commons.state(world).supply - U256::from(1);
                let all = commons.balance_of(world, account).min(supply);
                commons
                    .redeem(world, account, all)
                    .map_err(|refused| format!("{account:?} cannot leave: {refused:?}"))?;
            }
            self.scene.world.undo();
        }
        Ok(())
    }
}
