//! Attacks 24, 30, 34 and 36: with stakes that are not there any more, or not there yet.

use weir_sandbox::{
    abi::{Commons as Money, Conviction as Interface},
    commons::DAY,
    conviction::ABSTAIN,
    scene::{assert_refused, one, whole, Scene},
    world::address,
    Account, Proposal, U256,
};

/// How long a stake on what is over counts before others can take it out of the sum.
const REST: u64 = 33 * DAY;

/// 600 are staked on a popular signal of Bob's, and Bob asks for 10 with 100 tokens: too few by
/// half.
fn popular(kind: u8) -> (Scene, u32, u32) {
    let mut scene = Scene::default();
    let signal = match kind {
        0 => Proposal::signal(),
        _ => Proposal::funding(address(Account::Bob), one()),
    };
    let signal = scene.suggest(Account::Bob, &Proposal { lifetime: 60 * DAY, ..signal });
    let wanted =
        Proposal { lifetime: 300 * DAY, ..Proposal::funding(address(Account::Bob), whole(10)) };
    let wanted = scene.suggest(Account::Bob, &wanted);
    scene.stake(Account::Alice, signal, whole(500));
    scene.stake(Account::Dave, signal, whole(100));
    scene.stake(Account::Bob, wanted, whole(100));
    scene.world.advance_time(40 * DAY);
    (scene, signal, wanted)
}

#[test]
fn attack_24_popular_proposal_ended_on_purpose() {
    // Withdrawn, expired, or even executed: what was staked on it stays in the sum.
    for end in ["cancel", "expire", "execute"] {
        let (mut scene, signal, wanted) = popular(u8::from(end == "execute"));
        let refused = |scene: &mut Scene| {
            assert_refused(&mut scene.world, Interface::BelowThreshold {}, |world| {
                scene.conviction.announce(world, Account::Bob, wanted)
            });
        };
        refused(&mut scene);
        let before = scene.conviction.threshold(&mut scene.world, wanted);
        let Scene { world, conviction, .. } = &mut scene;
        match end {
            "cancel" => {
                conviction.cancel(world, Account::Bob, signal).unwrap();
            }
            "expire" => {
                world.advance_time(20 * DAY);
                conviction.expire(world, Account::Bob, signal).unwrap();
            }
            _ => {
                conviction.pass(world, Account::Bob, signal).unwrap();
            }
        }
        assert_eq!(conviction.totals(world).staked, whole(700), "{end}");
        // Nothing changes for as long as its holders have to come back, but what others fund.
        for _ in 0..32 {
            refused(&mut scene);
            let Scene { world, conviction, .. } = &mut scene;
            let after = conviction.threshold(world, wanted);
            assert!(after >= before - before / U256::from(1_000), "{end}: {before} -> {after}");
            for account in [Account::Alice, Account::Dave] {
                assert_refused(world, Interface::NothingToRelease {}, |world| {
                    conviction.release(world, Account::Bob, account)
                });
            }
            world.advance_time(DAY);
        }
        // They come back and object.
        scene.stake(Account::Alice, signal, U256::ZERO);
        scene.oppose(Account::Alice, wanted, whole(500));
        scene.world.advance_time(REST);
        scene.conviction.release(&mut scene.world, Account::Bob, Account::Dave).unwrap();
        scene.world.advance_time(60 * DAY);
        refused(&mut scene);
    }
}

#[test]
fn attack_30_conviction_used_after_its_tokens_are_gone() {
    // Unstaked, redeemed or passed on, and executed in one block.
    for (left, redeemed) in
        [(U256::ZERO, true), (U256::ZERO, false), (one(), true), (whole(2), false)]
    {
        let mut scene = Scene::default();
        let id = scene.propose(Account::Bob, Account::Bob, whole(10));
        scene.stake(Account::Bob, id, whole(200));
        scene.world.advance_time(30 * DAY);
        let Scene { mut world, commons, conviction } = scene;
        conviction.announce(&mut world, Account::Bob, id).unwrap();
        conviction.wait_for_notice(&mut world, id);
        conviction.stake(&mut world, Account::Bob, &[(id, left)]).unwrap();
        let rest = whole(200) - left;
        if redeemed {
            commons.redeem(&mut world, Account::Bob, rest).unwrap();
        } else {
            commons.transfer(&mut world, Account::Bob, address(Account::Eve), rest).unwrap();
        }
        assert!(
            conviction.proposal(&mut world, id).conviction > conviction.threshold(&mut world, id)
        );
        assert_refused(&mut world, Interface::BelowThreshold {}, |world| {
            conviction.execute(world, Account::Bob, id)
        });
        // Nor do the same tokens gather for another one meanwhile.
        if !redeemed {
            conviction.stake(&mut world, Account::Eve, &[(id, rest)]).unwrap();
            assert_eq!(conviction.proposal(&mut world, id).staked, whole(200));
        }
    }
}

#[test]
fn attack_30_opposition_that_stays_after_its_tokens_are_gone() {
    let mut scene = Scene::default();
    let id = scene.supported(whole(5));
    scene.oppose(Account::Alice, id, whole(500));
    scene.world.advance_time(30 * DAY);
    assert_refused(&mut scene.world, Interface::BelowThreshold {}, |world| {
        scene.conviction.announce(world, Account::Bob, id)
    });
    scene.oppose(Account::Alice, id, U256::ZERO);
    scene.commons.redeem(&mut scene.world, Account::Alice, whole(500)).unwrap();
    scene.conviction.announce(&mut scene.world, Account::Bob, id).unwrap();
}

#[test]
fn attack_34_tokens_counted_twice_after_an_unlock() {
    // Bob's tokens are freed while they are staked, passed on, and staked by Eve once more.
    for forfeited_at in ["asked", "freed", "passed on", "staked again", "taken back"] {
        let mut scene = Scene::default();
        let wanted =
            Proposal { lifetime: 300 * DAY, ..Proposal::funding(address(Account::Bob), whole(10)) };
        let wanted = scene.suggest(Account::Bob, &wanted);
        scene.stake(Account::Bob, wanted, whole(200));
        let Scene { mut world, commons, conviction } = scene;
        let forfeit = |world: &mut weir_sandbox::World, step: &str| {
            if step == forfeited_at {
                conviction.forfeit(world, Account::Charlie, Account::Bob).unwrap();
            }
        };
        commons.unlock(&mut world, Account::Bob).unwrap();
        forfeit(&mut world, "asked");
        world.advance_time(30 * DAY);
        // Where nothing is staked any more, there is nothing to free.
        let _ = commons.unlock(&mut world, Account::Bob);
        forfeit(&mut world, "freed");
        let eve = address(Account::Eve);
        commons.transfer(&mut world, Account::Bob, eve, whole(200)).unwrap();
        forfeit(&mut world, "passed on");
        conviction.stake(&mut world, Account::Eve, &[(wanted, whole(200))]).unwrap();
        forfeit(&mut world, "staked again");
        // Who takes the request back in the same block hides nothing by it.
        let _ = commons.call(&mut world, Account::Bob, Money::cancelUnlockCall {});
        forfeit(&mut world, "taken back");
        assert_eq!(conviction.proposal(&mut world, wanted).staked, whole(200), "{forfeited_at}");
        assert_eq!(conviction.totals(&mut world).staked, whole(200), "{forfeited_at}");
        assert!(conviction.stakes(&mut world, Account::Bob).is_empty());
    }
}

#[test]
fn attack_34_unlock_that_lets_a_stake_rise() {
    let mut scene = Scene::default();
    scene.stake(Account::Bob, ABSTAIN, whole(50));
    let Scene { mut world, commons, conviction } = scene;
    commons.unlock(&mut world, Account::Bob).unwrap();
    world.advance_time(30 * DAY);
    commons.unlock(&mut world, Account::Bob).unwrap();
    for amount in [whole(51), whole(200)] {
        assert_refused(&mut world, Money::NotYetFree {}, |world| {
            conviction.stake(world, Account::Bob, &[(ABSTAIN, amount)])
        });
    }
    // Free tokens stay free: what the vote still has written down locks none of them again.
    commons.transfer(&mut world, Account::Bob, address(Account::Eve), whole(200)).unwrap();
    let _ = conviction.stake(&mut world, Account::Bob, &[(ABSTAIN, whole(10))]);
    let (staked, balance) =
        (commons.staked_of(&mut world, Account::Bob), commons.balance_of(&mut world, Account::Bob));
    assert!(staked <= balance, "{staked} staked of {balance}");
}

#[test]
fn attack_36_stale_announcement() {
    // Announced while it passed, abandoned until all have forgotten it, and then executed at once.
    let mut scene = Scene::default();
    let wanted =
        Proposal { lifetime: 300 * DAY, ..Proposal::funding(address(Account::Bob), whole(10)) };
    let wanted = scene.suggest(Account::Bob, &wanted);
    scene.stake(Account::Bob, wanted, whole(200));
    scene.world.advance_time(30 * DAY);
    scene.conviction.announce(&mut scene.world, Account::Bob, wanted).unwrap();
    let until = scene.conviction.notice(&mut scene.world, wanted).1;
    for wait in [1, DAY, 100 * DAY] {
        let now = scene.world.time();
        scene.world.advance_time(until.saturating_sub(now) + wait);
        assert_refused(&mut scene.world, Interface::NotAnnounced {}, |world| {
            scene.conviction.execute(world, Account::Bob, wanted)
        });
    }
    // It has to be announced again, and has its whole notice.
    let Scene { mut world, conviction, .. } = scene;
    if conviction.announce(&mut world, Account::Bob, wanted).is_err() {
        conviction.reset(&mut world, Account::Eve, wanted).unwrap();
        conviction.announce(&mut world, Account::Bob, wanted).unwrap();
    }
    let now = world.time();
    for wait in [0, 3 * DAY - 1] {
        world.advance_time(wait);
        assert_refused(&mut world, Interface::TooEarly {}, |world| {
            conviction.execute(world, Account::Bob, wanted)
        });
    }
    world.set_time(now + 3 * DAY);
    conviction.execute(&mut world, Account::Bob, wanted).unwrap();
}

#[test]
fn attack_36_announcement_of_another_pool() {
    // What passed when it was announced is measured again when it is executed.
    let mut scene = Scene::default();
    let first = scene.propose(Account::Bob, Account::Bob, whole(13));
    scene.stake(Account::Bob, first, whole(200));
    scene.stake(Account::Charlie, first, whole(200));
    let second = scene.propose(Account::Dave, Account::Dave, whole(6));
    scene.stake(Account::Alice, second, whole(500));
    scene.world.advance_time(30 * DAY);
    for id in [first, second] {
        scene.conviction.announce(&mut scene.world, Account::Bob, id).unwrap();
    }
    scene.world.advance_time(3 * DAY);
    scene.conviction.execute(&mut scene.world, Account::Bob, second).unwrap();
    let Scene { mut world, commons, conviction } = scene;
    assert_refused(&mut world, Interface::BelowThreshold {}, |world| {
        conviction.execute(world, Account::Bob, first)
    });
    assert_eq!(commons.state(&mut world).funding, whole(94));
}
