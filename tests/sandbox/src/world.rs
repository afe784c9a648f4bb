//! The chain in memory: accounts, money, time and transactions.
//!
//! Amounts are base units with 18 decimals, as contracts see them; the native currency has 10, so
//! one native unit is 10^8 base units (the chain's `NativeToEthRatio`).

use alloy_core::primitives::{Address, B256, U256};
use frame_support::{
    dispatch::DispatchClass,
    storage::{with_transaction, TransactionOutcome},
    traits::{fungible::Mutate, Get},
    weights::Weight,
};
use frame_system::Config as SystemConfig;
use pallet_revive::{
    AddressMapper, Code, Config as ReviveConfig, ExecConfig, StorageDeposit, TransactionLimits,
    H160, U256 as ChainU256,
};
use sp_io::TestExternalities;
use sp_keyring::Sr25519Keyring;
use sp_runtime::{BuildStorage, DispatchError, StateVersion};
use weir_devnet_runtime::{
    genesis, AccountId, Balance, Balances, Revive, Runtime, RuntimeEvent, RuntimeGenesisConfig,
    RuntimeOrigin, System,
};

/// Base units (18 decimals) in one native unit (10 decimals).
pub const NATIVE_TO_BASE: u128 = 100_000_000;
/// One DOT in base units.
pub const DOT: u128 = 1_000_000_000_000_000_000;
/// The time at which a world starts, in seconds since the Unix epoch.
pub const GENESIS_TIME: u64 = 1_800_000_000;

/// The chain's state, owned by one test.
pub struct World {
    state: TestExternalities,
}

/// An event as the contract emitted it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Log {
    /// The emitting contract.
    pub contract: Address,
    /// Signature and indexed fields.
    pub topics: Vec<B256>,
    /// The other fields, ABI-encoded.
    pub data: Vec<u8>,
}

/// Why a call had no effect.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Failure {
    /// The contract refused: its encoded error.
    Reverted(Vec<u8>),
    /// The chain stopped the call: a trap, no money, no gas.
    Dispatch(DispatchError),
}

/// A call that was executed.
#[derive(Clone, Debug)]
pub struct Executed {
    /// The returned bytes, or why there are none.
    pub result: Result<Vec<u8>, Failure>,
    /// Events, in the order of their emission.
    pub logs: Vec<Log>,
    /// Compute and proof size used.
    pub weight: Weight,
    /// Compute and proof size that the call has to be given.
    pub weight_required: Weight,
    /// Storage deposit taken from or returned to the caller, in native units.
    pub deposit: StorageDeposit<Balance>,
}

impl Default for World {
    fn default() -> Self {
        Self::new()
    }
}

impl World {
    /// The development chain at its genesis: endowed, mapped accounts and nothing else.
    pub fn new() -> Self {
        let mut config = serde_json::to_value(RuntimeGenesisConfig::default())
            .expect("a genesis configuration is plain data");
        merge(&mut config, genesis::development());
        let config: RuntimeGenesisConfig =
            serde_json::from_value(config).expect("the preset patches the runtime's configuration");
        let storage = config.build_storage().expect("the preset describes a valid state");
        let mut world = Self { state: storage.into() };
        world.enter(|| System::set_block_number(1));
        world.set_time(GENESIS_TIME);
        world
    }

    /// Runs `action` with the runtime's functions reading and writing this world.
    pub fn enter<R>(&mut self, action: impl FnOnce() -> R) -> R {
        self.state.execute_with(action)
    }

    /// The chain's time in seconds.
    pub fn time(&mut self) -> u64 {
        self.enter(|| pallet_timestamp::Now::<Runtime>::get() / 1_000)
    }

    /// Sets the chain's time, in seconds.
    pub fn set_time(&mut self, seconds: u64) {
        self.enter(|| pallet_timestamp::Now::<Runtime>::put(seconds * 1_000));
    }

    /// Moves the time forward and the chain to its next block.
    pub fn advance_time(&mut self, seconds: u64) {
        let time = self.time();
        self.set_time(time + seconds);
        self.enter(|| System::set_block_number(System::block_number() + 1));
    }

    /// What an address can spend, in base units.
    pub fn balance(&mut self, of: Address) -> U256 {
        from_chain(self.enter(|| Revive::evm_balance(&to_h160(of))))
    }

    /// Gives an account `amount` base units more (rounded down to native units).
    pub fn endow(&mut self, account: Sr25519Keyring, amount: U256) {
        let native: u128 = (amount / U256::from(NATIVE_TO_BASE)).to();
        self.enter(|| Balances::mint_into(&account.to_account_id(), native))
            .expect("the total issuance holds the amount");
    }

    /// A plain transfer of native currency by the balances pallet, which runs no contract.
    pub fn transfer(
        &mut self,
        from: Sr25519Keyring,
        to: Address,
        native: Balance,
    ) -> Result<(), DispatchError> {
        self.enter(|| {
            let to = account_id(to);
            Balances::transfer_allow_death(
                RuntimeOrigin::signed(from.to_account_id()),
                to.into(),
                native,
            )
            .map(|_| ())
        })
    }

    /// Calls the contract at `to` with `value` base units.
    pub fn call(
        &mut self,
        from: Sr25519Keyring,
        to: Address,
        value: U256,
        data: Vec<u8>,
    ) -> Executed {
        self.enter(|| call(from, to, value, data))
    }

    /// As [`World::call`], but what it does is undone: a dry run.
    pub fn dry_run(
        &mut self,
        from: Sr25519Keyring,
        to: Address,
        value: U256,
        data: Vec<u8>,
    ) -> Executed {
        self.enter(|| undone(|| call(from, to, value, data)))
    }

    /// Begins to try something out: [`World::undo`] takes back all that is done from here on. One
    /// trial can lie within another.
    pub fn begin(&mut self) {
        self.enter(sp_io::storage::start_transaction);
    }

    /// Takes back all that was done since the last [`World::begin`].
    pub fn undo(&mut self) {
        self.enter(sp_io::storage::rollback_transaction);
    }

    /// Uploads a PolkaVM blob for contracts to make use of.
    pub fn upload(&mut self, from: Sr25519Keyring, code: Vec<u8>) -> Result<(), DispatchError> {
        self.enter(|| {
            let origin = RuntimeOrigin::signed(from.to_account_id());
            Revive::bare_upload_code(origin, code, Balance::MAX / 2).map(|_| ())
        })
    }

    /// Deploys `code` (a PolkaVM blob or EVM init code) with `value` base units.
    ///
    /// Answers the contract's address beside what was executed.
    pub fn deploy(
        &mut self,
        from: Sr25519Keyring,
        value: U256,
        code: Vec<u8>,
        data: Vec<u8>,
    ) -> (Address, Executed) {
        self.enter(|| instantiate(from, value, code, data))
    }

    /// As [`World::deploy`], but what it does is undone.
    pub fn dry_deploy(
        &mut self,
        from: Sr25519Keyring,
        value: U256,
        code: Vec<u8>,
        data: Vec<u8>,
    ) -> (Address, Executed) {
        self.enter(|| undone(|| instantiate(from, value, code, data)))
    }

    /// A contract's code; empty if there is no contract.
    pub fn code(&mut self, contract: Address) -> Vec<u8> {
        self.enter(|| Revive::code(&to_h160(contract)))
    }

    /// Where the contracts are that another contract created last, in the order of their creation.
    pub fn created_by(&mut self, contract: Address, number: u64) -> Vec<Address> {
        self.enter(|| {
            let nonce = u64::from(System::account_nonce(account_id(contract)));
            (nonce - number..nonce)
                .map(|nonce| pallet_revive::create1(&to_h160(contract), nonce))
                .map(|created| Address::from(created.0))
                .collect()
        })
    }

    /// Removes a contract from its address, as if it had destroyed itself.
    ///
    /// # Panics
    ///
    /// If there is none.
    pub fn remove_contract(&mut self, contract: Address) {
        assert!(!self.code(contract).is_empty(), "there is a contract at {contract}");
        let key = [
            &sp_io::hashing::twox_128(b"Revive")[..],
            &sp_io::hashing::twox_128(b"AccountInfoOf"),
            contract.as_slice(),
        ]
        .concat();
        self.enter(|| sp_io::storage::clear(&key));
        assert!(self.code(contract).is_empty(), "the contract at {contract} is gone");
    }

    /// The hash of the whole state. Two that are equal mean that nothing changed in between.
    ///
    /// Events are part of the state: they are dropped first, so that those of the last call do not
    /// count as its effect.
    pub fn root(&mut self) -> Vec<u8> {
        self.enter(|| {
            System::reset_events();
            sp_io::storage::root(StateVersion::V1)
        })
    }

    /// A value in a contract's own storage under a 32-byte key.
    pub fn storage(&mut self, contract: Address, key: [u8; 32]) -> Option<Vec<u8>> {
        self.enter(|| Revive::get_storage(to_h160(contract), key))
            .expect("the address is a contract's")
    }
}

/// The address by which contracts know an account.
pub fn address(account: Sr25519Keyring) -> Address {
    let mapped = <Runtime as ReviveConfig>::AddressMapper::to_address(&account.to_account_id());
    Address::from(mapped.0)
}

/// The account behind an address; needs the state, so call it within [`World::enter`].
pub fn account_id(address: Address) -> AccountId {
    <Runtime as ReviveConfig>::AddressMapper::to_account_id(&to_h160(address))
}

/// An address in the pallet's type.
pub fn to_h160(address: Address) -> H160 {
    H160(address.into_array())
}

/// The most that one transaction may use.
pub fn limits() -> TransactionLimits<Runtime> {
    let weight_limit =
        <<Runtime as SystemConfig>::BlockWeights as Get<frame_system::limits::BlockWeights>>::get()
            .get(DispatchClass::Normal)
            .max_extrinsic
            .unwrap_or(Weight::MAX);
    TransactionLimits::WeightAndDeposit { weight_limit, deposit_limit: Balance::MAX / 2 }
}

fn call(from: Sr25519Keyring, to: Address, value: U256, data: Vec<u8>) -> Executed {
    System::reset_events();
    let outcome = Revive::bare_call(
        RuntimeOrigin::signed(from.to_account_id()),
        to_h160(to),
        to_chain(value),
        limits(),
        data,
        &ExecConfig::new_substrate_tx(),
    );
    let result = match outcome.result {
        Err(error) => Err(Failure::Dispatch(error)),
        Ok(value) if value.did_revert() => Err(Failure::Reverted(value.data)),
        Ok(value) => Ok(value.data),
    };
    Executed {
        result,
        logs: logs(),
        weight: outcome.weight_consumed,
        weight_required: outcome.weight_required,
        deposit: outcome.storage_deposit,
    }
}

fn instantiate(
    from: Sr25519Keyring,
    value: U256,
    code: Vec<u8>,
    data: Vec<u8>,
) -> (Address, Executed) {
    // As a transaction does: all or nothing. Unlike a call's, the effects of a deployment that
    // fails (the uploaded code, the nonce) are undone by the transaction alone.
    with_transaction(|| {
        let deployed = try_instantiate(from, value, code, data);
        match deployed.1.result {
            Ok(_) => TransactionOutcome::Commit(Ok::<_, DispatchError>(deployed)),
            Err(_) => TransactionOutcome::Rollback(Ok(deployed)),
        }
    })
    .expect("a transaction keeps its result")
}

fn try_instantiate(
    from: Sr25519Keyring,
    value: U256,
    code: Vec<u8>,
    data: Vec<u8>,
) -> (Address, Executed) {
    System::reset_events();
    // The contract's address hangs on the nonce, which a transaction raises before it runs.
    System::inc_account_nonce(from.to_account_id());
    let outcome = Revive::bare_instantiate(
        RuntimeOrigin::signed(from.to_account_id()),
        to_chain(value),
        limits(),
        Code::Upload(code),
        data,
        None,
        &ExecConfig::new_substrate_tx(),
    );
    let (at, result) = match outcome.result {
        Err(error) => (H160::zero(), Err(Failure::Dispatch(error))),
        Ok(value) if value.result.did_revert() => {
            (value.addr, Err(Failure::Reverted(value.result.data)))
        }
        Ok(value) => (value.addr, Ok(value.result.data)),
    };
    let executed = Executed {
        result,
        logs: logs(),
        weight: outcome.weight_consumed,
        weight_required: outcome.weight_required,
        deposit: outcome.storage_deposit,
    };
    (Address::from(at.0), executed)
}

fn logs() -> Vec<Log> {
    System::read_events_no_consensus()
        .filter_map(|record| match record.event {
            RuntimeEvent::Revive(pallet_revive::Event::ContractEmitted {
                contract,
                data,
                topics,
            }) => Some(Log {
                contract: Address::from(contract.0),
                topics: topics.into_iter().map(|topic| B256::from(topic.0)).collect(),
                data,
            }),
            _ => None,
        })
        .collect()
}

fn undone<R>(action: impl FnOnce() -> R) -> R {
    with_transaction(|| TransactionOutcome::Rollback(Ok::<_, DispatchError>(action())))
        .expect("a rolled back transaction keeps its result")
}

fn to_chain(value: U256) -> ChainU256 {
    ChainU256::from_big_endian(&value.to_be_bytes::<32>())
}

fn from_chain(value: ChainU256) -> U256 {
    U256::from_be_bytes(value.to_big_endian())
}

/// Lays the fields of `patch` over `base`, object by object.
fn merge(base: &mut serde_json::Value, patch: serde_json::Value) {
    match (base, patch) {
        (serde_json::Value::Object(base), serde_json::Value::Object(patch)) => {
            for (key, value) in patch {
                merge(base.entry(key).or_insert(serde_json::Value::Null), value);
            }
        }
        (base, patch) => *base = patch,
    }
}
