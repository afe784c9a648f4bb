//! Where the examples start from, and how they say what must be refused.

use crate::{
    abi::Commons as Interface,
    commons::{Commons, Hatch, Opening, Settings},
    contract::{Error, Refused},
    conviction::{Conviction, Rules},
    currency::Currency,
    world::{address, World, DOT, GENESIS_TIME},
};
use alloy_core::primitives::{Address, U256};
use sp_keyring::Sr25519Keyring as Account;
use std::fmt::Debug;

/// Who governs a Commons that is tried without a Conviction contract.
pub const GOVERNOR: Account = Account::Ferdie;

/// Amount of whole DOT or whole tokens in base units.
pub fn whole(amount: u128) -> U256 {
    U256::from(amount * DOT)
}

/// One base unit.
pub fn one() -> U256 {
    U256::from(1)
}

/// Alice deploys a Commons with the given opening, and [`GOVERNOR`] governs it.
///
/// # Panics
///
/// If a contract refuses what leads to the scene, here and below: it would be another scene.
pub fn open(opening: &Opening) -> (World, Commons) {
    let (mut world, commons) = ungoverned(opening);
    govern(&mut world, &commons, address(GOVERNOR));
    (world, commons)
}

/// Alice deploys a Commons with the given opening. It has no governor yet, and takes no money.
pub fn ungoverned(opening: &Opening) -> (World, Commons) {
    let mut world = World::new();
    let (commons, _) =
        Commons::deploy(&mut world, Account::Alice, opening).expect("a valid opening is accepted");
    (world, commons)
}

/// Alice deploys a Commons with the given opening, and a vote that governs it.
pub fn voting(opening: &Opening, rules: &Rules) -> (World, Commons, Conviction) {
    let (mut world, commons) = ungoverned(opening);
    let (conviction, _) = Conviction::deploy(&mut world, Account::Alice, &commons, rules).unwrap();
    govern(&mut world, &commons, conviction.address);
    (world, commons, conviction)
}

/// Alice deploys a Commons with the usual opening, and [`GOVERNOR`] governs it.
pub fn opened() -> (World, Commons) {
    open(&Opening::default())
}

/// Alice deploys a Commons that hatches, and [`GOVERNOR`] governs it.
pub fn hatching(hatch: Hatch) -> (World, Commons) {
    open(&Opening::hatched_by(hatch))
}

/// A hatch to which Bob and Charlie contributed 300 and 100 DOT, and which is open since then.
pub fn hatched(hatch: Hatch) -> (World, Commons) {
    let deadline = hatch.deadline;
    let (mut world, commons) = hatching(hatch);
    fill(&mut world, &commons, deadline);
    (world, commons)
}

/// As [`hatched`], but a vote governs it.
pub fn hatched_and_voting(hatch: Hatch, rules: &Rules) -> (World, Commons, Conviction) {
    let deadline = hatch.deadline;
    let (mut world, commons, conviction) = voting(&Opening::hatched_by(hatch), rules);
    fill(&mut world, &commons, deadline);
    (world, commons, conviction)
}

fn fill(world: &mut World, commons: &Commons, deadline: u64) {
    commons.contribute(world, Account::Bob, whole(300)).unwrap();
    commons.contribute(world, Account::Charlie, whole(100)).unwrap();
    world.set_time(deadline + 1);
    commons.call(world, Account::Dave, Interface::closeCall {}).unwrap();
}

/// Makes an account the governor.
pub fn govern(world: &mut World, commons: &Commons, governor: Address) {
    commons.call(world, Account::Alice, Interface::setGovernorCall { governor }).unwrap();
}

/// A Commons with the usual pools, 100 DOT in its funding pool, and [`GOVERNOR`] in its name.
pub fn governed() -> (World, Commons) {
    governed_with(Settings::default())
}

/// As [`governed`], with these settings.
pub fn governed_with(settings: Settings) -> (World, Commons) {
    let (mut world, commons) = open(&Opening { settings, ..Opening::default() });
    commons.donate(&mut world, Account::Dave, whole(100)).unwrap();
    (world, commons)
}

/// A Commons in an ERC-20 currency that [`GOVERNOR`] governs, which hatched with 400 of Bob's whole
/// units; everyone has 1,000 more, and the Commons may take them.
pub fn with_currency() -> (World, Commons, Currency) {
    let mut world = World::new();
    let currency = Currency::deploy(&mut world);
    let settings = Settings { currency: currency.address, ..Settings::default() };
    let opening = Opening {
        settings,
        ..Opening::hatched_by(Hatch { cliff: 0, half_life: 0, ..Hatch::usual() })
    };
    let (commons, _) = Commons::deploy(&mut world, Account::Alice, &opening).unwrap();
    govern(&mut world, &commons, address(GOVERNOR));
    for account in [Account::Alice, Account::Bob, Account::Charlie, Account::Dave] {
        currency.give(&mut world, account, whole(1_000));
        currency.approve(&mut world, account, commons.address, U256::MAX);
    }
    currency.give(&mut world, Account::Bob, whole(400));
    let call = Interface::contributeWithCall { amount: whole(400) };
    commons.call(&mut world, Account::Bob, call).unwrap();
    world.set_time(GENESIS_TIME + 31 * crate::commons::DAY);
    commons.call(&mut world, Account::Bob, Interface::closeCall {}).unwrap();
    (world, commons, currency)
}

/// A Commons and the Conviction contract that governs it.
pub struct Scene {
    /// The chain.
    pub world: World,
    /// The money.
    pub commons: Commons,
    /// Its governor.
    pub conviction: Conviction,
}

impl Default for Scene {
    fn default() -> Self {
        Self::new(&Opening::default(), &Rules::default())
    }
}

impl Scene {
    /// An open Commons with 100 DOT in its funding pool. Of its tokens Bob and Charlie have 200
    /// each, Dave 100, and Alice the rest.
    pub fn new(opening: &Opening, rules: &Rules) -> Self {
        let (mut world, commons) = open(opening);
        for (account, amount) in
            [(Account::Bob, 200), (Account::Charlie, 200), (Account::Dave, 100)]
        {
            commons.transfer(&mut world, Account::Alice, address(account), whole(amount)).unwrap();
        }
        commons.donate(&mut world, Account::Dave, whole(100)).unwrap();
        // The vote comes last, so that it knows of all the money from the start.
        let (conviction, _) =
            Conviction::deploy(&mut world, Account::Alice, &commons, rules).unwrap();
        let call = Interface::setGovernorCall { governor: conviction.address };
        commons.call(&mut world, GOVERNOR, call).unwrap();
        Self { world, commons, conviction }
    }

    /// As [`Scene::default`], with a guardian: Eve, for a year.
    pub fn guarded() -> Self {
        let opening =
            Opening { settings: Settings::guarded_by(Account::Eve), ..Opening::default() };
        Self::new(&opening, &Rules::default())
    }

    /// As [`Scene::default`], with rules that a vote may change.
    pub fn votable() -> Self {
        let opening = Opening { settings: Settings::votable(), ..Opening::default() };
        Self::new(&opening, &Rules::votable())
    }

    /// Proposes by `author` that `amount` is granted at once.
    pub fn propose(&mut self, author: Account, beneficiary: Account, amount: U256) -> u32 {
        let proposal = crate::conviction::Proposal::funding(address(beneficiary), amount);
        self.conviction.propose(&mut self.world, author, &proposal).unwrap().value
    }

    /// Proposes anything by `author`.
    pub fn suggest(&mut self, author: Account, proposal: &crate::conviction::Proposal) -> u32 {
        self.conviction.propose(&mut self.world, author, proposal).unwrap().value
    }

    /// Announces a proposal, waits for its notice, and has Eve execute it.
    pub fn pass(&mut self, proposal: u32) {
        self.conviction.pass(&mut self.world, Account::Eve, proposal).unwrap();
    }

    /// Sets one stake against a proposal.
    pub fn oppose(&mut self, account: Account, proposal: u32, amount: U256) {
        let stakes = [(proposal, amount, true)];
        self.conviction.take_sides(&mut self.world, account, &stakes).unwrap();
    }

    /// Sets one stake for a proposal.
    pub fn stake(&mut self, account: Account, proposal: u32, amount: U256) {
        self.conviction.stake(&mut self.world, account, &[(proposal, amount)]).unwrap();
    }

    /// A proposal of Bob's for `amount` to Bob, which all that Bob and Charlie have has supported
    /// for thirty days: enough for any request that is not close to the limit.
    pub fn supported(&mut self, amount: U256) -> u32 {
        let proposal = self.propose(Account::Bob, Account::Bob, amount);
        self.stake(Account::Bob, proposal, whole(200));
        self.stake(Account::Charlie, proposal, whole(200));
        self.world.advance_time(30 * crate::commons::DAY);
        proposal
    }

    /// Pauses by the guardian for as long as it can.
    pub fn pause(&mut self) {
        let call = Interface::pauseCall { duration: 14 * crate::commons::DAY };
        self.commons.call(&mut self.world, Account::Eve, call).unwrap();
    }
}

/// Asserts that a call is refused by this error and leaves the whole state as it was.
#[track_caller]
pub fn assert_refused<R: Debug>(
    world: &mut World,
    error: impl Into<Error>,
    call: impl FnOnce(&mut World) -> Result<R, Refused>,
) {
    let before = world.root();
    let refused = call(world).expect_err("the call is refused");
    assert_eq!(refused, Refused::Error(error.into()));
    assert!(world.root() == before, "a refused call leaves the state as it was");
}
