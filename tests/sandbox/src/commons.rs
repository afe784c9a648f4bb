//! The Commons contract, typed.

use crate::{
    abi::Commons as Interface,
    artifacts,
    contract::{Contract, Receipt, Refused},
    world::{address, World},
};
use alloy_core::primitives::{Address, U256};
use sp_keyring::Sr25519Keyring as Account;

pub use crate::opening::{Bounds, Hatch, Opening, Settings};

/// The contract's events.
pub type Event = Interface::CommonsEvents;
/// A deployed Commons.
pub type Commons = Contract<Event>;
/// What a successful call of it did.
pub type Outcome<R> = Result<Receipt<R, Event>, Refused>;

/// A deadline that never passes.
pub const FOREVER: u64 = u64::MAX;
/// Seconds in a day.
pub const DAY: u64 = 86_400;

/// The pools and the supply.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct State {
    /// Tokens in existence, in base units.
    pub supply: U256,
    /// What backs the token, in base units of the currency.
    pub reserve: U256,
    /// What projects are paid from, in base units of the currency.
    pub funding: U256,
}

impl Commons {
    /// Uploads the code libraries that the contract needs, once for all deployments.
    pub fn prepare(world: &mut World, uploader: Account) -> Result<(), Refused> {
        for library in [artifacts::market(), artifacts::treasury()] {
            world.upload(uploader, library).map_err(Refused::Dispatch)?;
        }
        Ok(())
    }

    /// Deploys the contract by `deployer`, and before it the code libraries that it needs.
    pub fn deploy(
        world: &mut World,
        deployer: Account,
        opening: &Opening,
    ) -> Result<(Self, Receipt<(), Event>), Refused> {
        Self::prepare(world, deployer)?;
        let code = artifacts::commons();
        Self::deploy_code(world, deployer, opening.reserve, code, opening.encode())
    }

    /// Deposits `value` base units at any price, at any time.
    pub fn mint(&self, world: &mut World, from: Account, value: U256) -> Outcome<U256> {
        let call = Interface::mintCall { minTokens: U256::ZERO, deadline: FOREVER };
        self.send(world, from, value, call)
    }

    /// Redeems `amount` at any price, at any time.
    pub fn redeem(&self, world: &mut World, from: Account, amount: U256) -> Outcome<U256> {
        let call = Interface::redeemCall { amount, minReturn: U256::ZERO, deadline: FOREVER };
        self.call(world, from, call)
    }

    /// Contributes `value` base units to the hatch.
    pub fn contribute(&self, world: &mut World, from: Account, value: U256) -> Outcome<U256> {
        self.send(world, from, value, Interface::contributeCall {})
    }

    /// Transfers tokens.
    pub fn transfer(
        &self,
        world: &mut World,
        from: Account,
        to: Address,
        value: U256,
    ) -> Outcome<bool> {
        self.call(world, from, Interface::transferCall { to, value })
    }

    /// Withdraws what is due of a grant, for as few tokens as there may be.
    pub fn withdraw(
        &self,
        world: &mut World,
        from: Account,
        grant_id: u32,
        to: Address,
    ) -> Outcome<U256> {
        self.call(
            world,
            from,
            Interface::withdrawCall { grantId: grant_id, to, minTokens: U256::ZERO },
        )
    }

    /// Supply and pools as the contract states them.
    ///
    /// # Panics
    ///
    /// If the contract does not answer. So do the other questions.
    pub fn state(&self, world: &mut World) -> State {
        let state = self.ask(world, Interface::stateCall {});
        State { supply: state.supply, reserve: state.reserve, funding: state.fundingPool }
    }

    /// Tokens of an account.
    pub fn balance_of(&self, world: &mut World, account: Account) -> U256 {
        self.balance_at(world, address(account))
    }

    /// Tokens of an address.
    pub fn balance_at(&self, world: &mut World, account: Address) -> U256 {
        self.ask(world, Interface::balanceOfCall { account })
    }

    /// What an account can move.
    pub fn transferable(&self, world: &mut World, account: Account) -> U256 {
        self.ask(world, Interface::transferableCall { account: address(account) })
    }

    /// What an account has staked.
    pub fn staked_of(&self, world: &mut World, account: Account) -> U256 {
        self.ask(world, Interface::stakedOfCall { account: address(account) })
    }

    /// In which phase it is: 0 hatch, 1 open, 2 refunding, 3 closing, 4 closed.
    pub fn phase(&self, world: &mut World) -> u8 {
        self.ask(world, Interface::phaseCall {})
    }

    /// Spending limit, window, what is owed on grants, and what recent ones count.
    pub fn limits(&self, world: &mut World) -> Interface::limitsReturn {
        self.ask(world, Interface::limitsCall {})
    }

    /// A rule that a vote may change.
    pub fn rule(&self, world: &mut World, rule: u8) -> Interface::ruleReturn {
        self.ask(world, Interface::ruleCall { rule })
    }

    /// Asks for the staked tokens, or frees them.
    pub fn unlock(&self, world: &mut World, from: Account) -> Outcome<()> {
        self.call(world, from, Interface::unlockCall {}).map(Receipt::without_value)
    }

    /// When the tokens of an account are free that asked for them; 0 if it did not.
    pub fn unlock_of(&self, world: &mut World, account: Account) -> u64 {
        self.ask(world, Interface::unlockOfCall { account: address(account) })
    }

    /// Puts `value` base units into the funding pool.
    pub fn donate(&self, world: &mut World, from: Account, value: U256) -> Outcome<()> {
        self.send(world, from, value, Interface::donateCall {}).map(Receipt::without_value)
    }

    /// A grant.
    pub fn grant_of(&self, world: &mut World, grant_id: u32) -> Interface::GrantState {
        self.ask(world, Interface::grantOfCall { grantId: grant_id })
    }

    /// The roles.
    pub fn roles(&self, world: &mut World) -> Interface::RolesState {
        self.ask(world, Interface::rolesCall {})
    }
}

impl Event {
    /// The state after the event, as a money event carries it.
    pub fn state(&self) -> Option<State> {
        let (supply, reserve, funding) = match self {
            Self::Open(e) => (e.supply, e.reserve, e.fundingPool),
            Self::Mint(e) => (e.supply, e.reserve, e.fundingPool),
            Self::Redeem(e) => (e.supply, e.reserve, e.fundingPool),
            Self::Burn(e) => (e.supply, e.reserve, e.fundingPool),
            Self::Donate(e) => (e.supply, e.reserve, e.fundingPool),
            Self::Grant(e) => (e.supply, e.reserve, e.fundingPool),
            Self::Withdraw(e) => (e.supply, e.reserve, e.fundingPool),
            Self::Revoke(e) => (e.supply, e.reserve, e.fundingPool),
            Self::Lapse(e) => (e.supply, e.reserve, e.fundingPool),
            Self::Credit(e) => (e.supply, e.reserve, e.fundingPool),
            Self::WindDown(e) => (e.supply, e.reserve, e.fundingPool),
            _ => return None,
        };
        Some(State { supply, reserve, funding })
    }
}
