//! What a vote can be set up with.

use weir_conviction::{
    abi::{Word, ZERO, word},
    error::Error,
    settings::TEN_YEARS,
};
use weir_economics::Decay;

use crate::{
    commons::COMMONS,
    ledger::{ALICE, DAY, HALF_LIFE, Ledger, ONE, bytes, settings, string},
};

/// What becomes of a deployment with one setting changed.
fn with(place: usize, value: Word) -> Option<Error> {
    let mut settings = settings();
    settings[place] = value;
    Ledger::with(&settings).err()
}

#[test]
fn settings_are_those_of_the_deployment() {
    let ledger = Ledger::new();
    let decay = Decay::from_half_life(HALF_LIFE).unwrap().numerator();
    let answer = ledger.ask("settings()", &[]).unwrap();
    let expected = [HALF_LIFE.into(), decay, 200_000, 2_500, 50_000, ONE, (90 * DAY).into()];
    assert_eq!(answer[0], COMMONS);
    assert_eq!(answer[1..], expected.map(word));
}

#[test]
fn the_abstain_signal_is_there_from_the_start() {
    let ledger = Ledger::new();
    let proposal = ledger.proposal(1);
    assert_eq!((proposal.author, proposal.kind, proposal.status), (ALICE, 0, 0));
    assert_eq!((proposal.expiry, proposal.deposit, proposal.staked), (u64::MAX, 0, 0));
    assert_eq!(ledger.totals(), [0, 0, 1_000 * ONE, 1]);

    let propose =
        "Propose(uint32,address,uint8,address,uint256,uint64,bool,uint64,uint256,string,string)";
    let mut data = [0, 0, 0, 0, 0, u64::MAX.into(), 0, 288, 352].map(word).to_vec();
    data.extend([string(b"Abstain"), string(b"")].concat());
    assert_eq!(ledger.told(propose), [(vec![word(1), ALICE], data)]);
    assert_eq!(ledger.events.len(), 1);
}

#[test]
fn settings_out_of_their_range_are_refused() {
    let invalid = Some(Error::InvalidParameter);
    assert_eq!(with(0, ZERO), invalid);
    for seconds in [1, 5] {
        assert_eq!(with(seconds, word(0)), if seconds == 1 { invalid } else { None });
    }
    assert_eq!(with(1, word(TEN_YEARS.into())), None);
    assert_eq!(with(1, word(1)), None);
    assert_eq!(with(1, word(TEN_YEARS as u128 + 1)), invalid);
    assert_eq!(with(2, word(1_000_000)), None);
    assert_eq!(with(2, word(1_000_001)), invalid);
    assert_eq!(with(3, word(0)), invalid);
    assert_eq!(with(4, word(0)), None);
    assert_eq!(with(4, word(1_000_000)), None);
    assert_eq!(with(4, word(1_000_001)), invalid);
    assert_eq!(with(6, word(0)), invalid);
    assert_eq!(with(6, word(TEN_YEARS.into())), None);
    assert_eq!(with(6, word(TEN_YEARS as u128 + 1)), invalid);
}

#[test]
fn a_weight_that_lets_nothing_pass_is_refused() {
    // A request for nothing needs the share weight / limit^2 of all stakes: 0.04 / 0.2^2 = 1.
    assert_eq!(with(3, word(39_999)), None);
    assert_eq!(with(3, word(40_000)), Some(Error::InvalidParameter));
    assert_eq!(with(2, word(0)), Some(Error::InvalidParameter));
}

#[test]
fn settings_that_are_wider_than_their_type_are_refused() {
    let wide = [0, 0, 0, 1_u64.to_be()];
    assert_eq!(with(5, wide), None);
    for (place, value) in [
        (0, [0, 1, 0, 0]),
        (1, word(1 << 64)),
        (2, word(1 << 32)),
        (3, word(1 << 32)),
        (4, word(1 << 32)),
        (6, word(1 << 64)),
    ] {
        assert_eq!(with(place, value), Some(Error::Malformed), "{place}");
    }
    assert_eq!(with(5, [0, 1, 0, 0]), Some(Error::OutOfDomain));
}

#[test]
fn an_address_without_a_commons_is_refused() {
    let ledger = Ledger { deserted: true, ..Ledger::default() };
    assert_eq!(ledger.deploy(bytes(&settings()), 0).err(), Some(Error::InvalidParameter));
}

#[test]
fn money_and_call_data_that_is_cut_short_deploy_nothing() {
    let data = bytes(&settings());
    assert_eq!(Ledger::default().deploy(data.clone(), 1).err(), Some(Error::Malformed));
    for len in [0, 4, 223] {
        let cut = Ledger::default().deploy(data[..len].to_vec(), 0);
        assert_eq!(cut.err(), Some(Error::Malformed), "{len} bytes");
    }
}
