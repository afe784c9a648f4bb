//! Owner, governor, guardian.

use super::{ensure, reasons, Check, Model, WHO};
use crate::{
    operation::{Pick, Who, ACCOUNTS},
    tally::Tally,
};
use weir_sandbox::{
    abi::Commons as Money,
    commons::{Event, DAY},
    world::address,
    Address, Opening, U256,
};

const MAX_PAUSE: u64 = 14 * DAY;

/// Who has which role.
#[derive(Debug)]
pub struct Roles {
    pub owner: Option<Who>,
    pub pending: Option<Who>,
    pub guardian: Option<Who>,
    pub guardian_until: u64,
    pub paused_until: u64,
    pub pausable_from: u64,
}

impl Roles {
    pub fn new(opening: &Opening) -> Self {
        let until = opening.settings.guardian_until;
        Self {
            owner: Some(0),
            pending: None,
            guardian: (until > 0).then_some(ACCOUNTS - 1),
            guardian_until: until,
            paused_until: 0,
            pausable_from: 0,
        }
    }
}

fn account(who: Option<Who>) -> Address {
    who.map_or(Address::ZERO, |who| address(WHO[who]))
}

impl Model {
    /// The governor is set from the start: it cannot be set again, but by itself.
    pub(super) fn set_governor(&mut self, by: Who, tally: &mut Tally) -> Check {
        let owner = self.roles.owner == Some(by);
        let reasons = reasons![
            !owner => Money::Unauthorized {},
            owner => Money::GovernorFixed {},
        ];
        let call = Money::setGovernorCall { governor: address(WHO[by]) };
        self.money("set governor", by, call, reasons, tally, |_, _| Ok(()))
    }

    /// What only the governor may, tried by somebody else.
    pub(super) fn govern(&mut self, by: Who, grant: Pick, tally: &mut Tally) -> Check {
        let reasons = reasons![true => Money::Unauthorized {}];
        let beneficiary = address(WHO[by]);
        let call = Money::grantCall {
            beneficiary,
            amount: U256::from(1),
            duration: 0,
            asTokens: false,
            proposal: 1,
        };
        self.money("grant", by, call, reasons.clone(), tally, |_, _| Ok(()))?;
        let call = Money::revokeCall { grantId: grant.into(), proposal: 1 };
        self.money("revoke", by, call, reasons.clone(), tally, |_, _| Ok(()))?;
        let call = Money::lockCall { account: beneficiary, staked: U256::ZERO };
        self.money("lock", by, call, reasons.clone(), tally, |_, _| Ok(()))?;
        let call = Money::setRuleCall { rule: grant, value: U256::from(1) };
        self.money("set rule", by, call, reasons.clone(), tally, |_, _| Ok(()))?;
        let call = Money::closingCall { announced: grant % 2 == 0 };
        self.money("close", by, call, reasons.clone(), tally, |_, _| Ok(()))?;
        self.money("wind down", by, Money::windDownCall {}, reasons, tally, |_, _| Ok(()))
    }

    pub(super) fn transfer_ownership(
        &mut self,
        by: Who,
        to: Option<Who>,
        tally: &mut Tally,
    ) -> Check {
        let reasons = reasons![self.roles.owner != Some(by) => Money::Unauthorized {}];
        let call = Money::transferOwnershipCall { to: account(to) };
        self.money("transfer ownership", by, call, reasons, tally, |model, _| {
            model.roles.pending = to;
            model.check_roles()
        })
    }

    pub(super) fn accept_ownership(&mut self, by: Who, tally: &mut Tally) -> Check {
        let reasons = reasons![self.roles.pending != Some(by) => Money::Unauthorized {}];
        let call = Money::acceptOwnershipCall {};
        self.money("accept ownership", by, call, reasons, tally, |model, _| {
            (model.roles.owner, model.roles.pending) = (Some(by), None);
            model.check_roles()
        })
    }

    pub(super) fn renounce_ownership(&mut self, by: Who, tally: &mut Tally) -> Check {
        let reasons = reasons![self.roles.owner != Some(by) => Money::Unauthorized {}];
        let call = Money::renounceOwnershipCall {};
        self.money("renounce ownership", by, call, reasons, tally, |model, _| {
            (model.roles.owner, model.roles.pending) = (None, None);
            model.check_roles()
        })
    }

    pub(super) fn set_guardian(&mut self, by: Who, to: Option<Who>, tally: &mut Tally) -> Check {
        let reasons = reasons![self.roles.owner != Some(by) => Money::Unauthorized {}];
        let call = Money::setGuardianCall { guardian: account(to) };
        self.money("set guardian", by, call, reasons, tally, |model, _| {
            model.roles.guardian = to;
            model.check_roles()
        })
    }

    pub(super) fn pause(&mut self, by: Who, duration: u64, tally: &mut Tally) -> Check {
        let (now, roles) = (self.world.time(), &self.roles);
        let guards = roles.guardian == Some(by) && now < roles.guardian_until;
        let reasons = reasons![
            !guards => Money::Unauthorized {},
            duration == 0 || duration > MAX_PAUSE => Money::InvalidParameter {},
            now < roles.pausable_from => Money::Paused {},
        ];
        let until = roles.guardian_until.min(now.saturating_add(duration));
        let call = Money::pauseCall { duration };
        self.money("pause", by, call, reasons, tally, |model, receipt| {
            let told = Money::Pause { guardian: address(WHO[by]), until };
            ensure!(receipt.events == [Event::Pause(told)], "{:?}", receipt.events);
            model.roles.paused_until = until;
            model.roles.pausable_from = until + MAX_PAUSE;
            model.check_roles()
        })
    }

    pub(super) fn unpause(&mut self, by: Who, tally: &mut Tally) -> Check {
        let reasons = reasons![self.roles.guardian != Some(by) => Money::Unauthorized {}];
        // One that is over stays so.
        let until = self.roles.paused_until.min(self.world.time());
        self.money("unpause", by, Money::unpauseCall {}, reasons, tally, |model, receipt| {
            let told = Money::Pause { guardian: address(WHO[by]), until };
            ensure!(receipt.events == [Event::Pause(told)], "{:?}", receipt.events);
            model.roles.paused_until = until;
            model.check_roles()
        })
    }

    pub(super) fn check_roles(&mut self) -> Check {
        let stated = self.commons.roles(&mut self.world);
        let roles = &self.roles;
        ensure!(
            stated.owner == account(roles.owner)
                && stated.pendingOwner == account(roles.pending)
                && stated.governor == self.governor
                && stated.guardian == account(roles.guardian)
                && stated.guardianUntil == roles.guardian_until
                && stated.pausedUntil == roles.paused_until
                && stated.pausableFrom == roles.pausable_from,
            "the roles are {stated:?}, not {roles:?}"
        );
        Ok(())
    }
}
