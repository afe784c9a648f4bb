//! Assets as contracts see them: ERC-20 tokens at the address that their identifier gives, in the
//! state that the node starts from.

use ethereum_standards::IERC20::{
    allowanceCall, approveCall, balanceOfCall, decimalsCall, nameCall, symbolCall, totalSupplyCall,
    transferCall, transferFromCall, Transfer,
};
use pallet_revive::{
    precompiles::alloy::{
        primitives::{Address, U256},
        sol_types::{SolCall, SolEvent},
    },
    AddressMapper, ExecConfig, TransactionLimits,
};
use sp_core::H160;
use sp_io::TestExternalities;
use sp_runtime::{AccountId32, BuildStorage, MultiAddress};
use weir_devnet_runtime::{
    erc20_address,
    genesis::{self, TEST_USD, TEST_USD_MINIMUM, TEST_USD_UNIT},
    money, AssetId, Assets, Balances, Revive, Runtime, RuntimeEvent, RuntimeOrigin, System,
};

/// What each development account starts with.
const ENDOWMENT: u128 = 1_000_000 * TEST_USD_UNIT;

fn chain() -> TestExternalities {
    let storage = genesis::development_config().build_storage().expect("the preset is valid");
    let mut state = TestExternalities::from(storage);
    state.execute_with(|| System::set_block_number(1));
    state
}

fn accounts() -> Vec<AccountId32> {
    money::endowed_accounts().map(|(account, _)| account).collect()
}

fn address(account: &AccountId32) -> Address {
    let address = <Runtime as pallet_revive::Config>::AddressMapper::to_address(account);
    Address::from(address.0)
}

/// Calls the token as `from`: what it answers, or nothing when it refuses.
fn call<C: SolCall>(asset: AssetId, from: &AccountId32, call: C) -> Option<C::Return> {
    let outcome = Revive::bare_call(
        RuntimeOrigin::signed(from.clone()),
        erc20_address(asset),
        0.into(),
        TransactionLimits::WeightAndDeposit {
            weight_limit: money::MAXIMUM_BLOCK_WEIGHT,
            deposit_limit: money::UNITS,
        },
        call.abi_encode(),
        &ExecConfig::new_substrate_tx(),
    );
    let value = outcome.result.ok().filter(|value| !value.did_revert())?;
    Some(C::abi_decode_returns(&value.data).expect("the answer is of the declared type"))
}

fn balance(asset: AssetId, of: &AccountId32) -> u128 {
    let balance = call(asset, of, balanceOfCall { account: address(of) });
    balance.expect("anyone may ask for a balance").to()
}

#[test]
fn every_development_account_has_test_dollars() {
    let expected = "0x000007c000000000000000000000000001200000";
    assert_eq!(format!("{:?}", erc20_address(TEST_USD)), expected);
    chain().execute_with(|| {
        let accounts = accounts();
        let alice = &accounts[0];
        assert_eq!(call(TEST_USD, alice, nameCall {}).as_deref(), Some("Test USD"));
        assert_eq!(call(TEST_USD, alice, symbolCall {}).as_deref(), Some("TUSD"));
        assert_eq!(call(TEST_USD, alice, decimalsCall {}), Some(6));
        for account in &accounts {
            assert_eq!(balance(TEST_USD, account), ENDOWMENT);
        }
        let supply = U256::from(ENDOWMENT * accounts.len() as u128);
        assert_eq!(call(TEST_USD, alice, totalSupplyCall {}), Some(supply));
    });
}

#[test]
fn a_transfer_moves_the_value_and_is_logged_at_the_tokens_address() {
    chain().execute_with(|| {
        let [alice, bob, ..] = &accounts()[..] else { panic!("two accounts") };
        let value = U256::from(250 * TEST_USD_UNIT);
        assert_eq!(call(TEST_USD, alice, transferCall { to: address(bob), value }), Some(true));
        assert_eq!(balance(TEST_USD, alice), ENDOWMENT - 250 * TEST_USD_UNIT);
        assert_eq!(balance(TEST_USD, bob), ENDOWMENT + 250 * TEST_USD_UNIT);

        let expected = Transfer { from: address(alice), to: address(bob), value }.encode_log_data();
        let logged = System::events().into_iter().any(|record| match record.event {
            RuntimeEvent::Revive(pallet_revive::Event::ContractEmitted {
                contract,
                data,
                topics,
            }) => {
                let topics: Vec<_> = topics.iter().map(|topic| topic.0).collect();
                let wanted: Vec<_> = expected.topics().iter().map(|topic| topic.0).collect();
                contract == erc20_address(TEST_USD) && data == expected.data && topics == wanted
            }
            _ => false,
        });
        assert!(logged);
    });
}

#[test]
fn an_allowance_is_spent_and_not_exceeded() {
    chain().execute_with(|| {
        let [alice, bob, charlie, ..] = &accounts()[..] else { panic!("three accounts") };
        let (owner, spender) = (address(alice), address(bob));
        let take = |value: u128| {
            let call_data =
                transferFromCall { from: owner, to: address(charlie), value: U256::from(value) };
            call(TEST_USD, bob, call_data)
        };
        assert_eq!(take(TEST_USD_UNIT), None);

        let value = U256::from(5 * TEST_USD_UNIT);
        assert_eq!(call(TEST_USD, alice, approveCall { spender, value }), Some(true));
        assert_eq!(take(3 * TEST_USD_UNIT), Some(true));
        let left = call(TEST_USD, bob, allowanceCall { owner, spender });
        assert_eq!(left, Some(U256::from(2 * TEST_USD_UNIT)));
        assert_eq!(take(3 * TEST_USD_UNIT), None);

        // The usual way to allow everything is more than an asset's balance can hold.
        let value = U256::MAX;
        assert_eq!(call(TEST_USD, alice, approveCall { spender, value }), Some(true));
        assert_eq!(take(3 * TEST_USD_UNIT), Some(true));
        assert_eq!(balance(TEST_USD, charlie), ENDOWMENT + 6 * TEST_USD_UNIT);
        assert_eq!(balance(TEST_USD, bob), ENDOWMENT);
    });
}

#[test]
fn test_dollars_alone_keep_an_account_alive() {
    chain().execute_with(|| {
        let alice = &accounts()[0];
        let stranger = H160::repeat_byte(7);
        let to = Address::from(stranger.0);
        let send =
            |value: u128| call(TEST_USD, alice, transferCall { to, value: U256::from(value) });
        assert_eq!(send(TEST_USD_MINIMUM - 1), None);
        assert_eq!(send(TEST_USD_MINIMUM), Some(true));
        let held = call(TEST_USD, alice, balanceOfCall { account: to });
        assert_eq!(held, Some(U256::from(TEST_USD_MINIMUM)));
    });
}

#[test]
fn anyone_may_create_another_asset() {
    chain().execute_with(|| {
        let bob = &accounts()[1];
        let (asset, minimum, supply) = (7, 1, 21_000_000);
        let admin = MultiAddress::Id(bob.clone());
        let signed = || RuntimeOrigin::signed(bob.clone());
        Assets::create(signed(), asset.into(), admin.clone(), minimum).expect("anyone may create");
        Assets::mint(signed(), asset.into(), admin, supply).expect("the creator may mint");
        assert_eq!(balance(asset, bob), supply);
        assert_eq!(
            Balances::reserved_balance(bob),
            money::AssetDeposit::get(),
            "the creator's deposit is the Hub's"
        );
    });
}
