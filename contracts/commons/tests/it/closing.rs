//! The wind-down: announced, taken back, carried out.

use weir_commons::{
    abi::{Word, ZERO, topic, word},
    error::Error,
};
use weir_economics::{sale_return, share_of};

use crate::{
    actions::{
        Chance, Request, TEN, check_money, closing, funded, grant, lock, mint, owed, phase, redeem,
        revoke, set_rule, staked, wind_down, withdraw,
    },
    ledger::{ALICE, BOB, CAROL, GOVERNOR, Ledger, ONE},
    setup::{DAY, Setup},
};

fn quote(ledger: &Ledger, amount: u128) -> Vec<u128> {
    ledger.ask("quoteRedeem(uint256)", &[word(amount)]).unwrap()
}

#[test]
fn the_governor_alone_announces_takes_back_and_winds_down() {
    let mut ledger = funded();
    for caller in [ALICE, BOB, CAROL] {
        for yes in [0, 1] {
            let refused = ledger.send(caller, "closing(bool)", &[word(yes)]);
            assert_eq!(refused, Err(Error::Unauthorized));
        }
        assert_eq!(ledger.send(caller, "windDown()", &[]), Err(Error::Unauthorized));
    }
    assert_eq!(ledger.send(GOVERNOR, "closing(bool)", &[word(2)]), Err(Error::Malformed));
}

#[test]
fn a_wind_down_is_announced_before_it_is_carried_out() {
    let mut ledger = funded();
    assert_eq!(ledger.send(GOVERNOR, "windDown()", &[]), Err(Error::NotOpen));
    assert_eq!(closing(&mut ledger, false), Err(Error::NotOpen));
    assert_eq!(closing(&mut ledger, true), Ok(vec![]));
    assert_eq!(*ledger.last_event(), (vec![topic("Closing(bool)")], vec![word(1)]));
    assert_eq!((phase(&ledger), ledger.state()), (3, [1_000 * ONE, 100 * ONE, 100 * ONE]));
    assert_eq!(closing(&mut ledger, true), Err(Error::NotOpen));
    assert_eq!(closing(&mut ledger, false), Ok(vec![]));
    assert_eq!(*ledger.last_event(), (vec![topic("Closing(bool)")], vec![ZERO]));
    assert_eq!(phase(&ledger), 1);

    wind_down(&mut ledger);
    let state = [1_000 * ONE, 200 * ONE, 0];
    let event = (vec![topic("WindDown(uint256,uint256,uint256)")], state.map(word).to_vec());
    assert_eq!(*ledger.last_event(), event);
    assert_eq!((phase(&ledger), ledger.state()), (4, state));
    // It is for good.
    for announced in [true, false] {
        assert_eq!(closing(&mut ledger, announced), Err(Error::NotOpen));
    }
    assert_eq!(ledger.send(GOVERNOR, "windDown()", &[]), Err(Error::NotOpen));
}

#[test]
fn nothing_is_wound_down_before_the_opening_or_after_a_failed_hatch() {
    let mut ledger = Setup::hatch().deploy().unwrap().governed();
    let mut failed = ledger.clone();
    failed.time = 31 * DAY;
    failed.send(BOB, "close()", &[]).unwrap();
    for ledger in [&mut ledger, &mut failed] {
        assert_eq!(closing(ledger, true), Err(Error::NotOpen));
        assert_eq!(closing(ledger, false), Err(Error::NotOpen));
        assert_eq!(ledger.send(GOVERNOR, "windDown()", &[]), Err(Error::NotOpen));
    }
}

#[test]
fn nothing_comes_in_or_is_granted_once_it_is_announced() {
    let mut ledger = funded();
    grant(&mut ledger, TEN).unwrap();
    closing(&mut ledger, true).unwrap();
    let mut closed = ledger.clone();
    closed.send(GOVERNOR, "windDown()", &[]).unwrap();
    for ledger in [&mut ledger, &mut closed] {
        let closed = Err(Error::NotOpen);
        assert_eq!(mint(ledger, BOB, ONE), closed);
        assert_eq!(ledger.pay(BOB, ONE, "donate()", &[]), closed);
        assert_eq!(grant(ledger, TEN), closed);
        assert_eq!(set_rule(ledger, 1, 70_000), closed);
        assert_eq!(ledger.send(GOVERNOR, "setGovernor(address)", &[BOB]), closed);
        assert_eq!(ledger.ask("quoteMint(uint256)", &[word(ONE)]), Err(Error::NotOpen));
        assert_eq!(ledger.ask("spotPrice()", &[]), Err(Error::NotOpen));
        // The governor is answered that nothing can be granted.
        assert_eq!(ledger.ask("governance(address)", &[BOB]).unwrap()[3], 0);
        assert_eq!(ledger.ask("limits()", &[]).unwrap()[0], 200_000);
        assert_eq!(ledger.pay(BOB, ONE, "contribute()", &[]), Err(Error::NotHatching));
        assert_eq!(ledger.send(BOB, "close()", &[]), Err(Error::NotHatching));
        assert_eq!(ledger.send(BOB, "refund()", &[]), Err(Error::NotRefunding));
        // What belongs to someone moves on.
        ledger.send(ALICE, "transfer(address,uint256)", &[BOB, word(ONE)]).unwrap();
        ledger.send(BOB, "burn(uint256,uint32,bytes32)", &[word(ONE), ZERO, ZERO]).unwrap();
        withdraw(ledger, 1, BOB).unwrap();
        check_money(ledger);
    }
    // What is owed cannot be taken back for those who redeem last; before, all share what returns.
    assert_eq!(revoke(&mut closed, 1), Err(Error::NotOpen));
    assert!(revoke(&mut ledger, 1).is_ok());
}

#[test]
fn from_the_announcement_on_tokens_are_redeemed_by_equal_share_without_a_tribute() {
    let mut ledger = funded();
    closing(&mut ledger, true).unwrap();
    assert_eq!(quote(&ledger, 10 * ONE), [ONE, 0]);
    assert_eq!(redeem(&mut ledger, ALICE, 10 * ONE), Ok(vec![word(ONE)]));
    assert_eq!(ledger.payments, [(ALICE, ONE)]);
    assert_eq!(ledger.state(), [990 * ONE, 99 * ONE, 100 * ONE]);
    let kind = topic("Redeem(address,uint256,uint256,uint256,uint256,uint256,uint256)");
    let (topics, data) = ledger.last_event();
    assert_eq!(*topics, [kind, ALICE]);
    assert_eq!(*data, [10 * ONE, 0, ONE, 990 * ONE, 99 * ONE, 100 * ONE].map(word));
    // Rounded down; what is worth less than a unit is refused.
    assert_eq!(redeem(&mut ledger, ALICE, 9), Err(Error::AmountTooSmall));
    assert_eq!(redeem(&mut ledger, ALICE, 19), Ok(vec![word(1)]));
    assert_eq!(redeem(&mut ledger, ALICE, 0), Err(Error::ZeroAmount));
    assert_eq!(redeem(&mut ledger, BOB, 1), Err(Error::InsufficientBalance));

    // With the funding pool in it, everyone's share grows.
    ledger.send(GOVERNOR, "windDown()", &[]).unwrap();
    let [supply, reserve, _] = ledger.state();
    let share = share_of(reserve, supply / 3, supply).unwrap();
    assert_eq!(quote(&ledger, supply / 3), [share, 0]);
    check_money(&ledger);
}

#[test]
fn an_announcement_that_is_taken_back_leaves_the_curve_as_it_was() {
    let mut ledger = funded();
    closing(&mut ledger, true).unwrap();
    redeem(&mut ledger, ALICE, 500 * ONE).unwrap();
    closing(&mut ledger, false).unwrap();
    assert_eq!(ledger.state(), [500 * ONE, 50 * ONE, 100 * ONE]);
    let gross = sale_return(500 * ONE, 50 * ONE, 200_000, 10 * ONE).unwrap();
    let tribute = gross.div_ceil(20);
    assert_eq!(quote(&ledger, 10 * ONE), [gross - tribute, tribute]);
    mint(&mut ledger, BOB, ONE).unwrap();
    assert!(grant(&mut ledger, TEN).is_ok());
    check_money(&ledger);
}

#[test]
fn stakes_rise_to_object_and_hold_tokens_until_it_is_carried_out() {
    let mut ledger = funded();
    lock(&mut ledger, 400 * ONE).unwrap();
    closing(&mut ledger, true).unwrap();
    let answer = [1_000 * ONE, 100 * ONE, 0, 0].map(word).to_vec();
    assert_eq!(lock(&mut ledger, 900 * ONE), Ok(answer));
    assert_eq!(redeem(&mut ledger, ALICE, 100 * ONE + 1), Err(Error::Locked));
    assert!(redeem(&mut ledger, ALICE, 100 * ONE).is_ok());
    lock(&mut ledger, 500 * ONE).unwrap();
    ledger.send(GOVERNOR, "windDown()", &[]).unwrap();
    assert_eq!(lock(&mut ledger, 500 * ONE + 1), Err(Error::NotOpen));
    // Staked tokens are redeemed, but not moved otherwise.
    let moved = ledger.send(ALICE, "transfer(address,uint256)", &[BOB, word(400 * ONE + 1)]);
    assert_eq!(moved, Err(Error::Locked));
    redeem(&mut ledger, ALICE, 800 * ONE).unwrap();
    assert_eq!((ledger.balance(ALICE), staked(&ledger, ALICE)), (100 * ONE, 500 * ONE));
    assert_eq!(ledger.ask("transferable(address)", &[ALICE]), Ok(vec![0]));
    // The governor lets go of the stake part by part, though there are fewer tokens.
    for staked in [500 * ONE, 300 * ONE, 0] {
        assert!(lock(&mut ledger, staked).is_ok());
    }
    assert_eq!(ledger.ask("transferable(address)", &[ALICE]), Ok(vec![100 * ONE]));
}

#[test]
fn tokens_that_vest_are_redeemed_once_it_is_carried_out() {
    let mut ledger = Setup::hatch().deploy().unwrap().governed();
    ledger.pay(ALICE, 600 * ONE, "contribute()", &[]).unwrap();
    ledger.pay(BOB, 400 * ONE, "contribute()", &[]).unwrap();
    ledger.send(BOB, "close()", &[]).unwrap();
    closing(&mut ledger, true).unwrap();
    assert_eq!(redeem(&mut ledger, ALICE, 1), Err(Error::Locked));
    ledger.send(GOVERNOR, "windDown()", &[]).unwrap();
    assert_eq!(redeem(&mut ledger, ALICE, 1_200 * ONE), Ok(vec![word(600 * ONE)]));
    assert_eq!(redeem(&mut ledger, ALICE, 1), Err(Error::InsufficientBalance));
    assert_eq!(redeem(&mut ledger, BOB, 800 * ONE), Ok(vec![word(400 * ONE)]));
    assert_eq!((ledger.state(), ledger.money), ([0, 0, 0], 0));
}

#[test]
fn the_last_token_is_redeemed_once_it_is_carried_out() {
    let mut ledger = funded();
    closing(&mut ledger, true).unwrap();
    assert_eq!(redeem(&mut ledger, ALICE, 1_000 * ONE), Err(Error::LastToken));
    redeem(&mut ledger, ALICE, 1_000 * ONE - 1).unwrap();
    // The curve could open again: something is left of all.
    assert_eq!(ledger.state(), [1, 1, 100 * ONE]);
    assert!(closing(&mut ledger.clone(), false).is_ok());
    ledger.send(GOVERNOR, "windDown()", &[]).unwrap();
    let burnt = ledger.send(ALICE, "burn(uint256,uint32,bytes32)", &[word(1), ZERO, ZERO]);
    assert_eq!(burnt, Err(Error::LastToken));
    assert_eq!(redeem(&mut ledger, ALICE, 1), Ok(vec![word(100 * ONE + 1)]));
    assert_eq!((ledger.state(), ledger.money), ([0, 0, 0], 0));
    assert_eq!(redeem(&mut ledger, ALICE, 0), Err(Error::ZeroAmount));
    assert_eq!(redeem(&mut ledger, ALICE, 1), Err(Error::InsufficientBalance));
    assert_eq!(ledger.send(BOB, "credit()", &[]), Err(Error::NotOpen));
}

#[test]
fn a_grant_in_tokens_is_paid_in_money_once_it_is_announced() {
    let mut ledger = funded();
    grant(&mut ledger, Request { as_tokens: true, days: 10, ..TEN }).unwrap();
    closing(&mut ledger, true).unwrap();
    ledger.time = DAY;
    // No minimum in tokens applies to money.
    let words = [word(1), CAROL, [u64::MAX; 4]];
    let paid = ledger.send(BOB, "withdraw(uint32,address,uint256)", &words);
    assert_eq!(paid, Ok(vec![word(ONE)]));
    assert_eq!(ledger.payments, [(CAROL, ONE)]);
    let [supply, reserve, funding] = ledger.state();
    assert_eq!([supply, reserve, funding], [1_000 * ONE, 100 * ONE, 90 * ONE]);
    let event = [CAROL, word(ONE), ZERO, word(supply), word(reserve), word(funding)];
    assert_eq!(ledger.last_event().1, event);
    // If that is taken back, in tokens again.
    let mut open = ledger.clone();
    closing(&mut open, false).unwrap();
    open.time = 2 * DAY;
    withdraw(&mut open, 1, CAROL).unwrap();
    assert!(open.balance(CAROL) > 0);

    ledger.send(GOVERNOR, "windDown()", &[]).unwrap();
    ledger.time = 10 * DAY;
    assert_eq!(withdraw(&mut ledger, 1, CAROL), Ok(vec![word(9 * ONE)]));
    assert_eq!((owed(&ledger), ledger.state()), (0, [1_000 * ONE, 190 * ONE, 0]));
    check_money(&ledger);
}

#[test]
fn a_share_of_more_than_the_curve_takes_is_exact() {
    let setup = Setup { supply: 3, shares: [1_000_000, 0, 0], ..Setup::curve() };
    let mut ledger = Ledger::with(setup.data(), 7).unwrap().governed();
    let much = 1 << 126;
    ledger.pay(BOB, much, "donate()", &[]).unwrap();
    wind_down(&mut ledger);
    let reserve = much + 7;
    assert_eq!(redeem(&mut ledger, ALICE, 2), Ok(vec![word(reserve * 2 / 3)]));
    assert_eq!(redeem(&mut ledger, ALICE, 1), Ok(vec![word(reserve - reserve * 2 / 3)]));
    assert_eq!(ledger.money, 0);
}

#[test]
fn a_pause_does_not_hold_a_wind_down() {
    let mut ledger = funded();
    ledger.send(CAROL, "pause(uint64)", &[word(DAY.into())]).unwrap();
    wind_down(&mut ledger);
    assert!(redeem(&mut ledger, ALICE, 1_000 * ONE).is_ok());
}

#[test]
fn everyone_gets_their_share_and_no_more_is_paid_than_there_is() {
    for run in 0..200 {
        let mut chance = Chance(run);
        let supply = 1 + chance.below([10, 1_000, ONE, 1 << 112][run as usize % 4]);
        let money = 1 + chance.below([1_000, ONE, 10, 1 << 112][run as usize / 4 % 4]);
        let setup = Setup { supply, ..Setup::curve() };
        let mut ledger = Ledger::with(setup.data(), money).unwrap().governed();
        // Alice shares her tokens with others.
        let holders: Vec<Word> = (1..=8).map(|at| word(0xdead_0000 + at)).collect();
        for holder in &holders {
            let part = word(chance.below(ledger.balance(ALICE) / 2 + 1));
            ledger.send(ALICE, "transfer(address,uint256)", &[*holder, part]).unwrap();
        }
        if chance.below(2) == 0 {
            ledger.pay(BOB, 1 + chance.below(ONE), "donate()", &[]).unwrap();
        }
        wind_down(&mut ledger);
        let [supply, reserve, _] = ledger.state();
        let mut paid = 0;
        let all = [&holders[..], &[ALICE]].concat();
        for (before, holder) in all.iter().enumerate() {
            let balance = ledger.balance(*holder);
            let share = share_of(reserve, balance, supply).unwrap();
            let got = match redeem(&mut ledger, *holder, balance) {
                Ok(words) => weir_commons::abi::low(&words[0]),
                Err(error) => {
                    let nothing = [Error::ZeroAmount, Error::AmountTooSmall];
                    assert!(nothing.contains(&error), "run {run}: {error:?}");
                    0
                }
            };
            // A unit that others lost to rounding at most for each of them.
            assert!(share <= got && got <= share + before as u128, "run {run}: {share} {got}");
            paid += got;
            assert!(paid <= reserve);
            check_money(&ledger);
        }
        let [left, rest, _] = ledger.state();
        assert_eq!((paid + rest, rest == 0), (reserve, left == 0), "run {run}");
    }
}

#[test]
fn in_many_pieces_a_share_is_never_more_than_in_one() {
    for run in 0..50 {
        let mut chance = Chance(run);
        let mut ledger =
            Ledger::with(Setup::curve().data(), 1 + chance.below(1 << 70)).unwrap().governed();
        ledger.send(ALICE, "transfer(address,uint256)", &[BOB, word(ONE)]).unwrap();
        wind_down(&mut ledger);
        let [supply, reserve, _] = ledger.state();
        let share = share_of(reserve, ONE, supply).unwrap();
        let (mut sum, mut pieces) = (0, 0);
        while ledger.balance(BOB) > 0 {
            let balance = ledger.balance(BOB);
            let piece = if pieces > 20 { balance } else { 1 + chance.below(balance) };
            pieces += 1;
            let Ok(words) = redeem(&mut ledger, BOB, piece) else {
                assert!(pieces < 100, "run {run}");
                if piece == balance {
                    break;
                }
                continue;
            };
            sum += weir_commons::abi::low(&words[0]);
        }
        assert!(sum <= share && share - sum <= pieces, "run {run}: {sum} {share} {pieces}");
    }
}
