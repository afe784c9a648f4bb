//! The Conviction contract, typed.

use crate::{
    abi::Conviction as Interface,
    artifacts,
    commons::{Bounds, Commons, DAY},
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
    /// Weight of the threshold, in parts per million.
    pub weight: u32,
    /// Share of the supply that thresholds count at least as staked, in parts per million.
    pub min_stake: u32,
    /// The least deposit of a proposal, in base units of the native currency.
    pub deposit: U256,
    /// The longest life of a proposal, in seconds.
    pub max_lifetime: u64,
    /// Seconds between announcement and execution.
    pub notice: u64,
    /// The same for changes of rules and governor, and for the wind-down.
    pub long_notice: u64,
    /// Share of the supply that a change of a rule or of the governor takes, in parts per million;
    /// 0 if there is none.
    pub rule_share: u32,
    /// Share of the supply that a wind-down takes, in parts per million; 0 if there is none.
    pub exit_share: u32,
    /// Within what a vote may change the notice.
    pub notice_bounds: Bounds,
    /// Within what a vote may change the weight.
    pub weight_bounds: Bounds,
    /// Within what a vote may change the minimum stake.
    pub min_stake_bounds: Bounds,
    /// Within what a vote may change the deposit.
    pub deposit_bounds: Bounds,
    /// Within what a vote may change the half-life.
    pub half_life_bounds: Bounds,
}

impl Default for Rules {
    /// A half-life of three days and a notice as long, two weeks for what is more than a payment; a
    /// weight that lets a proposal pass with a twentieth of the stake if it requests next to
    /// nothing; a quarter of the supply changes the governor, two fifths wind the Commons down; no
    /// vote changes these rules.
    fn default() -> Self {
        Self {
            half_life: 3 * DAY,
            weight: 2_000,
            min_stake: 50_000,
            deposit: U256::from(DOT),
            max_lifetime: 365 * DAY,
            notice: 3 * DAY,
            long_notice: 14 * DAY,
            rule_share: 250_000,
            exit_share: 400_000,
            notice_bounds: Bounds::default(),
            weight_bounds: Bounds::default(),
            min_stake_bounds: Bounds::default(),
            deposit_bounds: Bounds::default(),
            half_life_bounds: Bounds::default(),
        }
    }
}

impl Rules {
    /// The usual rules, which a vote may change: the notice from an hour to a week by a day, the
    /// weight from a quarter to four times by a half, the minimum stake up to a half by 2 %, the
    /// deposit up to ten times by one, the half-life from a half to twice by a fifth.
    pub fn votable() -> Self {
        Self {
            notice_bounds: Bounds::new(3_600_u64, 7 * DAY, DAY),
            weight_bounds: Bounds::new(500_u32, 8_000_u32, 1_000_u32),
            min_stake_bounds: Bounds::new(0_u32, 500_000_u32, 20_000_u32),
            deposit_bounds: Bounds::new(0_u32, 10 * DOT, DOT),
            half_life_bounds: Bounds::new(3 * DAY / 2, 6 * DAY, 3 * DAY / 5),
            ..Self::default()
        }
    }

    /// The constructor's arguments, encoded.
    pub fn encode(&self, commons: Address) -> Vec<u8> {
        (
            (
                commons,
                self.half_life,
                self.weight,
                self.min_stake,
                self.deposit,
                self.max_lifetime,
                self.notice,
                self.long_notice,
                self.rule_share,
                self.exit_share,
            ),
            (
                self.notice_bounds.words(),
                self.weight_bounds.words(),
                self.min_stake_bounds.words(),
                self.deposit_bounds.words(),
                self.half_life_bounds.words(),
            ),
        )
            .abi_encode_params()
    }
}

/// What somebody proposes.
#[derive(Clone, Debug)]
pub struct Proposal {
    /// 0 a signal, 1 funding, 2 the revocation of a grant, 3 a change of a rule, 4 of the governor,
    /// 5 a wind-down.
    pub kind: u8,
    /// Who shall be paid, or govern.
    pub beneficiary: Address,
    /// How much, in base units of the currency; the grant's number for a revocation, the value for
    /// a rule.
    pub amount: U256,
    /// Over how many seconds; the number of a rule.
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

    /// Requests that a rule gets this value.
    pub fn rule(rule: u8, value: U256) -> Self {
        Self { kind: 3, duration: rule.into(), amount: value, ..Self::signal() }
    }

    /// Requests that another account governs.
    pub fn governor(governor: Address) -> Self {
        Self { kind: 4, beneficiary: governor, ..Self::signal() }
    }

    /// Requests that the Commons is wound down.
    pub fn wind_down() -> Self {
        Self { kind: 5, ..Self::signal() }
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

/// The message that sets stakes for proposals.
pub fn moves(moves: &[(u32, U256)]) -> Interface::stakeCall {
    let moves: Vec<_> = moves.iter().map(|&(proposal, amount)| (proposal, amount, false)).collect();
    sided(&moves)
}

/// The message that sets stakes, each for a proposal or against it.
pub fn sided(moves: &[(u32, U256, bool)]) -> Interface::stakeCall {
    let moves = moves
        .iter()
        .map(|&(proposal, amount, against)| Interface::Move { proposal, amount, against })
        .collect();
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

    /// Sets stakes for proposals.
    pub fn stake(&self, world: &mut World, from: Account, stakes: &[(u32, U256)]) -> Outcome<()> {
        self.call(world, from, moves(stakes)).map(Receipt::without_value)
    }

    /// Sets stakes, each for a proposal or against it.
    pub fn take_sides(
        &self,
        world: &mut World,
        from: Account,
        stakes: &[(u32, U256, bool)],
    ) -> Outcome<()> {
        self.call(world, from, sided(stakes)).map(Receipt::without_value)
    }

    /// Announces a proposal that passes.
    pub fn announce(&self, world: &mut World, from: Account, proposal: u32) -> Outcome<()> {
        self.call(world, from, Interface::announceCall { proposal }).map(Receipt::without_value)
    }

    /// Takes an announcement back.
    pub fn reset(&self, world: &mut World, from: Account, proposal: u32) -> Outcome<()> {
        self.call(world, from, Interface::resetCall { proposal }).map(Receipt::without_value)
    }

    /// Announces a proposal, waits for its notice, and executes it.
    pub fn pass(&self, world: &mut World, from: Account, proposal: u32) -> Outcome<()> {
        self.announce(world, from, proposal)?;
        self.wait_for_notice(world, proposal);
        self.execute(world, from, proposal)
    }

    /// Moves the time to the first second in which an announced proposal can be executed.
    pub fn wait_for_notice(&self, world: &mut World, proposal: u32) {
        let (from, now) = (self.notice(world, proposal).0, world.time());
        world.advance_time(from.saturating_sub(now));
    }

    /// Executes an announced proposal.
    pub fn execute(&self, world: &mut World, from: Account, proposal: u32) -> Outcome<()> {
        self.call(world, from, Interface::executeCall { proposal }).map(Receipt::without_value)
    }

    /// Withdraws a proposal.
    pub fn cancel(&self, world: &mut World, from: Account, proposal: u32) -> Outcome<()> {
        self.call(world, from, Interface::cancelCall { proposal }).map(Receipt::without_value)
    }

    /// Ends a proposal whose time is over.
    pub fn expire(&self, world: &mut World, from: Account, proposal: u32) -> Outcome<()> {
        self.call(world, from, Interface::expireCall { proposal }).map(Receipt::without_value)
    }

    /// Frees an account's stakes on proposals that are over.
    pub fn release(&self, world: &mut World, from: Account, account: Account) -> Outcome<()> {
        let call = Interface::releaseCall { account: address(account) };
        self.call(world, from, call).map(Receipt::without_value)
    }

    /// Ends the stakes of an account that asked for its tokens.
    pub fn forfeit(&self, world: &mut World, from: Account, account: Account) -> Outcome<()> {
        let call = Interface::forfeitCall { account: address(account) };
        self.call(world, from, call).map(Receipt::without_value)
    }

    /// Returns the deposit of a proposal that is over.
    pub fn reclaim(&self, world: &mut World, from: Account, proposal: u32) -> Outcome<()> {
        self.call(world, from, Interface::reclaimCall { proposal }).map(Receipt::without_value)
    }

    /// A proposal.
    ///
    /// # Panics
    ///
    /// If the contract does not answer. So do the other questions.
    pub fn proposal(&self, world: &mut World, proposal: u32) -> Interface::ProposalState {
        self.ask(world, Interface::proposalOfCall { proposal })
    }

    /// What support less opposition of a proposal must exceed now.
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

    /// When an announced proposal can be executed, first and last; 0, 0 of one that is not.
    pub fn notice(&self, world: &mut World, proposal: u32) -> (u64, u64) {
        let notice = self.ask(world, Interface::noticeOfCall { proposal });
        (notice.from, notice.until)
    }

    /// A rule of the vote.
    pub fn rule(&self, world: &mut World, rule: u8) -> Interface::ruleReturn {
        self.ask(world, Interface::ruleCall { rule })
    }

    /// An account's stakes, by proposal: how much, and whether against it.
    pub fn stakes(&self, world: &mut World, account: Account) -> Vec<(u32, U256, bool)> {
        self.ask(world, Interface::stakesOfCall { account: address(account) })
            .into_iter()
            .map(|stake| (stake.proposal, stake.amount, stake.against))
            .collect()
    }
}
