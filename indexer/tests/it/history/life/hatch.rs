//! The deployment, and the hatch that it begins with.

use super::Life;
use crate::history::{DOLLAR, WHOLE, account, conviction, raw, seconds, transfer, vote};
use weir_indexer::domain::{Address, Commons, RawEvent, U256};

impl Life {
    /// The deployment, with its roles and the first contribution.
    pub(in crate::history) fn beginning(&mut self) -> Vec<RawEvent> {
        let owner = account(0);
        let mut events = vec![
            raw(0, Commons::OwnershipTransferred { from: Address::ZERO, to: owner }),
            raw(0, Commons::Guardian { guardian: account(5), until: seconds(1_000_000) }),
            vote(0, self.votes.abstention(owner)),
            raw(0, Commons::Governor { governor: conviction() }),
        ];
        for n in 0..=6 {
            events.push(raw(0, Commons::Allow { account: account(n), allowed: true }));
        }
        events.push(raw(0, Commons::Allow { account: account(6), allowed: false }));
        events.extend(self.contribution());
        events
    }

    pub(in crate::history) fn contribution(&mut self) -> Vec<RawEvent> {
        let who = self.random(6) as usize;
        let amount = DOLLAR * u128::from(self.random(300) + 1) + 1;
        let tokens = amount * 2 * (WHOLE / DOLLAR);
        self.contributed[who] += amount;
        self.supply += tokens;
        self.balances[who] += tokens;
        let account = account(who as u8);
        vec![
            raw(0, transfer(Address::ZERO, account, tokens)),
            raw(
                0,
                Commons::Contribute {
                    account,
                    amount: U256::from(amount),
                    tokens: U256::from(tokens),
                    supply: U256::from(self.supply),
                    raised: U256::from(self.raised()),
                },
            ),
        ]
    }

    pub(in crate::history) fn opening(&mut self) -> Vec<RawEvent> {
        self.funding = self.raised() / 4 + 1;
        self.reserve = self.raised() - self.funding;
        let (supply, reserve, fundingPool) = self.pools();
        vec![raw(0, Commons::Open { account: account(2), supply, reserve, fundingPool })]
    }

    pub(in crate::history) fn failure(&mut self) -> Vec<RawEvent> {
        vec![raw(0, Commons::HatchFailed { raised: U256::from(self.raised()) })]
    }

    /// Pays back the next contributor.
    pub(in crate::history) fn refund(&mut self) -> Option<Vec<RawEvent>> {
        let who = self.contributed.iter().position(|amount| *amount > 0)?;
        let amount = std::mem::take(&mut self.contributed[who]);
        let tokens = std::mem::take(&mut self.balances[who]);
        self.supply -= tokens;
        let account = account(who as u8);
        Some(vec![
            raw(0, transfer(account, Address::ZERO, tokens)),
            raw(
                0,
                Commons::Refund {
                    account,
                    amount: U256::from(amount),
                    tokens: U256::from(tokens),
                    supply: U256::from(self.supply),
                    raised: U256::from(self.raised()),
                },
            ),
        ])
    }
}
