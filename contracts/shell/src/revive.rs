//! The chain itself: the calls into pallet-revive, and what the entry points of a blob need.
//!
//! ink!'s generated entry points read a root value from storage at every call and write it back,
//! which costs half of what a whole transfer does here. A contract has its own, made of this.

use crate::{
    abi::{Address, Word, ZERO},
    error::Error,
    host::{Called, Host},
};

/// The host functions of pallet-revive that the contract uses, as they are: pointers and lengths
/// in registers, several packed into one where there are too many.
pub mod sys {
    #![allow(missing_docs)] // they are documented where pallet-revive declares them

    #[polkavm_derive::polkavm_define_abi]
    mod abi {}

    #[polkavm_derive::polkavm_import(abi = self::abi)]
    extern "C" {
        pub fn set_storage(
            flags: u32,
            key: *const u64,
            key_len: u32,
            value: *const u64,
            value_len: u32,
        ) -> u64;
        pub fn get_storage(
            flags: u32,
            key: *const u64,
            key_len: u32,
            value: *mut u64,
            value_len: *mut u32,
        ) -> u64;
        pub fn set_storage_or_clear(flags: u32, key: *const Word, value: *const Word) -> u64;
        pub fn get_storage_or_zero(flags: u32, key: *const Word, value: *mut Word);
        pub fn call(
            flags_and_callee: u64,
            ref_time: u64,
            proof_size: u64,
            deposit_and_value: u64,
            input: u64,
            output: u64,
        ) -> u64;
        pub fn delegate_call(
            flags_and_callee: u64,
            ref_time: u64,
            proof_size: u64,
            deposit: *const Word,
            input: u64,
            output: u64,
        ) -> u64;
        pub fn instantiate(
            ref_time: u64,
            proof_size: u64,
            deposit_and_value: u64,
            input: u64,
            output: u64,
            address_and_salt: u64,
        ) -> u64;
        pub fn call_data_size() -> u64;
        pub fn call_data_copy(to: *mut u64, len: u32, offset: u32);
        pub fn seal_return(flags: u32, data: *const u64, len: u32);
        pub fn caller(address: *mut u8);
        pub fn address(address: *mut u8);
        pub fn value_transferred(value: *mut Word);
        pub fn balance(balance: *mut Word);
        pub fn now(seconds: *mut Word);
        pub fn deposit_event(topics: *const Word, topic_count: u32, data: *const Word, len: u32);
    }

    use crate::abi::Word;
}

/// No limit: all that is left.
pub const ALL: u64 = u64::MAX;
/// No limit on the storage deposit.
pub static ALL_DEPOSIT: Word = [u64::MAX; 4];
/// Instead of a pointer: no output is wanted.
pub const NO_OUTPUT: u64 = u32::MAX as u64;
/// What a call returns: done, or undone by the callee.
const SUCCESS: u64 = 0;
const REVERTED: u64 = 2;
/// The call is refused: undo it.
const REVERT: u32 = 1;
/// Instead of a key's length: the key is a word, of the kind that [`sys::set_storage_or_clear`] takes.
const FIXED_KEY: u32 = u32::MAX;

/// Two 32-bit values, pointers mostly, in one register.
pub fn pack(high: u64, low: u64) -> u64 {
    high << 32 | low
}

/// Where a value is in the contract's memory, whose addresses have 32 bits.
pub fn at<T: ?Sized>(value: &T) -> u64 {
    value as *const T as *const u8 as u64
}

/// Where the host may write to.
pub fn at_mut<T: ?Sized>(value: &mut T) -> u64 {
    value as *mut T as *mut u8 as u64
}

/// The length of a storage key as the host takes it: keys of one word are of the kind that can be
/// cleared.
#[inline(always)]
fn key_len(key: &[u64]) -> u32 {
    if size_of_val(key) == size_of::<Word>() { FIXED_KEY } else { size_of_val(key) as u32 }
}

/// A number of the host, which has the least significant byte first; `None` beyond 128 bits.
#[inline(always)]
fn number(value: &Word) -> Option<u128> {
    if value[2] | value[3] == 0 { Some(value[0] as u128 | (value[1] as u128) << 64) } else { None }
}

/// The chain.
pub struct Revive;

// SAFETY, for all the calls in here: the host reads and writes memory only where the pointers and
// lengths say. They come from references to initialised memory of that size, exclusive ones where
// it writes; and every pattern of bits is a valid integer.
impl Host for Revive {
    fn caller(&mut self, account: &mut Address) {
        // An address is the last 20 bytes of its word.
        unsafe { sys::caller(account.as_mut_ptr().byte_add(12).cast()) };
    }

    fn address(&mut self, account: &mut Address) {
        unsafe { sys::address(account.as_mut_ptr().byte_add(12).cast()) };
    }

    fn value(&mut self) -> Option<u128> {
        let mut value = ZERO;
        unsafe { sys::value_transferred(&mut value) };
        number(&value)
    }

    fn balance(&mut self) -> Option<u128> {
        let mut balance = ZERO;
        unsafe { sys::balance(&mut balance) };
        number(&balance)
    }

    fn now(&mut self) -> u64 {
        let mut now = ZERO;
        unsafe { sys::now(&mut now) };
        now[0]
    }

    fn get(&mut self, key: &[u64], value: &mut [u64]) -> bool {
        let mut len = size_of_val(value) as u32;
        let (key, key_len) = (key.as_ptr(), key_len(key));
        unsafe { sys::get_storage(0, key, key_len, value.as_mut_ptr(), &mut len) == 0 }
    }

    fn set(&mut self, key: &[u64], value: &[u64]) {
        let (key_len, value_len) = (key_len(key), size_of_val(value) as u32);
        unsafe { sys::set_storage(0, key.as_ptr(), key_len, value.as_ptr(), value_len) };
    }

    fn get_word(&mut self, key: &Word, word: &mut Word) {
        unsafe { sys::get_storage_or_zero(0, key, word) };
    }

    fn set_word(&mut self, key: &Word, word: &Word) {
        unsafe { sys::set_storage_or_clear(0, key, word) };
    }

    fn emit(&mut self, topics: &[Word], data: &[Word]) {
        let (count, len) = (topics.len() as u32, size_of_val(data) as u32);
        unsafe { sys::deposit_event(topics.as_ptr(), count, data.as_ptr(), len) };
    }

    fn pay(&mut self, to: &Address, amount: u128) -> bool {
        let value = [amount as u64, (amount >> 64) as u64, 0, 0];
        let (to, limits) = (at(to) + 12, pack(at(&ALL_DEPOSIT), at(&value)));
        unsafe { sys::call(to, ALL, ALL, limits, 0, NO_OUTPUT) == 0 }
    }

    fn call(
        &mut self,
        callee: &Address,
        selector: u32,
        input: &mut [Word],
        output: &mut [Word],
    ) -> Called {
        // The selector is the last four bytes of the input's first word.
        input[0][3] = u64::from(selector.to_be()) << 32;
        let (to, limits) = (at(callee) + 12, pack(at(&ALL_DEPOSIT), at(&ZERO)));
        let mut len = size_of_val(output) as u32;
        let given = pack(size_of_val(input) as u64 - 28, at(input) + 28);
        let taken = pack(at_mut(&mut len), at_mut(output));
        // Without the flag that allows it, the callee cannot call back into this contract.
        let outcome = unsafe { sys::call(to, ALL, ALL, limits, given, taken) };
        match outcome {
            SUCCESS => Called::Answered(len),
            // A custom error without arguments, which it passes on.
            REVERTED if len == 4 => Called::Refused(Error::from_bytes(output[0][0] as u32)),
            _ => Called::Refused(Error::Malformed),
        }
    }

    fn arguments(&mut self, from: u32, words: &mut [Word]) {
        let len = size_of_val(words) as u32;
        unsafe { sys::call_data_copy(words.as_mut_ptr().cast(), len, from) };
    }
}

/// The message's selector and the length of its call data.
pub fn selector() -> (u32, u64) {
    let mut selector = 0u64;
    unsafe { sys::call_data_copy(&mut selector, 4, 0) };
    ((selector as u32).swap_bytes(), unsafe { sys::call_data_size() })
}

/// Ends the call.
pub fn finish(flags: u32, data: *const u64, len: usize) -> ! {
    unsafe {
        sys::seal_return(flags, data, len as u32);
        // SAFETY: the host does not come back from this call.
        core::hint::unreachable_unchecked()
    }
}

/// Ends a refused call: nothing of it counts.
pub fn revert(error: Error) -> ! {
    let selector = error.selector().swap_bytes() as u64;
    finish(REVERT, &selector, if error == Error::Malformed { 0 } else { 4 })
}

/// What the compiler calls to fill and to copy memory, smaller than the library's. The stores are
/// assembly: PolkaVM takes unaligned ones, and the compiler must not see a call to itself in them.
mod memory {
    use core::arch::asm;

    #[unsafe(no_mangle)]
    unsafe extern "C" fn memset(to: *mut u8, byte: i32, len: usize) -> *mut u8 {
        let word = (byte as u8 as u64).wrapping_mul(0x0101_0101_0101_0101);
        let (mut at, end) = (to as usize, to as usize + len);
        // SAFETY: the caller gives `len` bytes from `to` on to be written.
        unsafe {
            while at + 8 <= end {
                asm!("sd {}, 0({})", in(reg) word, in(reg) at, options(nostack));
                at += 8;
            }
            while at < end {
                asm!("sb {}, 0({})", in(reg) word, in(reg) at, options(nostack));
                at += 1;
            }
        }
        to
    }

    #[unsafe(no_mangle)]
    unsafe extern "C" fn memcpy(to: *mut u8, from: *const u8, len: usize) -> *mut u8 {
        let (mut at, end) = (to as usize, to as usize + len);
        let distance = (from as usize).wrapping_sub(at);
        // SAFETY: the caller gives `len` bytes to be read and as many to be written.
        unsafe {
            while at + 8 <= end {
                let from = at.wrapping_add(distance);
                asm!("ld {0}, 0({0})", "sd {0}, 0({1})", inout(reg) from => _, in(reg) at, options(nostack));
                at += 8;
            }
            while at < end {
                let from = at.wrapping_add(distance);
                asm!("lb {0}, 0({0})", "sb {0}, 0({1})", inout(reg) from => _, in(reg) at, options(nostack));
                at += 1;
            }
        }
        to
    }
}
