//! Grants that were not claimed in time.

use weir_commons::{
    abi::{topic, word},
    error::Error,
};
use weir_economics::CLAIM_PERIOD;

use crate::{
    actions::{
        Request, STREAM, TEN, check_money, funded, grant, grant_of, lapse, owed, revoke, wind_down,
        withdraw,
    },
    ledger::{ALICE, BOB, ONE},
    setup::DAY,
};

#[test]
fn what_was_not_claimed_within_a_year_returns() {
    let mut ledger = funded();
    ledger.time = 7;
    grant(&mut ledger, STREAM).unwrap();
    ledger.time += 4 * DAY;
    withdraw(&mut ledger, 1, BOB).unwrap();
    let end = 7 + 10 * DAY + CLAIM_PERIOD;
    for time in [ledger.time, end - CLAIM_PERIOD, end - 1] {
        ledger.time = time;
        assert_eq!(lapse(&mut ledger, 1), Err(Error::NotLapsed), "{time}");
    }
    ledger.time = end;
    assert_eq!(lapse(&mut ledger, 1), Ok(vec![word(6 * ONE)]));
    assert_eq!((ledger.state(), owed(&ledger)), ([1_000 * ONE, 100 * ONE, 96 * ONE], 0));
    check_money(&ledger);
    let kind = topic("Lapse(uint32,uint256,uint256,uint256,uint256)");
    let (topics, data) = ledger.last_event();
    assert_eq!(*topics, [kind, word(1)]);
    assert_eq!(*data, [6 * ONE, 1_000 * ONE, 100 * ONE, 96 * ONE].map(word));
    // It is granted no longer, and once.
    assert_eq!(grant_of(&ledger, 1), [4 * ONE, 4 * ONE, 7, (10 * DAY).into(), 0, 0, 7, 0]);
    assert_eq!(lapse(&mut ledger, 1), Err(Error::NothingDue));
    assert_eq!(withdraw(&mut ledger, 1, BOB), Err(Error::NothingDue));
}

#[test]
fn a_grant_is_claimed_until_it_lapses() {
    let mut ledger = funded();
    grant(&mut ledger, TEN).unwrap();
    ledger.time = 2 * CLAIM_PERIOD;
    assert!(withdraw(&mut ledger, 1, BOB).is_ok());
    assert_eq!(lapse(&mut ledger, 1), Err(Error::NothingDue));
    for id in [0, 2, u32::MAX.into()] {
        assert_eq!(lapse(&mut ledger, id), Err(Error::UnknownGrant));
    }
    assert_eq!(lapse(&mut ledger, 1 << 32), Err(Error::Malformed));
}

#[test]
fn a_revoked_grant_lapses_a_year_after_its_end() {
    let mut ledger = funded();
    grant(&mut ledger, STREAM).unwrap();
    ledger.time = 3 * DAY;
    revoke(&mut ledger, 1).unwrap();
    ledger.time = 3 * DAY + CLAIM_PERIOD - 1;
    assert_eq!(lapse(&mut ledger, 1), Err(Error::NotLapsed));
    ledger.time += 1;
    assert_eq!(lapse(&mut ledger, 1), Ok(vec![word(3 * ONE)]));
    assert_eq!((ledger.state()[2], owed(&ledger)), (100 * ONE, 0));
    // And one that has lapsed is revoked without effect.
    grant(&mut ledger, TEN).unwrap();
    ledger.time += CLAIM_PERIOD;
    lapse(&mut ledger, 2).unwrap();
    assert_eq!(revoke(&mut ledger, 2), Ok(vec![word(0)]));
    assert_eq!((ledger.state()[2], owed(&ledger)), (100 * ONE, 0));
}

#[test]
fn a_grant_in_tokens_and_one_of_ten_years_lapse_too() {
    let mut ledger = funded();
    grant(&mut ledger, Request { as_tokens: true, ..TEN }).unwrap();
    grant(&mut ledger, Request { to: ALICE, amount: ONE, days: 3_650, ..TEN }).unwrap();
    ledger.time = CLAIM_PERIOD;
    assert_eq!(lapse(&mut ledger, 1), Ok(vec![word(10 * ONE)]));
    assert_eq!(lapse(&mut ledger, 2), Err(Error::NotLapsed));
    ledger.time = 3_650 * DAY + CLAIM_PERIOD;
    assert_eq!(lapse(&mut ledger, 2), Ok(vec![word(ONE)]));
    assert_eq!(ledger.state(), [1_000 * ONE, 100 * ONE, 100 * ONE]);
}

#[test]
fn in_a_commons_that_is_wound_down_it_returns_to_the_reserve() {
    let mut ledger = funded();
    grant(&mut ledger, TEN).unwrap();
    grant(&mut ledger, Request { amount: 5 * ONE, days: 10, ..TEN }).unwrap();
    wind_down(&mut ledger);
    assert_eq!(ledger.state(), [1_000 * ONE, 185 * ONE, 0]);
    assert_eq!(revoke(&mut ledger, 2), Err(Error::NotOpen));
    ledger.time = CLAIM_PERIOD;
    lapse(&mut ledger, 1).unwrap();
    assert_eq!(ledger.state(), [1_000 * ONE, 195 * ONE, 0]);
    ledger.time = 10 * DAY + CLAIM_PERIOD;
    lapse(&mut ledger, 2).unwrap();
    assert_eq!(ledger.state(), [1_000 * ONE, 200 * ONE, 0]);
    check_money(&ledger);
}
