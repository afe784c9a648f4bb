//! What two accounts do among themselves must not pay.

use super::{ensure, hatch, Check, Model};
use crate::{
    operation::{Operation, Sequence, Who, ACCOUNTS},
    tally::Tally,
};
use weir_sandbox::{abi::Commons as Money, U256};

/// Runs a sequence, and then what two accounts do among themselves: it must not pay.
pub fn attack((sequence, attack): &(Sequence, Vec<Operation>), tally: &mut Tally) -> Check {
    let mut model = Model::open(&sequence.start)?;
    model.history(&sequence.operations, tally)?;
    if model.phase != hatch::OPEN {
        return Ok(());
    }
    let before = model.attackers_worth()?;
    for (number, operation) in attack.iter().enumerate() {
        let Some(operation) = model.among_attackers(operation) else { continue };
        tally.operations += 1;
        model
            .apply(&operation, tally)
            .and_then(|()| model.check())
            .map_err(|reason| format!("attack {number}, {operation:?}: {reason}"))?;
        let after = model.attackers_worth()?;
        // Quotes are rounded down: what one was worth at first may be a few units more.
        let bound = before + U256::from(4);
        ensure!(after <= bound, "attack {number}, {operation:?}: {before} became {after}");
        *tally.done.entry("attack").or_default() += 1;
    }
    Ok(())
}

impl Model {
    /// What the two last accounts have gained from the contracts so far, would get for all their
    /// tokens, and can have back as deposits. Up by the same amount, so that it is never below zero.
    fn attackers_worth(&mut self) -> Result<U256, String> {
        let attackers = [ACCOUNTS - 2, ACCOUNTS - 1];
        let tokens: U256 = attackers.iter().map(|&who| self.holders[who].tokens).sum();
        let amount = tokens.min(self.state.supply - U256::from(1));
        let quote = self.commons.query(&mut self.world, Money::quoteRedeemCall { amount });
        let mut worth = quote.map_or(U256::ZERO, |quote| quote.returned) + (U256::from(1) << 200);
        for who in attackers {
            worth += self.holders[who].received;
            worth -= self.holders[who].paid;
            worth += self.vote.deposits_of(who);
        }
        Ok(worth)
    }

    /// The operation as the two last accounts would do it among themselves; `None` for what they
    /// need others for.
    fn among_attackers(&self, operation: &Operation) -> Option<Operation> {
        let attacker = |who: Who| ACCOUNTS - 2 + who % 2;
        let mut operation = operation.clone();
        match &mut operation {
            Operation::Mint { by, .. }
            | Operation::Redeem { by, .. }
            | Operation::RoundTrip { by, .. }
            | Operation::Burn { by, .. }
            | Operation::Donate { by, .. }
            | Operation::RegisterService { by }
            | Operation::Propose { by, .. }
            | Operation::Stake { by, .. }
            | Operation::Cancel { by, .. }
            | Operation::Expire { by, .. }
            | Operation::Unlock { by }
            | Operation::CancelUnlock { by }
            | Operation::Forfeit { by, .. }
            | Operation::Lapse { by, .. }
            | Operation::Credit { by }
            | Operation::Reset { by, .. }
            | Operation::Release { by, .. } => *by = attacker(*by),
            Operation::Transfer { from, to, .. } => {
                (*from, *to) = (attacker(*from), attacker(*to));
            }
            Operation::Approve { owner, spender, .. }
            | Operation::ChangeAllowance { owner, spender, .. } => {
                (*owner, *spender) = (attacker(*owner), attacker(*spender));
            }
            Operation::TransferFrom { spender, from, to, .. } => {
                (*spender, *from, *to) = (attacker(*spender), attacker(*from), attacker(*to));
            }
            Operation::Reclaim { by, .. } => *by = attacker(*by),
            Operation::Wait { .. } => {}
            // Grants are how one is meant to gain; money that goes astray is lost.
            _ => return None,
        }
        Some(operation)
    }
}
