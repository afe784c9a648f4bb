//! The contract on the chain: the entry points of the blob.

use weir_shell::revive::{Revive, finish, revert, selector, sys};

use crate::{call::Call, messages, settings};

#[ink::polkavm_export(abi = ink::polkavm_derive::default_abi)]
extern "C" fn deploy() {
    let len = unsafe { sys::call_data_size() };
    if let Err(error) = settings::deploy(&mut Call::new(&mut Revive), len) {
        revert(error);
    }
}

#[ink::polkavm_export(abi = ink::polkavm_derive::default_abi)]
extern "C" fn call() {
    let (selector, len) = selector();
    let mut chain = Revive;
    let mut call = Call::new(&mut chain);
    match messages::answer(&mut call, selector, len) {
        Ok(()) => finish(0, call.words.words.as_ptr().cast(), 32 * call.words.len),
        Err(error) => revert(error),
    }
}
