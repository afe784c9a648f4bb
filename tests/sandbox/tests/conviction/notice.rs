//! Announcements: what passes is executed after its notice, and not if it has stopped passing.

use weir_sandbox::{
    abi::{Commons as Money, Conviction as Interface},
    commons::DAY,
    conviction::Event,
    scene::{assert_refused, one, whole, Scene},
    world::address,
    Account, Proposal, U256,
};

const WEEK: u64 = 7 * DAY;

#[test]
fn what_passes_is_announced_once_by_anyone() {
    let mut scene = Scene::default();
    let id = scene.supported(whole(10));
    let Scene { mut world, conviction, .. } = scene;
    assert_refused(&mut world, Interface::NotAnnounced {}, |world| {
        conviction.execute(world, Account::Bob, id)
    });
    assert_eq!(conviction.notice(&mut world, id), (0, 0));
    let now = world.time();
    let receipt = conviction.announce(&mut world, Account::Eve, id).unwrap();
    let (from, until) = (now + 3 * DAY, now + 3 * DAY + WEEK);
    let told = Interface::Announce { proposal: id, executableFrom: from, executableUntil: until };
    assert_eq!(receipt.events, [Event::Announce(told)]);
    assert_eq!(conviction.notice(&mut world, id), (from, until));
    assert_eq!(conviction.proposal(&mut world, id).announced, now);
    assert_refused(&mut world, Interface::Announced {}, |world| {
        conviction.announce(world, Account::Eve, id)
    });
    world.set_time(from - 1);
    assert_refused(&mut world, Interface::TooEarly {}, |world| {
        conviction.execute(world, Account::Bob, id)
    });
    world.set_time(until);
    conviction.execute(&mut world, Account::Bob, id).unwrap();
}

#[test]
fn an_announcement_ends_a_week_after_its_notice() {
    let mut scene = Scene::default();
    let id = scene.supported(whole(10));
    let Scene { mut world, conviction, .. } = scene;
    conviction.announce(&mut world, Account::Eve, id).unwrap();
    assert_refused(&mut world, Interface::StillPasses {}, |world| {
        conviction.reset(world, Account::Eve, id)
    });
    let until = conviction.notice(&mut world, id).1;
    world.set_time(until + 1);
    assert_refused(&mut world, Interface::NotAnnounced {}, |world| {
        conviction.execute(world, Account::Bob, id)
    });
    // It is taken back, by anyone, and begins again.
    let receipt = conviction.reset(&mut world, Account::Eve, id).unwrap();
    assert_eq!(receipt.events, [Event::Reset(Interface::Reset { proposal: id })]);
    assert_eq!(conviction.notice(&mut world, id), (0, 0));
    assert_eq!(conviction.proposal(&mut world, id).announced, 0);
    assert_refused(&mut world, Interface::NotAnnounced {}, |world| {
        conviction.reset(world, Account::Eve, id)
    });
    conviction.pass(&mut world, Account::Bob, id).unwrap();
}

#[test]
fn what_stops_passing_is_taken_back_by_anyone() {
    let mut scene = Scene::default();
    let id = scene.supported(whole(12));
    scene.conviction.announce(&mut scene.world, Account::Bob, id).unwrap();
    scene.oppose(Account::Alice, id, whole(500));
    scene.world.advance_time(3 * DAY);
    let Scene { mut world, conviction, .. } = scene;
    assert_refused(&mut world, Interface::BelowThreshold {}, |world| {
        conviction.execute(world, Account::Bob, id)
    });
    conviction.reset(&mut world, Account::Dave, id).unwrap();
    assert_refused(&mut world, Interface::BelowThreshold {}, |world| {
        conviction.announce(world, Account::Bob, id)
    });
    // Where the objection goes, the notice begins again.
    conviction.take_sides(&mut world, Account::Alice, &[(id, U256::ZERO, true)]).unwrap();
    let now = world.time();
    conviction.announce(&mut world, Account::Bob, id).unwrap();
    assert_eq!(conviction.notice(&mut world, id).0, now + 3 * DAY);
}

#[test]
fn what_passes_again_before_it_is_taken_back_keeps_its_notice() {
    let mut scene = Scene::default();
    let id = scene.supported(whole(12));
    scene.conviction.announce(&mut scene.world, Account::Bob, id).unwrap();
    let notice = scene.conviction.notice(&mut scene.world, id);
    scene.oppose(Account::Alice, id, whole(500));
    scene.world.advance_time(3 * DAY);
    scene.oppose(Account::Alice, id, U256::ZERO);
    assert_eq!(scene.conviction.notice(&mut scene.world, id), notice);
    scene.conviction.execute(&mut scene.world, Account::Bob, id).unwrap();
}

#[test]
fn an_announced_proposal_is_withdrawn_and_expires_like_any_other() {
    let mut scene = Scene::default();
    let first = scene.supported(whole(10));
    scene.conviction.announce(&mut scene.world, Account::Bob, first).unwrap();
    let Scene { mut world, conviction, .. } = scene;
    conviction.cancel(&mut world, Account::Bob, first).unwrap();
    assert_eq!(conviction.notice(&mut world, first), (0, 0));
    for outcome in [
        conviction.execute(&mut world, Account::Bob, first),
        conviction.announce(&mut world, Account::Bob, first),
        conviction.reset(&mut world, Account::Bob, first),
    ] {
        outcome.unwrap_err();
    }
}

#[test]
fn what_is_more_than_a_payment_has_the_long_notice() {
    let mut scene = Scene::votable();
    let suggestions = [
        Proposal::rule(1, U256::from(90_000)),
        Proposal::governor(address(Account::Eve)),
        Proposal::wind_down(),
    ];
    for proposal in suggestions {
        let mut scene = Scene::votable();
        let id = scene.suggest(Account::Bob, &proposal);
        scene.stake(Account::Alice, id, whole(500));
        scene.world.advance_time(30 * DAY);
        let now = scene.world.time();
        scene.conviction.announce(&mut scene.world, Account::Bob, id).unwrap();
        let notice = scene.conviction.notice(&mut scene.world, id);
        assert_eq!(notice, (now + 14 * DAY, now + 21 * DAY));
        scene.world.set_time(now + 14 * DAY - 1);
        assert_refused(&mut scene.world, Interface::TooEarly {}, |world| {
            scene.conviction.execute(world, Account::Bob, id)
        });
        scene.world.advance_time(1);
        scene.conviction.execute(&mut scene.world, Account::Bob, id).unwrap();
    }
    // A revocation has the short one, as a payment does.
    let stream =
        Proposal { duration: 100 * DAY, ..Proposal::funding(address(Account::Eve), whole(10)) };
    let granted = scene.suggest(Account::Bob, &stream);
    scene.stake(Account::Bob, granted, whole(200));
    scene.world.advance_time(30 * DAY);
    scene.pass(granted);
    let id = scene.suggest(Account::Bob, &Proposal::revocation(1));
    scene.stake(Account::Alice, id, whole(500));
    scene.world.advance_time(30 * DAY);
    let now = scene.world.time();
    scene.conviction.announce(&mut scene.world, Account::Bob, id).unwrap();
    assert_eq!(scene.conviction.notice(&mut scene.world, id).0, now + 3 * DAY);
}

#[test]
fn a_pause_gives_time_after_it_and_holds_up_no_revocation() {
    let mut scene = Scene::guarded();
    let stream =
        Proposal { duration: 100 * DAY, ..Proposal::funding(address(Account::Eve), whole(10)) };
    let granted = scene.suggest(Account::Bob, &stream);
    scene.stake(Account::Bob, granted, whole(200));
    scene.world.advance_time(30 * DAY);
    scene.pass(granted);
    let revocation = scene.suggest(Account::Bob, &Proposal::revocation(1));
    let payment = scene.propose(Account::Dave, Account::Dave, whole(1));
    scene.stake(Account::Alice, revocation, whole(500));
    scene.stake(Account::Charlie, payment, whole(200));
    scene.world.advance_time(30 * DAY);
    for id in [revocation, payment] {
        scene.conviction.announce(&mut scene.world, Account::Bob, id).unwrap();
    }
    let announced = scene.world.time();
    scene.world.advance_time(2 * DAY);
    let call = Money::pauseCall { duration: 5 * DAY };
    scene.commons.call(&mut scene.world, Account::Eve, call).unwrap();
    let ends = scene.world.time() + 5 * DAY;
    assert_eq!(scene.conviction.notice(&mut scene.world, payment).0, ends + 3 * DAY);
    assert_eq!(scene.conviction.notice(&mut scene.world, revocation).0, announced + 3 * DAY);
    scene.world.advance_time(DAY);
    scene.conviction.execute(&mut scene.world, Account::Bob, revocation).unwrap();
    assert_refused(&mut scene.world, Interface::Paused {}, |world| {
        scene.conviction.execute(world, Account::Bob, payment)
    });
    // Ended early, it counts from there.
    scene.world.advance_time(DAY);
    scene.commons.call(&mut scene.world, Account::Eve, Money::unpauseCall {}).unwrap();
    let ended = scene.world.time();
    assert_eq!(scene.conviction.notice(&mut scene.world, payment).0, ended + 3 * DAY);
    scene.world.set_time(ended + 3 * DAY - 1);
    assert_refused(&mut scene.world, Interface::TooEarly {}, |world| {
        scene.conviction.execute(world, Account::Bob, payment)
    });
    scene.world.advance_time(1);
    scene.conviction.execute(&mut scene.world, Account::Bob, payment).unwrap();
}

#[test]
fn a_pause_before_the_announcement_changes_nothing() {
    let mut scene = Scene::guarded();
    let id = scene.supported(whole(10));
    let call = Money::pauseCall { duration: DAY };
    scene.commons.call(&mut scene.world, Account::Eve, call).unwrap();
    scene.world.advance_time(DAY);
    let now = scene.world.time();
    scene.conviction.announce(&mut scene.world, Account::Bob, id).unwrap();
    assert_eq!(scene.conviction.notice(&mut scene.world, id).0, now + 3 * DAY);
}

#[test]
fn what_requests_next_to_nothing_has_its_notice_too() {
    let mut scene = Scene::default();
    let id = scene.propose(Account::Bob, Account::Bob, one());
    scene.stake(Account::Alice, id, whole(500));
    scene.world.advance_time(10 * DAY);
    scene.conviction.announce(&mut scene.world, Account::Bob, id).unwrap();
    assert_refused(&mut scene.world, Interface::TooEarly {}, |world| {
        scene.conviction.execute(world, Account::Bob, id)
    });
}
