//! The contract on the chain: the entry points of the blobs.
//!
//! Two blobs are made of this crate. The contract's own holds [`crate::front`]; with the feature
//! `library` the other one, which holds [`crate::library`]. The first creates the second at its
//! deployment and lets it run in its own name by delegate calls. Every call pays for each byte of
//! the code it loads: a transfer must not pay for the curve.

/// The contract's own entry points.
#[cfg(not(feature = "library"))]
mod entry {
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
    };

    /// The hash of the library's code, given to the build.
    static LIBRARY: Word = hash(env!("COMMONS_LIBRARY_HASH"));

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

    /// Lets the library run on this call's input and ends the call with its answer.
    fn continue_with(library: &Address) -> ! {
        let callee = pack(FORWARD_INPUT | TAIL_CALL, at(library) + 12);
        unsafe { sys::delegate_call(callee, ALL, ALL, &ALL_DEPOSIT, 0, NO_OUTPUT) };
        // It comes back only if the library broke off.
        revert(Error::Malformed)
    }

    #[ink::polkavm_export(abi = ink::polkavm_derive::default_abi)]
    extern "C" fn deploy() {
        let mut library = ZERO;
        let limits = pack(at(&ALL_DEPOSIT), at(&ZERO));
        // The input is the code's hash alone: the library's constructor takes nothing. The address
        // follows from the creator and its nonce, as without a salt.
        let (input, address) = (pack(32, at(&LIBRARY)), pack(at_mut(&mut library) + 12, NO_OUTPUT));
        if unsafe { sys::instantiate(ALL, ALL, limits, input, NO_OUTPUT, address) } != 0 {
            revert(Error::Malformed);
        }
        Pools::unopened(&library).store(&mut Revive);
        continue_with(&library)
    }

    #[ink::polkavm_export(abi = ink::polkavm_derive::default_abi)]
    extern "C" fn call() {
        let (selector, len) = selector();
        let mut word = ZERO;
        let mut answer = Answer::Done;
        if let Err(error) = front::call(&mut Revive, selector, len, &mut word, &mut answer) {
            revert(error);
        }
        match answer {
            Answer::Done => finish(0, word.as_ptr(), 0),
            Answer::Word => finish(0, word.as_ptr(), 32),
            Answer::Library => continue_with(&word),
        }
    }
}

/// The library's entry points.
#[cfg(feature = "library")]
mod entry {
    use weir_shell::revive::{Revive, finish, revert, selector};

    use crate::library::{self, Output};

    /// The library has no state of its own.
    #[ink::polkavm_export(abi = ink::polkavm_derive::default_abi)]
    extern "C" fn deploy() {}

    #[ink::polkavm_export(abi = ink::polkavm_derive::default_abi)]
    extern "C" fn call() {
        let (selector, len) = selector();
        let mut output = Output::default();
        match library::call(&mut Revive, selector, len, &mut output) {
            Ok(()) => finish(0, output.words.as_ptr().cast(), 32 * output.len),
            Err(error) => revert(error),
        }
    }
}
