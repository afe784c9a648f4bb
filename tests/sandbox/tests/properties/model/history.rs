//! What somebody knows who only reads the events, as an indexer does: it must be what there is.

use super::{ensure, who, Check, Model};
use crate::operation::{Who, ACCOUNTS};
use std::collections::{BTreeMap, BTreeSet};
use weir_sandbox::{commons, conviction, world::Log, Address, U256};

/// Tokens and stakes as the events tell them.
#[derive(Debug, Default)]
pub struct History {
    tokens: [U256; ACCOUNTS],
    supply: U256,
    stakes: BTreeMap<(Who, u32), (U256, bool)>,
    staked: U256,
    owed: U256,
    announced: BTreeSet<u32>,
}

impl Model {
    /// Reads the events of a call.
    pub(super) fn read(&mut self, logs: &[Log]) -> Check {
        let (money, vote) = (self.commons.events(logs), self.conviction.events(logs));
        let history = &mut self.told;
        for event in money {
            history.read_money(&event)?;
        }
        for event in vote {
            history.read_vote(&event)?;
        }
        Ok(())
    }

    /// Compares what was read with what there is.
    pub(super) fn check_history(&self) -> Check {
        let told = &self.told;
        for (number, holder) in self.holders.iter().enumerate() {
            let (tokens, read) = (holder.tokens, told.tokens[number]);
            ensure!(read == tokens, "events tell of {read} for account {number}, not {tokens}");
            for (&id, &stake) in &holder.stakes {
                let read = told.stakes.get(&(number, id)).copied().unwrap_or_default();
                ensure!(read == stake, "events tell of {read:?} staked on {id}, not {stake:?}");
            }
        }
        let count: usize = self.holders.iter().map(|holder| holder.stakes.len()).sum();
        ensure!(told.stakes.len() == count, "events tell of {} stakes", told.stakes.len());
        ensure!(told.supply == self.state.supply, "events tell of {} in all", told.supply);
        ensure!(told.staked == self.vote.staked, "events tell of {} staked", told.staked);
        ensure!(told.owed == self.owed, "events tell of {} owed", told.owed);
        let announced = self.vote.announced();
        ensure!(told.announced == announced, "events tell of {:?} announced", told.announced);
        Ok(())
    }
}

impl History {
    fn read_money(&mut self, event: &commons::Event) -> Check {
        match event {
            commons::Event::Transfer(e) => {
                if e.from == Address::ZERO {
                    self.supply += e.value;
                } else {
                    let from = who(e.from).ok_or("tokens of a stranger moved")?;
                    ensure!(self.tokens[from] >= e.value, "{e:?} moves what is not there");
                    self.tokens[from] -= e.value;
                }
                if e.to == Address::ZERO {
                    self.supply -= e.value;
                } else {
                    self.tokens[who(e.to).ok_or("a stranger got tokens")?] += e.value;
                }
            }
            commons::Event::Grant(e) => self.owed += e.amount,
            commons::Event::Withdraw(e) => self.owed -= e.amount,
            commons::Event::Revoke(e) => self.owed -= e.returned,
            commons::Event::Lapse(e) => self.owed -= e.returned,
            _ => {}
        }
        if let Some(state) = event.state() {
            ensure!(state.supply == self.supply, "{event:?} beside transfers to {}", self.supply);
        }
        Ok(())
    }

    fn read_vote(&mut self, event: &conviction::Event) -> Check {
        match event {
            conviction::Event::Stake(e) => {
                let key = (who(e.account).ok_or("a stranger staked")?, e.proposal);
                if e.stake.is_zero() {
                    self.stakes.remove(&key);
                } else {
                    self.stakes.insert(key, (e.stake, e.against));
                }
                self.staked = e.totalStaked;
            }
            conviction::Event::Announce(e) => {
                self.announced.insert(e.proposal);
            }
            conviction::Event::Reset(e) => {
                self.announced.remove(&e.proposal);
            }
            conviction::Event::Execute(e) => self.over(e.proposal, e.totalStaked)?,
            conviction::Event::Cancel(e) => self.over(e.proposal, e.totalStaked)?,
            conviction::Event::Expire(e) => self.over(e.proposal, e.totalStaked)?,
            conviction::Event::Propose(_)
            | conviction::Event::Reclaim(_)
            | conviction::Event::Rule(_) => {}
        }
        Ok(())
    }

    /// A proposal ended: what is staked stays as it is.
    fn over(&mut self, proposal: u32, staked: U256) -> Check {
        ensure!(staked == self.staked, "{proposal} ended with {staked} staked of {}", self.staked);
        self.announced.remove(&proposal);
        Ok(())
    }
}
