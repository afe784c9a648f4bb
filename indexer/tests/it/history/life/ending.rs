//! What protects holders: announcements, the wind-down, tokens that are freed without the vote, and
//! money that comes back.

use super::Life;
use crate::history::{
    DOLLAR, account, commons, raw, seconds, transfer, vote,
    votes::{REVOCATION, RULE, WIND_DOWN},
};
use weir_indexer::domain::{Address, Commons, RawEvent, U256};

impl Life {
    /// What would happen too seldom by itself, once in a while.
    pub(super) fn staged(&mut self, height: u64) -> Option<Vec<RawEvent>> {
        match height / 4 % 8 {
            0 => self.pass(RULE, height),
            1 => self.pass(REVOCATION, height),
            2 => {
                let (from, to) = (account(0), commons());
                Some(vec![raw(0, Commons::OwnershipTransferStarted { from, to })])
            }
            3 => {
                let mut events = vec![vote(0, self.votes.propose_kind(WIND_DOWN, 0, height))];
                events.extend(self.closing(true));
                Some(events)
            }
            4 => Some(self.votes.back(height)),
            5 => self.votes.announce_backed(height),
            6 => Some(self.unlock(0, height)),
            _ => self.lapse(),
        }
    }

    /// A proposal of this kind is made, and executed at once.
    fn pass(&mut self, kind: u8, height: u64) -> Option<Vec<RawEvent>> {
        let grant = match kind {
            REVOCATION => self.votes.contest(self.grants.len())?,
            _ => 0,
        };
        let made = self.votes.propose_kind(kind, grant, height);
        let mut events = vec![vote(0, made.clone())];
        events.extend(self.carry_out(&made, height));
        Some(events)
    }

    /// Announces a proposal or takes an announcement back; a wind-down in the Commons, too.
    pub(super) fn announce(&mut self, share: u64, height: u64) -> Option<Vec<RawEvent>> {
        let (kind, mut events) = self.votes.announce(share, height)?;
        if kind == WIND_DOWN && !self.closing && !share.is_multiple_of(3) {
            events.extend(self.closing(true));
        }
        Some(events)
    }

    /// The wind-down is announced, or that is taken back.
    pub(super) fn closing(&mut self, announced: bool) -> Vec<RawEvent> {
        self.closing = announced;
        vec![raw(0, Commons::Closing { announced })]
    }

    /// Money that had arrived without a message is counted.
    pub(super) fn credit(&mut self, who: u8, share: u64) -> Vec<RawEvent> {
        let amount = DOLLAR / 7 * u128::from(share + 1);
        self.funding += amount;
        self.credited(who, amount)
    }

    fn credited(&self, who: u8, amount: u128) -> Vec<RawEvent> {
        let (supply, reserve, fundingPool) = self.pools();
        let (account, amount) = (account(who), U256::from(amount));
        vec![raw(0, Commons::Credit { account, amount, supply, reserve, fundingPool })]
    }

    /// A grant that was not claimed ends.
    pub(super) fn lapse(&mut self) -> Option<Vec<RawEvent>> {
        // Some are left to be withdrawn.
        self.grants.iter().filter(|grant| grant.left > 0).nth(1)?;
        let (grantId, returned) = self.take_back()?;
        self.funding += returned;
        Some(self.lapsed(grantId, returned))
    }

    /// What is left of the first grant of which anything is.
    fn take_back(&mut self) -> Option<(u32, u128)> {
        let place = self.grants.iter().position(|grant| grant.left > 0)?;
        Some((place as u32 + 1, std::mem::take(&mut self.grants[place].left)))
    }

    fn lapsed(&self, grantId: u32, returned: u128) -> Vec<RawEvent> {
        let (supply, reserve, fundingPool) = self.pools();
        let returned = U256::from(returned);
        vec![raw(0, Commons::Lapse { grantId, returned, supply, reserve, fundingPool })]
    }

    /// An account asks for its staked tokens, frees them or takes that back.
    pub(super) fn unlock(&mut self, who: u8, height: u64) -> Vec<RawEvent> {
        let staked = self.votes.staked_by(who);
        let asked = std::mem::replace(&mut self.leaving[usize::from(who)], false);
        let (staked, freeAt) = match asked {
            false if staked > 0 => {
                self.leaving[usize::from(who)] = true;
                (staked, seconds(height) + 30 * 86_400)
            }
            false => return self.credit(who, 1),
            true if (height / 32).is_multiple_of(2) => (0, 0),
            true => (staked, 0),
        };
        let (account, staked) = (account(who), U256::from(staked));
        vec![raw(0, Commons::Unlock { account, staked, freeAt })]
    }

    /// The wind-down, and what may happen from then on: in each block one thing.
    pub(in crate::history) fn ending(&mut self, height: u64) -> Vec<Vec<RawEvent>> {
        if self.funding > 0 {
            let announced = self.closing(true);
            self.reserve += std::mem::take(&mut self.funding);
            let (supply, reserve, fundingPool) = self.pools();
            let wound_down = raw(0, Commons::WindDown { supply, reserve, fundingPool });
            return vec![announced, vec![wound_down]];
        }
        let mut happened = vec![self.share_out(0)];
        if height.is_multiple_of(2) {
            let found = 5 * DOLLAR;
            self.reserve += found;
            happened.push(self.credited(3, found));
        }
        if let Some((grantId, returned)) = self.take_back() {
            self.reserve += returned;
            happened.push(self.lapsed(grantId, returned));
        }
        happened
    }

    /// An account redeems half of what it holds, by equal shares.
    fn share_out(&mut self, who: u8) -> Vec<RawEvent> {
        let amount = self.balances[usize::from(who)] / 2;
        let returned = self.reserve / 1_000;
        self.balances[usize::from(who)] -= amount;
        self.supply -= amount;
        self.reserve -= returned;
        let (supply, reserve, fundingPool) = self.pools();
        vec![
            raw(0, transfer(account(who), Address::ZERO, amount)),
            raw(
                0,
                Commons::Redeem {
                    account: account(who),
                    amount: U256::from(amount),
                    tribute: U256::ZERO,
                    returned: U256::from(returned),
                    supply,
                    reserve,
                    fundingPool,
                },
            ),
        ]
    }
}
