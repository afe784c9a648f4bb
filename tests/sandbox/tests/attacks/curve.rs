//! Attacks 9, 10 and 12: on trades.

use std::cmp::Ordering;
use weir_sandbox::{
    abi::Commons as Interface,
    commons::{Commons, Hatch, State, FOREVER},
    oracle,
    scene::{assert_refused, governed, hatching, one, open, opened, whole, GOVERNOR},
    world::{address, GENESIS_TIME},
    Account, Opening, World, U256,
};

fn mint(min_tokens: U256, deadline: u64) -> Interface::mintCall {
    Interface::mintCall { minTokens: min_tokens, deadline }
}

#[test]
fn attack_09_mint_and_redeem_in_a_sandwich() {
    let (mut world, commons) = opened();
    let (deposit, amount) = (whole(10), whole(10));
    let seen = commons.ask(&mut world, Interface::quoteMintCall { deposit }).minted;
    let worth = commons.ask(&mut world, Interface::quoteRedeemCall { amount }).returned;
    // A bot trades in front of both.
    let bought = commons.mint(&mut world, Account::Eve, whole(50)).unwrap().value;
    assert_refused(&mut world, Interface::BelowMinimum {}, |world| {
        commons.send(world, Account::Bob, deposit, mint(seen, FOREVER))
    });
    commons.redeem(&mut world, Account::Eve, bought).unwrap();
    commons.redeem(&mut world, Account::Alice, whole(500)).unwrap();
    assert_refused(&mut world, Interface::BelowMinimum {}, |world| {
        let call = Interface::redeemCall { amount, minReturn: worth, deadline: FOREVER };
        commons.call(world, Account::Alice, call)
    });
}

#[test]
fn attack_09_trade_held_back_until_it_hurts() {
    let (mut world, commons) = opened();
    world.advance_time(1);
    assert_refused(&mut world, Interface::DeadlinePassed {}, |world| {
        commons.send(world, Account::Bob, whole(1), mint(U256::ZERO, GENESIS_TIME))
    });
    assert_refused(&mut world, Interface::DeadlinePassed {}, |world| {
        let call = Interface::redeemCall {
            amount: whole(1),
            minReturn: U256::ZERO,
            deadline: GENESIS_TIME,
        };
        commons.call(world, Account::Alice, call)
    });
}

#[test]
fn attack_09_grant_in_tokens_in_a_sandwich() {
    let (mut world, commons) = governed();
    let grant = Interface::grantCall {
        beneficiary: address(Account::Eve),
        amount: whole(10),
        duration: 0,
        asTokens: true,
        proposal: 1,
    };
    commons.call(&mut world, GOVERNOR, grant).unwrap();
    let withdraw = |minimum| Interface::withdrawCall {
        grantId: 1,
        to: address(Account::Eve),
        minTokens: minimum,
    };
    commons.mint(&mut world, Account::Bob, whole(500)).unwrap();
    assert_refused(&mut world, Interface::BelowMinimum {}, |world| {
        commons.call(world, Account::Eve, withdraw(whole(19)))
    });
}

#[test]
fn attack_10_deposit_that_mints_zero_and_dust_that_pays_one() {
    // A base unit of token is worth more than a DOT: a million base units of money buy none.
    let dear = Opening {
        supply: U256::from(1_000),
        reserve: whole(1_000),
        entry_tribute: 0,
        ..Opening::default()
    };
    let (mut world, commons) = open(&dear);
    assert_refused(&mut world, Interface::AmountTooSmall {}, |world| {
        commons.mint(world, Account::Bob, U256::from(1_000_000))
    });
    // And the other way round: a millionth of a token is worth less than a base unit.
    let cheap = Opening {
        supply: whole(1_000_000),
        reserve: U256::from(1_000),
        exit_tribute: 0,
        ..Opening::default()
    };
    let (mut world, commons) = open(&cheap);
    assert_refused(&mut world, Interface::AmountTooSmall {}, |world| {
        commons.redeem(world, Account::Alice, whole(1) / U256::from(1_000_000))
    });
    // Nor does a hatch sell for nothing or take for nothing.
    let (mut world, commons) = hatching(Hatch { price: whole(2), ..Hatch::usual() });
    assert_refused(&mut world, Interface::AmountTooSmall {}, |world| {
        commons.contribute(world, Account::Bob, one())
    });
}

#[test]
fn attack_10_tribute_that_rounds_to_zero() {
    let (mut world, commons) = open(&Opening { reserve_ratio: 1_000_000, ..Opening::default() });
    // The tribute of so little would be a fraction of a unit: it takes all, or a unit.
    assert_refused(&mut world, Interface::AmountTooSmall {}, |world| {
        commons.mint(world, Account::Bob, one())
    });
    for deposit in 2..14_u8 {
        let before = commons.state(&mut world).funding;
        commons.mint(&mut world, Account::Bob, U256::from(deposit)).unwrap();
        let tribute = commons.state(&mut world).funding - before;
        assert_eq!(tribute, U256::from((u32::from(deposit) * 8).div_ceil(100)), "{deposit}");
    }
    for amount in [30_u8, 50, 120] {
        let before = commons.state(&mut world);
        let paid = commons.redeem(&mut world, Account::Alice, U256::from(amount)).unwrap().value;
        let after = commons.state(&mut world);
        let (gross, tribute) = (before.reserve - after.reserve, after.funding - before.funding);
        assert_eq!(gross, paid + tribute);
        assert!(tribute * U256::from(20) >= gross && !tribute.is_zero());
    }
    // Of a hatch too.
    let hatch =
        Hatch { tribute: 1, minimum: U256::from(100), max_jump: u32::MAX, ..Hatch::usual() };
    let (mut world, commons) = hatching(hatch);
    commons.contribute(&mut world, Account::Bob, U256::from(1_001)).unwrap();
    world.set_time(Hatch::usual().deadline + 1);
    commons.call(&mut world, Account::Bob, Interface::closeCall {}).unwrap();
    assert_eq!(commons.state(&mut world).funding, one());
}

/// Trades, judged by the exact curve: none may move it in the trader's favour.
struct Judge {
    world: World,
    commons: Commons,
    ratio: u32,
    before: State,
}

impl Judge {
    fn new(opening: &Opening) -> Self {
        let (mut world, commons) = open(opening);
        let before = commons.state(&mut world);
        Self { world, commons, ratio: opening.reserve_ratio, before }
    }

    #[track_caller]
    fn judge(&mut self) {
        let after = self.commons.state(&mut self.world);
        let before = std::mem::replace(&mut self.before, after);
        let moved = oracle::compare_invariant(
            self.ratio,
            (before.supply, before.reserve),
            (after.supply, after.reserve),
        );
        assert_ne!(moved, Ordering::Greater, "{before:?} -> {after:?} favours the trader");
    }

    fn mint(&mut self, deposit: U256) -> U256 {
        let minted = self.commons.mint(&mut self.world, Account::Bob, deposit).unwrap().value;
        self.judge();
        minted
    }

    fn redeem(&mut self, amount: U256) -> U256 {
        let paid = self.commons.redeem(&mut self.world, Account::Bob, amount).unwrap().value;
        self.judge();
        paid
    }
}

#[test]
fn attack_12_loops_that_gain_from_rounding() {
    // Without tributes, and with units so coarse that every rounding could be felt.
    for (supply, reserve) in [(whole(1_000), whole(100)), (U256::from(100_003), U256::from(7_919))]
    {
        for reserve_ratio in [100_000, 333_333, 500_000, 1_000_000] {
            let opening = Opening {
                reserve_ratio,
                entry_tribute: 0,
                exit_tribute: 0,
                supply,
                reserve,
                ..Opening::default()
            };
            let mut judge = Judge::new(&opening);
            let (mut spent, mut earned) = (U256::ZERO, U256::ZERO);
            for round in 1..=12_u64 {
                let deposit = reserve * U256::from(round * 37) / U256::from(100);
                let minted = judge.mint(deposit);
                spent += deposit;
                // Back in one piece, or in several.
                let parts = U256::from(1 + round % 4);
                let mut left = minted;
                for part in 1..=parts.to::<u64>() {
                    let amount = if U256::from(part) == parts { left } else { minted / parts };
                    earned += judge.redeem(amount);
                    left -= amount;
                }
                assert!(earned <= spent, "{spent} became {earned}");
            }
        }
    }
}

#[test]
fn attack_12_one_trade_split_in_many() {
    for reserve_ratio in [100_000, 333_333, 1_000_000] {
        let opening = Opening { reserve_ratio, ..Opening::default() };
        let parts = 16;
        let (mut whole_trade, mut split) = (Judge::new(&opening), Judge::new(&opening));
        let at_once = whole_trade.mint(whole(32));
        let mut in_parts = U256::ZERO;
        for _ in 0..parts {
            in_parts += split.mint(whole(2));
        }
        // The whole trade may round down by one unit more than the parts.
        assert!(in_parts <= at_once + one(), "{at_once} at once, {in_parts} in parts");
        let amount = at_once.min(in_parts) / U256::from(parts);
        let paid = whole_trade.redeem(amount * U256::from(parts));
        let mut sum = U256::ZERO;
        for _ in 0..parts {
            sum += split.redeem(amount);
        }
        // The tributes of the parts are rounded up one by one, of a reserve that is the same but
        // for the units above.
        assert!(sum <= paid + U256::from(2), "{paid} at once, {sum} in parts");
    }
}

#[test]
fn attack_12_grants_in_tokens_beside_trades() {
    let (mut world, commons) = governed();
    let mut judge = Judge { before: commons.state(&mut world), ratio: 200_000, world, commons };
    let grant = Interface::grantCall {
        beneficiary: address(Account::Bob),
        amount: whole(10) + U256::from(7),
        duration: 1_000,
        asTokens: true,
        proposal: 1,
    };
    judge.commons.call(&mut judge.world, GOVERNOR, grant).unwrap();
    for _ in 0..7 {
        judge.world.advance_time(131);
        let bob = address(Account::Bob);
        judge.commons.withdraw(&mut judge.world, Account::Bob, 1, bob).unwrap();
        judge.judge();
    }
}
