//! What cannot move: staked tokens, tokens that vest, and both at once.

use weir_commons::{
    abi::{Word, ZERO, word},
    error::Error,
};

use crate::{
    actions::lock,
    ledger::{ALICE, BOB, CAROL, FOREVER, GOVERNOR, Ledger, ONE},
    setup::{DAY, Setup},
};

/// The half-life of the hatch in days, and its cliff.
const HALF_LIFE: u64 = 60;
const CLIFF: u64 = 90;

/// A Commons that was opened by a hatch, at time 0: Alice has 2000 tokens of it, which vest.
fn hatched() -> Ledger {
    let mut ledger = Setup::hatch().deploy().unwrap().governed();
    ledger.time = DAY;
    ledger.pay(ALICE, 1_000 * ONE, "contribute()", &[]).unwrap();
    ledger.send(BOB, "close()", &[]).unwrap();
    ledger
}

/// The same, days after the opening.
fn after(days: u64) -> Ledger {
    let mut ledger = hatched();
    ledger.time = DAY + days * DAY;
    ledger
}

/// What the governor is answered, of this supply with an empty funding pool.
fn answer(supply: u128) -> Result<Vec<Word>, Error> {
    Ok([supply, 0, 0, 200_000].map(word).to_vec())
}

/// What can move, as the Commons says it.
fn transferable(ledger: &Ledger, account: Word) -> u128 {
    ledger.ask("transferable(address)", &[account]).unwrap()[0]
}

/// A way to spend some of Alice's tokens.
type Way = fn(&mut Ledger, u128) -> Result<Vec<Word>, Error>;

/// All of them.
const WAYS: [Way; 4] = [
    |ledger, amount| ledger.send(ALICE, "transfer(address,uint256)", &[BOB, word(amount)]),
    |ledger, amount| {
        ledger.send(ALICE, "approve(address,uint256)", &[CAROL, word(amount)])?;
        let words = [ALICE, BOB, word(amount)];
        ledger.send(CAROL, "transferFrom(address,address,uint256)", &words)
    },
    |ledger, amount| {
        ledger.send(ALICE, "burn(uint256,uint32,bytes32)", &[word(amount), ZERO, ZERO])
    },
    |ledger, amount| {
        let words = [word(amount), ZERO, word(FOREVER)];
        ledger.send(ALICE, "redeem(uint256,uint256,uint64)", &words)
    },
];

/// Of Alice's tokens, `free` can be spent by each way, and not one more.
fn check(ledger: &Ledger, free: u128) {
    assert_eq!(transferable(ledger, ALICE), free);
    let balance = ledger.balance(ALICE);
    for (at, way) in WAYS.into_iter().enumerate() {
        let mut ledger = ledger.clone();
        if free < balance {
            assert_eq!(way(&mut ledger, free + 1), Err(Error::Locked), "way {at}");
        }
        let beyond = way(&mut ledger, balance + 1);
        assert_eq!(beyond, Err(Error::InsufficientBalance), "way {at}");
        if free > 0 {
            way(&mut ledger, free).unwrap();
            assert_eq!(ledger.balance(ALICE), balance - free, "way {at}");
            assert_eq!(transferable(&ledger, ALICE), 0, "way {at}");
        }
    }
}

#[test]
fn staked_tokens_cannot_be_spent_in_any_way() {
    let mut ledger = Ledger::open();
    for staked in [1, 300 * ONE, 999 * ONE] {
        assert_eq!(lock(&mut ledger, staked), answer(1_000 * ONE));
        assert_eq!(ledger.ask("stakedOf(address)", &[ALICE]), Ok(vec![staked]));
        assert_eq!(ledger.balance(ALICE), 1_000 * ONE);
        check(&ledger, 1_000 * ONE - staked);
    }
}

#[test]
fn what_comes_in_later_is_free() {
    let mut ledger = Ledger::open();
    lock(&mut ledger, 1_000 * ONE).unwrap();
    assert_eq!(transferable(&ledger, ALICE), 0);
    ledger.pay(ALICE, ONE, "mint(uint256,uint64)", &[ZERO, word(FOREVER)]).unwrap();
    let minted = ledger.balance(ALICE) - 1_000 * ONE;
    check(&ledger, minted);
    assert_eq!(ledger.ask("stakedOf(address)", &[ALICE]), Ok(vec![1_000 * ONE]));
}

#[test]
fn a_lower_stake_frees_the_rest() {
    let mut ledger = Ledger::open();
    lock(&mut ledger, 1_000 * ONE).unwrap();
    lock(&mut ledger, 400 * ONE).unwrap();
    check(&ledger, 600 * ONE);
    lock(&mut ledger, 0).unwrap();
    assert_eq!(transferable(&ledger, ALICE), 1_000 * ONE);
}

#[test]
fn no_more_is_staked_than_the_account_has() {
    let mut ledger = Ledger::open();
    for staked in [word(1_000 * ONE + 1), [0, 1, 0, 0], [u64::MAX; 4]] {
        let locked = ledger.send(GOVERNOR, "lock(address,uint256)", &[ALICE, staked]);
        // A word that is no address is none as the account's neighbour either.
        assert!(matches!(locked, Err(Error::InsufficientBalance | Error::Malformed)));
    }
    assert_eq!(ledger.ask("stakedOf(address)", &[ALICE]), Ok(vec![0]));
}

#[test]
fn the_governor_alone_locks() {
    let mut ledger = Ledger::open();
    for account in [ALICE, BOB] {
        let locked = ledger.send(account, "lock(address,uint256)", &[ALICE, word(ONE)]);
        assert_eq!(locked, Err(Error::Unauthorized));
    }
    // Without a governor, none does.
    let mut ledger = Ledger::with(Setup::curve().data(), ONE).unwrap();
    let locked = ledger.send(ALICE, "lock(address,uint256)", &[ALICE, word(ONE)]);
    assert_eq!(locked, Err(Error::Unauthorized));
}

#[test]
fn before_the_curve_opens_nothing_moves_and_nothing_is_staked() {
    let mut ledger = Setup::hatch().deploy().unwrap().governed();
    ledger.pay(ALICE, 50 * ONE, "contribute()", &[]).unwrap();
    let mut failed = ledger.clone();
    failed.time = 31 * DAY;
    failed.send(BOB, "close()", &[]).unwrap();
    for (mut ledger, phase) in [(ledger, 0), (failed, 2)] {
        assert_eq!(ledger.ask("phase()", &[]), Ok(vec![phase]));
        assert_eq!(transferable(&ledger, ALICE), 0);
        assert_eq!(lock(&mut ledger, ONE), Err(Error::NotOpen));
        assert_eq!(lock(&mut ledger, 0).is_ok(), phase == 2);
        for (at, way) in WAYS.into_iter().enumerate() {
            let spent = way(&mut ledger, ONE);
            let curve = at == 3;
            assert_eq!(spent, Err(if curve { Error::NotOpen } else { Error::Locked }));
        }
        for (signature, words) in
            [("mint(uint256,uint64)", vec![ZERO, word(FOREVER)]), ("donate()", vec![])]
        {
            assert_eq!(ledger.pay(BOB, ONE, signature, &words), Err(Error::NotOpen));
        }
        for signature in ["quoteMint(uint256)", "quoteRedeem(uint256)", "spotPrice()"] {
            assert_eq!(ledger.ask(signature, &[word(ONE)]), Err(Error::NotOpen), "{signature}");
        }
    }
}

#[test]
fn tokens_of_the_hatch_come_free_after_the_cliff_by_halves() {
    let all = 2_000 * ONE;
    for days in [0, 1, CLIFF - 1, CLIFF] {
        check(&after(days), 0);
    }
    check(&after(CLIFF + HALF_LIFE), all / 2);
    check(&after(CLIFF + 2 * HALF_LIFE), all * 3 / 4);
    let late = after(CLIFF + 200 * HALF_LIFE);
    let words = late.ask("vestingOf(address)", &[ALICE]).unwrap();
    assert_eq!(words, [1_000 * ONE, all, 0]);
    assert_eq!(transferable(&late, ALICE), all);
}

#[test]
fn tokens_that_vest_are_staked_and_only_the_larger_lock_counts() {
    let all = 2_000 * ONE;
    let mut ledger = after(CLIFF + HALF_LIFE);
    // Half of them vest.
    lock(&mut ledger, all / 4).unwrap();
    check(&ledger, all / 2);
    lock(&mut ledger, all / 2).unwrap();
    check(&ledger, all / 2);
    lock(&mut ledger, all / 2 + 1).unwrap();
    check(&ledger, all / 2 - 1);
    // The stake stays when the vesting is over.
    ledger.time += 200 * HALF_LIFE * DAY;
    check(&ledger, all / 2 - 1);
    // And vesting tokens can be staked from the first day on.
    let mut early = after(0);
    assert_eq!(lock(&mut early, all), Ok([all, 200 * ONE, 0, 200_000].map(word).to_vec()));
    assert_eq!(early.ask("stakedOf(address)", &[ALICE]), Ok(vec![all]));
    check(&early, 0);
}

#[test]
fn tokens_from_elsewhere_move_before_those_of_the_hatch() {
    let mut ledger = after(1);
    ledger.pay(ALICE, ONE, "mint(uint256,uint64)", &[ZERO, word(FOREVER)]).unwrap();
    check(&ledger, ledger.balance(ALICE) - 2_000 * ONE);
    // Who receives tokens of the hatch that came free can move them on at once.
    let mut later = after(CLIFF + HALF_LIFE);
    later.send(ALICE, "transfer(address,uint256)", &[BOB, word(ONE)]).unwrap();
    assert_eq!(transferable(&later, BOB), ONE);
}

#[test]
fn a_lock_keeps_the_balance_of_an_account_apart_from_its_marks() {
    let mut ledger = after(CLIFF + HALF_LIFE);
    lock(&mut ledger, 7).unwrap();
    ledger.send(ALICE, "transfer(address,uint256)", &[ALICE, word(ONE)]).unwrap();
    assert_eq!(ledger.balance(ALICE), 2_000 * ONE);
    assert_eq!(ledger.ask("stakedOf(address)", &[ALICE]), Ok(vec![7]));
    // The mark of tokens that vest is gone with the vesting, the rest is not.
    ledger.time += 200 * HALF_LIFE * DAY;
    ledger.send(ALICE, "transfer(address,uint256)", &[BOB, word(ONE)]).unwrap();
    assert_eq!(ledger.balance(ALICE), 1_999 * ONE);
    assert_eq!(ledger.ask("stakedOf(address)", &[ALICE]), Ok(vec![7]));
    check(&ledger, 1_999 * ONE - 7);
}
