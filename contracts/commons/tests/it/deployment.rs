//! What a Commons may be set up with.

use weir_commons::{
    abi::{ZERO, low, selector, topic, word},
    error::Error,
};
use weir_economics::MAX_AMOUNT;

use crate::{
    ledger::{ALICE, BOB, CAROL, Ledger, ONE},
    setup::{Hatch, Setup, YEAR},
};

/// What becomes of an opening with this supply and reserve.
fn open(shares: [u128; 3], supply: u128, reserve: u128) -> Option<Error> {
    let setup = Setup { shares, supply, ..Setup::curve() };
    Ledger::with(setup.data(), reserve).err()
}

/// What becomes of a hatch with a change in its setup.
fn hatch(change: impl FnOnce(&mut Setup)) -> Option<Error> {
    let mut setup = Setup::hatch();
    change(&mut setup);
    setup.deploy().err()
}

const INVALID: Option<Error> = Some(Error::InvalidParameter);

#[test]
fn the_deployer_gets_the_supply_and_the_money_sent_is_the_reserve() {
    let ledger = Ledger::with(Setup::curve().data(), 100 * ONE).unwrap();
    assert_eq!(ledger.state(), [1_000 * ONE, 100 * ONE, 0]);
    assert_eq!(ledger.balance(ALICE), 1_000 * ONE);
    assert_eq!(ledger.ask("totalSupply()", &[]), Ok(vec![1_000 * ONE]));
    assert_eq!(ledger.ask("parameters()", &[]), Ok(vec![200_000, 80_000, 50_000]));
    assert_eq!(ledger.ask("spotPrice()", &[]), Ok(vec![ONE / 2]));
    assert_eq!(ledger.ask("phase()", &[]), Ok(vec![1]));
    assert_eq!(ledger.ask("hatch()", &[]), Ok(vec![0; 12]));

    let transfer = topic("Transfer(address,address,uint256)");
    let open = topic("Open(address,uint256,uint256,uint256)");
    let [_, first, second] = &ledger.events[..] else { panic!("{:?}", ledger.events) };
    assert_eq!(*first, (vec![transfer, ZERO, ALICE], vec![word(1_000 * ONE)]));
    assert_eq!(second.0, [open, ALICE]);
    assert_eq!(second.1, [1_000 * ONE, 100 * ONE, 0].map(word));
}

#[test]
fn the_deployer_owns_it_and_the_roles_are_emitted() {
    let ledger = Setup::hatch().guarded(BOB).deploy().unwrap();
    let roles = ledger.clone().send(CAROL, "roles()", &[]).unwrap();
    assert_eq!(roles, [ALICE, ZERO, ZERO, BOB, word(YEAR.into()), ZERO, ZERO]);
    let owner = topic("OwnershipTransferred(address,address)");
    let guardian = topic("Guardian(address,uint64)");
    let told = [(vec![owner, ZERO, ALICE], vec![]), (vec![guardian, BOB], vec![word(YEAR.into())])];
    assert_eq!(ledger.events, told);
}

#[test]
fn without_an_initial_supply_there_is_a_hatch() {
    let ledger = Setup::hatch().deploy().unwrap();
    assert_eq!(ledger.state(), [0, 0, 0]);
    assert_eq!(ledger.ask("phase()", &[]), Ok(vec![0]));
    let Hatch { minimum, maximum, deadline, price, tribute, cliff, half_life, .. } =
        Setup::hatch().hatch;
    let shown = [
        minimum,
        maximum,
        deadline,
        price,
        tribute,
        cliff,
        half_life,
        0,
        4_000_000,
        0,
        0,
        // Half a unit, times 0.8 / 0.2.
        2 * ONE,
    ];
    assert_eq!(ledger.ask("hatch()", &[]), Ok(shown.to_vec()));
    assert_eq!(ledger.ask("limits()", &[]), Ok(vec![200_000, 30 * 86_400, 0, 0]));
    assert_eq!(ledger.clone().send(BOB, "currency()", &[]), Ok(vec![ZERO]));
}

#[test]
fn the_labels_are_those_of_the_deployment_up_to_their_longest() {
    let labels = ["A name that fills thirty-two byt", "TWELVE-BYTES"];
    let mut ledger = Setup { labels, ..Setup::hatch() }.deploy().unwrap();
    for (signature, text) in [("name()", labels[0]), ("symbol()", labels[1])] {
        let words = ledger.send(BOB, signature, &[]).unwrap();
        assert_eq!((low(&words[0]), low(&words[1])), (32, text.len() as u128));
        let bytes: Vec<u8> = words[2].iter().flat_map(|limb| limb.to_ne_bytes()).collect();
        assert_eq!(&bytes[..text.len()], text.as_bytes());
    }
    assert_eq!(ledger.ask("decimals()", &[]), Ok(vec![18]));
}

#[test]
fn a_label_that_is_too_long_shows_nothing_or_hides_something_is_refused() {
    let long = "A name that fills thirty-two byte";
    for bad in ["", " ", "\u{200d}", "a\u{202e}b", "a\nb", "\u{200b}"] {
        for labels in [[bad, "OK"], ["OK", bad], [long, "OK"], ["OK", "THIRTEEN-BYTE"]] {
            assert_eq!(hatch(|setup| setup.labels = labels), Some(Error::InvalidText));
        }
    }
}

#[test]
fn what_follows_a_label_in_its_word_does_not_count() {
    let mut data = Setup::hatch().data();
    let name = data.len() - 96;
    assert_eq!(&data[name..name + 5], b"Weir\0");
    data[name + 4..name + 32].fill(0xff);
    let mut ledger = Ledger::with(data, 0).unwrap();
    let words = ledger.send(BOB, "name()", &[]).unwrap();
    assert_eq!(words[2].map(u64::from_be), [0x5765_6972_0000_0000, 0, 0, 0]);
}

#[test]
fn shares_out_of_their_range_are_refused() {
    assert_eq!(open([0, 0, 0], 1, 1), INVALID);
    assert_eq!(open([1_000_001, 0, 0], 1, 1), INVALID);
    assert_eq!(open([1, 1_000_000, 0], 1, 1), INVALID);
    assert_eq!(open([1, 0, 1_000_000], 1, 1), INVALID);
    assert_eq!(open([1_000_000, 999_999, 999_999], 1, 1), None);
}

#[test]
fn supply_and_reserve_outside_the_curves_domain_are_refused() {
    let outside = Some(Error::OutOfDomain);
    assert_eq!(open([1, 0, 0], 1, 0), outside);
    assert_eq!(open([1, 0, 0], MAX_AMOUNT + 1, 1), outside);
    assert_eq!(open([1, 0, 0], 1, MAX_AMOUNT + 1), outside);
    assert_eq!(open([1, 0, 0], MAX_AMOUNT, MAX_AMOUNT), None);
}

#[test]
fn an_initial_supply_leaves_no_room_for_a_hatch_or_another_currency() {
    let with = |change: fn(&mut Setup)| {
        let mut setup = Setup::curve();
        change(&mut setup);
        Ledger::with(setup.data(), ONE).err()
    };
    assert_eq!(with(|_| ()), None);
    assert_eq!(with(|setup| setup.hatch.minimum = 1), INVALID);
    assert_eq!(with(|setup| setup.hatch.max_jump = 1), INVALID);
    assert_eq!(with(|setup| setup.currency = CAROL), INVALID);
}

#[test]
fn a_hatch_begins_without_money() {
    assert_eq!(Ledger::with(Setup::hatch().data(), 1).err(), INVALID);
}

#[test]
fn minimum_maximum_and_price_are_in_their_ranges() {
    assert_eq!(hatch(|setup| setup.hatch.maximum = 100 * ONE), None);
    assert_eq!(hatch(|setup| setup.hatch.maximum = 100 * ONE - 1), INVALID);
    assert_eq!(hatch(|setup| setup.hatch.minimum = 0), INVALID);
    assert_eq!(hatch(|setup| setup.hatch.price = 0), INVALID);

    // The maximum itself, and the tokens it buys, are in the curve's domain.
    let at =
        |maximum, price| hatch(|setup| (setup.hatch.maximum, setup.hatch.price) = (maximum, price));
    assert_eq!(at(MAX_AMOUNT, ONE), None);
    assert_eq!(at(MAX_AMOUNT + 1, 2 * ONE), INVALID);
    assert_eq!(at(MAX_AMOUNT, ONE - 1), INVALID);
    assert_eq!(at(MAX_AMOUNT, 1), INVALID);

    // A price that no opening price can be computed from.
    let dearest = u128::MAX / 1_000_000;
    let at = |price| {
        hatch(|setup| {
            (setup.hatch.minimum, setup.hatch.maximum) = (MAX_AMOUNT, MAX_AMOUNT);
            setup.hatch.price = price;
        })
    };
    assert_eq!(at(dearest), None);
    assert_eq!(at(dearest + 1), INVALID);
}

#[test]
fn the_least_that_is_raised_gives_the_curve_a_supply_and_a_reserve() {
    let at = |minimum, price, tribute| {
        hatch(|setup| {
            (setup.hatch.minimum, setup.hatch.price) = (minimum, price);
            setup.hatch.tribute = tribute;
        })
    };
    // One base unit of the token costs seven of the currency.
    assert_eq!(at(7, 7 * ONE, 200_000), None);
    assert_eq!(at(6, 7 * ONE, 200_000), INVALID);
    // The tribute is rounded up: it takes the only unit.
    assert_eq!(at(2, ONE, 500_000), None);
    assert_eq!(at(1, ONE, 500_000), INVALID);
}

#[test]
fn the_deadline_is_in_the_future_and_within_a_year() {
    assert_eq!(hatch(|setup| setup.hatch.deadline = 0), INVALID);
    assert_eq!(hatch(|setup| setup.hatch.deadline = 1), None);
    assert_eq!(hatch(|setup| setup.hatch.deadline = YEAR.into()), None);
    assert_eq!(hatch(|setup| setup.hatch.deadline = u128::from(YEAR) + 1), INVALID);
}

#[test]
fn vesting_takes_ten_years_at_most_and_a_cliff_needs_a_half_life() {
    let ten = 10 * u128::from(YEAR);
    let at = |cliff, half_life| {
        hatch(|setup| (setup.hatch.cliff, setup.hatch.half_life) = (cliff, half_life))
    };
    assert_eq!(at(ten, ten), None);
    assert_eq!(at(ten + 1, ten), INVALID);
    assert_eq!(at(ten, ten + 1), INVALID);
    assert_eq!(at(0, 0), None);
    assert_eq!(at(0, 1), None);
    assert_eq!(at(1, 0), INVALID);
}

#[test]
fn the_opening_price_jumps_no_further_than_stated() {
    // 0.8 / 0.2
    assert_eq!(hatch(|setup| setup.hatch.max_jump = 4_000_000), None);
    assert_eq!(hatch(|setup| setup.hatch.max_jump = 3_999_999), INVALID);
    // A jump beyond 32 bits is more than anyone can state.
    let steep = |setup: &mut Setup| {
        (setup.shares[0], setup.hatch.max_jump) = (1, u32::MAX.into());
    };
    assert_eq!(hatch(steep), INVALID);
    assert_eq!(hatch(|setup| setup.hatch.tribute = 1_000_000), INVALID);
    assert_eq!(hatch(|setup| setup.hatch.tribute = 999_999), None);
}

#[test]
fn limits_on_grants_are_in_their_ranges() {
    assert_eq!(hatch(|setup| setup.spending_limit = 0), INVALID);
    assert_eq!(hatch(|setup| setup.spending_limit = 1_000_000), None);
    assert_eq!(hatch(|setup| setup.spending_limit = 1_000_001), INVALID);
    assert_eq!(hatch(|setup| setup.window = 0), INVALID);
    assert_eq!(hatch(|setup| setup.window = YEAR.into()), None);
    assert_eq!(hatch(|setup| setup.window = u128::from(YEAR) + 1), INVALID);
}

#[test]
fn bounds_hold_what_they_bound_and_stay_in_their_ranges() {
    let year = u128::from(YEAR);
    // The widest of each rule, as the setup has 8 %, 5 %, a fifth and 30 days.
    let widest = [[0, 999_999, 1], [0, 999_999, 1], [1, 1_000_000, 1], [1, year, 1]];
    assert_eq!(hatch(|setup| setup.bounds = widest), None);
    assert_eq!(hatch(|setup| setup.bounds[0] = [80_000, 80_000, u64::MAX.into()]), None);
    let present = [80_000, 50_000, 200_000, 30 * 86_400];
    for rule in 0..4 {
        let at = |bounds: [u128; 3]| hatch(|setup| setup.bounds[rule] = bounds);
        let [least, most, _] = widest[rule];
        assert_eq!(at([least, most + 1, 1]), INVALID, "{rule}");
        if rule >= 2 {
            assert_eq!(at([least - 1, most, 1]), INVALID, "{rule}");
        }
        assert_eq!(at([present[rule], present[rule], 1]), None, "{rule}");
        assert_eq!(at([present[rule] + 1, most, 1]), INVALID, "{rule}");
        assert_eq!(at([least, present[rule] - 1, 1]), INVALID, "{rule}");
        // Without a step, bounds bound nothing.
        assert_eq!(at([present[rule] + 1, most + 1, 0]), None, "{rule}");
        for place in 0..3 {
            let mut wide = [least, most, 1];
            wide[place] = 1 << 64;
            assert_eq!(at(wide), INVALID, "{rule}");
        }
    }
}

#[test]
fn a_guardians_end_is_a_time_that_a_pause_can_end_at() {
    let end = 1_u64 << 40;
    let at = |until: u64| {
        let setup = Setup { guardian: BOB, guardian_until: until.into(), ..Setup::curve() };
        let mut ledger = Ledger::default();
        ledger.time = end - 10;
        ledger.deploy(setup.data(), ONE).map(|()| ledger)
    };
    assert_eq!(at(end).err(), INVALID);
    let mut ledger = at(end - 1).unwrap();
    ledger.send(BOB, "pause(uint64)", &[word(100)]).unwrap();
    let governance = ledger.ask("governance(address)", &[ZERO]).unwrap();
    assert_eq!(governance[2..], [u128::from(end) - 1, 200_000]);
    assert_eq!(ledger.ask("phase()", &[]), Ok(vec![1]));
}

#[test]
fn a_guardian_has_an_end_and_an_end_has_a_guardian() {
    let at =
        |guardian, until| hatch(|setup| (setup.guardian, setup.guardian_until) = (guardian, until));
    assert_eq!(at(ZERO, 0), None);
    assert_eq!(at(ZERO, 1), INVALID);
    assert_eq!(at(BOB, 0), INVALID);
    assert_eq!(at(BOB, 1), None);
    assert_eq!(at(BOB, 4 * u128::from(YEAR)), None);
    assert_eq!(at(BOB, 4 * u128::from(YEAR) + 1), INVALID);
}

#[test]
fn a_currency_must_answer() {
    // There is no contract at this address.
    assert_eq!(hatch(|setup| setup.currency = CAROL), Some(Error::CurrencyRefused));
}

#[test]
fn words_that_are_no_addresses_or_too_large_are_refused() {
    let malformed = Some(Error::Malformed);
    let wide = [0, 1, 0, 0];
    assert_eq!(hatch(|setup| setup.currency = wide), malformed);
    assert_eq!(hatch(|setup| (setup.guardian, setup.guardian_until) = (wide, 1)), malformed);
    assert_eq!(hatch(|setup| setup.shares[0] = 1 << 32), malformed);
    assert_eq!(hatch(|setup| setup.hatch.allowlist = 2), malformed);
    assert_eq!(hatch(|setup| setup.hatch.deadline = 1 << 64), malformed);
    assert_eq!(hatch(|setup| setup.spending_limit = 1 << 32), malformed);
}

#[test]
fn call_data_that_is_cut_short_sets_nothing_up() {
    let data = Setup::hatch().data();
    for len in 0..data.len() - 28 {
        assert!(Ledger::with(data[..len].to_vec(), 0).is_err(), "{len} bytes");
    }
    // Strings that point outside the call data.
    let mut wild = data;
    wild[29] = 0xff;
    assert_eq!(Ledger::with(wild, 0).err(), Some(Error::Malformed));
}

#[test]
fn it_is_set_up_once() {
    for mut ledger in [Ledger::open(), Setup::hatch().deploy().unwrap()] {
        let data = Setup { shares: [1, 0, 0], ..Setup::hatch() }.data();
        assert_eq!(ledger.call(BOB, 0, data), Err(Error::Malformed));
        assert_eq!(ledger.call(BOB, 1, vec![]), Err(Error::Malformed));
        assert_eq!(ledger.call(BOB, 0, vec![0; 4]), Err(Error::Malformed));
        // Nor by a message of that selector.
        assert_ne!(selector("new()"), 0);
    }
}
