//! What a curve may open with.

use weir_commons::{
    abi::{ZERO, low, topic, word},
    error::Error,
};
use weir_economics::MAX_AMOUNT;

use crate::ledger::{ALICE, BOB, Ledger, ONE, constructor};

/// What becomes of an opening.
fn open(shares: [u128; 3], supply: u128, reserve: u128) -> Option<Error> {
    Ledger::with(constructor("Weir", "WEIR", shares, supply), reserve).err()
}

#[test]
fn the_deployer_gets_the_supply_and_the_money_sent_is_the_reserve() {
    let ledger = Ledger::open();
    assert_eq!(ledger.state(), [1_000 * ONE, 100 * ONE, 0]);
    assert_eq!(ledger.balance(ALICE), 1_000 * ONE);
    assert_eq!(ledger.ask("totalSupply()", &[]), Ok(vec![1_000 * ONE]));
    assert_eq!(ledger.ask("parameters()", &[]), Ok(vec![200_000, 80_000, 50_000]));
    assert_eq!(ledger.ask("spotPrice()", &[]), Ok(vec![ONE / 2]));

    let transfer = topic("Transfer(address,address,uint256)");
    let open = topic("Open(address,uint256,uint256,uint256)");
    assert_eq!(ledger.events[0], (vec![transfer, ZERO, ALICE], vec![word(1_000 * ONE)]));
    assert_eq!(ledger.events[1].0, [open, ALICE]);
    assert_eq!(ledger.events[1].1, [1_000 * ONE, 100 * ONE, 0].map(word));
    assert_eq!(ledger.events.len(), 2);
}

#[test]
fn the_labels_are_those_of_the_deployment_up_to_their_longest() {
    let name = "A name that fills thirty-two byt";
    let data = constructor(name, "TWELVE-BYTES", [1, 0, 0], 1);
    let mut ledger = Ledger::with(data, 1).unwrap();
    for (signature, text) in [("name()", name), ("symbol()", "TWELVE-BYTES")] {
        let words = ledger.send(BOB, signature, &[]).unwrap();
        assert_eq!((low(&words[0]), low(&words[1])), (32, text.len() as u128));
        let bytes: Vec<u8> = words[2].iter().flat_map(|limb| limb.to_ne_bytes()).collect();
        assert_eq!(&bytes[..text.len()], text.as_bytes());
    }
    assert_eq!(ledger.ask("decimals()", &[]), Ok(vec![18]));
}

#[test]
fn a_label_that_is_too_long_is_refused() {
    let long = "A name that fills thirty-two byte";
    for (name, symbol) in [(long, "OK"), ("OK", "THIRTEEN-BYTE")] {
        let data = constructor(name, symbol, [1, 0, 0], 1);
        assert_eq!(Ledger::with(data, 1).err(), Some(Error::InvalidParameter));
    }
}

#[test]
fn parameters_out_of_their_range_are_refused() {
    let invalid = Some(Error::InvalidParameter);
    assert_eq!(open([0, 0, 0], 1, 1), invalid);
    assert_eq!(open([1_000_001, 0, 0], 1, 1), invalid);
    assert_eq!(open([1, 1_000_000, 0], 1, 1), invalid);
    assert_eq!(open([1, 0, 1_000_000], 1, 1), invalid);
    assert_eq!(open([1_000_000, 999_999, 999_999], 1, 1), None);
}

#[test]
fn supply_and_reserve_outside_the_curves_domain_are_refused() {
    let outside = Some(Error::OutOfDomain);
    assert_eq!(open([1, 0, 0], 0, 1), outside);
    assert_eq!(open([1, 0, 0], 1, 0), outside);
    assert_eq!(open([1, 0, 0], MAX_AMOUNT + 1, 1), outside);
    assert_eq!(open([1, 0, 0], 1, MAX_AMOUNT + 1), outside);
    assert_eq!(open([1, 0, 0], MAX_AMOUNT, MAX_AMOUNT), None);
}

#[test]
fn call_data_that_is_cut_short_opens_nothing() {
    let data = constructor("Weir", "WEIR", [1, 0, 0], 1);
    for len in [0, 4, 31, 32, 160] {
        assert!(Ledger::with(data[..len].to_vec(), 1).is_err(), "{len} bytes");
    }
    // Strings that point outside the call data.
    let mut wild = data;
    wild[30] = 0xff;
    assert_eq!(Ledger::with(wild, 1).err(), Some(Error::Malformed));
}

#[test]
fn nobody_opens_the_curve_again() {
    let mut ledger = Ledger::open();
    let data = constructor("Mine", "MINE", [1, 0, 0], 1);
    assert_eq!(ledger.call(BOB, 1, data), Err(Error::Malformed));
    assert_eq!(ledger.call(BOB, 1, vec![]), Err(Error::Malformed));
    assert_eq!(ledger.call(BOB, 0, vec![0; 4]), Err(Error::Malformed));
}
