//! Proposals that are executed, and what their beneficiaries withdraw.

use super::{Grant, Life};
use crate::history::{
    DOLLAR, WHOLE, account, raw, seconds, transfer, vote,
    votes::{FUNDING, GOVERNOR, RULE},
};
use weir_indexer::domain::{Address, Commons, Conviction, RawEvent, U256};

impl Life {
    /// Executes the next proposal that can be, with what follows in the Commons.
    pub(super) fn execute(&mut self, share: u64, height: u64) -> Option<Vec<RawEvent>> {
        let chosen = self.votes.next_to_execute(share, self.funding)?;
        Some(self.carry_out(&chosen.made, height))
    }

    /// Executes this proposal, with what follows in the Commons.
    pub(super) fn carry_out(&mut self, made: &Conviction::Propose, height: u64) -> Vec<RawEvent> {
        let amount = made.amount.to::<u128>();
        let other = match made.kind {
            RULE => {
                let (rule, value) = (made.duration as u8, made.amount);
                Some(match rule {
                    1..=4 => raw(0, Commons::Rule { rule, value }),
                    _ => vote(0, Conviction::Rule { rule, value }),
                })
            }
            GOVERNOR => Some(raw(0, Commons::Governor { governor: made.beneficiary })),
            _ => None,
        };
        if let Some(event) = other {
            return vec![event, vote(0, self.votes.execute(made.proposal, 0))];
        }
        let grantId =
            if made.kind == FUNDING { self.grants.len() as u32 + 1 } else { amount as u32 };
        let proposal = made.proposal;
        let event = if made.kind == FUNDING {
            self.funding -= amount;
            self.grants.push(Grant {
                beneficiary: made.beneficiary,
                left: amount,
                as_tokens: made.asTokens,
            });
            let (supply, reserve, fundingPool) = self.pools();
            raw(
                0,
                Commons::Grant {
                    grantId,
                    beneficiary: made.beneficiary,
                    proposal,
                    amount: U256::from(amount),
                    start: seconds(height),
                    duration: made.duration,
                    asTokens: made.asTokens,
                    supply,
                    reserve,
                    fundingPool,
                },
            )
        } else {
            let grant = &mut self.grants[grantId as usize - 1];
            let returned = grant.left / 2;
            grant.left -= returned;
            self.funding += returned;
            let (supply, reserve, fundingPool) = self.pools();
            let returned = U256::from(returned);
            raw(0, Commons::Revoke { grantId, proposal, returned, supply, reserve, fundingPool })
        };
        vec![event, vote(0, self.votes.execute(proposal, grantId))]
    }

    pub(super) fn withdraw(&mut self, share: u64) -> Option<Vec<RawEvent>> {
        let open = self.grants.iter().position(|grant| grant.left > 0)?;
        let grant = &mut self.grants[open];
        let amount = if share < 100 { grant.left } else { grant.left / 2 + 1 };
        grant.left -= amount;
        let (beneficiary, as_tokens) = (grant.beneficiary, grant.as_tokens);
        let receiver = share as u8 % 6;
        let mut events = Vec::new();
        let mut tokens = 0;
        if as_tokens {
            tokens = amount * 3 * (WHOLE / DOLLAR);
            self.reserve += amount;
            self.supply += tokens;
            self.balances[usize::from(receiver)] += tokens;
            events.push(raw(0, transfer(Address::ZERO, account(receiver), tokens)));
        }
        let (supply, reserve, fundingPool) = self.pools();
        events.push(raw(
            0,
            Commons::Withdraw {
                grantId: open as u32 + 1,
                beneficiary,
                to: account(receiver),
                amount: U256::from(amount),
                tokens: U256::from(tokens),
                supply,
                reserve,
                fundingPool,
            },
        ));
        Some(events)
    }
}
