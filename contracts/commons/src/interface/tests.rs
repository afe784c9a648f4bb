//! What the contract answers, as ink! decodes it.

#![allow(clippy::unwrap_used)] // tests fail by panicking

use ink::{
    Address, U256,
    env::{DefaultEnvironment, test},
    primitives::sol::FixedBytes,
};

use super::{
    commons::Commons,
    error::Error,
    records::{Bounds, GrantState, Hatch, HatchState, RolesState, ServiceState, Settings},
};

use crate::events;

const ONE: u128 = weir_economics::ONE;

fn alice() -> Address {
    test::default_accounts().alice
}

fn bob() -> Address {
    test::default_accounts().bob
}

fn hatch() -> Hatch {
    Hatch {
        minimum: ONE.into(),
        maximum: (10 * ONE).into(),
        deadline: 1_000_000,
        price: (ONE / 2).into(),
        tribute: 200_000,
        cliff: 86_400,
        halfLife: 60,
        allowlist: true,
        maxJump: 4_000_000,
    }
}

/// A Commons of Alice's, guarded by Bob.
fn deploy(initialSupply: u128, hatch: Hatch, value: u128) -> Result<Commons, Error> {
    test::set_caller(alice());
    // The engine calls the contract Alice too unless it is named: the Commons holds no tokens itself.
    test::set_callee(test::default_accounts().django);
    test::set_value_transferred(value.into());
    let settings = Settings {
        spendingLimit: 200_000,
        window: 86_400,
        guardian: bob(),
        guardianUntil: 1_000_000,
        windowBounds: Bounds { least: 1.into(), most: 100_000.into(), step: 20_000.into() },
        ..Settings::default()
    };
    let (name, symbol) = ("Weir".into(), "WEIR".into());
    let commons =
        Commons::new(name, symbol, 200_000, 80_000, 50_000, initialSupply.into(), hatch, settings);
    test::set_value_transferred(U256::zero());
    commons
}

#[ink::test]
fn texts_and_numbers_are_decoded() {
    let commons = deploy(1_000 * ONE, Hatch::default(), 100 * ONE).unwrap();
    assert_eq!(commons.name(), Ok("Weir".into()));
    assert_eq!(commons.symbol(), Ok("WEIR".into()));
    assert_eq!(commons.decimals(), Ok(18));
    assert_eq!(commons.phase(), Ok(1));
    assert_eq!(commons.balanceOf(alice()), Ok((1_000 * ONE).into()));
    let state = ((1_000 * ONE).into(), (100 * ONE).into(), U256::zero());
    assert_eq!(commons.state(), Ok(state));
    assert_eq!(commons.parameters(), Ok((200_000, 80_000, 50_000)));
    assert_eq!(commons.limits(), Ok((200_000, 86_400, U256::zero(), U256::zero())));
    let governance = ((1_000 * ONE).into(), U256::zero(), 0, 200_000);
    assert_eq!(commons.governance(Address::zero()), Ok(governance));
    let window = (86_400.into(), 1.into(), 100_000.into(), 20_000.into(), 0);
    assert_eq!(commons.rule(4), Ok(window));
    assert_eq!(commons.unlockOf(alice()), Ok(0));
    assert_eq!(commons.currency(), Ok(Address::zero()));
}

#[ink::test]
fn the_hatchs_tuple_goes_in_and_comes_out() {
    let mut commons = deploy(0, hatch(), 0).unwrap();
    let Hatch { minimum, maximum, deadline, price, .. } = hatch();
    let Hatch { tribute, cliff, halfLife, allowlist, maxJump, .. } = hatch();
    let mut state = HatchState {
        minimum,
        maximum,
        deadline,
        price,
        tribute,
        cliff,
        halfLife,
        allowlist,
        maxJump,
        raised: U256::zero(),
        openedAt: 0,
        openingPrice: (2 * ONE).into(),
    };
    assert_eq!(commons.hatch(), Ok(state.clone()));
    commons.setGovernor(bob()).unwrap();
    assert_eq!(commons.allowed(alice()), Ok(false));
    commons.allow(vec![bob(), alice()], true).unwrap();
    assert_eq!(commons.allowed(alice()), Ok(true));

    test::set_value_transferred(ONE.into());
    assert_eq!(commons.contribute(), Ok((2 * ONE).into()));
    state.raised = ONE.into();
    test::set_value_transferred(U256::zero());
    assert_eq!(commons.hatch(), Ok(state));
    let vesting = (ONE.into(), (2 * ONE).into(), (2 * ONE).into());
    assert_eq!(commons.vestingOf(alice()), Ok(vesting));
}

#[ink::test]
fn roles_grants_and_services_come_out_as_tuples() {
    let mut commons = deploy(1_000 * ONE, Hatch::default(), 100 * ONE).unwrap();
    commons.setGovernor(alice()).unwrap();
    let roles = RolesState {
        owner: alice(),
        governor: alice(),
        guardian: bob(),
        guardianUntil: 1_000_000,
        ..RolesState::default()
    };
    assert_eq!(commons.roles(), Ok(roles));

    test::set_value_transferred((100 * ONE).into());
    commons.donate().unwrap();
    test::set_value_transferred(U256::zero());
    assert_eq!(commons.grant(bob(), ONE.into(), 60, true, 7), Ok(1));
    let grant = GrantState {
        beneficiary: bob(),
        amount: ONE.into(),
        duration: 60,
        asTokens: true,
        proposal: 7,
        ..GrantState::default()
    };
    assert_eq!(commons.grantOf(1), Ok(grant));
    let limits = commons.limits().unwrap();
    assert_eq!((limits.2, limits.3), (ONE.into(), ONE.into()));
    assert_eq!(commons.lock(bob(), U256::zero()).unwrap().1, (99 * ONE).into());

    let (name, link) = ("Well".to_owned(), "https://well.example/".repeat(3));
    assert_eq!(commons.registerService(name.clone(), link.clone()), Ok(1));
    commons.burn(ONE.into(), 1, FixedBytes([9; 32])).unwrap();
    let service = ServiceState { owner: alice(), burnt: ONE.into(), burns: 1, name, link };
    assert_eq!(commons.serviceOf(1), Ok(service));
}

#[ink::test]
fn refusals_have_their_names() {
    let mut commons = deploy(1_000 * ONE, Hatch::default(), 100 * ONE).unwrap();
    assert_eq!(commons.contribute(), Err(Error::NotHatching));
    assert_eq!(commons.refund(), Err(Error::NotRefunding));
    assert_eq!(commons.mint(U256::zero(), 0), Err(Error::NoGovernor));
    assert_eq!(commons.grantOf(1), Err(Error::UnknownGrant));
    assert_eq!(commons.lapse(1), Err(Error::UnknownGrant));
    assert_eq!(commons.unlock(), Err(Error::NothingDue));
    assert_eq!(commons.windDown(), Err(Error::Unauthorized));
    assert_eq!(commons.registerService(String::new(), String::new()), Err(Error::InvalidText));
    assert_eq!(commons.allow(vec![alice()], true), Err(Error::NotHatching));
    assert_eq!(commons.transfer(Address::zero(), U256::one()), Err(Error::InvalidRecipient));
    assert_eq!(deploy(0, Hatch::default(), 0).err(), Some(Error::InvalidParameter));
}

#[ink::test]
fn events_reach_inks_environment_as_they_are() {
    let mut commons = deploy(1_000 * ONE, Hatch::default(), 100 * ONE).unwrap();
    commons.registerService("Well".into(), "https://well.example".into()).unwrap();
    commons.burn(ONE.into(), 1, FixedBytes([9; 32])).unwrap();
    test::set_caller(bob());
    commons.pause(60).unwrap();
    let emitted = test::recorded_events();

    let kinds: Vec<[u8; 32]> = emitted.iter().map(|event| event.topics[0]).collect();
    let told = [
        events::OWNERSHIP_TRANSFERRED,
        events::GUARDIAN,
        events::TRANSFER,
        events::OPEN,
        events::SERVICE,
        events::TRANSFER,
        events::BURN,
        events::PAUSE,
    ];
    assert_eq!(kinds.as_flattened(), weir_shell::ink_chain::bytes(&told));
    assert_eq!(emitted[6].topics[3], [9; 32]);
    let texts = ink::sol::decode_sequence::<(String, String)>(&emitted[4].data);
    assert_eq!(texts, Ok(("Well".into(), "https://well.example".into())));
    let until = ink::sol::decode_sequence::<(u64,)>(&emitted[7].data).unwrap();
    assert_eq!(until.0, ink::env::block_timestamp::<DefaultEnvironment>() + 60);
}
