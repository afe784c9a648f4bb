//! The two contracts that are compared, deployed on one chain.

use crate::measure::Figures;
use frame_support::{dispatch::GetDispatchInfo, traits::fungible::InspectHold};
use std::{fs, path::PathBuf};
use weir_devnet_runtime::{Balances, Revive};
use weir_sandbox::{
    abi::Commons as Interface,
    artifacts,
    commons::FOREVER,
    scene::GOVERNOR,
    transaction,
    world::{address, address as address_of, DOT, NATIVE_TO_BASE},
    Account, Address, Opening, SolCall, SolValue, World, B256, U256,
};

/// A deployed contract with the Commons' messages.
pub struct Subject {
    /// Where it is.
    pub address: Address,
    /// What its deployment took.
    pub deployment: Figures,
    /// Bytes of code that are stored for it.
    pub code: usize,
}

/// A message with the sender and the native units it brings.
pub struct Message {
    /// Name in the report.
    pub name: &'static str,
    /// Who sends it.
    pub from: Account,
    /// Value in native units.
    pub native: u128,
    /// The encoded call.
    pub data: Vec<u8>,
}

/// Deploys the Commons: its code libraries, then the contract.
pub fn commons(world: &mut World) -> Subject {
    let (blob, opening) = (artifacts::commons(), Opening::default());
    let mut code = blob.len();
    let mut libraries = Figures::default();
    for library in [artifacts::market(), artifacts::treasury()] {
        code += library.len();
        libraries = libraries.plus(&upload(world, library));
    }
    let (address, contract) = deploy(world, blob, opening.reserve, opening.encode());
    // It takes no money before it has a governor.
    let call = Interface::setGovernorCall { governor: address_of(GOVERNOR) };
    world
        .call(Account::Alice, address, U256::ZERO, call.abi_encode())
        .result
        .expect("the owner sets the governor");
    Subject { address, deployment: libraries.plus(&contract), code }
}

/// Deploys the reference: Bancor's formula, then the contract that calls it.
pub fn reference(world: &mut World) -> Subject {
    let opening = Opening::default();
    let (formula, first) = deploy(world, reference_code("BancorFormula"), U256::ZERO, vec![]);
    let arguments = (
        opening.name,
        opening.symbol,
        formula,
        opening.reserve_ratio,
        opening.entry_tribute,
        opening.exit_tribute,
        opening.supply,
    );
    // An EVM constructor's arguments follow its code.
    let code = [reference_code("Reference"), arguments.abi_encode_params()].concat();
    let (address, second) = deploy(world, code, opening.reserve, vec![]);
    let code = world.code(formula).len() + world.code(address).len();
    Subject { address, deployment: first.plus(&second), code }
}

/// Brings a subject into its steady state: both pools filled, Bob and Charlie hold tokens, an
/// allowance stands.
pub fn warm_up(world: &mut World, subject: &Subject) {
    let charlie = address(Account::Charlie);
    let bob = address(Account::Bob);
    for message in [
        message("mint", Account::Bob, 50, mint()),
        message(
            "transfer",
            Account::Bob,
            0,
            Interface::transferCall { to: charlie, value: DOT_VALUE },
        ),
        message(
            "approve",
            Account::Charlie,
            0,
            Interface::approveCall { spender: bob, value: DOT_VALUE },
        ),
        message("donate", Account::Dave, 1, Interface::donateCall {}),
        message("redeem", Account::Bob, 0, redeem()),
    ] {
        let value = U256::from(message.native) * U256::from(NATIVE_TO_BASE);
        world
            .call(message.from, subject.address, value, message.data)
            .result
            .unwrap_or_else(|failure| panic!("{} fails: {failure:?}", message.name));
    }
}

/// The messages that are measured.
pub fn messages() -> Vec<Message> {
    let (bob, charlie, dave) =
        (address(Account::Bob), address(Account::Charlie), address(Account::Dave));
    let burn =
        Interface::burnCall { amount: DOT_VALUE, service: 0, content: B256::repeat_byte(0xc0) };
    let spend = Interface::transferFromCall { from: charlie, to: bob, value: U256::from(DOT / 2) };
    vec![
        message("mint", Account::Bob, 10, mint()),
        message("redeem", Account::Bob, 0, redeem()),
        message(
            "transfer",
            Account::Bob,
            0,
            Interface::transferCall { to: charlie, value: DOT_VALUE },
        ),
        message("burn", Account::Bob, 0, burn),
        message("donate", Account::Bob, 1, Interface::donateCall {}),
        message(
            "approve",
            Account::Charlie,
            0,
            Interface::approveCall { spender: bob, value: DOT_VALUE + DOT_VALUE },
        ),
        message("transferFrom", Account::Bob, 0, spend),
        // Trades that move the curve far, where its computation takes other ways.
        message("large mint", Account::Bob, 1_000, mint()),
        message("large redeem", Account::Alice, 0, redeem_of(U256::from(900 * DOT))),
        // What a new holder pays once: a storage deposit.
        message("first mint", Account::Dave, 10, mint()),
        message(
            "first transfer",
            Account::Bob,
            0,
            Interface::transferCall { to: dave, value: DOT_VALUE },
        ),
    ]
}

const DOT_VALUE: U256 = U256::from_limbs([DOT as u64, 0, 0, 0]);

fn mint() -> Interface::mintCall {
    Interface::mintCall { minTokens: U256::from(1), deadline: FOREVER }
}

fn redeem() -> Interface::redeemCall {
    // Not a round share of the supply: the payment has all its digits.
    redeem_of(DOT_VALUE + U256::from(123_456_789))
}

fn redeem_of(amount: U256) -> Interface::redeemCall {
    Interface::redeemCall { amount, minReturn: U256::from(1), deadline: FOREVER }
}

/// A message that brings so many whole DOT.
pub fn message(name: &'static str, from: Account, dot: u128, call: impl SolCall) -> Message {
    Message { name, from, native: dot * DOT / NATIVE_TO_BASE, data: call.abi_encode() }
}

/// Deploys a contract, and notes what that took.
pub fn deploy(world: &mut World, code: Vec<u8>, value: U256, data: Vec<u8>) -> (Address, Figures) {
    let (at, dry_run) = world.dry_deploy(Account::Alice, value, code.clone(), data.clone());
    if let Err(failure) = &dry_run.result {
        panic!("the deployment fails: {failure:?}");
    }
    let native = (value / U256::from(NATIVE_TO_BASE)).to();
    let call = transaction::deploy(code, native, data, &dry_run);
    let applied = transaction::submit(world, Account::Alice, call);
    (at, Figures::new(&dry_run, &applied))
}

fn upload(world: &mut World, code: Vec<u8>) -> Figures {
    let held =
        |world: &mut World| world.enter(|| Balances::total_balance_on_hold(&Revive::account_id()));
    let call = transaction::upload(code);
    let weight = call.get_dispatch_info().call_weight;
    let before = held(world);
    let applied = transaction::submit(world, Account::Alice, call);
    Figures::of_upload(weight, (held(world) - before) as i128, &applied)
}

fn reference_code(name: &str) -> Vec<u8> {
    let path: PathBuf = artifacts::repository().join(format!("target/bench/{name}.bin"));
    let text = fs::read_to_string(&path).unwrap_or_else(|error| {
        panic!("no compiled reference at {}: {error}; `scripts/bench` makes it", path.display())
    });
    text.trim().parse::<alloy_core::primitives::Bytes>().expect("init code in hex").to_vec()
}
