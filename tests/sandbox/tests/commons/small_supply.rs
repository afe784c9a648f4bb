//! A Commons of which a few base units are left goes on answering, and opens again for who pays.

use weir_sandbox::{
    abi::{Commons as Interface, Conviction as Vote},
    commons::{DAY, FOREVER},
    conviction::ABSTAIN,
    scene::{assert_refused, one, voting, whole},
    world::address,
    Account, Address, Commons, Conviction, Opening, Proposal, Rules, World, B256, U256,
};

/// A Commons with its vote, of whose single token all but `left` base units are burnt: on a reserve
/// of 1,000 DOT, with 10 in the funding pool. Somebody proposed and staked before.
fn burnt_down(left: U256) -> (World, Commons, Conviction, u32) {
    let opening = Opening { supply: whole(1), reserve: whole(1_000), ..Opening::default() };
    let (mut world, commons, vote) = voting(&opening, &Rules::default());
    commons.donate(&mut world, Account::Bob, whole(10)).unwrap();
    let proposal =
        Proposal { lifetime: 365 * DAY, ..Proposal::funding(address(Account::Eve), whole(1)) };
    let id = vote.propose(&mut world, Account::Bob, &proposal).unwrap().value;
    vote.stake(&mut world, Account::Alice, &[(id, one())]).unwrap();
    world.advance_time(DAY);
    if left < one() + one() {
        vote.stake(&mut world, Account::Alice, &[(id, U256::ZERO)]).unwrap();
    }
    let burn = Interface::burnCall { amount: whole(1) - left, service: 0, content: B256::ZERO };
    commons.call(&mut world, Account::Alice, burn).unwrap();
    assert_eq!(commons.state(&mut world).supply, left);
    (world, commons, vote, id)
}

#[test]
fn every_view_answers_when_a_few_base_units_are_left() {
    for left in [1, 2, 3, 7] {
        let left = U256::from(left);
        let (mut world, commons, vote, id) = burnt_down(left);
        let world = &mut world;
        let alice = address(Account::Alice);
        // R 10^18 10^6 / (S w), which is more than 128 bits.
        let price = whole(1_000) * whole(1) * U256::from(1_000_000) / (left * U256::from(200_000));
        assert_eq!(commons.ask(world, Interface::spotPriceCall {}), price);
        assert!(price >> 128 != U256::ZERO);
        commons.ask(world, Interface::totalSupplyCall {});
        commons.ask(world, Interface::parametersCall {});
        commons.ask(world, Interface::governanceCall { beneficiary: Address::ZERO });
        commons.ask(world, Interface::hatchCall {});
        commons.ask(world, Interface::vestingOfCall { account: alice });
        commons.ask(world, Interface::transferableCall { account: alice });
        commons.ask(world, Interface::limitsCall {});
        commons.ask(world, Interface::unlockOfCall { account: alice });
        for rule in 1..=4 {
            commons.ask(world, Interface::ruleCall { rule });
            vote.ask(world, Vote::ruleCall { rule: rule + 4 });
        }
        vote.ask(world, Vote::ruleCall { rule: 9 });
        commons.ask(world, Interface::rolesCall {});
        vote.ask(world, Vote::settingsCall {});
        vote.ask(world, Vote::totalsCall {});
        vote.ask(world, Vote::proposalOfCall { proposal: id });
        vote.ask(world, Vote::thresholdOfCall { proposal: id });
        vote.ask(world, Vote::thresholdOfCall { proposal: ABSTAIN });
        vote.ask(world, Vote::noticeOfCall { proposal: id });
        vote.ask(world, Vote::stakesOfCall { account: alice });
        // What buys nothing is refused as what it is, what buys something is told.
        assert_refused(world, Interface::AmountTooSmall {}, |world| {
            commons.query(world, Interface::quoteMintCall { deposit: whole(10) })
        });
        let quote = commons.ask(world, Interface::quoteMintCall { deposit: whole(1_000_000) });
        assert!(!quote.minted.is_zero());
        if left > one() {
            let quote = commons.ask(world, Interface::quoteRedeemCall { amount: one() });
            assert!(!quote.returned.is_zero());
        }
    }
}

#[test]
fn every_message_that_could_goes_on_when_one_base_unit_is_left() {
    let (mut world, commons, vote, id) = burnt_down(one());
    let (world, bob) = (&mut world, address(Account::Bob));
    commons.send(world, Account::Bob, whole(1), Interface::donateCall {}).unwrap();
    assert_refused(world, Interface::LastToken {}, |world| {
        commons.redeem(world, Account::Alice, one())
    });
    vote.stake(world, Account::Alice, &[(id, one())]).unwrap();
    // The supply that the stake's floor counts with has followed.
    world.advance_time(300 * DAY);
    vote.pass(world, Account::Bob, id).unwrap();
    commons.withdraw(world, Account::Eve, 1, bob).unwrap();
    vote.release(world, Account::Alice, Account::Alice).unwrap();
    commons.transfer(world, Account::Alice, bob, one()).unwrap();
    // Money enough opens it again.
    let call = Interface::mintCall { minTokens: U256::ZERO, deadline: FOREVER };
    let minted = commons.send(world, Account::Charlie, whole(900_000), call).unwrap().value;
    assert!(minted > one());
    commons.redeem(world, Account::Charlie, minted).unwrap();
}
