//! Services: what is burnt for whom, so that a third party can check it.

use weir_sandbox::{
    abi::Commons as Interface,
    commons::{Commons, Event},
    scene::{assert_refused, one, opened, whole},
    world::{address, World},
    Account, B256, U256,
};

fn register(name: &str, link: &str) -> Interface::registerServiceCall {
    Interface::registerServiceCall { serviceName: name.into(), link: link.into() }
}

fn burn(amount: U256, service: u32, content: u8) -> Interface::burnCall {
    Interface::burnCall { amount, service, content: B256::repeat_byte(content) }
}

fn service_of(world: &mut World, commons: &Commons, service: u32) -> Interface::ServiceState {
    commons.ask(world, Interface::serviceOfCall { service })
}

#[test]
fn anyone_registers_a_service_and_gets_the_next_number() {
    let (mut world, commons) = opened();
    let call = register("Archive", "https://example.org/archive");
    let receipt = commons.call(&mut world, Account::Bob, call).unwrap();
    assert_eq!(receipt.value, 1);
    let told = Interface::Service {
        service: 1,
        owner: address(Account::Bob),
        name: "Archive".into(),
        link: "https://example.org/archive".into(),
    };
    assert_eq!(receipt.events, [Event::Service(told)]);
    let call = register("x", "");
    assert_eq!(commons.call(&mut world, Account::Charlie, call).unwrap().value, 2);
    assert_eq!(commons.ask(&mut world, Interface::servicesCall {}), 2);

    let state = service_of(&mut world, &commons, 1);
    assert_eq!(state.owner, address(Account::Bob));
    assert_eq!(
        (state.name.as_str(), state.link.as_str()),
        ("Archive", "https://example.org/archive")
    );
    assert_eq!((state.burnt, state.burns), (U256::ZERO, 0));
    assert_eq!(service_of(&mut world, &commons, 2).name, "x");
}

#[test]
fn texts_are_as_long_as_they_say_and_no_longer() {
    let (mut world, commons) = opened();
    let (name, link) = ("n".repeat(32), format!("https://{}", "l".repeat(120)));
    commons.call(&mut world, Account::Bob, register(&name, &link)).unwrap();
    let state = service_of(&mut world, &commons, 1);
    assert_eq!((state.name, state.link), (name.clone(), link.clone()));
    for (name, link) in [("", ""), (&*"n".repeat(33), ""), ("n", &*format!("{link}l"))] {
        assert_refused(&mut world, Interface::InvalidText {}, |world| {
            commons.call(world, Account::Bob, register(name, link))
        });
    }
    for len in 1..40 {
        let link = format!("https://{}", "é".repeat(len));
        commons.call(&mut world, Account::Bob, register("n", &link)).unwrap();
        assert_eq!(service_of(&mut world, &commons, 1 + len as u32).link, link);
    }
}

#[test]
fn what_is_burnt_for_a_service_adds_up() {
    let (mut world, commons) = opened();
    commons.transfer(&mut world, Account::Alice, address(Account::Dave), whole(10)).unwrap();
    commons.call(&mut world, Account::Bob, register("Archive", "")).unwrap();
    commons.call(&mut world, Account::Bob, register("Search", "")).unwrap();
    let receipt = commons.call(&mut world, Account::Alice, burn(whole(3), 1, 0xc0)).unwrap();
    // The receipt names who burnt how much for what: nobody else's burn looks like it.
    let state = commons.state(&mut world);
    let told = Interface::Burn {
        account: address(Account::Alice),
        service: 1,
        content: B256::repeat_byte(0xc0),
        amount: whole(3),
        supply: state.supply,
        reserve: state.reserve,
        fundingPool: state.funding,
    };
    assert!(receipt.events.contains(&Event::Burn(told)));
    commons.call(&mut world, Account::Dave, burn(one(), 1, 0xc1)).unwrap();
    commons.call(&mut world, Account::Dave, burn(whole(1), 0, 0xc2)).unwrap();
    let (first, second) =
        (service_of(&mut world, &commons, 1), service_of(&mut world, &commons, 2));
    assert_eq!((first.burnt, first.burns), (whole(3) + one(), 2));
    assert_eq!((second.burnt, second.burns), (U256::ZERO, 0));
    assert_eq!(commons.state(&mut world).supply, whole(996) - one());
}

#[test]
fn a_burn_for_a_service_that_is_not_there_is_refused() {
    let (mut world, commons) = opened();
    commons.call(&mut world, Account::Bob, register("Archive", "")).unwrap();
    for unknown in [2, 7, u32::MAX] {
        assert_refused(&mut world, Interface::UnknownService {}, |world| {
            commons.call(world, Account::Alice, burn(whole(1), unknown, 0xc0))
        });
        assert_refused(&mut world, Interface::UnknownService {}, |world| {
            let before = world.root();
            let answer = commons.query(world, Interface::serviceOfCall { service: unknown });
            assert!(world.root() == before);
            answer
        });
    }
    assert_refused(&mut world, Interface::ZeroAmount {}, |world| {
        commons.call(world, Account::Alice, burn(U256::ZERO, 1, 0xc0))
    });
    assert_refused(&mut world, Interface::InsufficientBalance {}, |world| {
        commons.call(world, Account::Bob, burn(one(), 1, 0xc0))
    });
}

#[test]
fn nobody_burns_for_another() {
    // Not even the service's owner, nor with an allowance: a burn is always the caller's own.
    let (mut world, commons) = opened();
    commons.call(&mut world, Account::Bob, register("Archive", "")).unwrap();
    let approve = Interface::approveCall { spender: address(Account::Bob), value: U256::MAX };
    commons.call(&mut world, Account::Alice, approve).unwrap();
    assert_refused(&mut world, Interface::InsufficientBalance {}, |world| {
        commons.call(world, Account::Bob, burn(whole(1), 1, 0xc0))
    });
    assert_eq!(commons.balance_of(&mut world, Account::Alice), whole(1_000));
}
