//! ERC-20 currencies for the reserve: an honest one, one with every bad habit, and the chain's own
//! assets.
//!
//! `currency/Currency.sol` is the source of the first two; `currency/Currency.bin` was made of it
//! in `scripts/bench.d` by `node compile.mjs ../../tests/sandbox/currency/Currency.sol
//! ../../tests/sandbox/currency`.

use crate::world::{address, Executed, World};
use alloy_core::{
    primitives::{Address, Bytes, U256},
    sol,
    sol_types::SolCall,
};
use sp_keyring::Sr25519Keyring as Account;

const CODE: &str = include_str!("../currency/Currency.bin");

sol! {
    #[allow(missing_docs)] // as the standard says, and the source
    interface Erc20 {
        function balanceOf(address account) external view returns (uint256);
        function allowance(address owner, address spender) external view returns (uint256);
        function approve(address spender, uint256 value) external returns (bool);
        function transfer(address to, uint256 value) external returns (bool);
        function give(address to, uint256 value) external;
        function behave(uint8 manner) external;
        function arm(address target, bytes payload) external;
        function outcome() external view returns (uint256);
    }
}

/// How the currency behaves when it is sent. The order is the source's.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[repr(u8)]
pub enum Manner {
    /// As the standard says.
    Plain,
    /// A hundredth of what is sent does not arrive.
    Fee,
    /// Calls whoever it was told to, and goes on whatever came of it.
    CallBack,
    /// Answers `false` and moves nothing.
    False,
    /// Moves and answers nothing.
    Nothing,
    /// Answers `true` and moves nothing.
    Lying,
    /// A base unit more arrives than was sent.
    Generous,
    /// Refuses by a revert.
    Reverting,
    /// Moves, and answers a number that is neither true nor false.
    Odd,
}

/// A deployed currency.
#[derive(Clone, Copy, Debug)]
pub struct Currency {
    /// Where it is.
    pub address: Address,
}

impl Currency {
    /// Deploys a plain currency by Alice.
    ///
    /// # Panics
    ///
    /// If the chain refuses its code, here and below its calls: it refuses none of the tests'.
    pub fn deploy(world: &mut World) -> Self {
        let code: Bytes = CODE.trim().parse().expect("the compiler writes hexadecimal digits");
        let (address, executed) = world.deploy(Account::Alice, U256::ZERO, code.to_vec(), vec![]);
        executed.result.expect("the chain runs EVM bytecode");
        Self { address }
    }

    /// From now on it behaves like this.
    pub fn behave(&self, world: &mut World, manner: Manner) {
        self.done(world, Account::Alice, Erc20::behaveCall { manner: manner as u8 });
    }

    /// Whom it calls when it calls back, and with what.
    pub fn arm(&self, world: &mut World, target: Address, payload: Vec<u8>) {
        self.done(world, Account::Alice, Erc20::armCall { target, payload: payload.into() });
    }

    /// What became of the last call back: `None` if there was none, else whether it succeeded.
    pub fn call_back_succeeded(&self, world: &mut World) -> Option<bool> {
        let outcome: u8 = self.ask(world, Erc20::outcomeCall {}).to();
        (outcome > 0).then_some(outcome == 2)
    }

    /// Creates money for an account.
    pub fn give(&self, world: &mut World, to: Account, value: U256) {
        self.done(world, Account::Alice, Erc20::giveCall { to: address(to), value });
    }

    /// Allows a contract to take an account's money.
    pub fn approve(&self, world: &mut World, from: Account, spender: Address, value: U256) {
        self.done(world, from, Erc20::approveCall { spender, value });
    }

    /// Sends money.
    pub fn transfer(&self, world: &mut World, from: Account, to: Address, value: U256) {
        self.done(world, from, Erc20::transferCall { to, value });
    }

    /// What an address has.
    pub fn balance(&self, world: &mut World, account: Address) -> U256 {
        self.ask(world, Erc20::balanceOfCall { account })
    }

    fn done<C: SolCall>(&self, world: &mut World, from: Account, call: C) {
        let executed = world.call(from, self.address, U256::ZERO, call.abi_encode());
        Self::decode::<C>(executed);
    }

    fn ask<C: SolCall>(&self, world: &mut World, call: C) -> C::Return {
        let data = call.abi_encode();
        let executed = world.dry_run(Account::Alice, self.address, U256::ZERO, data);
        Self::decode::<C>(executed)
    }

    fn decode<C: SolCall>(executed: Executed) -> C::Return {
        let data =
            executed.result.unwrap_or_else(|failure| panic!("{}: {failure:?}", C::SIGNATURE));
        C::abi_decode_returns(&data).expect("it answers as the standard says")
    }
}
