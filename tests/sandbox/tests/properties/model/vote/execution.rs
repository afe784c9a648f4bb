//! Executions: of what was announced, after its notice, and still passes.

use super::{FUNDING, GOVERNOR, PASSED, REVOCATION, RULE, SIGNAL, WIND_DOWN};
use crate::{
    model::{
        ensure,
        grants::Grant,
        hatch::{CLOSED, CLOSING, OPEN},
        reasons, Check, Model,
    },
    operation::{Pick, Who},
    tally::Tally,
};
use weir_sandbox::{
    abi::{Commons as Money, Conviction as Interface},
    commons,
    commons::DAY,
    conviction::Event,
    U256,
};

const WEEK: u64 = 7 * DAY;

impl Model {
    pub(crate) fn execute(&mut self, by: Who, proposal: Pick, tally: &mut Tally) -> Check {
        let now = self.world.time();
        // Mostly one that is announced.
        let announced = self.vote.announced();
        let id = if proposal % 3 == 0 || announced.is_empty() {
            self.pick(proposal, now)
        } else {
            let at = usize::from(proposal / 3) % announced.len();
            announced.into_iter().nth(at).expect("it is there")
        };
        self.execute_one(by, id, tally)
    }

    pub(super) fn execute_one(&mut self, by: Who, id: u32, tally: &mut Tally) -> Check {
        let conviction = self.conviction;
        let call = Interface::executeCall { proposal: id };
        let none = U256::ZERO;
        let Some(proposal) = self.vote.proposals.get(&id).cloned() else {
            let due = reasons![true => Interface::UnknownProposal {}];
            return self.expect("execute", conviction, by, none, call, due, tally, |_, _| Ok(()));
        };
        let standing = self.standing(id)?;
        let now = self.world.time();
        let paused = self.paused();
        let (kind, amount) = (proposal.asked.kind, proposal.asked.amount);
        let (from, until) = proposal
            .announced
            .map_or((0, u64::MAX), |announced| self.window_of(&proposal, announced));
        let mut reasons = reasons![
            !proposal.takes_stake(now) => Interface::NotActive {},
            kind == SIGNAL => Interface::NotExecutable {},
            proposal.announced.is_none() || now > until => Interface::NotAnnounced {},
            now < from => Interface::TooEarly {},
            paused && kind != REVOCATION => Interface::Paused {},
            kind == FUNDING && standing.threshold == U256::MAX => Interface::OverSpendingLimit {},
            !standing.passes() => Interface::BelowThreshold {},
            !self.governs && kind != RULE => Money::Unauthorized {},
        ];
        let name = match kind {
            FUNDING => {
                reasons.extend(reasons![self.phase != OPEN => Money::NotOpen {}]);
                reasons.extend(self.why_not_granted(amount)?);
                "execute"
            }
            REVOCATION => {
                let grant = self.grants.get(amount.to::<usize>() - 1);
                reasons.extend(reasons![
                    self.phase == CLOSED => Money::NotOpen {},
                    grant.is_some_and(|grant| grant.revoked) => Money::GrantRevoked {},
                ]);
                "revocation"
            }
            RULE => {
                let rule = u8::try_from(proposal.asked.duration).expect("it was proposed");
                reasons.extend(self.why_not_changed(rule, amount));
                "rule"
            }
            GOVERNOR => {
                reasons.extend(reasons![self.phase != OPEN => Money::NotOpen {}]);
                "governor"
            }
            WIND_DOWN => {
                reasons.extend(reasons![self.phase != CLOSING => Money::NotOpen {}]);
                "wind-down"
            }
            _ => "execute",
        };
        let share = self.share_of_stake(standing.net);
        self.expect(name, conviction, by, none, call, reasons, tally, |model, receipt| {
            model.keeps_its_promises(&proposal, &standing, now)?;
            model.vote.sample(model.state.supply, model.state.funding, now);
            model.vote.end(id, PASSED, now);
            model.vote.proposals.get_mut(&id).expect("it is there").share = share;
            let commons = model.commons.events(&receipt.logs);
            let mut grant_id = 0;
            let mut due = Vec::new();
            match kind {
                REVOCATION => {
                    grant_id = amount.to();
                    model.revoked(grant_id, &commons)?;
                }
                FUNDING => {
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
                    grant_id = model.grants.len() as u32;
                }
                RULE => {
                    let rule = proposal.asked.duration as u8;
                    model.change_rule(rule, amount)?;
                    let told = Money::Rule { rule, value: amount };
                    if commons.is_empty() {
                        due.push(Event::Rule(Interface::Rule { rule, value: amount }));
                    } else {
                        ensure!(commons == [commons::Event::Rule(told)], "{commons:?}");
                    }
                    model.check_rules()?;
                }
                GOVERNOR => {
                    model.governor = proposal.asked.beneficiary;
                    model.governs = false;
                    model.check_roles()?;
                }
                _ => {
                    model.phase = CLOSED;
                    model.state.reserve += model.state.funding;
                    model.state.funding = U256::ZERO;
                    model.told(&commons, 1)?;
                }
            }
            due.push(Event::Execute(Interface::Execute {
                proposal: id,
                grantId: grant_id,
                conviction: standing.conviction,
                opposition: standing.opposition,
                threshold: standing.threshold,
                totalStaked: model.vote.staked,
            }));
            ensure!(receipt.events == due, "{:?}, not {due:?}", receipt.events);
            // A rule of the vote changes how convictions are measured.
            if kind == RULE {
                Ok(())
            } else {
                model.check_proposal(id)
            }
        })
    }

    /// What must hold of whatever is executed, by the promises and not by the reasons above.
    fn keeps_its_promises(
        &mut self,
        proposal: &super::Proposal,
        standing: &super::thresholds::Standing,
        now: u64,
    ) -> Check {
        let announced = proposal.announced.ok_or("it was executed without an announcement")?;
        let notice = self.notice(proposal);
        ensure!(now >= announced + notice, "executed {} s after it was announced", now - announced);
        let paused_until = self.roles.paused_until;
        if proposal.asked.kind != REVOCATION && paused_until > announced {
            let short = self.start.rules.notice.min(WEEK);
            ensure!(now >= paused_until + short, "executed {now}, paused until {paused_until}");
        }
        let [support, against] = proposal.sides.map(|side| side.staked);
        ensure!(!support.is_zero(), "executed without a stake");
        ensure!(!standing.net.is_zero(), "{against} against {support}");
        Ok(())
    }
}
