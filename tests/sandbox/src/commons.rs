//! The Commons contract, typed.

use crate::{
    abi::Commons as Interface,
    artifacts,
    world::{address, Executed, Failure, Log, World, DOT},
};
use alloy_core::{
    primitives::{Address, U256},
    sol_types::{SolCall, SolEventInterface, SolInterface, SolValue},
};
use frame_support::weights::Weight;
use pallet_revive::StorageDeposit;
use sp_keyring::Sr25519Keyring as Account;
use sp_runtime::DispatchError;
use weir_devnet_runtime::Balance;

/// The contract's named errors.
pub type Error = Interface::CommonsErrors;
/// The contract's events.
pub type Event = Interface::CommonsEvents;

/// A deadline that never passes.
pub const FOREVER: u64 = u64::MAX;

/// What a Commons is deployed with.
#[derive(Clone, Debug)]
pub struct Opening {
    /// The token's name, at most 32 bytes.
    pub name: String,
    /// The token's symbol, at most 12 bytes.
    pub symbol: String,
    /// Reserve ratio, in parts per million.
    pub reserve_ratio: u32,
    /// Share of a deposit that goes to the funding pool, in parts per million.
    pub entry_tribute: u32,
    /// Share of a redemption that goes to the funding pool, in parts per million.
    pub exit_tribute: u32,
    /// Tokens of the deployer, in base units.
    pub supply: U256,
    /// Reserve that the deployer pays in, in base units.
    pub reserve: U256,
}

impl Default for Opening {
    /// A thousand tokens on a reserve of a hundred DOT at a fifth, with tributes of 8 % and 5 %.
    fn default() -> Self {
        Self {
            name: "Weir".into(),
            symbol: "WEIR".into(),
            reserve_ratio: 200_000,
            entry_tribute: 80_000,
            exit_tribute: 50_000,
            supply: U256::from(1_000 * DOT),
            reserve: U256::from(100 * DOT),
        }
    }
}

impl Opening {
    /// The constructor's arguments, encoded.
    pub fn encode(&self) -> Vec<u8> {
        (
            self.name.clone(),
            self.symbol.clone(),
            self.reserve_ratio,
            self.entry_tribute,
            self.exit_tribute,
            self.supply,
        )
            .abi_encode_params()
    }
}

/// Why the contract did not do what it was asked.
#[derive(Debug, PartialEq, Eq)]
pub enum Refused {
    /// By one of its named errors.
    Error(Error),
    /// By a revert that is none of them: these bytes.
    Unnamed(Vec<u8>),
    /// The chain stopped the call.
    Dispatch(DispatchError),
}

/// What a successful call did.
#[derive(Debug)]
pub struct Receipt<R> {
    /// The returned value.
    pub value: R,
    /// The contract's events in their order.
    pub events: Vec<Event>,
    /// Compute and proof size used.
    pub weight: Weight,
    /// Storage deposit, in native units.
    pub deposit: StorageDeposit<Balance>,
}

/// The pools and the supply.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct State {
    /// Tokens in existence, in base units.
    pub supply: U256,
    /// What backs the token, in base units of the native currency.
    pub reserve: U256,
    /// What projects are paid from, in base units of the native currency.
    pub funding: U256,
}

/// A deployed Commons.
#[derive(Clone, Copy, Debug)]
pub struct Commons {
    /// Where it is.
    pub address: Address,
}

impl Commons {
    /// Uploads the code library that the contract needs, once for all deployments.
    pub fn prepare(world: &mut World, uploader: Account) -> Result<(), Refused> {
        world.upload(uploader, artifacts::library()).map_err(Refused::Dispatch)
    }

    /// Deploys the contract by `deployer`, and before it the code library that it needs.
    pub fn deploy(
        world: &mut World,
        deployer: Account,
        opening: &Opening,
    ) -> Result<(Self, Receipt<()>), Refused> {
        Self::prepare(world, deployer)?;
        let (at, executed) =
            world.deploy(deployer, opening.reserve, artifacts::commons(), opening.encode());
        let receipt = receipt(at, executed, |_| Ok(()))?;
        Ok((Self { address: at }, receipt))
    }

    /// Sends a transaction of `from` with `value` base units of the native currency.
    pub fn send<C: SolCall>(
        &self,
        world: &mut World,
        from: Account,
        value: U256,
        call: C,
    ) -> Result<Receipt<C::Return>, Refused> {
        let executed = world.call(from, self.address, value, call.abi_encode());
        receipt(self.address, executed, C::abi_decode_returns)
    }

    /// Asks without a transaction, as Alice.
    pub fn query<C: SolCall>(&self, world: &mut World, call: C) -> Result<C::Return, Refused> {
        let executed = world.dry_run(Account::Alice, self.address, U256::ZERO, call.abi_encode());
        receipt(self.address, executed, C::abi_decode_returns).map(|receipt| receipt.value)
    }

    /// Deposits `value` base units at any price, at any time.
    pub fn mint(
        &self,
        world: &mut World,
        from: Account,
        value: U256,
    ) -> Result<Receipt<U256>, Refused> {
        let call = Interface::mintCall { minTokens: U256::ZERO, deadline: FOREVER };
        self.send(world, from, value, call)
    }

    /// Redeems `amount` at any price, at any time.
    pub fn redeem(
        &self,
        world: &mut World,
        from: Account,
        amount: U256,
    ) -> Result<Receipt<U256>, Refused> {
        let call = Interface::redeemCall { amount, minReturn: U256::ZERO, deadline: FOREVER };
        self.send(world, from, U256::ZERO, call)
    }

    /// Supply and pools as the contract states them.
    ///
    /// # Panics
    ///
    /// If the contract does not answer.
    pub fn state(&self, world: &mut World) -> State {
        let state = self.query(world, Interface::stateCall {}).expect("`state` always answers");
        State { supply: state.supply, reserve: state.reserve, funding: state.fundingPool }
    }

    /// Tokens of an account.
    ///
    /// # Panics
    ///
    /// If the contract does not answer.
    pub fn balance_of(&self, world: &mut World, account: Account) -> U256 {
        self.balance_at(world, address(account))
    }

    /// Tokens of an address.
    ///
    /// # Panics
    ///
    /// If the contract does not answer.
    pub fn balance_at(&self, world: &mut World, account: Address) -> U256 {
        self.query(world, Interface::balanceOfCall { account }).expect("`balanceOf` always answers")
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
            Self::Transfer(_) | Self::Approval(_) => return None,
        };
        Some(State { supply, reserve, funding })
    }
}

/// The contract's named error in the bytes of a revert.
pub fn decode_error(data: &[u8]) -> Refused {
    match Error::abi_decode(data) {
        Ok(error) => Refused::Error(error),
        Err(_) => Refused::Unnamed(data.to_vec()),
    }
}

/// Decodes the events that `contract` emitted.
///
/// # Panics
///
/// If it emitted one that is not of its interface.
pub fn decode_events(contract: Address, logs: &[Log]) -> Vec<Event> {
    logs.iter()
        .filter(|log| log.contract == contract)
        .map(|log| {
            Event::decode_raw_log(&log.topics, &log.data)
                .unwrap_or_else(|error| panic!("an event outside the interface: {error} {log:?}"))
        })
        .collect()
}

fn receipt<R>(
    contract: Address,
    executed: Executed,
    decode: impl FnOnce(&[u8]) -> Result<R, alloy_core::sol_types::Error>,
) -> Result<Receipt<R>, Refused> {
    match executed.result {
        Ok(data) => Ok(Receipt {
            value: decode(&data).expect("the contract answers in its interface's types"),
            events: decode_events(contract, &executed.logs),
            weight: executed.weight,
            deposit: executed.deposit,
        }),
        Err(Failure::Reverted(data)) => Err(decode_error(&data)),
        Err(Failure::Dispatch(error)) => Err(Refused::Dispatch(error)),
    }
}
