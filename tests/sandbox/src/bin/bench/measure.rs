//! Measures both contracts in one setting.

use crate::{
    subject::{self, Message},
    town::{self, Town},
};
use frame_support::{
    storage::{with_transaction, TransactionOutcome},
    weights::Weight,
};
use pallet_revive::StorageDeposit;
use serde::Serialize;
use sp_runtime::DispatchError;
use std::collections::BTreeMap;
use weir_sandbox::{
    profile::{self, Cost},
    transaction::{self, Applied},
    world::{Executed, NATIVE_TO_BASE},
    Address, World, U256,
};

/// What one transaction takes.
#[derive(Clone, Copy, Debug, Default, Serialize)]
pub struct Figures {
    /// Compute of the contract call, in picoseconds.
    pub ref_time: u64,
    /// Proof size of the contract call, in bytes.
    pub proof_size: u64,
    /// Compute of the whole transaction, in picoseconds.
    pub extrinsic_ref_time: u64,
    /// Proof size of the whole transaction, in bytes.
    pub extrinsic_proof_size: u64,
    /// Bytes of the signed transaction.
    pub length: u32,
    /// Fee, in native units.
    pub fee: u128,
    /// Storage deposit, in native units; below zero if some comes back.
    pub deposit: i128,
}

impl Figures {
    /// From a dry run and the transaction that followed it.
    pub fn new(dry_run: &Executed, applied: &Applied) -> Self {
        let deposit = match dry_run.deposit {
            StorageDeposit::Charge(amount) => amount as i128,
            StorageDeposit::Refund(amount) => -(amount as i128),
        };
        Self {
            ref_time: dry_run.weight.ref_time(),
            proof_size: dry_run.weight.proof_size(),
            extrinsic_ref_time: applied.weight.ref_time(),
            extrinsic_proof_size: applied.weight.proof_size(),
            length: applied.length,
            fee: applied.fee,
            deposit,
        }
    }

    /// Of an upload, which runs no contract: its own weight counts as the call's.
    pub fn of_upload(weight: Weight, deposit: i128, applied: &Applied) -> Self {
        Self {
            ref_time: weight.ref_time(),
            proof_size: weight.proof_size(),
            extrinsic_ref_time: applied.weight.ref_time(),
            extrinsic_proof_size: applied.weight.proof_size(),
            length: applied.length,
            fee: applied.fee,
            deposit,
        }
    }

    /// Two transactions together.
    pub fn plus(&self, other: &Self) -> Self {
        Self {
            ref_time: self.ref_time + other.ref_time,
            proof_size: self.proof_size + other.proof_size,
            extrinsic_ref_time: self.extrinsic_ref_time + other.extrinsic_ref_time,
            extrinsic_proof_size: self.extrinsic_proof_size + other.extrinsic_proof_size,
            length: self.length + other.length,
            fee: self.fee + other.fee,
            deposit: self.deposit + other.deposit,
        }
    }
}

/// One operation on both contracts.
#[derive(Debug, Serialize)]
pub struct Row {
    /// Name of the operation.
    pub operation: &'static str,
    /// Ours.
    pub commons: Figures,
    /// The Solidity reference.
    pub reference: Figures,
}

/// One operation that is ours alone.
#[derive(Debug, Serialize)]
pub struct Own {
    /// Name of the operation.
    pub operation: &'static str,
    /// In a town of a few.
    pub figures: Figures,
    /// The same with two hundred more holders, proposals, stakes and grants.
    pub crowded: Figures,
}

/// All operations with one price of storage accesses.
#[derive(Debug, Serialize)]
pub struct Setting {
    /// `hub` or `free`.
    pub database: &'static str,
    /// In words.
    #[serde(skip)]
    pub title: &'static str,
    /// Bytes of our code.
    pub commons_code: usize,
    /// Bytes of the reference's code, the formula's among it.
    pub reference_code: usize,
    /// The operations.
    pub rows: Vec<Row>,
    /// The operations of hatch, grants, services and votes.
    pub own: Vec<Own>,
}

/// Measures everything with the price of storage accesses that is set for this thread.
pub fn setting(database: &'static str, title: &'static str) -> Setting {
    let mut world = World::new();
    let (commons, reference) = (subject::commons(&mut world), subject::reference(&mut world));
    subject::warm_up(&mut world, &commons);
    subject::warm_up(&mut world, &reference);

    let (mut town, mut crowd) = (Town::new(0), Town::new(town::CROWD));
    let mut own = vec![Own {
        operation: "deploy the vote",
        figures: town.deployment,
        crowded: crowd.deployment,
    }];
    own.extend(town::messages(&town).into_iter().zip(town::messages(&crowd)).map(
        |((contract, message), (crowded, same))| Own {
            operation: message.name,
            figures: measure(&mut town.world, contract, &message),
            crowded: measure(&mut crowd.world, crowded, &same),
        },
    ));

    let mut rows = vec![Row {
        operation: "deploy",
        commons: commons.deployment,
        reference: reference.deployment,
    }];
    rows.extend(subject::messages().iter().map(|message| Row {
        operation: message.name,
        commons: measure(&mut world, commons.address, message),
        reference: measure(&mut world, reference.address, message),
    }));
    Setting {
        database,
        title,
        commons_code: commons.code,
        reference_code: reference.code,
        rows,
        own,
    }
}

/// Costs by host function, for each message of ours.
pub fn profile() -> Vec<(&'static str, BTreeMap<&'static str, Cost>)> {
    let mut world = World::new();
    let commons = subject::commons(&mut world);
    subject::warm_up(&mut world, &commons);
    let mut costs: Vec<_> = subject::messages()
        .into_iter()
        .map(|message| profiled(&mut world, commons.address, message))
        .collect();
    let mut town = Town::new(0);
    costs.extend(
        town::messages(&town)
            .into_iter()
            .map(|(contract, message)| profiled(&mut town.world, contract, message)),
    );
    costs
}

fn profiled(
    world: &mut World,
    contract: Address,
    message: Message,
) -> (&'static str, BTreeMap<&'static str, Cost>) {
    let value = U256::from(message.native) * U256::from(NATIVE_TO_BASE);
    let (_, costs) =
        profile::profile(|| world.dry_run(message.from, contract, value, message.data));
    (message.name, costs)
}

/// Every operation is measured in the same state: what it does is undone.
fn measure(world: &mut World, contract: Address, message: &Message) -> Figures {
    let value = U256::from(message.native) * U256::from(NATIVE_TO_BASE);
    let dry_run = world.dry_run(message.from, contract, value, message.data.clone());
    if let Err(failure) = &dry_run.result {
        panic!("{} fails: {failure:?}", message.name);
    }
    let call = transaction::call(contract, message.native, message.data.clone(), &dry_run);
    let applied = world.enter(|| {
        with_transaction(|| {
            let applied = transaction::apply(message.from, call);
            TransactionOutcome::Rollback(Ok::<_, DispatchError>(applied))
        })
        .expect("a rolled back transaction keeps its result")
    });
    Figures::new(&dry_run, &applied)
}
