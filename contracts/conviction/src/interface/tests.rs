//! Does ink! decode what the contract answers and emits as what the interface says?

#![allow(clippy::unwrap_used)] // tests fail by panicking

use ink::{
    Address, U256,
    env::{DefaultEnvironment, test},
    primitives::sol::SolDecode,
};

use super::{
    conviction::Conviction,
    error::Error,
    records::{Move, ProposalState, Text},
};

/// What the Commons answers to everything: a supply, a funding pool, the end of a pause, a grant.
pub(super) const ANSWER: u128 = 1_000;
/// After that end.
const NOW: u64 = 2_000;

/// A number of the ABI.
fn number(number: u128) -> U256 {
    number.into()
}

/// A proposal's text.
fn text(title: &str, link: &str) -> Text {
    Text { title: title.into(), link: link.into() }
}

/// A contract at [`NOW`], and who deployed it.
fn deployed() -> (Conviction, Address) {
    let alice = test::default_accounts().alice;
    test::set_caller(alice);
    test::set_block_timestamp::<DefaultEnvironment>(NOW);
    let commons = Address::from([7; 20]);
    let contract = Conviction::new(commons, 100, 200_000, 2_500, 50_000, number(5), 1_000);
    (contract.unwrap(), alice)
}

/// A contract with a proposal, 2.
fn proposed() -> (Conviction, Address) {
    let (mut contract, alice) = deployed();
    test::set_value_transferred(number(6));
    let beneficiary = Address::from([9; 20]);
    let (title, link) = ("A well".into(), "https://well".into());
    let id = contract.propose(1, beneficiary, number(50), 10, true, 900, title, link);
    assert_eq!(id, Ok(2));
    test::set_value_transferred(number(0));
    (contract, alice)
}

#[ink::test]
fn settings_and_totals() {
    let (contract, _) = deployed();
    let settings = contract.settings().unwrap();
    assert_eq!(settings.commons, Address::from([7; 20]));
    assert_eq!((settings.halfLife, settings.maxLifetime), (100, 1_000));
    let shares = (settings.spendingLimit, settings.weight, settings.minStake);
    assert_eq!(shares, (200_000, 2_500, 50_000));
    assert_eq!(settings.deposit, number(5));
    let decay = weir_economics::Decay::from_half_life(100).unwrap();
    assert_eq!(settings.decay, number(decay.numerator()));
    let totals = contract.totals().unwrap();
    assert_eq!((totals.staked, totals.effectiveStake), (number(0), number(0)));
    assert_eq!((totals.effectiveSupply, totals.proposals), (number(ANSWER), 1));
}

#[ink::test]
fn proposals() {
    let (contract, alice) = proposed();
    let expected = ProposalState {
        author: alice,
        kind: 1,
        status: 0,
        beneficiary: Address::from([9; 20]),
        amount: number(50),
        duration: 10,
        asTokens: true,
        expiry: NOW + 900,
        deposit: number(6),
        staked: number(0),
        conviction: number(0),
    };
    assert_eq!(contract.proposalOf(2), Ok(expected));
    assert_eq!(contract.textOf(2), Ok(text("A well", "https://well")));
    assert_eq!(contract.textOf(1), Ok(text("Abstain", "")));
    assert_eq!(contract.thresholdOf(1), Ok(U256::MAX));
    assert!(contract.thresholdOf(2).is_ok_and(|threshold| threshold < U256::MAX));
    assert_eq!(contract.proposalOf(3), Err(Error::UnknownProposal));
}

#[ink::test]
fn stakes_and_their_end() {
    let (mut contract, alice) = proposed();
    let moves =
        vec![Move { proposal: 2, amount: number(400) }, Move { proposal: 1, amount: number(7) }];
    contract.stake(moves.clone()).unwrap();
    assert_eq!(contract.stakesOf(alice), Ok(moves));
    test::set_block_timestamp::<DefaultEnvironment>(NOW + 800);
    assert!(contract.proposalOf(2).is_ok_and(|proposal| proposal.conviction > number(400)));
    contract.execute(2).unwrap();
    assert_eq!(contract.cancel(2), Err(Error::NotActive));
    assert_eq!(contract.expire(1), Err(Error::NotExpired));
    contract.release(alice).unwrap();
    assert_eq!(contract.release(alice), Err(Error::NothingToRelease));
    assert_eq!(contract.stakesOf(alice).map(|stakes| stakes.len()), Ok(1));
    assert_eq!(contract.reclaim(1), Err(Error::NothingToReclaim));
}

#[ink::test]
fn events_are_encoded_as_declared() {
    let (mut contract, _) = proposed();
    contract.stake(vec![Move { proposal: 2, amount: number(400) }]).unwrap();
    contract.cancel(2).unwrap();
    let events = test::recorded_events();
    assert_eq!(events.len(), 4);
    // The strings are in the data, which ink! decodes as it declares the event.
    type Told = (u8, Address, U256, u64, bool, u64, U256, String, String);
    let told = <Told as SolDecode>::decode(&wrapped(&events[1].data)).unwrap();
    assert_eq!((told.0, told.2, told.5), (1, number(50), NOW + 900));
    assert_eq!((told.7.as_str(), told.8.as_str()), ("A well", "https://well"));
    let told = <(U256, U256, U256, U256) as SolDecode>::decode(&events[2].data).unwrap();
    assert_eq!(told, (number(400), number(400), number(0), number(400)));
    let told = <(U256,) as SolDecode>::decode(&events[3].data).unwrap();
    assert_eq!(told, (number(0),));
    assert_eq!(events.iter().map(|event| event.topics.len()).collect::<Vec<_>>(), [3, 3, 3, 2]);
}

/// A tuple's encoding, as a value that stands where such tuples do.
fn wrapped(data: &[u8]) -> Vec<u8> {
    let mut offset = vec![0; 32];
    offset[31] = 32;
    offset.extend(data);
    offset
}
