//! Grants: limits, streams, withdrawals, revocations.

use weir_commons::{
    abi::{Word, ZERO, topic, word},
    error::Error,
};
use weir_economics::{MAX_AMOUNT, purchase_return};

use crate::{
    actions::{Request, STREAM, TEN, due, funded, grant, grant_of, owed, revoke, withdraw},
    ledger::{ALICE, BOB, CAROL, GOVERNOR, Ledger, ONE},
    setup::{DAY, Setup, YEAR},
};

#[test]
fn a_grant_takes_from_the_funding_pool_what_is_owed_from_then_on() {
    let mut ledger = funded();
    ledger.time = 5;
    assert_eq!(grant(&mut ledger, STREAM), Ok(vec![word(1)]));
    assert_eq!(ledger.state(), [1_000 * ONE, 100 * ONE, 90 * ONE]);
    assert_eq!((owed(&ledger), ledger.ask("grants()", &[])), (10 * ONE, Ok(vec![1])));
    let days = u128::from(10 * DAY);
    assert_eq!(grant_of(&ledger, 1), [10 * ONE, 0, 5, days, 0, 0, 7, 0]);
    assert_eq!(ledger.clone().send(ALICE, "grantOf(uint32)", &[word(1)]).unwrap()[0], BOB);

    let kind =
        topic("Grant(uint32,address,uint32,uint256,uint64,uint64,bool,uint256,uint256,uint256)");
    let (topics, data) = ledger.last_event();
    assert_eq!(*topics, [kind, word(1), BOB, word(7)]);
    assert_eq!(*data, [10 * ONE, 5, days, 0, 1_000 * ONE, 100 * ONE, 90 * ONE].map(word));
    // The money is still there.
    assert_eq!(ledger.money, 200 * ONE);
    let tokens = Request { to: CAROL, amount: 5 * ONE, as_tokens: true, ..TEN };
    assert_eq!(grant(&mut ledger, tokens), Ok(vec![word(2)]));
    assert_eq!(ledger.last_event().1[3], word(1));
    assert_eq!(grant_of(&ledger, 2)[4], 1);
}

#[test]
fn the_governor_alone_grants_and_revokes() {
    let mut ledger = funded();
    for caller in [ALICE, BOB, CAROL] {
        let words = [BOB, word(ONE), ZERO, ZERO, ZERO];
        let granted = ledger.send(caller, "grant(address,uint256,uint64,bool,uint32)", &words);
        assert_eq!(granted, Err(Error::Unauthorized));
    }
    grant(&mut ledger, STREAM).unwrap();
    for caller in [ALICE, BOB, CAROL] {
        let revoked = ledger.send(caller, "revoke(uint32,uint32)", &[word(1), ZERO]);
        assert_eq!(revoked, Err(Error::Unauthorized));
    }
}

#[test]
fn nothing_is_granted_before_the_curve_opens() {
    let mut ledger = Setup::hatch().deploy().unwrap().governed();
    assert_eq!(grant(&mut ledger, TEN), Err(Error::NotOpen));
}

#[test]
fn a_pause_stops_grants_but_neither_withdrawals_nor_revocations() {
    let mut ledger = funded();
    grant(&mut ledger, STREAM).unwrap();
    ledger.send(CAROL, "pause(uint64)", &[word((5 * DAY).into())]).unwrap();
    assert_eq!(grant(&mut ledger, Request { to: CAROL, ..TEN }), Err(Error::Paused));
    ledger.time = 5 * DAY - 1;
    assert!(withdraw(&mut ledger, 1, BOB).is_ok());
    assert!(revoke(&mut ledger, 1).is_ok());
    assert_eq!(grant(&mut ledger, Request { to: CAROL, ..TEN }), Err(Error::Paused));
    ledger.time = 5 * DAY;
    assert!(grant(&mut ledger, Request { to: CAROL, ..TEN }).is_ok());
}

#[test]
fn a_grant_needs_an_amount_a_beneficiary_and_an_end() {
    let mut ledger = funded();
    assert_eq!(grant(&mut ledger, Request { amount: 0, ..TEN }), Err(Error::ZeroAmount));
    assert_eq!(grant(&mut ledger, Request { to: ZERO, ..TEN }), Err(Error::InvalidRecipient));
    let mut ask = |duration: u128, as_tokens: u128, proposal: u128| {
        let words = [BOB, word(1), word(duration), word(as_tokens), word(proposal)];
        ledger.send(GOVERNOR, "grant(address,uint256,uint64,bool,uint32)", &words)
    };
    let ten = 10 * u128::from(YEAR);
    assert_eq!(ask(ten, 0, 0), Ok(vec![word(1)]));
    assert_eq!(ask(ten + 1, 0, 0), Err(Error::InvalidParameter));
    assert_eq!(ask(1 << 64, 0, 0), Err(Error::Malformed));
    assert_eq!(ask(0, 2, 0), Err(Error::Malformed));
    assert_eq!(ask(0, 0, 1 << 32), Err(Error::Malformed));
    let wide = grant(&mut ledger, Request { to: [0, 1, 0, 0], ..TEN });
    assert_eq!(wide, Err(Error::Malformed));
}

#[test]
fn a_grant_without_duration_is_due_at_once() {
    let mut ledger = funded();
    grant(&mut ledger, TEN).unwrap();
    assert_eq!(due(&ledger), 10 * ONE);
    assert_eq!(withdraw(&mut ledger, 1, CAROL), Ok(vec![word(10 * ONE)]));
    assert_eq!(ledger.payments, [(CAROL, 10 * ONE)]);
    assert_eq!(ledger.state(), [1_000 * ONE, 100 * ONE, 90 * ONE]);
    assert_eq!((owed(&ledger), ledger.money), (0, 190 * ONE));
    let kind = topic("Withdraw(uint32,address,address,uint256,uint256,uint256,uint256,uint256)");
    let (topics, data) = ledger.last_event();
    assert_eq!(*topics, [kind, word(1), BOB]);
    assert_eq!(data[0], CAROL);
    assert_eq!(data[1..], [10 * ONE, 0, 1_000 * ONE, 100 * ONE, 90 * ONE].map(word));
    assert_eq!(withdraw(&mut ledger, 1, BOB), Err(Error::NothingDue));
}

#[test]
fn a_stream_comes_due_second_by_second() {
    let mut ledger = funded();
    ledger.time = 100;
    grant(&mut ledger, STREAM).unwrap();
    assert_eq!(withdraw(&mut ledger, 1, BOB), Err(Error::NothingDue));
    ledger.time = 100 + DAY;
    assert_eq!(due(&ledger), ONE);
    withdraw(&mut ledger, 1, BOB).unwrap();
    assert_eq!(withdraw(&mut ledger, 1, BOB), Err(Error::NothingDue));
    ledger.time = 100 + 3 * DAY;
    assert_eq!(withdraw(&mut ledger, 1, BOB), Ok(vec![word(2 * ONE)]));
    assert_eq!(grant_of(&ledger, 1)[1], 3 * ONE);
    ledger.time = 100 + 100 * DAY;
    assert_eq!(withdraw(&mut ledger, 1, BOB), Ok(vec![word(7 * ONE)]));
    assert_eq!((owed(&ledger), withdraw(&mut ledger, 1, BOB)), (0, Err(Error::NothingDue)));
}

#[test]
fn many_withdrawals_take_as_much_as_one() {
    let mut ledger = funded();
    grant(&mut ledger, Request { amount: 10 * ONE + 7, days: 3, ..TEN }).unwrap();
    let mut sum = 0;
    for step in 1..=100 {
        ledger.time = step * 3 * DAY / 100 + step % 2;
        if withdraw(&mut ledger, 1, BOB).is_ok() {
            sum = ledger.payments.iter().map(|(_, amount)| amount).sum();
        }
    }
    assert_eq!((sum, owed(&ledger)), (10 * ONE + 7, 0));
}

#[test]
fn only_the_beneficiary_withdraws_and_to_an_account() {
    let mut ledger = funded();
    grant(&mut ledger, TEN).unwrap();
    for caller in [ALICE, CAROL, GOVERNOR] {
        let words = [word(1), caller, ZERO];
        let taken = ledger.send(caller, "withdraw(uint32,address,uint256)", &words);
        assert_eq!(taken, Err(Error::Unauthorized));
    }
    assert_eq!(withdraw(&mut ledger, 1, ZERO), Err(Error::InvalidRecipient));
    assert_eq!(withdraw(&mut ledger, 1, [0, 1, 0, 0]), Err(Error::Malformed));
    for id in [0, 2, u32::MAX.into()] {
        assert_eq!(withdraw(&mut ledger, id, BOB), Err(Error::UnknownGrant));
        assert_eq!(revoke(&mut ledger, id), Err(Error::UnknownGrant));
        let shown = ledger.ask("grantOf(uint32)", &[word(id)]);
        assert_eq!(shown, Err(Error::UnknownGrant));
    }
    assert_eq!(withdraw(&mut ledger, 1 << 32, BOB), Err(Error::Malformed));
}

#[test]
fn a_beneficiary_who_cannot_receive_hinders_no_other() {
    let mut ledger = funded();
    grant(&mut ledger, TEN).unwrap();
    ledger.closed = true;
    assert_eq!(withdraw(&mut ledger, 1, BOB), Err(Error::PaymentRefused));
    assert_eq!((due(&ledger), owed(&ledger)), (10 * ONE, 10 * ONE));
    // The governor goes on, and the beneficiary can name another account.
    assert!(grant(&mut ledger, Request { to: CAROL, amount: ONE, ..TEN }).is_ok());
    ledger.closed = false;
    assert!(withdraw(&mut ledger, 1, CAROL).is_ok());
}

#[test]
fn a_grant_in_tokens_is_minted_by_the_curve_without_a_tribute() {
    let mut ledger = funded();
    grant(&mut ledger, Request { as_tokens: true, ..TEN }).unwrap();
    let minted = purchase_return(1_000 * ONE, 100 * ONE, 200_000, 10 * ONE).unwrap();
    let take = |ledger: &mut Ledger, minimum: Word| {
        ledger.send(BOB, "withdraw(uint32,address,uint256)", &[word(1), CAROL, minimum])
    };
    for minimum in [word(minted + 1), [1, 0, 0, 0]] {
        assert_eq!(take(&mut ledger, minimum), Err(Error::BelowMinimum));
    }
    assert_eq!(take(&mut ledger, word(minted)), Ok(vec![word(minted)]));
    let state = [1_000 * ONE + minted, 110 * ONE, 90 * ONE];
    assert_eq!((ledger.state(), ledger.balance(CAROL)), (state, minted));
    assert_eq!((owed(&ledger), ledger.money), (0, 200 * ONE));
    assert_eq!(ledger.payments, []);

    let transfer = topic("Transfer(address,address,uint256)");
    let [.., first, second] = &ledger.events[..] else { panic!("two events") };
    assert_eq!(*first, (vec![transfer, ZERO, CAROL], vec![word(minted)]));
    assert_eq!(second.1[0], CAROL);
    let [supply, reserve, funding] = state;
    assert_eq!(second.1[1..], [10 * ONE, minted, supply, reserve, funding].map(word));
}

#[test]
fn a_grant_in_money_has_no_minimum_in_tokens() {
    let mut ledger = funded();
    grant(&mut ledger, TEN).unwrap();
    let words = [word(1), BOB, word(u128::MAX)];
    let taken = ledger.send(BOB, "withdraw(uint32,address,uint256)", &words);
    assert_eq!(taken, Ok(vec![word(10 * ONE)]));
}

#[test]
fn too_little_for_a_token_stays_due() {
    // A base unit of the token costs a thousand of the reserve.
    let setup = Setup { shares: [1_000_000, 0, 0], supply: 1_000, ..Setup::curve() };
    let mut ledger = Ledger::with(setup.data(), 1_000_000).unwrap().governed();
    ledger.pay(ALICE, 100_000, "donate()", &[]).unwrap();
    grant(&mut ledger, Request { amount: 5_000, days: 1, as_tokens: true, ..TEN }).unwrap();
    ledger.time = DAY / 10;
    assert_eq!(withdraw(&mut ledger, 1, BOB), Err(Error::AmountTooSmall));
    ledger.time = DAY;
    assert!(withdraw(&mut ledger, 1, BOB).is_ok());
}

#[test]
fn a_grant_in_tokens_cannot_leave_the_curves_domain() {
    let setup = Setup { shares: [1_000_000, 0, 0], supply: MAX_AMOUNT, ..Setup::curve() };
    let mut ledger = Ledger::with(setup.data(), MAX_AMOUNT).unwrap().governed();
    ledger.pay(ALICE, 100 * ONE, "donate()", &[]).unwrap();
    grant(&mut ledger, Request { as_tokens: true, ..TEN }).unwrap();
    assert_eq!(withdraw(&mut ledger, 1, BOB), Err(Error::OutOfDomain));
    assert_eq!(due(&ledger), 10 * ONE);
}

#[test]
fn what_is_not_due_returns_when_a_grant_is_revoked() {
    let mut ledger = funded();
    grant(&mut ledger, STREAM).unwrap();
    ledger.time = DAY;
    withdraw(&mut ledger, 1, BOB).unwrap();
    ledger.time = 4 * DAY;
    assert_eq!(revoke(&mut ledger, 1), Ok(vec![word(6 * ONE)]));
    assert_eq!(ledger.state(), [1_000 * ONE, 100 * ONE, 96 * ONE]);
    assert_eq!(owed(&ledger), 3 * ONE);
    let (topics, data) = ledger.last_event();
    let kind = topic("Revoke(uint32,uint32,uint256,uint256,uint256,uint256)");
    assert_eq!(*topics, [kind, word(1), word(8)]);
    assert_eq!(*data, [6 * ONE, 1_000 * ONE, 100 * ONE, 96 * ONE].map(word));
    let four = u128::from(4 * DAY);
    assert_eq!(grant_of(&ledger, 1), [4 * ONE, ONE, 0, four, 0, 1, 7, 3 * ONE]);

    assert_eq!(revoke(&mut ledger, 1), Err(Error::GrantRevoked));
    ledger.time = 20 * DAY;
    assert_eq!(due(&ledger), 3 * ONE);
    assert_eq!(withdraw(&mut ledger, 1, BOB), Ok(vec![word(3 * ONE)]));
    assert_eq!((owed(&ledger), ledger.money), (0, 196 * ONE));
    assert_eq!(withdraw(&mut ledger, 1, BOB), Err(Error::NothingDue));
}

#[test]
fn a_revocation_comes_too_early_or_too_late_without_harm() {
    let mut ledger = funded();
    grant(&mut ledger, STREAM).unwrap();
    assert_eq!(revoke(&mut ledger, 1), Ok(vec![word(10 * ONE)]));
    assert_eq!((due(&ledger), owed(&ledger)), (0, 0));
    assert_eq!(withdraw(&mut ledger, 1, BOB), Err(Error::NothingDue));

    grant(&mut ledger, Request { to: CAROL, ..TEN }).unwrap();
    assert_eq!(revoke(&mut ledger, 2), Ok(vec![ZERO]));
    assert_eq!(owed(&ledger), 10 * ONE);
    let words = [word(2), CAROL, ZERO];
    let taken = ledger.send(CAROL, "withdraw(uint32,address,uint256)", &words);
    assert_eq!(taken, Ok(vec![word(10 * ONE)]));
}

#[test]
fn money_in_is_money_accounted() {
    let mut ledger = funded();
    for step in 0..200_u64 {
        ledger.time += DAY / 3;
        let (days, as_tokens) = (step % 7, step % 3 == 0);
        let amount = u128::from(step + 1) * ONE / 500;
        let _ = grant(&mut ledger, Request { to: BOB, amount, days, as_tokens });
        let granted = ledger.ask("grants()", &[]).unwrap()[0];
        let _ = withdraw(&mut ledger, granted.max(3) - 2, BOB);
        if step % 5 == 0 {
            let _ = revoke(&mut ledger, granted);
        }
        let [_, reserve, funding] = ledger.state();
        assert_eq!(ledger.money, reserve + funding + owed(&ledger), "step {step}");
    }
    assert!(ledger.ask("grants()", &[]).unwrap()[0] > 50);
}
