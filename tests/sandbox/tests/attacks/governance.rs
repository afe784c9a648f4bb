//! Attacks 1 to 5: on the vote.

use weir_sandbox::{
    abi::{Commons as Money, Conviction as Interface},
    commons::DAY,
    conviction::{Rules, ABSTAIN},
    scene::{assert_refused, one, whole, Scene},
    world::address,
    Account, Opening, Proposal, U256,
};

/// Bob asks for 10 DOT with 20 tokens of support, while 300 others are staked elsewhere: Charlie's
/// on the abstain signal, Dave's on a proposal of his own.
fn outnumbered() -> (Scene, u32, u32) {
    let mut scene = Scene::default();
    let (wanted, decoy) = (
        scene.propose(Account::Bob, Account::Bob, whole(10)),
        scene.propose(Account::Dave, Account::Dave, one()),
    );
    scene.stake(Account::Bob, wanted, whole(20));
    scene.stake(Account::Charlie, ABSTAIN, whole(200));
    scene.stake(Account::Dave, decoy, whole(100));
    scene.world.advance_time(30 * DAY);
    (scene, wanted, decoy)
}

fn does_not_pass(scene: &mut Scene, proposal: u32) {
    let conviction = scene.conviction;
    assert_refused(&mut scene.world, Interface::BelowThreshold {}, |world| {
        conviction.announce(world, Account::Bob, proposal)
    });
    assert_refused(&mut scene.world, Interface::NotAnnounced {}, |world| {
        conviction.execute(world, Account::Bob, proposal)
    });
}

#[test]
fn attack_01_total_stake_cut_in_the_same_block() {
    let (mut scene, wanted, decoy) = outnumbered();
    does_not_pass(&mut scene, wanted);
    let threshold = scene.conviction.threshold(&mut scene.world, wanted);
    // The others are the attacker's own: in one block they leave, by every way there is.
    scene.stake(Account::Charlie, ABSTAIN, U256::ZERO);
    scene.conviction.cancel(&mut scene.world, Account::Dave, decoy).unwrap();
    scene.conviction.release(&mut scene.world, Account::Dave, Account::Dave).unwrap();
    assert_eq!(scene.conviction.totals(&mut scene.world).staked, whole(20));
    assert_eq!(scene.conviction.threshold(&mut scene.world, wanted), threshold);
    does_not_pass(&mut scene, wanted);
    // Nor a block later: what has gone fades like conviction.
    scene.world.advance_time(6);
    does_not_pass(&mut scene, wanted);
    let later = scene.conviction.threshold(&mut scene.world, wanted);
    assert!(later > threshold - threshold / U256::from(10_000));
}

#[test]
fn attack_01_supply_cut_in_the_same_block() {
    // Thresholds count three tenths of the supply as staked; the attacker owns most of it.
    let rules = Rules { min_stake: 300_000, ..Rules::default() };
    let mut scene = Scene::new(&Opening::default(), &rules);
    let wanted = scene.propose(Account::Bob, Account::Bob, whole(10));
    scene.stake(Account::Bob, wanted, whole(50));
    scene.world.advance_time(30 * DAY);
    does_not_pass(&mut scene, wanted);
    let threshold = scene.conviction.threshold(&mut scene.world, wanted);
    scene.commons.redeem(&mut scene.world, Account::Alice, whole(400)).unwrap();
    scene.commons.redeem(&mut scene.world, Account::Charlie, whole(200)).unwrap();
    // The stake makes the contract look at the supply.
    scene.stake(Account::Dave, ABSTAIN, one());
    // The pool has grown by the tributes: for the same share of it the threshold is the same.
    let scaled = scene.conviction.totals(&mut scene.world).effectiveSupply;
    assert!(scaled >= whole(999), "{scaled}");
    assert!(scene.conviction.threshold(&mut scene.world, wanted) > threshold / U256::from(2));
    does_not_pass(&mut scene, wanted);
}

#[test]
fn attack_02_stake_spike_pins_the_threshold() {
    let mut scene = Scene::default();
    let wanted = scene.propose(Account::Bob, Account::Bob, whole(10));
    scene.stake(Account::Bob, wanted, whole(100));
    scene.world.advance_time(30 * DAY);
    let before = scene.conviction.threshold(&mut scene.world, wanted);
    // All that Alice has, for a moment and for a block.
    for seconds in [0, 6] {
        scene.stake(Account::Alice, ABSTAIN, whole(500));
        scene.world.advance_time(seconds);
        scene.stake(Account::Alice, ABSTAIN, U256::ZERO);
    }
    let after = scene.conviction.threshold(&mut scene.world, wanted);
    assert!(after < before + before / U256::from(1_000), "{before} -> {after}");
    scene.pass(wanted);
}

#[test]
fn attack_02_supply_spike_pins_the_threshold() {
    let rules = Rules { min_stake: 300_000, ..Rules::default() };
    let mut scene = Scene::new(&Opening::default(), &rules);
    let wanted = scene.propose(Account::Bob, Account::Bob, whole(1));
    scene.stake(Account::Bob, wanted, whole(30));
    scene.world.advance_time(30 * DAY);
    // Eve triples the supply, lets the contract notice it, and leaves again in the same block.
    let minted = scene.commons.mint(&mut scene.world, Account::Eve, whole(30_000)).unwrap().value;
    assert!(minted > whole(2_000));
    scene.stake(Account::Eve, ABSTAIN, one());
    scene.stake(Account::Eve, ABSTAIN, U256::ZERO);
    scene.commons.redeem(&mut scene.world, Account::Eve, minted).unwrap();
    scene.pass(wanted);
}

#[test]
fn attack_03_request_edited_after_support_was_built() {
    let mut scene = Scene::default();
    let wanted = scene.propose(Account::Bob, Account::Bob, whole(10));
    scene.stake(Account::Charlie, wanted, whole(200));
    scene.world.advance_time(30 * DAY);
    let before = scene.conviction.proposal(&mut scene.world, wanted);
    let text = |scene: &mut Scene| {
        let call = Interface::textOfCall { proposal: wanted };
        scene.conviction.ask(&mut scene.world, call)
    };
    let (title, link) = (text(&mut scene).title, text(&mut scene).link);

    // No message edits: not even one of the names it would have elsewhere.
    for signature in [
        "editProposal(uint32,uint256)",
        "edit(uint32,address,uint256)",
        "setBeneficiary(uint32,address)",
        "setAmount(uint32,uint256)",
        "setProposal(uint32,address,uint256)",
    ] {
        let mut data = alloy_core::primitives::keccak256(signature)[..4].to_vec();
        data.extend(U256::from(wanted).to_be_bytes::<32>());
        data.extend([0; 31]);
        data.extend([99; 33]);
        let executed = scene.world.call(Account::Bob, scene.conviction.address, U256::ZERO, data);
        assert!(executed.result.is_err(), "{signature}");
    }
    // Its author goes on proposing, cancelling, staking; somebody else proposes the same.
    let more = Proposal {
        title: title.clone(),
        link: link.clone(),
        as_tokens: true,
        duration: DAY,
        ..Proposal::funding(address(Account::Eve), whole(19))
    };
    for account in [Account::Bob, Account::Eve] {
        let next = scene.conviction.propose(&mut scene.world, account, &more).unwrap().value;
        assert_ne!(next, wanted);
        scene.conviction.cancel(&mut scene.world, account, next).unwrap();
    }
    scene.stake(Account::Bob, wanted, whole(1));

    let after = scene.conviction.proposal(&mut scene.world, wanted);
    let same = Interface::ProposalState { staked: before.staked + whole(1), ..before };
    assert_eq!(after, same);
    assert_eq!((text(&mut scene).title, text(&mut scene).link), (title, link));
    scene.pass(wanted);
    let grant = scene.commons.grant_of(&mut scene.world, 1);
    assert_eq!((grant.beneficiary, grant.amount), (address(Account::Bob), whole(10)));
    assert_eq!((grant.duration, grant.asTokens), (0, false));
}

#[test]
fn attack_04_execution_with_zero_stake() {
    // Without a floor of the stake, and with next to nothing requested: the threshold is nothing.
    let rules = Rules { min_stake: 0, ..Rules::default() };
    let mut scene = Scene::new(&Opening::default(), &rules);
    let wanted = scene.propose(Account::Bob, Account::Bob, one());
    assert_eq!(scene.conviction.threshold(&mut scene.world, wanted), U256::ZERO);
    does_not_pass(&mut scene, wanted);
    scene.world.advance_time(30 * DAY);
    does_not_pass(&mut scene, wanted);
    // A stake that came and went in the same second was none.
    scene.stake(Account::Bob, wanted, whole(200));
    does_not_pass(&mut scene, wanted);
    scene.stake(Account::Bob, wanted, U256::ZERO);
    scene.world.advance_time(DAY);
    does_not_pass(&mut scene, wanted);
}

#[test]
fn attack_05_one_request_split_into_many() {
    let mut scene = Scene::default();
    // 30 DOT are above the limit of 20; in six parts every one is below it.
    let parts: Vec<_> =
        (0..6).map(|_| scene.propose(Account::Bob, Account::Bob, whole(5))).collect();
    let moves: Vec<_> = parts.iter().map(|&part| (part, whole(33))).collect();
    for account in [Account::Bob, Account::Charlie] {
        scene.conviction.stake(&mut scene.world, account, &moves).unwrap();
    }
    scene.world.advance_time(30 * DAY);
    let Scene { mut world, commons, conviction } = scene;
    for &part in &parts {
        conviction.announce(&mut world, Account::Bob, part).unwrap();
    }
    world.advance_time(3 * DAY);
    let mut granted = U256::ZERO;
    let mut refused = 0;
    for part in parts {
        match conviction.execute(&mut world, Account::Bob, part) {
            Ok(_) => granted += whole(5),
            Err(error) => {
                let due = Money::OverSpendingLimit {}.into();
                assert_eq!(error, weir_sandbox::Refused::Error(due));
                refused += 1;
            }
        }
    }
    assert!(granted < whole(20), "{granted}");
    assert!(refused >= 3);
    assert_eq!(commons.state(&mut world).funding, whole(100) - granted);
}
