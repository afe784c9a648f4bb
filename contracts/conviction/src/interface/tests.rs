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
    records::{Bounds, Move, Notice, ProposalState, RuleBounds, Text},
};

/// What the Commons answers to everything: a supply, a funding pool, the end of a pause, a spending
/// limit, a grant.
pub(super) const ANSWER: u128 = 200_000;
/// After that end.
const NOW: u64 = 300_000;

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
    let notice = Bounds { least: number(1), most: number(20), step: number(3) };
    let bounds = RuleBounds { notice, ..RuleBounds::default() };
    let (deposit, shares) = (number(5), (250_000, 400_000));
    let contract = Conviction::new(
        commons, 100, 2_500, 50_000, deposit, 1_000, 10, 20, shares.0, shares.1, bounds,
    );
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
    assert_eq!((settings.notice, settings.longNotice), (10, 20));
    assert_eq!((settings.ruleShare, settings.exitShare), (250_000, 400_000));
    let rule = contract.rule(5).unwrap();
    assert_eq!((rule.value, rule.least, rule.most), (number(10), number(1), number(20)));
    assert_eq!((rule.step, rule.changeableFrom), (number(3), 0));
    assert_eq!(contract.rule(10), Err(Error::InvalidParameter));
    assert_eq!(settings.deposit, number(5));
    let decay = weir_economics::Decay::from_half_life(100).unwrap();
    assert_eq!(settings.decay, number(decay.numerator()));
    let totals = contract.totals().unwrap();
    assert_eq!((totals.staked, totals.effectiveStake), (number(0), number(0)));
    assert_eq!((totals.effectiveSupply, totals.proposals), (number(ANSWER), 1));
    assert_eq!(totals.effectiveFunds, number(ANSWER));
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
        opposed: number(0),
        opposition: number(0),
        announced: 0,
    };
    assert_eq!(contract.proposalOf(2).0, Ok(expected));
    assert_eq!(contract.textOf(2), Ok(text("A well", "https://well")));
    assert_eq!(contract.textOf(1), Ok(text("Abstain", "")));
    assert_eq!(contract.thresholdOf(1), Ok(U256::MAX));
    assert!(contract.thresholdOf(2).is_ok_and(|threshold| threshold < U256::MAX));
    assert_eq!(contract.proposalOf(3).0, Err(Error::UnknownProposal));
}

#[ink::test]
fn stakes_and_their_end() {
    let (mut contract, alice) = proposed();
    test::set_value_transferred(number(5));
    let (nobody, title) = (Address::from([0; 20]), "Opinion".into());
    let id = contract.propose(0, nobody, number(0), 0, false, 900, title, "".into());
    assert_eq!(id, Ok(3));
    test::set_value_transferred(number(0));
    let moves = vec![
        Move { proposal: 2, amount: number(40_000), against: false },
        Move { proposal: 3, amount: number(7), against: true },
    ];
    contract.stake(moves.clone()).unwrap();
    assert_eq!(contract.stakesOf(alice), Ok(moves));
    assert_eq!(contract.announce(2), Err(Error::BelowThreshold));
    test::set_block_timestamp::<DefaultEnvironment>(NOW + 800);
    assert!(contract.proposalOf(2).0.is_ok_and(|proposal| proposal.conviction > number(400)));
    assert!(contract.proposalOf(3).0.is_ok_and(|proposal| proposal.opposition > number(7)));
    assert_eq!(contract.execute(2), Err(Error::NotAnnounced));
    contract.announce(2).unwrap();
    assert_eq!(contract.proposalOf(2).0.map(|proposal| proposal.announced), Ok(NOW + 800));
    let (from, until) = (NOW + 810, NOW + 810 + weir_economics::WEEK);
    assert_eq!(contract.noticeOf(2), Ok(Notice { from, until }));
    assert_eq!(contract.execute(2), Err(Error::TooEarly));
    assert_eq!(contract.reset(2), Err(Error::StillPasses));
    test::set_block_timestamp::<DefaultEnvironment>(NOW + 810);
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
    contract.stake(vec![Move { proposal: 2, amount: number(400), against: true }]).unwrap();
    contract.cancel(2).unwrap();
    let events = test::recorded_events();
    assert_eq!(events.len(), 4);
    // The strings are in the data, which ink! decodes as it declares the event.
    type Told = (u8, Address, U256, u64, bool, u64, U256, String, String);
    let told = <Told as SolDecode>::decode(&wrapped(&events[1].data)).unwrap();
    assert_eq!((told.0, told.2, told.5), (1, number(50), NOW + 900));
    assert_eq!((told.7.as_str(), told.8.as_str()), ("A well", "https://well"));
    type Staked = (U256, bool, U256, U256, U256, U256, U256);
    let told = <Staked as SolDecode>::decode(&events[2].data).unwrap();
    let [none, all] = [0, 400].map(number);
    assert_eq!(told, (all, true, none, none, all, none, all));
    let told = <(U256,) as SolDecode>::decode(&events[3].data).unwrap();
    assert_eq!(told, (number(400),));
    assert_eq!(events.iter().map(|event| event.topics.len()).collect::<Vec<_>>(), [3, 3, 3, 2]);
}

/// A tuple's encoding, as a value that stands where such tuples do.
fn wrapped(data: &[u8]) -> Vec<u8> {
    let mut offset = vec![0; 32];
    offset[31] = 32;
    offset.extend(data);
    offset
}
