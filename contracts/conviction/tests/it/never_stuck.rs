//! Whatever happened before: stakes can be lowered, freed, and the books are right.

use weir_conviction::{abi::Word, error::Error};

use crate::ledger::{ALICE, BOB, CAROL, DAY, Draft, Ledger, ONE};

const EVERYBODY: [Word; 3] = [ALICE, BOB, CAROL];

/// Numbers that look random: a linear congruential generator.
struct Random(u64);

impl Random {
    fn below(&mut self, bound: u64) -> u64 {
        self.0 =
            self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) % bound
    }
}

/// Does something, or is refused. No refusal is a defect of the call.
fn step(ledger: &mut Ledger, random: &mut Random) -> Result<(), Error> {
    let account = EVERYBODY[random.below(3) as usize];
    let last = ledger.totals()[3] as u64;
    let id = 1 + random.below(last) as u32;
    match random.below(16) {
        0 | 1 => {
            let draft = match random.below(3) {
                0 => Draft::signal(),
                1 => Draft::of(ONE / 10 * u128::from(1 + random.below(100))),
                _ => Draft::revocation(1),
            };
            let draft = Draft { lifetime: 1 + random.below(40 * DAY), ..draft };
            ledger.propose(account, draft).map(|_| ())
        }
        2..=7 => {
            let mut moves: Vec<(u32, u128)> = vec![];
            for _ in 0..=random.below(6) {
                let amount = ONE * u128::from(random.below(120) * random.below(2));
                let id = (last - random.below(last.min(8))) as u32;
                if moves.iter().all(|(other, _)| *other != id) {
                    moves.push((id, amount));
                }
            }
            ledger.stake(account, &moves)
        }
        8 => ledger.on(account, "cancel", id),
        9 => ledger.on(account, "expire", id),
        10 | 11 => ledger.on(account, "execute", id),
        12 => ledger.release(account),
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
    let (mut done, mut passed) = (0, 0);
    for seed in 0..12 {
        let (mut ledger, mut random) = (Ledger::new(), Random(seed));
        for _ in 0..200 {
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
            copy.closed = true;
            for account in EVERYBODY {
                let moves: Vec<_> =
                    copy.stakes(account).into_iter().map(|(id, _)| (id, 0)).collect();
                let over = moves.iter().any(|(id, _)| {
                    let proposal = copy.proposal(*id);
                    proposal.status != 0 || copy.time >= proposal.expiry
                });
                let released = copy.clone().release(account);
                assert_eq!(released.err(), if over { None } else { Some(Error::NothingToRelease) });
                if !moves.is_empty() {
                    copy.stake(account, &moves).unwrap();
                }
                assert_eq!(copy.stakes(account), []);
            }
            assert_eq!(copy.totals()[0], 0);
        }
    }
    assert!(done > 1_000 && passed > 5, "{done} done, {passed} passed");
}

#[test]
fn proposals_end_and_deposits_return_in_any_later_state() {
    let mut ledger = Ledger::new();
    ledger.commons.grants = 1;
    for draft in [Draft::default(), Draft::signal(), Draft::revocation(1)] {
        ledger.propose(BOB, draft).unwrap();
    }
    ledger.stake(ALICE, &[(2, ONE), (3, ONE), (4, ONE)]).unwrap();
    ledger.time += 100 * 365 * DAY;
    ledger.commons.paused_until = u64::MAX;
    (ledger.commons.supply, ledger.commons.funds) = (0, 0);
    ledger.on(BOB, "cancel", 2).unwrap();
    ledger.on(CAROL, "expire", 3).unwrap();
    ledger.release(ALICE).unwrap();
    for id in 2..=4 {
        ledger.on(CAROL, "reclaim", id).unwrap();
    }
    assert_eq!((ledger.money, ledger.totals()[0]), (0, 0));
}
