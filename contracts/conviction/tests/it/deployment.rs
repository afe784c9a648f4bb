//! What a vote can be set up with.

use weir_conviction::{
    abi::{Word, ZERO, word},
    error::Error,
    settings::TEN_YEARS,
};
use weir_economics::Decay;

use crate::{
    commons::{COMMONS, Commons},
    ledger::{
        ALICE, DAY, HALF_LIFE, LONG_NOTICE, Ledger, NOTICE, ONE, bytes, place, settings, string,
    },
};

const INVALID: Option<Error> = Some(Error::InvalidParameter);

/// What becomes of a deployment with some words changed.
fn with_all(changes: &[(usize, Word)]) -> Option<Error> {
    let mut settings = settings();
    for (place, value) in changes {
        settings[*place] = *value;
    }
    Ledger::with(&settings).err()
}

/// What becomes of a deployment with one setting changed and its rule fixed.
fn with(place: usize, value: Word) -> Option<Error> {
    let mut changes = vec![(place, value)];
    let rules = [place::NOTICE, place::WEIGHT, place::MIN_STAKE, place::DEPOSIT, place::HALF_LIFE];
    if let Some(rule) = rules.iter().position(|rule| *rule == place) {
        changes.extend((0..3).map(|at| (place::BOUNDS + 3 * rule + at, ZERO)));
    }
    with_all(&changes)
}

#[test]
fn settings_are_those_of_the_deployment() {
    let mut ledger = Ledger::new();
    let decay = Decay::from_half_life(HALF_LIFE).unwrap().numerator();
    let expected = [
        [HALF_LIFE.into(), decay, 200_000],
        [2_500, 50_000, ONE],
        [(90 * DAY).into(), NOTICE.into(), LONG_NOTICE.into()],
    ];
    let answer = ledger.ask("settings()", &[]).unwrap();
    assert_eq!(answer[0], COMMONS);
    assert_eq!(
        answer[1..10],
        *expected.as_flattened().iter().copied().map(word).collect::<Vec<_>>()
    );
    assert_eq!(answer[10..], [250_000, 400_000].map(word));
    // The spending limit is the Commons'.
    ledger.commons.rules[2] = 210_000;
    assert_eq!(ledger.ask("settings()", &[]).unwrap()[3], word(210_000));
}

#[test]
fn the_abstain_signal_is_there_from_the_start() {
    let ledger = Ledger::new();
    let proposal = ledger.proposal(1);
    assert_eq!((proposal.author, proposal.kind, proposal.status), (ALICE, 0, 0));
    assert_eq!((proposal.expiry, proposal.deposit, proposal.staked), (u64::MAX, 0, 0));
    assert_eq!(ledger.totals(), [0, 0, 1_000 * ONE, 1, 100 * ONE]);

    let propose =
        "Propose(uint32,address,uint8,address,uint256,uint64,bool,uint64,uint256,string,string)";
    let mut data = [0, 0, 0, 0, 0, u64::MAX.into(), 0, 288, 352].map(word).to_vec();
    data.extend([string(b"Abstain"), string(b"")].concat());
    assert_eq!(ledger.told(propose), [(vec![word(1), ALICE], data)]);
    assert_eq!(ledger.events.len(), 1);
}

#[test]
fn settings_out_of_their_range_are_refused() {
    let long = word(TEN_YEARS.into());
    let longer = word(TEN_YEARS as u128 + 1);
    for (place, value, refusal) in [
        (place::COMMONS, ZERO, INVALID),
        (place::HALF_LIFE, ZERO, INVALID),
        (place::HALF_LIFE, word(1), None),
        (place::HALF_LIFE, long, None),
        (place::HALF_LIFE, longer, INVALID),
        (place::WEIGHT, ZERO, INVALID),
        (place::MIN_STAKE, ZERO, None),
        (place::MIN_STAKE, word(1_000_000), None),
        (place::MIN_STAKE, word(1_000_001), INVALID),
        (place::DEPOSIT, ZERO, None),
        (place::MAX_LIFETIME, ZERO, INVALID),
        (place::MAX_LIFETIME, long, None),
        (place::MAX_LIFETIME, longer, INVALID),
        (place::MAX_LIFETIME, word(LONG_NOTICE.into()), INVALID),
        (place::MAX_LIFETIME, word(LONG_NOTICE as u128 + 1), None),
        (place::NOTICE, ZERO, None),
        (place::NOTICE, word(LONG_NOTICE.into()), None),
        (place::NOTICE, word(LONG_NOTICE as u128 + 1), INVALID),
        (place::RULE_SHARE, ZERO, None),
        (place::RULE_SHARE, word(999_999), None),
        (place::RULE_SHARE, word(1_000_000), INVALID),
        (place::EXIT_SHARE, ZERO, None),
        (place::EXIT_SHARE, word(999_999), None),
        (place::EXIT_SHARE, word(1_000_000), INVALID),
    ] {
        assert_eq!(with(place, value), refusal, "{place} {value:?}");
    }
}

#[test]
fn bounds_hold_what_they_bound_and_stay_in_range() {
    let day = u128::from(DAY);
    // Of each rule: what it is, and what no bound may leave.
    let rules = [
        (day, 0, 7 * day),
        (2_500, 1, 1_000_000),
        (50_000, 0, 1_000_000),
        (ONE, 0, u128::MAX),
        (u128::from(HALF_LIFE), 1, TEN_YEARS.into()),
    ];
    for (rule, (value, lowest, highest)) in rules.into_iter().enumerate() {
        let bounds = |least: u128, most: u128, step: u128| {
            let at = place::BOUNDS + 3 * rule;
            with_all(&[(at, word(least)), (at + 1, word(most)), (at + 2, word(step))])
        };
        assert_eq!(bounds(lowest, highest, 1), None, "{rule}");
        assert_eq!(bounds(value, value, u128::MAX), None, "{rule}");
        assert_eq!(bounds(value + 1, highest, 1), INVALID, "{rule}");
        assert_eq!(bounds(lowest, value - 1, 1), INVALID, "{rule}");
        if lowest != 0 {
            assert_eq!(bounds(lowest - 1, highest, 1), INVALID, "{rule}");
        }
        if highest != u128::MAX {
            assert_eq!(bounds(lowest, highest + 1, 1), INVALID, "{rule}");
        }
        // Without a step they mean nothing.
        assert_eq!(bounds(0, 0, 0), None, "{rule}");
        assert_eq!(bounds(u128::MAX, 1, 0), None, "{rule}");
    }
    for at in place::BOUNDS..place::BOUNDS + 15 {
        assert_eq!(with_all(&[(at, [0, 1, 0, 0])]), Some(Error::OutOfDomain));
    }
}

#[test]
fn a_weight_that_lets_nothing_pass_is_refused() {
    // A request for nothing needs the share weight / limit^2 of all stakes: 0.04 / 0.2^2 = 1.
    assert_eq!(with(place::WEIGHT, word(39_999)), None);
    assert_eq!(with(place::WEIGHT, word(40_000)), INVALID);
    // The limit is the Commons'.
    let mut commons = Commons::default();
    commons.rules[2] = 50_000;
    let deploy = |commons: &Commons| {
        let ledger = Ledger { commons: commons.clone(), ..Ledger::default() };
        ledger.deploy(bytes(&settings()), 0).err()
    };
    assert_eq!(deploy(&commons), INVALID);
    commons.rules[2] = 50_001;
    assert_eq!(deploy(&commons), None);
    commons.rules[2] = 0;
    assert_eq!(deploy(&commons), INVALID);
}

#[test]
fn settings_that_are_wider_than_their_type_are_refused() {
    let wide = [0, 0, 0, 1_u64.to_be()];
    assert_eq!(with(place::DEPOSIT, wide), None);
    assert_eq!(with(place::COMMONS, [0, 1, 0, 0]), Some(Error::Malformed));
    for place in [place::HALF_LIFE, place::MAX_LIFETIME, place::NOTICE, place::LONG_NOTICE] {
        assert_eq!(with(place, word(1 << 64)), Some(Error::Malformed), "{place}");
    }
    for place in [place::WEIGHT, place::MIN_STAKE, place::RULE_SHARE, place::EXIT_SHARE] {
        assert_eq!(with(place, word(1 << 32)), Some(Error::Malformed), "{place}");
    }
    assert_eq!(with(place::DEPOSIT, [0, 1, 0, 0]), Some(Error::OutOfDomain));
}

#[test]
fn an_address_without_a_commons_is_refused() {
    let ledger = Ledger { deserted: true, ..Ledger::default() };
    assert_eq!(ledger.deploy(bytes(&settings()), 0).err(), INVALID);
}

#[test]
fn money_and_call_data_that_is_cut_short_deploy_nothing() {
    let data = bytes(&settings());
    assert_eq!(Ledger::default().deploy(data.clone(), 1).err(), Some(Error::Malformed));
    for len in [0, 4, 319, 799] {
        let cut = Ledger::default().deploy(data[..len].to_vec(), 0);
        assert_eq!(cut.err(), Some(Error::Malformed), "{len} bytes");
    }
}
