//! The contract on the chain: the entry points of the blob and the calls into pallet-revive.

use pallet_revive_uapi::{CallFlags, HostFn, HostFnImpl as chain, ReturnFlags, StorageFlags};

use crate::{
    abi::{Input, MAX_CALL, halves},
    contract::{self, MAX_DEPLOY},
    error::Error,
    host::{Address, Host},
};

/// The chain.
struct Revive;

/// A number of 256 bits as pallet-revive gives it: little-endian.
fn number(read: fn(&mut [u8; 32])) -> (u128, u128) {
    let mut bytes = [0; 32];
    read(&mut bytes);
    bytes.reverse();
    halves(&bytes)
}

impl Host for Revive {
    fn caller(&mut self) -> Address {
        let mut address = [0; 20];
        chain::caller(&mut address);
        address
    }

    fn value(&mut self) -> Option<u128> {
        match number(chain::value_transferred) {
            (0, value) => Some(value),
            _ => None,
        }
    }

    fn now(&mut self) -> u64 {
        number(chain::now).1 as u64
    }

    fn get(&mut self, key: &[u8], value: &mut [u8]) -> bool {
        chain::get_storage(StorageFlags::empty(), key, &mut &mut *value).is_ok()
    }

    fn set(&mut self, key: &[u8], value: &[u8]) {
        chain::set_storage(StorageFlags::empty(), key, value);
    }

    fn get_word(&mut self, key: &[u8; 32]) -> [u8; 32] {
        let mut word = [0; 32];
        chain::get_storage_or_zero(StorageFlags::empty(), key, &mut word);
        word
    }

    fn set_word(&mut self, key: &[u8; 32], word: &[u8; 32]) {
        chain::set_storage_or_clear(StorageFlags::empty(), key, word);
    }

    fn emit(&mut self, topics: &[[u8; 32]], data: &[u8]) {
        chain::deposit_event(topics, data);
    }

    fn pay(&mut self, to: &Address, amount: u128) -> bool {
        let mut value = [0; 32];
        value[..16].copy_from_slice(&amount.to_le_bytes());
        // All the resources that are left, and no limit of its own on the deposit.
        let limit = u64::MAX;
        chain::call(CallFlags::empty(), to, limit, limit, &[0xff; 32], &value, &[], None).is_ok()
    }
}

/// Ends a refused call: nothing of it counts.
fn revert(error: Error) -> ! {
    let selector = (error as u32).to_be_bytes();
    let data: &[u8] = if error == Error::Malformed { &[] } else { &selector };
    chain::return_value(ReturnFlags::REVERT, data)
}

/// Entry point of the constructor.
#[ink::polkavm_export(abi = ink::polkavm_derive::default_abi)]
extern "C" fn deploy() {
    let mut data = [0; MAX_DEPLOY];
    let len = chain::call_data_size() as usize;
    chain::call_data_copy(&mut data, 0);
    let data = data.get(..len).unwrap_or(&data);
    match contract::deploy(&mut Revive, data) {
        Ok(()) => chain::return_value(ReturnFlags::empty(), &[]),
        Err(error) => revert(error),
    }
}

/// Entry point of the messages.
#[ink::polkavm_export(abi = ink::polkavm_derive::default_abi)]
extern "C" fn call() {
    let mut input = Input { data: [0; MAX_CALL], len: chain::call_data_size() as usize };
    chain::call_data_copy(&mut input.data, 0);
    match contract::call(&mut Revive, &input) {
        Ok(output) => {
            let data = output.data.get(..output.len).unwrap_or(&[]);
            chain::return_value(ReturnFlags::empty(), data)
        }
        Err(error) => revert(error),
    }
}
