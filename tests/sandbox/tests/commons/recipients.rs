//! Nothing goes where it would be lost: to nobody, to the Commons, its governor, its libraries, or
//! its currency's contract.

use weir_sandbox::{
    abi::Commons as Interface,
    commons::{Hatch, Settings},
    currency::Currency,
    scene::{
        assert_refused, govern, governed, one, ungoverned, whole, with_currency, Scene, GOVERNOR,
    },
    world::address,
    Account, Address, Commons, Opening, Proposal, World, U256,
};

/// The accounts on which everything would be lost, by what they are.
fn lost(world: &mut World, commons: &Commons) -> Vec<(&'static str, Address)> {
    let [market, treasury] = world.created_by(commons.address, 2)[..] else {
        panic!("the Commons has two libraries")
    };
    let mut lost = vec![
        ("nobody", Address::ZERO),
        ("the Commons", commons.address),
        ("the market", market),
        ("the treasury", treasury),
    ];
    let (roles, currency) = (commons.roles(world), commons.ask(world, Interface::currencyCall {}));
    lost.extend([("the governor", roles.governor), ("the currency", currency)]);
    lost
}

/// A governed Commons in an ERC-20 currency, with 100 in its funding pool at least.
fn governed_with_currency() -> (World, Commons) {
    let (world, commons, _) = with_currency();
    (world, commons)
}

fn grant(beneficiary: Address, as_tokens: bool) -> Interface::grantCall {
    Interface::grantCall {
        beneficiary,
        amount: whole(1),
        duration: 0,
        asTokens: as_tokens,
        proposal: 1,
    }
}

#[test]
fn no_tokens_go_where_they_are_lost() {
    for (mut world, commons) in [governed(), governed_with_currency()] {
        let holder = if commons.balance_of(&mut world, Account::Alice).is_zero() {
            Account::Bob
        } else {
            Account::Alice
        };
        let spender = address(Account::Charlie);
        let approve = Interface::approveCall { spender, value: U256::MAX };
        commons.call(&mut world, holder, approve).unwrap();
        for (name, to) in lost(&mut world, &commons) {
            for value in [U256::ZERO, one(), whole(1)] {
                println!("{value} to {name}");
                assert_refused(&mut world, Interface::InvalidRecipient {}, |world| {
                    commons.transfer(world, holder, to, value)
                });
                assert_refused(&mut world, Interface::InvalidRecipient {}, |world| {
                    let call = Interface::transferFromCall { from: address(holder), to, value };
                    commons.call(world, Account::Charlie, call)
                });
            }
            assert_eq!(commons.balance_at(&mut world, to), U256::ZERO, "{name}");
        }
    }
}

#[test]
fn a_transfer_of_vesting_tokens_goes_nowhere_either() {
    // The market answers it: some of the tokens vest.
    let (mut world, commons) = weir_sandbox::scene::hatched(Hatch::usual());
    world.advance_time(60 * weir_sandbox::commons::DAY);
    assert!(!commons.transferable(&mut world, Account::Bob).is_zero());
    for (name, to) in lost(&mut world, &commons) {
        println!("{name}");
        assert_refused(&mut world, Interface::InvalidRecipient {}, |world| {
            commons.transfer(world, Account::Bob, to, one())
        });
    }
}

#[test]
fn no_grant_is_made_or_paid_where_it_is_lost() {
    for (mut world, commons) in [governed(), governed_with_currency()] {
        for as_tokens in [false, true] {
            let call = grant(address(Account::Eve), as_tokens);
            let id = commons.call(&mut world, GOVERNOR, call).unwrap().value;
            for (name, to) in lost(&mut world, &commons) {
                println!("{name}, as tokens: {as_tokens}");
                assert_refused(&mut world, Interface::InvalidRecipient {}, |world| {
                    commons.call(world, GOVERNOR, grant(to, as_tokens))
                });
                assert_refused(&mut world, Interface::InvalidRecipient {}, |world| {
                    commons.withdraw(world, Account::Eve, id, to)
                });
            }
            commons.withdraw(&mut world, Account::Eve, id, address(Account::Eve)).unwrap();
        }
    }
}

#[test]
fn nothing_is_proposed_for_whom_it_is_lost_on() {
    let mut scene = Scene::default();
    let lost = lost(&mut scene.world, &scene.commons);
    assert!(lost.contains(&("the governor", scene.conviction.address)));
    for (name, beneficiary) in lost {
        println!("{name}");
        let proposal = Proposal::funding(beneficiary, whole(1));
        assert_refused(&mut scene.world, Interface::InvalidRecipient {}, |world| {
            scene.conviction.propose(world, Account::Bob, &proposal)
        });
    }
}

#[test]
fn a_vote_that_does_not_govern_yet_is_no_beneficiary_either() {
    let (mut world, commons) = ungoverned(&Opening::default());
    let (vote, _) = weir_sandbox::Conviction::deploy(
        &mut world,
        Account::Alice,
        &commons,
        &weir_sandbox::Rules::default(),
    )
    .unwrap();
    let proposal = Proposal::funding(vote.address, whole(1));
    assert_refused(&mut world, Interface::InvalidRecipient {}, |world| {
        vote.propose(world, Account::Bob, &proposal)
    });
}

#[test]
fn no_role_goes_where_it_is_lost() {
    let (mut world, commons) = ungoverned(&Opening::default());
    for (name, account) in lost(&mut world, &commons) {
        println!("{name}");
        assert_refused(&mut world, Interface::InvalidRecipient {}, |world| {
            commons.call(world, Account::Alice, Interface::setGovernorCall { governor: account })
        });
        if !account.is_zero() {
            assert_refused(&mut world, Interface::InvalidRecipient {}, |world| {
                let call = Interface::transferOwnershipCall { to: account };
                commons.call(world, Account::Alice, call)
            });
            assert_refused(&mut world, Interface::InvalidRecipient {}, |world| {
                commons.call(
                    world,
                    Account::Alice,
                    Interface::setGuardianCall { guardian: account },
                )
            });
        }
    }
    // Zero takes them back.
    let call = Interface::transferOwnershipCall { to: Address::ZERO };
    commons.call(&mut world, Account::Alice, call).unwrap();
    commons
        .call(&mut world, Account::Alice, Interface::setGuardianCall { guardian: Address::ZERO })
        .unwrap();

    let currency = Currency::deploy(&mut world);
    let settings = Settings {
        currency: currency.address,
        guardian: currency.address,
        ..Settings::guarded_by(Account::Eve)
    };
    let opening = Opening { settings, ..Opening::hatched_by(Hatch::usual()) };
    assert_refused(&mut world, Interface::InvalidRecipient {}, |world| {
        Commons::deploy(world, Account::Alice, &opening)
    });
}

#[test]
fn a_governor_spends_what_it_has_and_gets_no_more() {
    let (mut world, commons) = ungoverned(&Opening::default());
    commons.transfer(&mut world, Account::Alice, address(GOVERNOR), whole(5)).unwrap();
    govern(&mut world, &commons, address(GOVERNOR));
    assert_eq!(commons.balance_of(&mut world, GOVERNOR), whole(5));
    assert_eq!(commons.transferable(&mut world, GOVERNOR), whole(5));
    assert_refused(&mut world, Interface::InvalidRecipient {}, |world| {
        commons.transfer(world, Account::Alice, address(GOVERNOR), one())
    });
    assert_refused(&mut world, Interface::InvalidRecipient {}, |world| {
        commons.mint(world, GOVERNOR, whole(1))
    });
    let lock = Interface::lockCall { account: address(GOVERNOR), staked: whole(1) };
    commons.call(&mut world, GOVERNOR, lock).unwrap();
    assert_eq!(commons.staked_of(&mut world, GOVERNOR), whole(1));
    commons.transfer(&mut world, GOVERNOR, address(Account::Bob), whole(1)).unwrap();
    commons.redeem(&mut world, GOVERNOR, whole(3)).unwrap();
    assert_refused(&mut world, Interface::Locked {}, |world| {
        commons.transfer(world, GOVERNOR, address(Account::Bob), one())
    });
    assert_eq!(commons.balance_of(&mut world, GOVERNOR), whole(1));
}
