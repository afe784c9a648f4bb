//! The search for the attacker's best rounds.

use super::{Limit, Scene, WHOLE};
use crate::{Conviction, Error, conviction, counted, follow};

/// Slots of time, in each of which the best states are kept.
const SLOTS: usize = 90;

/// How many states are kept in a slot.
const WIDTH: usize = 3;

/// Waits before an announcement, in slots.
const WAITS: [u64; 14] = [1, 2, 3, 4, 5, 6, 8, 10, 12, 14, 16, 20, 26, 36];

/// Requests at the same time.
const REQUESTS: [u32; 6] = [1, 2, 3, 4, 6, 9];

/// How far the attacker is.
#[derive(Clone, Copy)]
struct State {
    now: u64,
    funds: u128,
    /// All that is staked, and what thresholds count of it.
    staked: u128,
    effective_stake: u128,
    limit: Limit,
}

/// The best states of a slot, the one with the least funds first.
type Slot = [Option<State>; WIDTH];

impl Scene {
    /// The most that the attacker has taken in the end, in base units.
    pub(super) fn most_taken(&self) -> Result<u128, Error> {
        let mut slots: [Slot; SLOTS] = [[None; WIDTH]; SLOTS];
        let start = State {
            now: 0,
            funds: WHOLE,
            staked: self.attacker,
            effective_stake: 0,
            limit: Limit::new(self.window),
        };
        slots[0][0] = Some(start);
        let length = self.span.div_ceil(SLOTS as u64).max(1);
        let mut least = WHOLE;
        for at in 0..SLOTS {
            for state in slots[at].into_iter().flatten() {
                let even = WAITS.into_iter().map(|wait| wait.saturating_mul(length));
                let turns = state.limit.turns().filter_map(|turn| {
                    let wait = turn.checked_sub(state.now.saturating_add(self.notice))?;
                    (wait >= length).then_some(wait)
                });
                for wait in even.chain(turns) {
                    for count in REQUESTS {
                        let Some(next) = self.round(&state, wait, count)? else { break };
                        least = least.min(next.funds);
                        if let Some(slot) = slots.get_mut((next.now / length) as usize) {
                            keep(slot, next);
                        }
                        // More requests would not take more.
                        if next.limit.room(next.funds, self.spending_limit)? == 0 {
                            break;
                        }
                    }
                }
            }
        }
        Ok(WHOLE - least)
    }

    /// The state after a round with `count` requests, announced after a wait. `None` if nothing is
    /// granted in time.
    fn round(&self, state: &State, wait: u64, count: u32) -> Result<Option<State>, Error> {
        let decay = self.rule.decay;
        let announced = state.now.saturating_add(wait);
        let now = announced.saturating_add(self.notice);
        if now > self.span {
            return Ok(None);
        }
        let mut limit = state.limit;
        limit.advance(now);
        if limit.room(state.funds, self.spending_limit)? == 0 {
            return Ok(None);
        }
        let stake = self.attacker / u128::from(count);
        let support = conviction(Conviction::ZERO, stake, decay, wait)?;
        let effective_stake = follow(state.effective_stake, state.staked, decay, wait);
        let announce = self.largest(support, state.funds, effective_stake.max(self.floor));
        if announce == 0 {
            return Ok(None);
        }

        let opposed = self.objectors / u128::from(count);
        let opposition = conviction(Conviction::ZERO, opposed, decay, self.notice)?;
        let support = conviction(support, stake, decay, self.notice)?;
        let net =
            counted(support, stake, decay).saturating_sub(&counted(opposition, opposed, decay));
        let staked = self.attacker + self.objectors;
        let effective_stake = follow(effective_stake, staked, decay, self.notice);
        let mut funds = state.funds;
        for _ in 0..count {
            let room = limit.room(funds, self.spending_limit)?;
            let execute = self.largest(net, funds, effective_stake.max(self.floor));
            let amount = execute.min(announce).min(room);
            limit.grant(amount);
            funds -= amount;
        }
        let next = State { now, funds, staked, effective_stake, limit };
        Ok((funds < state.funds).then_some(next))
    }
}

/// Keeps a state in its slot if it is among the best.
fn keep(slot: &mut Slot, mut state: State) {
    for place in slot {
        match place {
            Some(best) if best.funds <= state.funds => {
                if best.funds == state.funds && best.now <= state.now {
                    return;
                }
            }
            Some(best) => core::mem::swap(best, &mut state),
            None => {
                *place = Some(state);
                return;
            }
        }
    }
}
