//! The model of a Commons and its vote that the contracts are checked against.
//!
//! It knows who holds, staked, proposed and was promised what, and what every pool holds, and says
//! of every message whether it must be refused and for which reasons. Conviction, vesting, streams
//! and windows it reckons itself. The curve's numbers are the contract's own quotes, judged by the
//! oracle: never better for the caller than the exact curve, and never worse by more than one base
//! unit beside the one that rounding down costs.

mod attack;
mod check;
mod curve;
mod finale;
mod grants;
mod hatch;
mod history;
mod leaving;
mod roles;
mod rules;
mod token;
mod vote;

use crate::{
    operation::{Amount, Limit, Operation, Pick, Sequence, Start, Who, ACCOUNTS},
    tally::Tally,
};
use std::collections::BTreeMap;
use weir_sandbox::{
    abi::Commons as Money,
    commons::{Event, State, FOREVER},
    contract::{Contract, Receipt},
    currency::Currency,
    spending::Spending,
    world::{address, NATIVE_TO_BASE},
    Account, Address, Commons, Conviction, Error, Refused, SolCall, World, U256,
};

/// Who takes part. The first one deploys, the last one is the guardian if there is one.
const WHO: [Account; ACCOUNTS] =
    [Account::Alice, Account::Bob, Account::Charlie, Account::Dave, Account::Eve];

type Check = Result<(), String>;

macro_rules! ensure {
    ($condition:expr, $($message:tt)+) => {
        if !$condition {
            return Err(format!($($message)+));
        }
    };
}
/// The errors whose conditions hold: why a message must be refused.
macro_rules! reasons {
    ($($condition:expr => $error:expr),* $(,)?) => {{
        let mut reasons: Vec<weir_sandbox::Error> = Vec::new();
        $(if $condition { reasons.push($error.into()); })*
        reasons
    }};
}
pub(crate) use {ensure, reasons};

pub use attack::attack;
use hatch::OPEN;

/// Runs a sequence on a fresh chain, and then lets everybody take out what is theirs; the first
/// promise that is broken is the error.
pub fn run(sequence: &Sequence, tally: &mut Tally) -> Check {
    let mut model = Model::open(&sequence.start)?;
    model.history(&sequence.operations, tally)?;
    model.finale(tally).map_err(|reason| format!("when all leave: {reason}"))
}

/// What an account has, and what went to and fro.
#[derive(Clone, Debug, Default)]
struct Holder {
    tokens: U256,
    contributed: U256,
    granted: U256,
    allowed: bool,
    /// Stakes by proposal: how much, and whether against it.
    stakes: BTreeMap<u32, (U256, bool)>,
    /// What the Commons keeps as staked.
    locked: U256,
    /// When the staked tokens are free that it asked for.
    leaving: Option<u64>,
    /// Whether it got them, and the vote has not noticed.
    freed: bool,
    /// Money paid to the contracts, and received from them.
    paid: U256,
    received: U256,
}

impl Holder {
    fn staked(&self) -> U256 {
        self.stakes.values().map(|&(amount, _)| amount).sum()
    }
}

struct Model {
    world: World,
    commons: Commons,
    conviction: Conviction,
    currency: Option<Currency>,
    start: Start,
    phase: u8,
    state: State,
    raised: U256,
    opened_at: u64,
    /// Granted and not withdrawn.
    owed: U256,
    /// Money that came by plain transfers, to the Commons and to the vote, and what of the former was
    /// accounted for later.
    sent: U256,
    sent_to_vote: U256,
    given: U256,
    /// What was granted when, as far as it may still count.
    recent: Vec<(u64, U256)>,
    /// The funding pool's flows, for what the spending limit promises.
    spending: Spending,
    /// When each rule changed last.
    changed: BTreeMap<u8, u64>,
    /// Who governs, and whether that is the vote.
    governor: Address,
    governs: bool,
    holders: [Holder; ACCOUNTS],
    allowances: BTreeMap<(Who, Who), U256>,
    grants: Vec<grants::Grant>,
    services: Vec<token::Service>,
    roles: roles::Roles,
    vote: vote::Vote,
    /// What the events tell.
    told: history::History,
    /// How often it was compared with the contracts.
    checks: u64,
}

impl Model {
    fn open(start: &Start) -> Result<Self, String> {
        let mut start = start.clone();
        let mut world = World::new();
        for account in WHO {
            world.endow(account, U256::from(1) << 116);
        }
        let currency = start.erc20.then(|| Currency::deploy(&mut world));
        let settings = &mut start.opening.settings;
        if settings.guardian_until > 0 {
            settings.guardian = address(WHO[ACCOUNTS - 1]);
        }
        if let Some(currency) = currency {
            settings.currency = currency.address;
        }
        let (opening, rules) = (start.opening.clone(), start.rules.clone());
        let (commons, receipt) = Commons::deploy(&mut world, WHO[0], &opening)
            .map_err(|refused| format!("{opening:?} is refused: {refused:?}"))?;
        let (conviction, _) = Conviction::deploy(&mut world, WHO[0], &commons, &rules)
            .map_err(|refused| format!("{rules:?} is refused: {refused:?}"))?;
        let call = Money::setGovernorCall { governor: conviction.address };
        commons.call(&mut world, WHO[0], call).map_err(|refused| format!("{refused:?}"))?;
        if let Some(currency) = currency {
            for account in WHO {
                currency.give(&mut world, account, U256::from(1) << 120);
                currency.approve(&mut world, account, commons.address, U256::MAX);
            }
        }
        let state = State { supply: opening.supply, reserve: opening.reserve, funding: U256::ZERO };
        let mut holders: [Holder; ACCOUNTS] = Default::default();
        let direct = !opening.supply.is_zero();
        if direct {
            let told = receipt.events.iter().any(|event| event.state() == Some(state));
            ensure!(told, "no Open event");
            holders[0].tokens = opening.supply;
            holders[0].paid = opening.reserve;
        }
        let (roles, time) = (roles::Roles::new(&opening), world.time());
        let mut model = Self {
            vote: vote::Vote::new(conviction.settings(&mut world).decay, time, opening.supply),
            roles,
            world,
            commons,
            conviction,
            currency,
            start,
            phase: if direct { hatch::OPEN } else { hatch::HATCHING },
            state,
            raised: U256::ZERO,
            opened_at: 0,
            owed: U256::ZERO,
            sent: U256::ZERO,
            sent_to_vote: U256::ZERO,
            given: U256::ZERO,
            recent: Vec::new(),
            spending: Spending::new(U256::ZERO, opening.settings.window),
            changed: BTreeMap::new(),
            governor: conviction.address,
            governs: true,
            holders,
            allowances: BTreeMap::new(),
            grants: Vec::new(),
            services: Vec::new(),
            told: history::History::default(),
            checks: 0,
        };
        model.read(&receipt.logs)?;
        model.check_all()?;
        Ok(model)
    }

    fn history(&mut self, operations: &[Operation], tally: &mut Tally) -> Check {
        for (number, operation) in operations.iter().enumerate() {
            tally.operations += 1;
            self.apply(operation, tally)
                .and_then(|()| self.check())
                .map_err(|reason| format!("operation {number}, {operation:?}: {reason}"))?;
        }
        self.check_all()
    }

    fn apply(&mut self, operation: &Operation, tally: &mut Tally) -> Check {
        match *operation {
            Operation::Mint { by, deposit, limit } => {
                self.mint(by, U256::from(deposit), limit, tally)
            }
            Operation::Redeem { by, amount, limit } => {
                let amount = self.tokens(by, amount)?;
                self.redeem(by, amount, limit, tally)
            }
            Operation::RoundTrip { by, deposit } => self.round_trip(by, U256::from(deposit), tally),
            Operation::Transfer { from, to, amount } => {
                let value = self.tokens(from, amount)?;
                self.transfer(from, to, value, tally)
            }
            Operation::TransferFrom { spender, from, to, amount } => {
                let value = self.tokens(from, amount)?;
                self.transfer_from(spender, from, to, value, tally)
            }
            Operation::Approve { owner, spender, value } => {
                self.approve(owner, spender, value, tally)
            }
            Operation::ChangeAllowance { owner, spender, by, raise } => {
                self.change_allowance(owner, spender, U256::from(by), raise, tally)
            }
            Operation::Burn { by, amount, service } => {
                let amount = self.tokens(by, amount)?;
                self.burn(by, amount, service, tally)
            }
            Operation::Donate { by, amount } => self.donate(by, U256::from(amount), tally),
            Operation::Send { by, native, to_vote } => {
                self.send(by, native, to_vote);
                Ok(())
            }
            Operation::SendByCall { by, value } => self.send_by_call(by, value),
            Operation::WrongMoney { by, amount } => self.wrong_money(by, U256::from(amount), tally),
            Operation::Wait { seconds } => {
                self.world.advance_time(seconds);
                Ok(())
            }
            Operation::Contribute { by, amount } => self.contribute(by, amount, tally),
            Operation::Close { by } => self.close(by, tally),
            Operation::Refund { by } => self.refund(by, tally),
            Operation::Allow { by, whom, allowed } => self.allow(by, whom, allowed, tally),
            Operation::WaitForHatch => {
                let (now, deadline) = (self.world.time(), self.start.opening.hatch.deadline);
                if self.phase == hatch::HATCHING && now <= deadline {
                    self.world.advance_time(deadline + 1 - now);
                }
                Ok(())
            }
            Operation::Govern { by, grant } => self.govern(by, grant, tally),
            Operation::Withdraw { by, grant, to, limit } => {
                self.withdraw(by, grant, to, limit, tally)
            }
            Operation::Lapse { by, grant } => self.lapse(by, grant, tally),
            Operation::Credit { by } => self.credit(by, tally),
            Operation::Unlock { by } => self.unlock(by, tally),
            Operation::CancelUnlock { by } => self.cancel_unlock(by, tally),
            Operation::RegisterService { by } => self.register_service(by, tally),
            Operation::SetGovernor { by } => self.set_governor(by, tally),
            Operation::TransferOwnership { by, to } => self.transfer_ownership(by, to, tally),
            Operation::AcceptOwnership { by } => self.accept_ownership(by, tally),
            Operation::RenounceOwnership { by } => self.renounce_ownership(by, tally),
            Operation::SetGuardian { by, to } => self.set_guardian(by, to, tally),
            Operation::Pause { by, duration } => self.pause(by, duration, tally),
            Operation::Unpause { by } => self.unpause(by, tally),
            Operation::Propose { by, ask } => self.propose(by, ask, tally),
            Operation::Campaign { by, ask, half_lives, against } => {
                self.campaign(by, ask, half_lives, against, tally)
            }
            Operation::Stake { by, ref moves } => self.stake(by, moves, tally),
            Operation::Announce { by, proposal } => self.announce(by, proposal, tally),
            Operation::Reset { by, proposal } => self.reset(by, proposal, tally),
            Operation::Execute { by, proposal } => self.execute(by, proposal, tally),
            Operation::Cancel { by, proposal } => self.cancel(by, proposal, tally),
            Operation::Expire { by, proposal } => self.expire(by, proposal, tally),
            Operation::Release { by, whom } => self.release(by, whom, tally),
            Operation::Forfeit { by, whom } => self.forfeit(by, whom, tally),
            Operation::Reclaim { by, proposal } => self.reclaim(by, proposal, tally),
        }
    }

    /// Sends a call that must be refused for one of the reasons, or else do what `book` books.
    #[allow(clippy::too_many_arguments)] // one place where all that an operation promises meets
    fn expect<C: SolCall, E: alloy_core::sol_types::SolEventInterface>(
        &mut self,
        kind: &'static str,
        contract: Contract<E>,
        by: Who,
        value: U256,
        call: C,
        reasons: Vec<Error>,
        tally: &mut Tally,
        book: impl FnOnce(&mut Self, Receipt<C::Return, E>) -> Check,
    ) -> Check {
        // A caller who runs out of money is stopped by the chain before the contract is asked.
        let money = self.world.balance(address(WHO[by]));
        let may_be_poor = value > money / U256::from(2);
        let before = (!reasons.is_empty() || may_be_poor).then(|| self.world.root());
        let name = match contract.send(&mut self.world, WHO[by], value, call) {
            Ok(receipt) if reasons.is_empty() => {
                *tally.done.entry(kind).or_default() += 1;
                self.read(&receipt.logs)?;
                return book(self, receipt);
            }
            Ok(_) => return Err(format!("{kind} was due to be refused by {reasons:?}")),
            Err(Refused::Error(error)) if reasons.contains(&error) => format!("{error:?}"),
            Err(Refused::Dispatch(_)) if may_be_poor => "no money".into(),
            Err(other) => return Err(format!("{kind} is refused by {other:?}, due: {reasons:?}")),
        };
        *tally.refused.entry(name).or_default() += 1;
        ensure!(before == Some(self.world.root()), "a refused call changed the state");
        Ok(())
    }

    /// As [`Model::expect`], for messages of the Commons that take no money.
    fn money<C: SolCall>(
        &mut self,
        kind: &'static str,
        by: Who,
        call: C,
        reasons: Vec<Error>,
        tally: &mut Tally,
        book: impl FnOnce(&mut Self, Receipt<C::Return, Event>) -> Check,
    ) -> Check {
        self.expect(kind, self.commons, by, U256::ZERO, call, reasons, tally, book)
    }

    /// The money events carry the state after them, and there are as many events as there should.
    fn told(&self, events: &[Event], number: usize) -> Check {
        ensure!(events.len() == number, "{number} events were due: {events:?}");
        let states: Vec<_> = events.iter().filter_map(Event::state).collect();
        let state = &self.state;
        ensure!(states == [*state], "the event tells {states:?}, the state is {state:?}");
        Ok(())
    }

    /// Whether the guardian's pause is on.
    fn paused(&mut self) -> bool {
        self.world.time() < self.roles.paused_until
    }

    /// The currency's balance of an address.
    fn balance(&mut self, of: Address) -> U256 {
        match self.currency {
            Some(currency) => currency.balance(&mut self.world, of),
            None => self.world.balance(of),
        }
    }

    /// The number of one of so many things, and rarely of one that is not there.
    fn number(&self, pick: Pick, count: usize) -> u32 {
        let count = count as u32;
        if count == 0 || pick % 16 == 0 {
            return count + 1;
        }
        u32::from(pick) % count + 1
    }

    /// An amount of an account's tokens: a share is one of those that may move.
    fn tokens(&mut self, who: Who, amount: Amount) -> Result<U256, String> {
        let all =
            if let Amount::Share(_) = amount { self.free(who)? } else { self.holders[who].tokens };
        Ok(of(all, amount))
    }

    /// What of an account's tokens may move now.
    fn free(&mut self, who: Who) -> Result<U256, String> {
        let vesting = self.vesting(who)?;
        let holder = &self.holders[who];
        Ok(holder.tokens.saturating_sub(vesting.max(holder.locked)))
    }

    /// Whether an account has an amount, but it may not move. Once the Commons is wound down, it may
    /// have less than what would be held back: then nothing is passed on, not even nothing.
    fn is_locked(&mut self, who: Who, amount: U256) -> Result<bool, String> {
        let vesting = self.vesting(who)?;
        let holder = &self.holders[who];
        let rest = holder.tokens.checked_sub(amount);
        Ok(rest.is_some_and(|rest| rest < vesting.max(holder.locked)))
    }

    /// The least that the caller accepts, and until when.
    fn limits(&mut self, limit: Limit, quote: U256) -> (U256, u64) {
        match limit {
            Limit::None => (U256::ZERO, FOREVER),
            Limit::Quoted => (quote, self.world.time()),
            Limit::TooMuch => (quote.saturating_add(U256::from(1)), self.world.time()),
            Limit::Late => (quote, self.world.time() - 1),
        }
    }

    /// Money sent to a contract without a message.
    fn send(&mut self, by: Who, native: u128, to_vote: bool) {
        let value = U256::from(native) * U256::from(NATIVE_TO_BASE);
        match self.currency {
            Some(currency) if !to_vote => {
                currency.transfer(&mut self.world, WHO[by], self.commons.address, value);
                self.sent += value;
            }
            _ => {
                let to = if to_vote { self.conviction.address } else { self.commons.address };
                if self.world.transfer(WHO[by], to, native).is_ok() {
                    *(if to_vote { &mut self.sent_to_vote } else { &mut self.sent }) += value;
                }
            }
        }
    }
}

/// An amount of what there is.
fn of(all: U256, amount: Amount) -> U256 {
    match amount {
        Amount::Exact(amount) => U256::from(amount),
        Amount::Share(share) => all * U256::from(share) / U256::from(1_000_000),
        Amount::AllAnd(more) => all + U256::from(more),
    }
}

/// The account of an address, which takes part.
fn who(of: Address) -> Option<Who> {
    WHO.iter().position(|&account| address(account) == of)
}
