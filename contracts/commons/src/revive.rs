//! The contract on the chain: the entry points of the blobs.
//!
//! Three blobs are made of this crate. The contract's own holds [`crate::front`]; with the feature
//! `market` it is the library of [`crate::market`], with `treasury` that of [`crate::treasury`]. The
//! first creates the others at its deployment and lets them run in its own name by delegate calls.
//! Every call pays for each byte of the code it loads: a transfer must not pay for the curve, nor a
//! trade for grants.

/// The contract's own entry points.
#[cfg(not(any(feature = "market", feature = "treasury")))]
mod entry {
    use core::mem;

    use weir_shell::{
        abi::{Address, Word, ZERO},
        error::Error,
        revive::{
            ALL, ALL_DEPOSIT, NO_OUTPUT, Revive, at, at_mut, finish, pack, revert, selector, sys,
        },
    };

    use crate::{
        front::{self, Answer},
        pools::Pools,
        token::Row,
    };

    /// The hashes of the libraries' code, given to the build.
    static MARKET: Word = hash(env!("COMMONS_MARKET_HASH"));
    static TREASURY: Word = hash(env!("COMMONS_TREASURY_HASH"));

    /// A hash of 64 hexadecimal digits, as it lies in memory.
    const fn hash(hex: &str) -> Word {
        let mut hash = ZERO;
        let mut at = 0;
        while at < 64 {
            let digit = match hex.as_bytes()[at] {
                digit @ b'0'..=b'9' => digit - b'0',
                digit @ b'a'..=b'f' => digit - b'a' + 10,
                _ => panic!("not a hexadecimal digit"),
            };
            hash[at / 16] = hash[at / 16] << 4 | digit as u64;
            at += 1;
        }
        [hash[0].to_be(), hash[1].to_be(), hash[2].to_be(), hash[3].to_be()]
    }

    /// Let the callee have this call's input.
    const FORWARD_INPUT: u64 = 1;
    /// End this call with the callee's answer.
    const TAIL_CALL: u64 = 4;

    /// Lets a library run on this call's input and ends the call with its answer.
    fn continue_with(library: &Address) -> ! {
        let callee = pack(FORWARD_INPUT | TAIL_CALL, at(library) + 12);
        unsafe { sys::delegate_call(callee, ALL, ALL, &ALL_DEPOSIT, 0, NO_OUTPUT) };
        // It comes back only if the library broke off.
        revert(Error::Malformed)
    }

    /// Creates an instance of a library from its code's hash.
    #[inline(never)]
    fn create(code: &Word, library: &mut Address) {
        let limits = pack(at(&ALL_DEPOSIT), at(&ZERO));
        // The input is the code's hash alone: a library's constructor takes nothing. The address
        // follows from the creator and its nonce, as without a salt.
        let (input, address) = (pack(32, at(code)), pack(at_mut(library) + 12, NO_OUTPUT));
        if unsafe { sys::instantiate(ALL, ALL, limits, input, NO_OUTPUT, address) } != 0 {
            revert(Error::Malformed);
        }
    }

    #[ink::polkavm_export(abi = ink::polkavm_derive::default_abi)]
    extern "C" fn deploy() {
        let (mut market, mut treasury) = (ZERO, ZERO);
        create(&MARKET, &mut market);
        create(&TREASURY, &mut treasury);
        let mut pools = Pools::default();
        pools.set_libraries(&market, &treasury);
        pools.store(&mut Revive);
        continue_with(&treasury)
    }

    #[ink::polkavm_export(abi = ink::polkavm_derive::default_abi)]
    extern "C" fn call() {
        let (selector, len) = selector();
        // SAFETY: zero is a number. Cleared in one go, it takes less code than word by word.
        let mut row: Row = unsafe { mem::zeroed() };
        let mut answer = Answer::Done;
        if let Err(error) = front::call(&mut Revive, selector, len, &mut row, &mut answer) {
            revert(error);
        }
        let len = match answer {
            Answer::Done => 0,
            Answer::Word => 32,
            Answer::Words => 128,
            Answer::Library => continue_with(&row[0]),
        };
        finish(0, row.as_ptr().cast(), len)
    }
}

/// A library's entry points.
#[cfg(any(feature = "market", feature = "treasury"))]
mod entry {
    use weir_shell::revive::{Revive, finish, revert, selector};

    #[cfg(feature = "market")]
    use crate::market::{Output, call as answer};
    #[cfg(not(feature = "market"))]
    use crate::treasury::{Output, call as answer};

    /// A library has no state of its own.
    #[ink::polkavm_export(abi = ink::polkavm_derive::default_abi)]
    extern "C" fn deploy() {}

    #[ink::polkavm_export(abi = ink::polkavm_derive::default_abi)]
    extern "C" fn call() {
        let (selector, len) = selector();
        let mut output = Output::default();
        match answer(&mut Revive, selector, len, &mut output) {
            Ok(()) => finish(0, output.words.as_ptr().cast(), 32 * output.len),
            Err(error) => revert(error),
        }
    }
}
