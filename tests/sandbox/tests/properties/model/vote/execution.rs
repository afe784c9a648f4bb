//! Executions, and the thresholds that they need.

use super::PASSED;
use crate::{
    model::{ensure, grants::Grant, hatch::OPEN, reasons, Check, Model},
    operation::{Pick, Who},
    tally::Tally,
};
use weir_sandbox::{
    abi::{Commons as Money, Conviction as Interface},
    conviction::Event,
    reckoning, U256,
};

impl Model {
    pub(crate) fn execute(&mut self, by: Who, proposal: Pick, tally: &mut Tally) -> Check {
        let now = self.world.time();
        self.execute_one(by, self.pick(proposal, now), tally)
    }

    pub(super) fn execute_one(&mut self, by: Who, id: u32, tally: &mut Tally) -> Check {
        let conviction = self.conviction;
        let call = Interface::executeCall { proposal: id };
        let Some(proposal) = self.vote.proposals.get(&id).cloned() else {
            let reasons = reasons![true => Interface::UnknownProposal {}];
            return self.expect(
                "execute",
                conviction,
                by,
                U256::ZERO,
                call,
                reasons,
                tally,
                |_, _| Ok(()),
            );
        };
        self.check_proposal(id)?;
        let threshold = self.check_threshold(id)?;
        let now = self.world.time();
        let gathered = self.conviction.proposal(&mut self.world, id).conviction;
        let (paused, open) = (self.paused(), self.phase == OPEN);
        let kind = proposal.asked.kind;
        let mut reasons = reasons![
            kind == 0 => Interface::NotExecutable {},
            !proposal.takes_stake(now) => Interface::NotActive {},
            paused => Interface::Paused {},
            kind != 0 && threshold == U256::MAX => Interface::OverSpendingLimit {},
            gathered <= threshold => Interface::BelowThreshold {},
            !open => Money::NotOpen {},
        ];
        let amount = proposal.asked.amount;
        if kind == 1 {
            reasons.extend(self.why_not_granted(proposal.beneficiary, amount));
        } else if kind == 2 {
            let grant = self.grants.get(amount.to::<usize>() - 1);
            reasons.extend(reasons![
                grant.is_some_and(|grant| grant.revoked) => Money::GrantRevoked {},
            ]);
        }
        let name = if kind == 2 { "revocation" } else { "execute" };
        self.expect(name, conviction, by, U256::ZERO, call, reasons, tally, |model, receipt| {
            model.vote.told_supply(model.state.supply, now);
            model.vote.end(id, PASSED, now);
            let commons = model.commons.events(&receipt.logs);
            let grant_id = if kind == 2 {
                let grant_id = amount.to();
                model.revoked(grant_id, &commons)?;
                grant_id
            } else {
                let grant = Grant {
                    beneficiary: proposal.beneficiary,
                    amount,
                    withdrawn: U256::ZERO,
                    start: now,
                    duration: proposal.asked.duration,
                    as_tokens: proposal.asked.as_tokens,
                    revoked: false,
                    proposal: id,
                };
                model.granted(grant, &commons)?;
                model.grants.len() as u32
            };
            let told = Interface::Execute {
                proposal: id,
                grantId: grant_id,
                conviction: gathered,
                threshold,
                totalStaked: model.vote.staked,
            };
            ensure!(receipt.events == [Event::Execute(told)], "{:?}", receipt.events);
            model.check_proposal(id)
        })
    }

    /// The threshold that the contract states, if it is what the formula gives.
    pub(super) fn check_threshold(&mut self, id: u32) -> Result<U256, String> {
        let stated = self.conviction.threshold(&mut self.world, id);
        let totals = self.conviction.totals(&mut self.world);
        let rules = &self.start.rules;
        let proposal = &self.vote.proposals[&id];
        let stake =
            totals.effectiveStake.max(reckoning::share_up(totals.effectiveSupply, rules.min_stake));
        let (requested, funds) = match proposal.asked.kind {
            0 => return Ok(U256::MAX),
            1 => (proposal.asked.amount, self.state.funding),
            _ => (U256::from(rules.spending_limit), U256::from(2_000_000)),
        };
        let exact = reckoning::threshold(
            requested,
            funds,
            stake,
            self.vote.decay,
            rules.spending_limit,
            rules.weight,
        );
        // Close to the limit it is beyond any conviction; how large then, nobody needs to know.
        let beyond = U256::from(1) << 180;
        let slack = exact / U256::from(10).pow(U256::from(15)) + U256::from(1);
        ensure!(
            (stated >= exact && stated - exact <= slack) || (stated > beyond && exact > beyond),
            "the threshold is {stated}, not {exact}"
        );
        Ok(stated)
    }
}
