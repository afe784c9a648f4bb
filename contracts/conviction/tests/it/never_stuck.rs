//! Whatever happened before: stakes can be lowered, freed, and the books are right.

use weir_conviction::{abi::Word, error::Error};

use crate::{
    commons::Phase,
    ledger::{ALICE, BOB, CAROL, DAY, Draft, Ledger, ONE},
    random::Random,
};

const EVERYBODY: [Word; 3] = [ALICE, BOB, CAROL];

/// Does it with the first proposal with which it can be done.
fn any(ledger: &mut Ledger, account: Word, message: &str) -> Result<(), Error> {
    let last = ledger.totals()[3] as u32;
    for id in 1..=last {
        if ledger.on(account, message, id).is_ok() {
            return Ok(());
        }
    }
    Err(Error::NotActive)
}

/// Does something, or is refused. No refusal is a defect of the call.
fn step(ledger: &mut Ledger, random: &mut Random) -> Result<(), Error> {
    let account = EVERYBODY[random.below(3) as usize];
    let last = ledger.totals()[3] as u64;
    let id = 1 + random.below(last) as u32;
    match random.below(20) {
        0 | 1 => {
            let draft = match random.below(8) {
                0 => Draft::signal(),
                1..=3 => Draft::of(ONE / 10 * u128::from(1 + random.below(100))),
                4 => Draft { duration: 20 * DAY, ..Draft::of(ONE) },
                5 => Draft::rule(3 + random.below(7), 2_000 + u128::from(random.below(300_000))),
                6 => Draft::wind_down(),
                _ => Draft::revocation(1),
            };
            let draft = Draft { lifetime: 1 + random.below(40 * DAY), ..draft };
            ledger.propose(account, draft).map(|_| ())
        }
        2..=7 => {
            let mut moves: Vec<(u32, u128, bool)> = vec![];
            for _ in 0..=random.below(6) {
                let amount = ONE * u128::from(random.below(120) * random.below(2));
                let id = (last - random.below(last.min(8))) as u32;
                if moves.iter().all(|(other, ..)| *other != id) {
                    moves.push((id, amount, id != 1 && random.below(5) == 0));
                }
            }
            ledger.move_stakes(account, &moves)
        }
        8 => ledger.on(account, "cancel", id),
        9 => ledger.on(account, "expire", id),
        10 | 11 => any(ledger, account, "execute"),
        12 => ledger.release_of(CAROL, account),
        16 | 17 => any(ledger, account, "announce"),
        18 => ledger.on(account, "reset", id),
        19 => {
            if random.below(10) == 0 {
                ledger.commons.leaving.insert(account, ledger.time + 30 * DAY);
            }
            let answer = ledger.forfeit(CAROL, account);
            ledger.commons.leaving.clear();
            answer
        }
        13 => ledger.on(account, "reclaim", id),
        14 => {
            ledger.commons.supply = ONE * u128::from(1_000 + random.below(1_000));
            ledger.commons.funds += ONE * u128::from(random.below(50));
            ledger.commons.paused_until = ledger.time + random.below(2) * random.below(DAY);
            Ok(())
        }
        _ => {
            ledger.time += random.below(3 * DAY);
            Ok(())
        }
    }
}

#[test]
fn everything_staked_can_always_be_had_back() {
    let (mut done, mut passed, mut ended) = (0, 0, 0);
    for seed in 0..16 {
        let (mut ledger, mut random) = (Ledger::new(), Random(seed));
        for _ in 0..300 {
            let before = ledger.commons.grants;
            match step(&mut ledger, &mut random) {
                Ok(()) => done += 1,
                Err(Error::Malformed | Error::OutOfDomain) => panic!("seed {seed}"),
                Err(_) => {}
            }
            passed += ledger.commons.grants - before;
            ledger.check(&EVERYBODY);
            // Whatever the state is, even in a pause without funds and tokens.
            let mut copy = ledger.without_past();
            copy.commons.paused_until = u64::MAX;
            (copy.commons.supply, copy.commons.funds) = (0, 0);
            copy.commons.refusal = Some(Error::NotOpen);
            copy.commons.leaving = EVERYBODY.map(|account| (account, 1)).into();
            copy.closed = true;
            for account in EVERYBODY {
                let moves: Vec<_> =
                    copy.sides(account).into_iter().map(|(id, _, side)| (id, 0, side)).collect();
                let over = moves.iter().any(|(id, ..)| {
                    let proposal = copy.proposal(*id);
                    proposal.status != 0 || copy.time >= proposal.expiry
                });
                let released = copy.clone().release(account);
                assert_eq!(released.err(), if over { None } else { Some(Error::NothingToRelease) });
                if !moves.is_empty() {
                    copy.clone().forfeit(BOB, account).unwrap();
                    copy.move_stakes(account, &moves).unwrap();
                }
                assert_eq!(copy.stakes(account), []);
            }
            assert_eq!(copy.totals()[0], 0);
        }
        ended += u32::from(ledger.commons.phase != Phase::Open);
    }
    assert!(done > 1_000 && passed > 5, "{done} done, {passed} passed, {ended} ended");
}

#[test]
fn proposals_end_and_deposits_return_in_any_later_state() {
    let mut ledger = Ledger::new();
    ledger.commons.grants = 1;
    for draft in [
        Draft::default(),
        Draft::signal(),
        Draft::revocation(1),
        Draft::rule(6, 3_000),
        Draft::governor(ALICE),
        Draft::wind_down(),
    ] {
        ledger.propose(BOB, draft).unwrap();
    }
    let moves: Vec<_> = (2..=7).map(|id| (id, ONE)).collect();
    ledger.stake(ALICE, &moves).unwrap();
    ledger.time += 100 * 365 * DAY;
    ledger.commons.paused_until = u64::MAX;
    (ledger.commons.supply, ledger.commons.funds) = (0, 0);
    ledger.on(BOB, "cancel", 2).unwrap();
    ledger.on(CAROL, "expire", 3).unwrap();
    ledger.release(ALICE).unwrap();
    for id in 2..=7 {
        ledger.on(CAROL, "reclaim", id).unwrap();
    }
    assert_eq!((ledger.money, ledger.totals()[0]), (0, 0));
}
