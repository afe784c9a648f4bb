//! The Conviction contract, typed.

use crate::{
    abi::Conviction as Interface,
    artifacts,
    commons::{Commons, DAY},
    contract::{Contract, Receipt, Refused},
    world::{address, World, DOT},
};
use alloy_core::{
    primitives::{Address, U256},
    sol_types::SolValue,
};
use sp_keyring::Sr25519Keyring as Account;

/// The contract's events.
pub type Event = Interface::ConvictionEvents;
/// A deployed Conviction contract.
pub type Conviction = Contract<Event>;
/// What a successful call of it did.
pub type Outcome<R> = Result<Receipt<R, Event>, Refused>;

/// The proposal that is there from the start and requests nothing.
pub const ABSTAIN: u32 = 1;

/// What a Conviction contract is deployed with.
#[derive(Clone, Debug)]
pub struct Rules {
    /// Seconds in which conviction halves without stake.
    pub half_life: u64,
    /// Share of the funding pool that a request must stay below, in parts per million.
    pub spending_limit: u32,
    /// Weight of the threshold, in parts per million.
    pub weight: u32,
    /// Share of the supply that thresholds count at least as staked, in parts per million.
    pub min_stake: u32,
    /// The least deposit of a proposal, in base units of the native currency.
    pub deposit: U256,
    /// The longest life of a proposal, in seconds.
    pub max_lifetime: u64,
}

impl Default for Rules {
    /// A half-life of three days; the limit of the usual Commons; a weight that lets a proposal
    /// pass with a twentieth of the stake if it requests next to nothing.
    fn default() -> Self {
        Self {
            half_life: 3 * DAY,
            spending_limit: 200_000,
            weight: 2_000,
            min_stake: 50_000,
            deposit: U256::from(DOT),
            max_lifetime: 365 * DAY,
        }
    }
}

impl Rules {
    /// The constructor's arguments, encoded.
    pub fn encode(&self, commons: Address) -> Vec<u8> {
        (
            commons,
            self.half_life,
            self.spending_limit,
            self.weight,
            self.min_stake,
            self.deposit,
            self.max_lifetime,
        )
            .abi_encode_params()
    }
}

/// What somebody proposes.
#[derive(Clone, Debug)]
pub struct Proposal {
    /// 0 a signal, 1 funding, 2 the revocation of a grant.
    pub kind: u8,
    /// Who shall be paid.
    pub beneficiary: Address,
    /// How much, in base units of the currency; the grant's number for a revocation.
    pub amount: U256,
    /// Over how many seconds.
    pub duration: u64,
    /// Whether in tokens.
    pub as_tokens: bool,
    /// How many seconds the proposal may gather support.
    pub lifetime: u64,
    /// What it is called.
    pub title: String,
    /// Where it is described.
    pub link: String,
}

impl Proposal {
    /// Requests `amount` at once.
    pub fn funding(beneficiary: Address, amount: U256) -> Self {
        Self { kind: 1, beneficiary, amount, ..Self::signal() }
    }

    /// Requests nothing.
    pub fn signal() -> Self {
        Self {
            kind: 0,
            beneficiary: Address::ZERO,
            amount: U256::ZERO,
            duration: 0,
            as_tokens: false,
            lifetime: 90 * DAY,
            title: "A proposal".into(),
            link: "https://example.org/proposal".into(),
        }
    }

    /// Requests that a grant is revoked.
    pub fn revocation(grant_id: u32) -> Self {
        Self { kind: 2, amount: U256::from(grant_id), ..Self::signal() }
    }

    /// The message that proposes it.
    pub fn call(&self) -> Interface::proposeCall {
        Interface::proposeCall {
            kind: self.kind,
            beneficiary: self.beneficiary,
            amount: self.amount,
            duration: self.duration,
            asTokens: self.as_tokens,
            lifetime: self.lifetime,
            title: self.title.clone(),
            link: self.link.clone(),
        }
    }
}

/// The message that sets stakes.
pub fn moves(moves: &[(u32, U256)]) -> Interface::stakeCall {
    let moves =
        moves.iter().map(|&(proposal, amount)| Interface::Move { proposal, amount }).collect();
    Interface::stakeCall { moves }
}

impl Conviction {
    /// Deploys the contract for a Commons. It is not its governor yet.
    pub fn deploy(
        world: &mut World,
        deployer: Account,
        commons: &Commons,
        rules: &Rules,
    ) -> Result<(Self, Receipt<(), Event>), Refused> {
        let code = artifacts::conviction();
        Self::deploy_code(world, deployer, U256::ZERO, code, rules.encode(commons.address))
    }

    /// Proposes, with the least deposit.
    pub fn propose(&self, world: &mut World, from: Account, proposal: &Proposal) -> Outcome<u32> {
        let deposit = self.settings(world).deposit;
        self.send(world, from, deposit, proposal.call())
    }

    /// Sets stakes.
    pub fn stake(&self, world: &mut World, from: Account, stakes: &[(u32, U256)]) -> Outcome<()> {
        self.call(world, from, moves(stakes)).map(without_value)
    }

    /// Executes a proposal.
    pub fn execute(&self, world: &mut World, from: Account, proposal: u32) -> Outcome<()> {
        self.call(world, from, Interface::executeCall { proposal }).map(without_value)
    }

    /// Withdraws a proposal.
    pub fn cancel(&self, world: &mut World, from: Account, proposal: u32) -> Outcome<()> {
        self.call(world, from, Interface::cancelCall { proposal }).map(without_value)
    }

    /// Ends a proposal whose time is over.
    pub fn expire(&self, world: &mut World, from: Account, proposal: u32) -> Outcome<()> {
        self.call(world, from, Interface::expireCall { proposal }).map(without_value)
    }

    /// Frees an account's stakes on proposals that are over.
    pub fn release(&self, world: &mut World, from: Account, account: Account) -> Outcome<()> {
        let call = Interface::releaseCall { account: address(account) };
        self.call(world, from, call).map(without_value)
    }

    /// Returns the deposit of a proposal that is over.
    pub fn reclaim(&self, world: &mut World, from: Account, proposal: u32) -> Outcome<()> {
        self.call(world, from, Interface::reclaimCall { proposal }).map(without_value)
    }

    /// A proposal.
    ///
    /// # Panics
    ///
    /// If the contract does not answer. So do the other questions.
    pub fn proposal(&self, world: &mut World, proposal: u32) -> Interface::ProposalState {
        self.ask(world, Interface::proposalOfCall { proposal })
    }

    /// The conviction that a proposal must exceed now.
    pub fn threshold(&self, world: &mut World, proposal: u32) -> U256 {
        self.ask(world, Interface::thresholdOfCall { proposal })
    }

    /// All stakes together.
    pub fn totals(&self, world: &mut World) -> Interface::Totals {
        self.ask(world, Interface::totalsCall {})
    }

    /// What the contract lives by.
    pub fn settings(&self, world: &mut World) -> Interface::Settings {
        self.ask(world, Interface::settingsCall {})
    }

    /// An account's stakes, by proposal.
    pub fn stakes(&self, world: &mut World, account: Account) -> Vec<(u32, U256)> {
        self.ask(world, Interface::stakesOfCall { account: address(account) })
            .into_iter()
            .map(|stake| (stake.proposal, stake.amount))
            .collect()
    }
}

/// A message that returns nothing answers in a type of its own.
fn without_value<R, E>(receipt: Receipt<R, E>) -> Receipt<(), E> {
    let Receipt { events, logs, weight, deposit, .. } = receipt;
    Receipt { value: (), events, logs, weight, deposit }
}
