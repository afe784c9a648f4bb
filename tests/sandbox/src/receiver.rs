//! Contracts that hold tokens and meet a payment in their own way.
//!
//! Written in EVM bytecode by a few lines of assembler, so that no compiler is needed: the chain
//! runs it beside PolkaVM. A receiver forwards what it is told to call (`target`, `value`, payload)
//! and, when it is paid, does what [`OnPayment`] says.

use crate::{
    contract::Refused,
    world::{World, DOT},
};
use alloy_core::{
    primitives::{Address, U256},
    sol_types::SolCall,
};
use sp_keyring::Sr25519Keyring as Account;

/// What a receiver does when it is paid.
#[derive(Clone, Debug)]
pub enum OnPayment {
    /// Takes the money.
    Accept,
    /// Reverts.
    Reject,
    /// Calls the payer back with this payload, notes the outcome, and takes the money whatever
    /// came of it.
    CallBack(Vec<u8>),
    /// The same, but calls another contract than the payer.
    CallTo(Address, Vec<u8>),
}

/// A deployed receiver.
#[derive(Clone, Copy, Debug)]
pub struct Receiver {
    /// Where it is.
    pub address: Address,
}

impl Receiver {
    /// Deploys a receiver by Alice.
    ///
    /// # Panics
    ///
    /// If the chain refuses its code.
    pub fn deploy(world: &mut World, on_payment: &OnPayment) -> Self {
        let code = init_code(&runtime_code(on_payment));
        let (address, executed) = world.deploy(Account::Alice, U256::ZERO, code, vec![]);
        executed.result.expect("the chain runs EVM bytecode");
        Self { address }
    }

    /// Has the receiver call `target` with `value` base units, which `from` brings along.
    ///
    /// # Panics
    ///
    /// If the target answers in other types than its interface's.
    pub fn forward<C: SolCall>(
        &self,
        world: &mut World,
        from: Account,
        target: Address,
        value: U256,
        call: C,
    ) -> Result<C::Return, Refused> {
        let mut data = target.into_word().to_vec();
        data.extend(value.to_be_bytes::<32>());
        data.extend(call.abi_encode());
        let returned = world.call(from, self.address, value, data).result?;
        Ok(C::abi_decode_returns(&returned).expect("the target answers in its interface's types"))
    }

    /// What became of the last call back: `None` if there was none, else whether it succeeded.
    pub fn call_back_succeeded(&self, world: &mut World) -> Option<bool> {
        let stored = world.storage(self.address, [0; 32])?;
        match stored.last() {
            Some(1) => Some(false),
            Some(2) => Some(true),
            other => panic!("a receiver stores 1 or 2, not {other:?}"),
        }
    }

    /// Gives the receiver's account a balance of its own, so that it exists before it is paid.
    ///
    /// # Panics
    ///
    /// If Alice cannot pay.
    pub fn fund(&self, world: &mut World) {
        let native = DOT / crate::world::NATIVE_TO_BASE;
        world.transfer(Account::Alice, self.address, native).expect("Alice is rich");
    }
}

// The EVM's instructions that are used here.
const STOP: u8 = 0x00;
const ADD: u8 = 0x01;
const SUB: u8 = 0x03;
const ISZERO: u8 = 0x15;
const CALLER: u8 = 0x33;
const CALLDATALOAD: u8 = 0x35;
const CALLDATASIZE: u8 = 0x36;
const CALLDATACOPY: u8 = 0x37;
const CODECOPY: u8 = 0x39;
const RETURNDATASIZE: u8 = 0x3d;
const RETURNDATACOPY: u8 = 0x3e;
const SSTORE: u8 = 0x55;
const JUMPI: u8 = 0x57;
const GAS: u8 = 0x5a;
const JUMPDEST: u8 = 0x5b;
const PUSH1: u8 = 0x60;
const PUSH2: u8 = 0x61;
const PUSH20: u8 = 0x73;
const DUP1: u8 = 0x80;
const DUP3: u8 = 0x82;
const CALL: u8 = 0xf1;
const RETURN: u8 = 0xf3;
const REVERT: u8 = 0xfd;

fn push2(value: usize) -> [u8; 3] {
    let [high, low] = u16::try_from(value).expect("the code is short").to_be_bytes();
    [PUSH2, high, low]
}

/// Code that copies `runtime` to memory and returns it: the constructor.
fn init_code(runtime: &[u8]) -> Vec<u8> {
    let mut code = push2(runtime.len()).to_vec();
    code.extend([DUP1, PUSH1, 13, PUSH1, 0, CODECOPY, PUSH1, 0, RETURN, STOP]);
    debug_assert_eq!(code.len(), 13);
    code.extend(runtime);
    code
}

fn runtime_code(on_payment: &OnPayment) -> Vec<u8> {
    // if (calldatasize == 0) goto paid
    let head = |paid: usize| [&[CALLDATASIZE, ISZERO][..], &push2(paid), &[JUMPI]].concat();
    // call(gas, target, value, payload); pass on what it returned
    let forward = |done: usize| {
        [
            &[PUSH1, 0x40, CALLDATASIZE, SUB][..], // length of the payload
            &[DUP1, PUSH1, 0x40, PUSH1, 0, CALLDATACOPY],
            &[PUSH1, 0, PUSH1, 0, DUP3, PUSH1, 0],
            &[PUSH1, 0x20, CALLDATALOAD, PUSH1, 0, CALLDATALOAD, GAS, CALL],
            &[RETURNDATASIZE, PUSH1, 0, PUSH1, 0, RETURNDATACOPY],
            &push2(done),
            &[JUMPI, RETURNDATASIZE, PUSH1, 0, REVERT],
            &[JUMPDEST, RETURNDATASIZE, PUSH1, 0, RETURN],
        ]
        .concat()
    };
    let (head_len, forward_len) = (head(0).len(), forward(0).len());
    let paid = head_len + forward_len;
    // The success branch is the last five bytes of `forward`.
    let mut code = [head(paid), forward(paid - 5), vec![JUMPDEST]].concat();
    match on_payment {
        OnPayment::Accept => code.push(STOP),
        OnPayment::Reject => code.extend([PUSH1, 0, PUSH1, 0, REVERT]),
        OnPayment::CallBack(payload) | OnPayment::CallTo(_, payload) => {
            let callee = match on_payment {
                OnPayment::CallTo(callee, _) => [&[PUSH20], callee.as_slice()].concat(),
                _ => vec![CALLER],
            };
            let call_back = |offset: usize| {
                [
                    &push2(payload.len())[..],
                    &push2(offset),
                    &[PUSH1, 0, CODECOPY],
                    &[PUSH1, 0, PUSH1, 0],
                    &push2(payload.len()),
                    &[PUSH1, 0, PUSH1, 0],
                    &callee,
                    &[GAS, CALL],
                    &[PUSH1, 1, ADD, PUSH1, 0, SSTORE, STOP],
                ]
                .concat()
            };
            let offset = code.len() + call_back(0).len();
            code.extend(call_back(offset));
            code.extend(payload);
        }
    }
    code
}
