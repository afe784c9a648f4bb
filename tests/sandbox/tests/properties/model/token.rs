//! Transfers, allowances, burns, services.

use super::{ensure, reasons, Check, Model, WHO};
use crate::{
    operation::{Pick, Who},
    tally::Tally,
};
use weir_sandbox::{abi::Commons as Money, commons::Event, world::address, SolCall, B256, U256};

/// A service and what was burnt for it.
#[derive(Clone, Debug)]
pub struct Service {
    owner: Who,
    burnt: U256,
    burns: u64,
}

impl Model {
    pub(super) fn transfer(&mut self, from: Who, to: Who, value: U256, tally: &mut Tally) -> Check {
        let (has, locked) = (self.holders[from].tokens, self.is_locked(from, value)?);
        let reasons = reasons![
            value > has => Money::InsufficientBalance {},
            locked => Money::Locked {},
        ];
        let call = Money::transferCall { to: address(WHO[to]), value };
        self.money("transfer", from, call, reasons, tally, |model, receipt| {
            ensure!(receipt.value, "transfer answers false");
            model.moved(from, to, value, &receipt.events)
        })
    }

    pub(super) fn transfer_from(
        &mut self,
        spender: Who,
        from: Who,
        to: Who,
        value: U256,
        tally: &mut Tally,
    ) -> Check {
        let allowed = self.allowance(from, spender);
        let (has, locked) = (self.holders[from].tokens, self.is_locked(from, value)?);
        let reasons = reasons![
            allowed < value => Money::InsufficientAllowance {},
            value > has => Money::InsufficientBalance {},
            locked => Money::Locked {},
        ];
        let call =
            Money::transferFromCall { from: address(WHO[from]), to: address(WHO[to]), value };
        self.money("transferFrom", spender, call, reasons, tally, |model, receipt| {
            ensure!(receipt.value, "transferFrom answers false");
            // One beyond any possible supply is without limit and not used up.
            let left = if allowed >> 128 == U256::ZERO { allowed - value } else { allowed };
            model.approved(from, spender, left)?;
            model.moved(from, to, value, &receipt.events)
        })
    }

    pub(super) fn approve(
        &mut self,
        owner: Who,
        spender: Who,
        value: U256,
        tally: &mut Tally,
    ) -> Check {
        let call = Money::approveCall { spender: address(WHO[spender]), value };
        self.money("approve", owner, call, vec![], tally, |model, receipt| {
            ensure!(receipt.value, "approve answers false");
            model.approved(owner, spender, value)
        })
    }

    pub(super) fn change_allowance(
        &mut self,
        owner: Who,
        spender: Who,
        by: U256,
        raise: bool,
        tally: &mut Tally,
    ) -> Check {
        let allowed = self.allowance(owner, spender);
        let account = address(WHO[spender]);
        if raise {
            let raised = allowed.checked_add(by);
            let reasons = reasons![raised.is_none() => Money::OutOfDomain {}];
            let call = Money::increaseAllowanceCall { spender: account, added: by };
            self.money("increase", owner, call, reasons, tally, |model, receipt| {
                ensure!(receipt.value, "increaseAllowance answers false");
                model.approved(owner, spender, raised.unwrap_or_default())
            })
        } else {
            let reasons = reasons![allowed < by => Money::InsufficientAllowance {}];
            let call = Money::decreaseAllowanceCall { spender: account, subtracted: by };
            self.money("decrease", owner, call, reasons, tally, |model, receipt| {
                ensure!(receipt.value, "decreaseAllowance answers false");
                model.approved(owner, spender, allowed - by)
            })
        }
    }

    pub(super) fn burn(
        &mut self,
        by: Who,
        amount: U256,
        service: Pick,
        tally: &mut Tally,
    ) -> Check {
        let (has, locked) = (self.holders[by].tokens, self.is_locked(by, amount)?);
        // 0 is none.
        let service =
            if service % 3 == 0 { 0 } else { self.number(service / 3, self.services.len()) };
        let reasons = reasons![
            amount.is_zero() => Money::ZeroAmount {},
            amount > has => Money::InsufficientBalance {},
            locked => Money::Locked {},
            amount == self.state.supply => Money::LastToken {},
            service as usize > self.services.len() => Money::UnknownService {},
        ];
        let content = B256::from(U256::from(self.checks));
        let call = Money::burnCall { amount, service, content };
        let kind = if service == 0 { "burn" } else { "burn for a service" };
        self.money(kind, by, call, reasons, tally, |model, receipt| {
            model.state.supply -= amount;
            model.holders[by].tokens -= amount;
            let state = model.state;
            let told = Money::Burn {
                account: address(WHO[by]),
                service,
                content,
                amount,
                supply: state.supply,
                reserve: state.reserve,
                fundingPool: state.funding,
            };
            ensure!(receipt.events.contains(&Event::Burn(told)), "no Burn event");
            if service > 0 {
                let entry = &mut model.services[service as usize - 1];
                entry.burnt += amount;
                entry.burns += 1;
                model.check_service(service)?;
            }
            model.told(&receipt.events, 2)
        })
    }

    pub(super) fn register_service(&mut self, by: Who, tally: &mut Tally) -> Check {
        let id = self.services.len() as u32 + 1;
        let call =
            Money::registerServiceCall { serviceName: format!("service {id}"), link: "".into() };
        self.money("register", by, call, vec![], tally, |model, receipt| {
            ensure!(receipt.value == id, "service {} instead of {id}", receipt.value);
            model.services.push(Service { owner: by, burnt: U256::ZERO, burns: 0 });
            model.check_service(id)
        })
    }

    fn check_service(&mut self, id: u32) -> Check {
        let stated = self.commons.ask(&mut self.world, Money::serviceOfCall { service: id });
        let service = &self.services[id as usize - 1];
        ensure!(
            stated.owner == address(WHO[service.owner])
                && stated.burnt == service.burnt
                && stated.burns == service.burns
                && stated.name == format!("service {id}"),
            "the service is {stated:?}, not {service:?}"
        );
        Ok(())
    }

    /// Money along with a call that takes none: refused, whatever it calls.
    pub(super) fn send_by_call(&mut self, by: Who, value: u128) -> Check {
        let value = U256::from(value.max(1));
        let account = address(WHO[by]);
        let calls = [
            vec![],
            vec![0xde, 0xad, 0xbe, 0xef],
            Money::transferCall { to: account, value: U256::ZERO }.abi_encode(),
            Money::stateCall {}.abi_encode(),
            Money::refundCall {}.abi_encode(),
            weir_sandbox::conviction::moves(&[(1, U256::ZERO)]).abi_encode(),
        ];
        let before = self.world.root();
        for contract in [self.commons.address, self.conviction.address] {
            for data in &calls {
                let executed = self.world.call(WHO[by], contract, value, data.clone());
                ensure!(executed.result.is_err(), "money was taken by {data:?}");
            }
        }
        ensure!(self.world.root() == before, "refused money left a trace");
        Ok(())
    }

    fn allowance(&self, owner: Who, spender: Who) -> U256 {
        self.allowances.get(&(owner, spender)).copied().unwrap_or_default()
    }

    /// Books a transfer.
    fn moved(&mut self, from: Who, to: Who, value: U256, events: &[Event]) -> Check {
        self.holders[from].tokens -= value;
        self.holders[to].tokens += value;
        let transfer = Money::Transfer { from: address(WHO[from]), to: address(WHO[to]), value };
        ensure!(events == [Event::Transfer(transfer)], "not a Transfer event: {events:?}");
        Ok(())
    }

    /// Books an allowance and compares it with the contract's.
    fn approved(&mut self, owner: Who, spender: Who, value: U256) -> Check {
        self.allowances.insert((owner, spender), value);
        let call =
            Money::allowanceCall { owner: address(WHO[owner]), spender: address(WHO[spender]) };
        let stated = self.commons.ask(&mut self.world, call);
        ensure!(stated == value, "the allowance is {stated}, not {value}");
        Ok(())
    }
}
