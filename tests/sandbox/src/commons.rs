//! The Commons contract, typed.

use crate::{
    abi::Commons as Interface,
    artifacts,
    contract::{Contract, Receipt, Refused},
    world::{address, World, DOT, GENESIS_TIME},
};
use alloy_core::{
    primitives::{Address, U256},
    sol_types::SolValue,
};
use sp_keyring::Sr25519Keyring as Account;

/// The contract's events.
pub type Event = Interface::CommonsEvents;
/// A deployed Commons.
pub type Commons = Contract<Event>;
/// What a successful call of it did.
pub type Outcome<R> = Result<Receipt<R, Event>, Refused>;

/// A deadline that never passes.
pub const FOREVER: u64 = u64::MAX;
/// Seconds in a day.
pub const DAY: u64 = 86_400;

/// What a Commons is deployed with.
#[derive(Clone, Debug)]
pub struct Opening {
    /// The token's name, at most 32 bytes.
    pub name: String,
    /// The token's symbol, at most 12 bytes.
    pub symbol: String,
    /// Reserve ratio, in parts per million.
    pub reserve_ratio: u32,
    /// Share of a deposit that goes to the funding pool, in parts per million.
    pub entry_tribute: u32,
    /// Share of a redemption that goes to the funding pool, in parts per million.
    pub exit_tribute: u32,
    /// Tokens of the deployer, in base units; zero for a Commons that hatches.
    pub supply: U256,
    /// Reserve that the deployer pays in, in base units.
    pub reserve: U256,
    /// The hatch; all zero for a Commons that opens at once.
    pub hatch: Hatch,
    /// What the Commons lives by.
    pub settings: Settings,
}

/// How a Commons is hatched.
#[derive(Clone, Debug, Default)]
pub struct Hatch {
    /// The least that must come together, in base units of the currency.
    pub minimum: U256,
    /// The most that is taken.
    pub maximum: U256,
    /// The last second in which contributions are taken.
    pub deadline: u64,
    /// Base units of the currency for a whole token.
    pub price: U256,
    /// Share that goes to the funding pool, in parts per million.
    pub tribute: u32,
    /// Seconds after the opening before which nothing of the hatch's tokens moves.
    pub cliff: u64,
    /// Seconds in which half of what is still vesting then comes free.
    pub half_life: u64,
    /// Whether only accounts that the owner allows can contribute.
    pub allowlist: bool,
    /// The highest ratio of opening price and hatch price that the deployer accepts, in parts per
    /// million.
    pub max_jump: u32,
}

/// What does not change in a Commons' life.
#[derive(Clone, Debug)]
pub struct Settings {
    /// The ERC-20 contract of the reserve currency; zero for the native one.
    pub currency: Address,
    /// Share of the funding pool that a grant must stay below, in parts per million.
    pub spending_limit: u32,
    /// Seconds in which what a beneficiary was granted stops counting against it.
    pub window: u64,
    /// Who may pause.
    pub guardian: Address,
    /// Until when.
    pub guardian_until: u64,
}

impl Default for Settings {
    /// Native money, a spending limit of a fifth over thirty days, and nobody who pauses.
    fn default() -> Self {
        Self {
            currency: Address::ZERO,
            spending_limit: 200_000,
            window: 30 * DAY,
            guardian: Address::ZERO,
            guardian_until: 0,
        }
    }
}

impl Settings {
    /// The usual settings with a guardian for a year.
    pub fn guarded_by(guardian: Account) -> Self {
        Self {
            guardian: address(guardian),
            guardian_until: GENESIS_TIME + 365 * DAY,
            ..Self::default()
        }
    }
}

impl Hatch {
    /// Between a hundred and a thousand DOT within a month, at a tenth of a DOT a token; 30 % go
    /// to the funding pool; tokens vest after a month with a half-life of two.
    pub fn usual() -> Self {
        Self {
            minimum: U256::from(100 * DOT),
            maximum: U256::from(1_000 * DOT),
            deadline: GENESIS_TIME + 30 * DAY,
            price: U256::from(DOT / 10),
            tribute: 300_000,
            cliff: 30 * DAY,
            half_life: 60 * DAY,
            allowlist: false,
            max_jump: 3_500_000,
        }
    }
}

impl Default for Opening {
    /// A thousand tokens on a reserve of a hundred DOT at a fifth, with tributes of 8 % and 5 %.
    fn default() -> Self {
        Self {
            name: "Weir".into(),
            symbol: "WEIR".into(),
            reserve_ratio: 200_000,
            entry_tribute: 80_000,
            exit_tribute: 50_000,
            supply: U256::from(1_000 * DOT),
            reserve: U256::from(100 * DOT),
            hatch: Hatch::default(),
            settings: Settings::default(),
        }
    }
}

impl Opening {
    /// A Commons like the default, but hatched.
    pub fn hatched_by(hatch: Hatch) -> Self {
        Self { supply: U256::ZERO, reserve: U256::ZERO, hatch, ..Self::default() }
    }

    /// The constructor's arguments, encoded.
    pub fn encode(&self) -> Vec<u8> {
        let (hatch, settings) = (&self.hatch, &self.settings);
        (
            self.name.clone(),
            self.symbol.clone(),
            self.reserve_ratio,
            self.entry_tribute,
            self.exit_tribute,
            self.supply,
            (
                hatch.minimum,
                hatch.maximum,
                hatch.deadline,
                hatch.price,
                hatch.tribute,
                hatch.cliff,
                hatch.half_life,
                hatch.allowlist,
                hatch.max_jump,
            ),
            (
                settings.currency,
                settings.spending_limit,
                settings.window,
                settings.guardian,
                settings.guardian_until,
            ),
        )
            .abi_encode_params()
    }
}

/// The pools and the supply.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct State {
    /// Tokens in existence, in base units.
    pub supply: U256,
    /// What backs the token, in base units of the currency.
    pub reserve: U256,
    /// What projects are paid from, in base units of the currency.
    pub funding: U256,
}

impl Commons {
    /// Uploads the code libraries that the contract needs, once for all deployments.
    pub fn prepare(world: &mut World, uploader: Account) -> Result<(), Refused> {
        for library in [artifacts::market(), artifacts::treasury()] {
            world.upload(uploader, library).map_err(Refused::Dispatch)?;
        }
        Ok(())
    }

    /// Deploys the contract by `deployer`, and before it the code libraries that it needs.
    pub fn deploy(
        world: &mut World,
        deployer: Account,
        opening: &Opening,
    ) -> Result<(Self, Receipt<(), Event>), Refused> {
        Self::prepare(world, deployer)?;
        let code = artifacts::commons();
        Self::deploy_code(world, deployer, opening.reserve, code, opening.encode())
    }

    /// Deposits `value` base units at any price, at any time.
    pub fn mint(&self, world: &mut World, from: Account, value: U256) -> Outcome<U256> {
        let call = Interface::mintCall { minTokens: U256::ZERO, deadline: FOREVER };
        self.send(world, from, value, call)
    }

    /// Redeems `amount` at any price, at any time.
    pub fn redeem(&self, world: &mut World, from: Account, amount: U256) -> Outcome<U256> {
        let call = Interface::redeemCall { amount, minReturn: U256::ZERO, deadline: FOREVER };
        self.call(world, from, call)
    }

    /// Contributes `value` base units to the hatch.
    pub fn contribute(&self, world: &mut World, from: Account, value: U256) -> Outcome<U256> {
        self.send(world, from, value, Interface::contributeCall {})
    }

    /// Transfers tokens.
    pub fn transfer(
        &self,
        world: &mut World,
        from: Account,
        to: Address,
        value: U256,
    ) -> Outcome<bool> {
        self.call(world, from, Interface::transferCall { to, value })
    }

    /// Withdraws what is due of a grant, for as few tokens as there may be.
    pub fn withdraw(
        &self,
        world: &mut World,
        from: Account,
        grant_id: u32,
        to: Address,
    ) -> Outcome<U256> {
        self.call(
            world,
            from,
            Interface::withdrawCall { grantId: grant_id, to, minTokens: U256::ZERO },
        )
    }

    /// Supply and pools as the contract states them.
    ///
    /// # Panics
    ///
    /// If the contract does not answer. So do the other questions.
    pub fn state(&self, world: &mut World) -> State {
        let state = self.ask(world, Interface::stateCall {});
        State { supply: state.supply, reserve: state.reserve, funding: state.fundingPool }
    }

    /// Tokens of an account.
    pub fn balance_of(&self, world: &mut World, account: Account) -> U256 {
        self.balance_at(world, address(account))
    }

    /// Tokens of an address.
    pub fn balance_at(&self, world: &mut World, account: Address) -> U256 {
        self.ask(world, Interface::balanceOfCall { account })
    }

    /// What an account can move.
    pub fn transferable(&self, world: &mut World, account: Account) -> U256 {
        self.ask(world, Interface::transferableCall { account: address(account) })
    }

    /// What an account has staked.
    pub fn staked_of(&self, world: &mut World, account: Account) -> U256 {
        self.ask(world, Interface::stakedOfCall { account: address(account) })
    }

    /// A grant.
    pub fn grant_of(&self, world: &mut World, grant_id: u32) -> Interface::GrantState {
        self.ask(world, Interface::grantOfCall { grantId: grant_id })
    }

    /// The roles.
    pub fn roles(&self, world: &mut World) -> Interface::RolesState {
        self.ask(world, Interface::rolesCall {})
    }
}

impl Event {
    /// The state after the event, as a money event carries it.
    pub fn state(&self) -> Option<State> {
        let (supply, reserve, funding) = match self {
            Self::Open(e) => (e.supply, e.reserve, e.fundingPool),
            Self::Mint(e) => (e.supply, e.reserve, e.fundingPool),
            Self::Redeem(e) => (e.supply, e.reserve, e.fundingPool),
            Self::Burn(e) => (e.supply, e.reserve, e.fundingPool),
            Self::Donate(e) => (e.supply, e.reserve, e.fundingPool),
            Self::Grant(e) => (e.supply, e.reserve, e.fundingPool),
            Self::Withdraw(e) => (e.supply, e.reserve, e.fundingPool),
            Self::Revoke(e) => (e.supply, e.reserve, e.fundingPool),
            _ => return None,
        };
        Some(State { supply, reserve, funding })
    }
}
