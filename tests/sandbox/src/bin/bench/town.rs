//! A Commons that people live with: hatched tokens, proposals, stakes, grants, services. What its
//! messages cost has no counterpart in the reference.

use crate::{
    measure::Figures,
    subject::{self, message, Message},
};
use weir_sandbox::{
    abi::{Commons as Money, Conviction as Vote},
    artifacts,
    commons::{Hatch, DAY, FOREVER},
    conviction::{moves, sided, ABSTAIN},
    scene::{govern, whole, GOVERNOR},
    world::{address, DOT, NATIVE_TO_BASE},
    Account, Address, Commons, Conviction, Opening, Proposal, Rules, World, B256, U256,
};

/// Holders, proposals, stakes and grants in a crowded town, beside the few.
pub const CROWD: u32 = 200;
/// A proposal as people write them.
const TITLE: &str = "Restore the footbridge at the old mill";
const LINK: &str = "https://forum.example.org/t/restore-the-footbridge/1284";

/// A Commons with its vote, and another one that is hatching.
pub struct Town {
    /// The chain.
    pub world: World,
    /// What the deployment of the vote took.
    pub deployment: Figures,
    commons: Address,
    conviction: Address,
    hatching: Address,
    /// A proposal with enough conviction to be announced.
    passing: u32,
    /// An announced one whose notice is over.
    ready: u32,
    /// Ten that can be staked on.
    open: Vec<u32>,
    /// One that is over, with its deposit still there.
    over: u32,
    /// A grant in money and one in tokens, both due.
    grants: [u32; 2],
}

impl Town {
    /// A town of a few and `crowd` more.
    ///
    /// # Panics
    ///
    /// If a contract refuses what leads there.
    pub fn new(crowd: u32) -> Self {
        let mut world = World::new();
        let opening = Opening { supply: whole(10_000), ..Opening::default() };
        let (commons, _) = Commons::deploy(&mut world, Account::Alice, &opening).unwrap();
        let arguments = Rules::default().encode(commons.address);
        let (at, deployment) =
            subject::deploy(&mut world, artifacts::conviction(), U256::ZERO, arguments);
        let conviction = Conviction::at(at);
        govern(&mut world, &commons, at);
        commons.donate(&mut world, Account::Dave, whole(1_000)).unwrap();
        for account in [Account::Bob, Account::Charlie, Account::Dave, Account::Eve] {
            commons.transfer(&mut world, Account::Alice, address(account), whole(500)).unwrap();
        }
        let call = Money::registerServiceCall { serviceName: "Archive".into(), link: LINK.into() };
        commons.call(&mut world, Account::Eve, call).unwrap();
        commons.call(&mut world, Account::Bob, burn(1)).unwrap();
        for number in 0..crowd {
            one_more(&mut world, &commons, &conviction, number);
        }

        // Two proposals pass, so that there are grants; one can be announced, and one executed.
        let mut pass = |proposal: &Proposal, stake, execute| {
            let id = conviction.propose(&mut world, Account::Eve, proposal).unwrap().value;
            conviction.stake(&mut world, Account::Charlie, &[(id, whole(stake))]).unwrap();
            world.advance_time(30 * DAY);
            if execute {
                conviction.pass(&mut world, Account::Eve, id).unwrap();
                conviction.release(&mut world, Account::Charlie, Account::Charlie).unwrap();
            }
            id
        };
        let (money, tokens) = (funding(), Proposal { as_tokens: true, ..funding() });
        let over = pass(&money, 400, true);
        pass(&tokens, 400, true);
        let passing = pass(&money, 200, false);
        let ready = pass(&money, 200, false);
        // Received without a message, for somebody to credit.
        world.transfer(Account::Dave, commons.address, DOT / NATIVE_TO_BASE).unwrap();
        conviction.announce(&mut world, Account::Eve, ready).unwrap();
        conviction.wait_for_notice(&mut world, ready);
        let last = commons.ask(&mut world, Money::grantsCall {});
        let open = (0..10)
            .map(|_| conviction.propose(&mut world, Account::Dave, &funding()).unwrap().value)
            .collect();
        // Bob votes already; what a first stake stores, the storage deposit shows.
        conviction.stake(&mut world, Account::Bob, &[(ABSTAIN, whole(10))]).unwrap();
        world.advance_time(DAY);
        let hatching = hatching(&mut world);
        Self {
            world,
            deployment,
            commons: commons.address,
            conviction: at,
            hatching: hatching.address,
            passing,
            ready,
            open,
            over,
            grants: [last - 1, last],
        }
    }
}

/// Another holder with a proposal, on which somebody has staked, and which was granted.
fn one_more(world: &mut World, commons: &Commons, conviction: &Conviction, number: u32) {
    let holder = Address::left_padding_from(&(number + 1_000).to_be_bytes());
    commons.transfer(world, Account::Alice, holder, U256::from(1)).unwrap();
    let proposal = Proposal::funding(holder, U256::from(1));
    let id = conviction.propose(world, Account::Dave, &proposal).unwrap().value;
    conviction.stake(world, Account::Charlie, &[(id, whole(500))]).unwrap();
    world.advance_time(3 * DAY);
    conviction.pass(world, Account::Eve, id).unwrap();
    conviction.release(world, Account::Charlie, Account::Charlie).unwrap();
}

/// A Commons to which Bob has contributed.
fn hatching(world: &mut World) -> Commons {
    let deadline = world.time() + 30 * DAY;
    let opening = Opening::hatched_by(Hatch { deadline, ..Hatch::usual() });
    let (code, arguments) = (artifacts::commons(), opening.encode());
    let (commons, _) =
        Commons::deploy_code(world, Account::Bob, U256::ZERO, code, arguments).unwrap();
    let call = Money::setGovernorCall { governor: address(GOVERNOR) };
    commons.call(world, Account::Bob, call).unwrap();
    commons.contribute(world, Account::Bob, whole(10)).unwrap();
    commons
}

fn funding() -> Proposal {
    Proposal {
        title: TITLE.into(),
        link: LINK.into(),
        ..Proposal::funding(address(Account::Eve), whole(20))
    }
}

fn burn(service: u32) -> Money::burnCall {
    Money::burnCall { amount: U256::from(DOT), service, content: B256::repeat_byte(0xc0) }
}

/// The messages that are measured, and the contract that each goes to.
pub fn messages(town: &Town) -> Vec<(Address, Message)> {
    let eve = address(Account::Eve);
    let withdraw =
        |grant| Money::withdrawCall { grantId: grant, to: eve, minTokens: U256::from(1) };
    let stakes: Vec<_> = town.open.iter().map(|&id| (id, whole(10))).collect();
    let (money, vote, hatch) = (town.commons, town.conviction, town.hatching);
    let contribute = || Money::contributeCall {};
    let unstake = moves(&[(ABSTAIN, U256::ZERO)]);
    let announce = Vote::announceCall { proposal: town.passing };
    let execute = Vote::executeCall { proposal: town.ready };
    let objections: Vec<_> = town.open.iter().map(|&id| (id, whole(10), true)).collect();
    let reclaim = Vote::reclaimCall { proposal: town.over };
    let mint = Money::mintCall { minTokens: U256::from(1), deadline: FOREVER };
    let redeem =
        Money::redeemCall { amount: U256::from(DOT), minReturn: U256::from(1), deadline: FOREVER };
    let transfer = Money::transferCall { to: eve, value: U256::from(DOT) };
    vec![
        (money, message("mint", Account::Bob, 10, mint)),
        (money, message("redeem", Account::Bob, 0, redeem)),
        (hatch, message("contribute", Account::Bob, 10, contribute())),
        (hatch, message("first contribute", Account::Charlie, 10, contribute())),
        (vote, message("propose", Account::Bob, 1, funding().call())),
        (vote, message("stake on 1", Account::Bob, 0, moves(&stakes[..1]))),
        (vote, message("stake on 10", Account::Bob, 0, moves(&stakes))),
        (vote, message("unstake", Account::Bob, 0, unstake)),
        (vote, message("object", Account::Bob, 0, sided(&objections[..1]))),
        (vote, message("announce", Account::Eve, 0, announce)),
        (vote, message("execute", Account::Eve, 0, execute)),
        (vote, message("reclaim", Account::Eve, 0, reclaim)),
        (money, message("withdraw", Account::Eve, 0, withdraw(town.grants[0]))),
        (money, message("withdraw tokens", Account::Eve, 0, withdraw(town.grants[1]))),
        (money, message("burn for service", Account::Bob, 0, burn(1))),
        (money, message("credit", Account::Eve, 0, Money::creditCall {})),
        (money, message("unlock", Account::Bob, 0, Money::unlockCall {})),
        // Some of Bob's tokens are staked, and enough are not.
        (money, message("transfer staked", Account::Bob, 0, transfer)),
    ]
}
