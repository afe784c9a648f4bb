//! What the deployed contracts have in common: they are called, they answer, they refuse.

use crate::{
    abi,
    world::{Executed, Failure, Log, World},
};
use alloy_core::{
    primitives::{Address, U256},
    sol_types::{SolCall, SolError, SolEventInterface, SolInterface},
};
use frame_support::weights::Weight;
use pallet_revive::StorageDeposit;
use sp_keyring::Sr25519Keyring as Account;
use sp_runtime::DispatchError;
use std::{fmt, marker::PhantomData};
use weir_devnet_runtime::Balance;

/// A deployed contract whose events are of type `E`.
pub struct Contract<E> {
    /// Where it is.
    pub address: Address,
    events: PhantomData<fn() -> E>,
}

/// A named error of the contracts' interfaces. The contracts pass each other's refusals on, so an
/// error is its name and not the contract's that refused.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Error([u8; 4]);

/// Why a contract did not do what it was asked.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Refused {
    /// By one of the named errors.
    Error(Error),
    /// By a revert that is none of them: these bytes.
    Unnamed(Vec<u8>),
    /// The chain stopped the call.
    Dispatch(DispatchError),
}

/// What a successful call did.
#[derive(Debug)]
pub struct Receipt<R, E> {
    /// The returned value.
    pub value: R,
    /// The called contract's events in their order.
    pub events: Vec<E>,
    /// All contracts' events in their order.
    pub logs: Vec<Log>,
    /// Compute and proof size used.
    pub weight: Weight,
    /// Storage deposit, in native units.
    pub deposit: StorageDeposit<Balance>,
}

impl<R, E> Receipt<R, E> {
    /// A message that returns nothing answers in a type of its own: the same with `()`.
    pub(crate) fn without_value(self) -> Receipt<(), E> {
        let Self { events, logs, weight, deposit, .. } = self;
        Receipt { value: (), events, logs, weight, deposit }
    }
}

impl<E> Clone for Contract<E> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<E> Copy for Contract<E> {}

impl<E> fmt::Debug for Contract<E> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "contract {}", self.address)
    }
}

impl<E: SolEventInterface> Contract<E> {
    /// The contract at an address.
    pub fn at(address: Address) -> Self {
        Self { address, events: PhantomData }
    }

    /// Deploys `code` with `value` base units of the native currency.
    pub fn deploy_code(
        world: &mut World,
        deployer: Account,
        value: U256,
        code: Vec<u8>,
        arguments: Vec<u8>,
    ) -> Result<(Self, Receipt<(), E>), Refused> {
        let (at, executed) = world.deploy(deployer, value, code, arguments);
        let contract = Self::at(at);
        let receipt = contract.receipt(executed, |_| Ok(()))?;
        Ok((contract, receipt))
    }

    /// Sends a transaction of `from` with `value` base units of the native currency.
    pub fn send<C: SolCall>(
        &self,
        world: &mut World,
        from: Account,
        value: U256,
        call: C,
    ) -> Result<Receipt<C::Return, E>, Refused> {
        let executed = world.call(from, self.address, value, call.abi_encode());
        self.receipt(executed, C::abi_decode_returns)
    }

    /// Sends a transaction of `from` without money.
    pub fn call<C: SolCall>(
        &self,
        world: &mut World,
        from: Account,
        call: C,
    ) -> Result<Receipt<C::Return, E>, Refused> {
        self.send(world, from, U256::ZERO, call)
    }

    /// Asks without a transaction, as Alice.
    pub fn query<C: SolCall>(&self, world: &mut World, call: C) -> Result<C::Return, Refused> {
        let executed = world.dry_run(Account::Alice, self.address, U256::ZERO, call.abi_encode());
        self.receipt(executed, C::abi_decode_returns).map(|receipt| receipt.value)
    }

    /// As [`Contract::query`], for what the contract always answers.
    ///
    /// # Panics
    ///
    /// If it does not.
    pub fn ask<C: SolCall>(&self, world: &mut World, call: C) -> C::Return {
        self.query(world, call)
            .unwrap_or_else(|refused| panic!("{} is always answered: {refused:?}", C::SIGNATURE))
    }

    /// Decodes the events that this contract emitted.
    ///
    /// # Panics
    ///
    /// If it emitted one that is not of its interface.
    pub fn events(&self, logs: &[Log]) -> Vec<E> {
        logs.iter()
            .filter(|log| log.contract == self.address)
            .map(|log| {
                E::decode_raw_log(&log.topics, &log.data).unwrap_or_else(|error| {
                    panic!("an event outside the interface: {error} {log:?}")
                })
            })
            .collect()
    }

    fn receipt<R>(
        &self,
        executed: Executed,
        decode: impl FnOnce(&[u8]) -> Result<R, alloy_core::sol_types::Error>,
    ) -> Result<Receipt<R, E>, Refused> {
        match executed.result {
            Ok(data) => Ok(Receipt {
                value: decode(&data).expect("the contract answers in its interface's types"),
                events: self.events(&executed.logs),
                logs: executed.logs,
                weight: executed.weight,
                deposit: executed.deposit,
            }),
            Err(failure) => Err(failure.into()),
        }
    }
}

impl<E: SolError> From<E> for Error {
    fn from(_: E) -> Self {
        Self(E::SELECTOR)
    }
}

impl fmt::Debug for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let name = abi::Commons::CommonsErrors::abi_decode(&self.0)
            .map(|error| format!("{error:?}"))
            .or_else(|_| {
                abi::Conviction::ConvictionErrors::abi_decode(&self.0)
                    .map(|error| format!("{error:?}"))
            })
            .unwrap_or_else(|_| format!("{:02x?}", self.0));
        // The enum's variant; what it holds says the same once more.
        f.write_str(name.split('(').next().unwrap_or(&name))
    }
}

impl From<Failure> for Refused {
    fn from(failure: Failure) -> Self {
        match failure {
            Failure::Reverted(data) => Self::from_revert(&data),
            Failure::Dispatch(error) => Self::Dispatch(error),
        }
    }
}

impl Refused {
    /// The named error in the bytes of a revert.
    pub fn from_revert(data: &[u8]) -> Self {
        match <[u8; 4]>::try_from(data) {
            Ok(selector)
                if abi::Commons::CommonsErrors::valid_selector(selector)
                    || abi::Conviction::ConvictionErrors::valid_selector(selector) =>
            {
                Self::Error(Error(selector))
            }
            _ => Self::Unnamed(data.to_vec()),
        }
    }
}
