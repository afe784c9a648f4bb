//! Proposals: what can be proposed, and that it stays what it was.

use weir_sandbox::{
    abi::Conviction as Interface,
    commons::{Settings, DAY},
    conviction::{Event, Rules},
    scene::{assert_refused, one, whole, Scene},
    world::{address, DOT, GENESIS_TIME},
    Account, Address, Opening, Proposal, U256,
};

fn funding() -> Proposal {
    Proposal::funding(address(Account::Eve), whole(10))
}

#[test]
fn a_proposal_is_kept_and_told_as_it_was_made() {
    let Scene { mut world, conviction, .. } = Scene::default();
    let proposal = Proposal { duration: 7 * DAY, as_tokens: true, ..funding() };
    let receipt = conviction.propose(&mut world, Account::Bob, &proposal).unwrap();
    assert_eq!(receipt.value, 2);
    let expiry = GENESIS_TIME + 90 * DAY;
    let told = Interface::Propose {
        proposal: 2,
        author: address(Account::Bob),
        kind: 1,
        beneficiary: address(Account::Eve),
        amount: whole(10),
        duration: 7 * DAY,
        asTokens: true,
        expiry,
        deposit: whole(1),
        title: proposal.title.clone(),
        link: proposal.link.clone(),
    };
    assert_eq!(receipt.events, [Event::Propose(told)]);
    let kept = conviction.proposal(&mut world, 2);
    assert_eq!((kept.author, kept.beneficiary), (address(Account::Bob), address(Account::Eve)));
    assert_eq!((kept.kind, kept.status, kept.asTokens), (1, 0, true));
    assert_eq!((kept.amount, kept.duration, kept.expiry), (whole(10), 7 * DAY, expiry));
    assert_eq!((kept.deposit, kept.staked, kept.conviction), (whole(1), U256::ZERO, U256::ZERO));
    assert_eq!((kept.opposed, kept.opposition, kept.announced), (U256::ZERO, U256::ZERO, 0));
    let text = conviction.ask(&mut world, Interface::textOfCall { proposal: 2 });
    assert_eq!((text.title, text.link), (proposal.title, proposal.link));
    assert_eq!(conviction.totals(&mut world).proposals, 2);
    assert_eq!(conviction.propose(&mut world, Account::Bob, &funding()).unwrap().value, 3);
}

#[test]
fn all_that_is_sent_is_the_deposit() {
    let Scene { mut world, conviction, .. } = Scene::default();
    assert_refused(&mut world, Interface::DepositTooLow {}, |world| {
        conviction.send(world, Account::Bob, whole(1) - one(), funding().call())
    });
    conviction.send(&mut world, Account::Bob, whole(3), funding().call()).unwrap();
    assert_eq!(conviction.proposal(&mut world, 2).deposit, whole(3));
    assert_eq!(world.balance(conviction.address), whole(3));
}

#[test]
fn texts_are_as_long_as_they_say_and_no_longer() {
    let Scene { mut world, conviction, .. } = Scene::default();
    let longest = format!("https://{}", "l".repeat(152));
    for (title, link) in [("t", ""), (&*"t".repeat(64), &*longest), ("é", "https://ü")] {
        let proposal = Proposal { title: title.into(), link: link.into(), ..Proposal::signal() };
        let id = conviction.propose(&mut world, Account::Bob, &proposal).unwrap().value;
        let text = conviction.ask(&mut world, Interface::textOfCall { proposal: id });
        assert_eq!((text.title.as_str(), text.link.as_str()), (title, link));
    }
    for (title, link) in [("", ""), (&*"t".repeat(65), ""), ("t", &*format!("{longest}l"))] {
        let proposal = Proposal { title: title.into(), link: link.into(), ..Proposal::signal() };
        assert_refused(&mut world, Interface::InvalidText {}, |world| {
            conviction.propose(world, Account::Bob, &proposal)
        });
    }
}

#[test]
fn a_proposal_that_makes_no_sense_is_refused() {
    let Scene { mut world, conviction, .. } = Scene::default();
    let eve = address(Account::Eve);
    let bad = [
        ("an unknown kind", Proposal { kind: 6, ..funding() }),
        ("a rule that is none", Proposal::rule(10, one())),
        ("a rule without a number", Proposal::rule(0, one())),
        ("a rule for somebody", Proposal { beneficiary: eve, ..Proposal::rule(1, one()) }),
        ("a rule in tokens", Proposal { as_tokens: true, ..Proposal::rule(1, one()) }),
        ("a rule that is fixed", Proposal::rule(1, U256::from(90_000))),
        ("no governor", Proposal::governor(Address::ZERO)),
        ("a governor for money", Proposal { amount: one(), ..Proposal::governor(eve) }),
        ("a governor for a time", Proposal { duration: 1, ..Proposal::governor(eve) }),
        ("a wind-down for somebody", Proposal { beneficiary: eve, ..Proposal::wind_down() }),
        ("a wind-down for money", Proposal { amount: one(), ..Proposal::wind_down() }),
        ("a wind-down for a time", Proposal { duration: 1, ..Proposal::wind_down() }),
        ("a signal for somebody", Proposal { beneficiary: eve, ..Proposal::signal() }),
        ("a signal for money", Proposal { amount: one(), ..Proposal::signal() }),
        ("a signal for a time", Proposal { duration: 1, ..Proposal::signal() }),
        ("money for nobody", Proposal { beneficiary: Address::ZERO, ..funding() }),
        ("no money", Proposal { amount: U256::ZERO, ..funding() }),
        ("too much money", Proposal { amount: (U256::from(1) << 112) + one(), ..funding() }),
        ("all money", Proposal { amount: U256::MAX, ..funding() }),
        ("a stream of decades", Proposal { duration: 3_651 * DAY, ..funding() }),
        ("a revocation for somebody", Proposal { beneficiary: eve, ..Proposal::revocation(1) }),
        ("a revocation of what was not granted", Proposal::revocation(1)),
        ("a revocation of nothing", Proposal::revocation(0)),
        ("no life", Proposal { lifetime: 0, ..funding() }),
        ("a long life", Proposal { lifetime: 365 * DAY + 1, ..funding() }),
        ("an endless life", Proposal { lifetime: u64::MAX, ..funding() }),
    ];
    for (what, proposal) in bad {
        let before = world.root();
        let outcome = conviction.propose(&mut world, Account::Bob, &proposal);
        assert!(outcome.is_err(), "{what}");
        assert!(world.root() == before, "{what}");
    }
    for proposal in [
        Proposal { amount: U256::from(1) << 112, duration: 3_650 * DAY, ..funding() },
        Proposal { lifetime: 365 * DAY, ..funding() },
        Proposal { lifetime: 1, ..Proposal::signal() },
        Proposal::governor(eve),
        Proposal::wind_down(),
    ] {
        conviction.propose(&mut world, Account::Bob, &proposal).unwrap();
    }
}

#[test]
fn nothing_is_proposed_during_a_pause() {
    let mut scene = Scene::guarded();
    scene.pause();
    let Scene { mut world, conviction, .. } = scene;
    assert_refused(&mut world, Interface::Paused {}, |world| {
        conviction.propose(world, Account::Bob, &funding())
    });
    world.advance_time(14 * DAY);
    conviction.propose(&mut world, Account::Bob, &funding()).unwrap();
}

#[test]
fn rules_are_proposed_within_their_bounds() {
    let Scene { mut world, conviction, .. } = Scene::votable();
    for (rule, value) in [
        (1, 100_000),
        (2, 30_000),
        (3, 250_000),
        (4, 7 * DAY),
        (5, 2 * DAY),
        (6, 3_000),
        (7, 70_000),
        (8, 0),
        (9, 3 * DAY + 3 * DAY / 5),
    ] {
        let proposal = Proposal::rule(rule, U256::from(value));
        conviction.propose(&mut world, Account::Bob, &proposal).unwrap();
    }
    for (rule, value) in [
        (1, 300_001),
        (2, 1_000_000),
        (3, 9_999),
        (3, 500_001),
        (4, 7 * DAY - 1),
        (5, 3_599),
        (5, 14 * DAY),
        (6, 499),
        (7, 500_001),
        (8, 10 * DOT as u64 + 1),
        (9, DAY),
    ] {
        assert_refused(&mut world, Interface::InvalidParameter {}, |world| {
            conviction.propose(world, Account::Bob, &Proposal::rule(rule, U256::from(value)))
        });
    }
}

#[test]
fn what_the_deployment_leaves_out_is_not_proposed() {
    let rules = Rules { rule_share: 0, exit_share: 0, ..Rules::votable() };
    let opening = Opening { settings: Settings::votable(), ..Opening::default() };
    let Scene { mut world, conviction, .. } = Scene::new(&opening, &rules);
    for proposal in [
        Proposal::rule(1, U256::from(90_000)),
        Proposal::rule(6, U256::from(3_000)),
        Proposal::governor(address(Account::Eve)),
        Proposal::wind_down(),
    ] {
        assert_refused(&mut world, Interface::RuleFixed {}, |world| {
            conviction.propose(world, Account::Bob, &proposal)
        });
    }
    // Where rules are fixed one by one, the one that is says so.
    let Scene { mut world, conviction, .. } = Scene::default();
    for rule in 1..=9 {
        assert_refused(&mut world, Interface::RuleFixed {}, |world| {
            conviction.propose(world, Account::Bob, &Proposal::rule(rule, U256::from(90_000)))
        });
    }
}
