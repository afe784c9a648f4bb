//! The model of a Commons that the contract is checked against.
//!
//! It knows who holds what and what the pools hold. The curve's numbers are the contract's own
//! quotes, judged by the oracle: never better for the caller than the exact curve, and never worse
//! by more than one base unit beside the one that rounding down costs.

use crate::operation::{Amount, Limit, Operation, Sequence, Who, ACCOUNTS};
use std::{cmp::Ordering, collections::BTreeMap, fmt};
use weir_sandbox::{
    abi::Commons as Interface,
    commons::{Error, Event, Receipt, State, FOREVER},
    oracle,
    world::{address, NATIVE_TO_BASE},
    Account, Commons, Opening, Refused, SolCall, World, B256, U256,
};

/// Who takes part. The first one deploys.
const WHO: [Account; ACCOUNTS] = [Account::Alice, Account::Bob, Account::Charlie, Account::Dave];

/// How far the curve's result may be below the floor of the exact value, in base units.
const SLACK: U256 = U256::from_limbs([1, 0, 0, 0]);

type Check = Result<(), String>;

macro_rules! ensure {
    ($condition:expr, $($message:tt)+) => {
        if !$condition {
            return Err(format!($($message)+));
        }
    };
}

/// What a run consisted of, to see that it was worth something.
#[derive(Debug, Default)]
pub struct Tally {
    /// Operations in all.
    pub operations: u64,
    /// Operations that had an effect, by kind.
    done: BTreeMap<&'static str, u64>,
    /// Operations that were refused, by error.
    refused: BTreeMap<String, u64>,
}

impl fmt::Display for Tally {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            f,
            "{} operations; done {:?}; refused {:?}",
            self.operations, self.done, self.refused
        )
    }
}

impl Tally {
    /// Asserts that a run of some length reached every kind of operation.
    pub fn assert_worth_something(&self) {
        if self.operations < 5_000 {
            return;
        }
        for kind in ["mint", "redeem", "round trip", "transfer", "transferFrom", "burn", "donate"] {
            let share = self.done.get(kind).copied().unwrap_or_default();
            assert!(share * 200 > self.operations, "too few of {kind:?}: {self}");
        }
    }
}

/// Runs a sequence on a fresh chain; the first promise that is broken is the error.
pub fn run(sequence: &Sequence, tally: &mut Tally) -> Check {
    let mut model = Model::open(&sequence.opening)?;
    for (number, operation) in sequence.operations.iter().enumerate() {
        tally.operations += 1;
        model
            .apply(operation, tally)
            .and_then(|()| model.check())
            .map_err(|reason| format!("operation {number}, {operation:?}: {reason}"))?;
    }
    Ok(())
}

struct Model {
    world: World,
    commons: Commons,
    opening: Opening,
    state: State,
    /// Native currency that came by plain transfers.
    sent: U256,
    tokens: [U256; ACCOUNTS],
    allowances: BTreeMap<(Who, Who), U256>,
}

impl Model {
    fn open(opening: &Opening) -> Result<Self, String> {
        let mut world = World::new();
        for account in WHO {
            world.endow(account, U256::from(1) << 116);
        }
        let (commons, receipt) = Commons::deploy(&mut world, WHO[0], opening)
            .map_err(|refused| format!("{opening:?} is refused: {refused:?}"))?;
        let state = State { supply: opening.supply, reserve: opening.reserve, funding: U256::ZERO };
        ensure!(receipt.events.iter().any(|event| event.state() == Some(state)), "no Open event");
        let mut tokens = [U256::ZERO; ACCOUNTS];
        tokens[0] = opening.supply;
        Ok(Self {
            world,
            commons,
            opening: opening.clone(),
            state,
            sent: U256::ZERO,
            tokens,
            allowances: BTreeMap::new(),
        })
    }

    /// What must hold between operations.
    fn check(&mut self) -> Check {
        let state = self.commons.state(&mut self.world);
        ensure!(state == self.state, "the state is {state:?}, not {:?}", self.state);
        for (who, expected) in self.tokens.into_iter().enumerate() {
            let balance = self.commons.balance_of(&mut self.world, WHO[who]);
            ensure!(balance == expected, "account {who} has {balance}, not {expected}");
        }
        let top = U256::from(1) << 112;
        ensure!(state.supply <= top && state.reserve <= top, "the curve is shut: {state:?}");
        let sum: U256 = self.tokens.iter().sum();
        ensure!(sum == state.supply, "balances sum to {sum}, the supply is {}", state.supply);
        // More than "covers": not a base unit comes or goes unaccounted.
        let (money, owed) =
            (self.world.balance(self.commons.address), state.reserve + state.funding + self.sent);
        ensure!(money == owed, "the contract has {money}, its pools say {owed}");
        Ok(())
    }

    fn apply(&mut self, operation: &Operation, tally: &mut Tally) -> Check {
        match *operation {
            Operation::Mint { by, deposit, limit } => self.mint(by, deposit, limit, tally),
            Operation::Redeem { by, amount, limit } => {
                let amount = self.amount(by, amount);
                self.redeem(by, amount, limit, tally)
            }
            Operation::RoundTrip { by, deposit } => self.round_trip(by, deposit, tally),
            Operation::Transfer { from, to, amount } => {
                let value = self.amount(from, amount);
                let refused = (value > self.tokens[from])
                    .then(|| Error::InsufficientBalance(Interface::InsufficientBalance {}));
                let call = Interface::transferCall { to: address(WHO[to]), value };
                self.expect("transfer", from, U256::ZERO, call, refused, tally, |model, receipt| {
                    ensure!(receipt.value, "transfer answers false");
                    model.moved(from, to, value, &receipt.events)
                })
            }
            Operation::TransferFrom { spender, from, to, amount } => {
                let value = self.amount(from, amount);
                self.transfer_from(spender, from, to, value, tally)
            }
            Operation::Approve { owner, spender, value } => {
                let call = Interface::approveCall { spender: address(WHO[spender]), value };
                self.expect("approve", owner, U256::ZERO, call, None, tally, |model, receipt| {
                    ensure!(receipt.value, "approve answers false");
                    model.approved(owner, spender, value)
                })
            }
            Operation::ChangeAllowance { owner, spender, by, raise } => {
                self.change_allowance(owner, spender, U256::from(by), raise, tally)
            }
            Operation::Burn { by, amount, service } => {
                let amount = self.amount(by, amount);
                self.burn(by, amount, service, tally)
            }
            Operation::Donate { by, amount } => {
                let amount = U256::from(amount);
                let refused = amount.is_zero().then(zero_amount);
                let call = Interface::donateCall {};
                self.expect("donate", by, amount, call, refused, tally, |model, receipt| {
                    model.state.funding += amount;
                    model.told(&receipt.events, 1)
                })
            }
            Operation::Send { by, native } => {
                let to = self.commons.address;
                if self.world.transfer(WHO[by], to, native).is_ok() {
                    self.sent += U256::from(native) * U256::from(NATIVE_TO_BASE);
                }
                Ok(())
            }
            Operation::SendByCall { by, value } => self.send_by_call(by, value),
            Operation::Wait { seconds } => {
                self.world.advance_time(seconds);
                Ok(())
            }
        }
    }

    fn mint(&mut self, by: Who, deposit: u128, limit: Limit, tally: &mut Tally) -> Check {
        let deposit = U256::from(deposit);
        let quote = self.commons.query(&mut self.world, Interface::quoteMintCall { deposit });
        let (minted, tribute, refused) = match quote {
            Ok(quote) => (quote.minted, quote.tribute, None),
            Err(Refused::Error(error)) => (U256::ZERO, U256::ZERO, Some(error)),
            Err(other) => return Err(format!("the quote fails by {other:?}")),
        };
        let (min_tokens, deadline) = self.limits(limit, minted);
        let refused = if matches!(limit, Limit::Late) {
            Some(Error::DeadlinePassed(Interface::DeadlinePassed {}))
        } else if refused.is_none() && minted < min_tokens {
            Some(Error::BelowMinimum(Interface::BelowMinimum {}))
        } else {
            refused
        };
        let call = Interface::mintCall { minTokens: min_tokens, deadline };
        self.expect("mint", by, deposit, call, refused, tally, |model, receipt| {
            ensure!(receipt.value == minted, "quoted {minted}, minted {}", receipt.value);
            model.minted(by, deposit, tribute, minted)?;
            model.told(&receipt.events, 2)
        })
    }

    /// Books a mint and judges it.
    fn minted(&mut self, by: Who, deposit: U256, tribute: U256, minted: U256) -> Check {
        let due = share_up(deposit, self.opening.entry_tribute);
        ensure!(tribute == due, "the tribute is {tribute}, not {due}");
        ensure!(!minted.is_zero(), "nothing was minted for {deposit}");
        let before = (self.state.supply, self.state.reserve);
        self.state.supply += minted;
        self.state.reserve += deposit - tribute;
        self.state.funding += tribute;
        self.tokens[by] += minted;
        let (ratio, after) = (self.opening.reserve_ratio, (self.state.supply, self.state.reserve));
        ensure!(
            oracle::compare_invariant(ratio, before, after) != Ordering::Greater,
            "the mint favours the caller: {before:?} -> {after:?}"
        );
        ensure!(
            oracle::mint_is_tight(ratio, before, after, SLACK),
            "the mint robs the caller: {before:?} -> {after:?}"
        );
        Ok(())
    }

    fn redeem(&mut self, by: Who, amount: U256, limit: Limit, tally: &mut Tally) -> Check {
        let quote = self.commons.query(&mut self.world, Interface::quoteRedeemCall { amount });
        let (returned, tribute, quoted) = match quote {
            Ok(quote) => (quote.returned, quote.tribute, None),
            Err(Refused::Error(error)) => (U256::ZERO, U256::ZERO, Some(error)),
            Err(other) => return Err(format!("the quote fails by {other:?}")),
        };
        let (min_return, deadline) = self.limits(limit, returned);
        let refused = if matches!(limit, Limit::Late) {
            Some(Error::DeadlinePassed(Interface::DeadlinePassed {}))
        } else if amount.is_zero() {
            Some(zero_amount())
        } else if amount > self.tokens[by] {
            Some(Error::InsufficientBalance(Interface::InsufficientBalance {}))
        } else if amount == self.state.supply {
            Some(Error::LastToken(Interface::LastToken {}))
        } else if quoted.is_none() && returned < min_return {
            Some(Error::BelowMinimum(Interface::BelowMinimum {}))
        } else {
            quoted
        };
        let call = Interface::redeemCall { amount, minReturn: min_return, deadline };
        let money = self.world.balance(address(WHO[by]));
        self.expect("redeem", by, U256::ZERO, call, refused, tally, |model, receipt| {
            ensure!(receipt.value == returned, "quoted {returned}, paid {}", receipt.value);
            let paid = model.world.balance(address(WHO[by])).saturating_sub(money);
            // The storage deposit of the emptied entries may come back on top.
            ensure!(paid >= returned, "{returned} was stated, {paid} was paid");
            model.redeemed(by, amount, tribute, returned)?;
            model.told(&receipt.events, 2)
        })
    }

    /// Books a redemption and judges it.
    fn redeemed(&mut self, by: Who, amount: U256, tribute: U256, returned: U256) -> Check {
        let gross = returned + tribute;
        let due = share_up(gross, self.opening.exit_tribute);
        ensure!(tribute == due, "the tribute is {tribute}, not {due}");
        ensure!(!returned.is_zero(), "nothing was paid for {amount}");
        let before = (self.state.supply, self.state.reserve);
        self.state.supply -= amount;
        self.state.reserve -= gross;
        self.state.funding += tribute;
        self.tokens[by] -= amount;
        let (ratio, after) = (self.opening.reserve_ratio, (self.state.supply, self.state.reserve));
        ensure!(!after.1.is_zero(), "the reserve is empty and the curve can never open again");
        ensure!(
            oracle::compare_invariant(ratio, before, after) != Ordering::Greater,
            "the redemption favours the caller: {before:?} -> {after:?}"
        );
        ensure!(
            oracle::redeem_is_tight(ratio, before, after, SLACK),
            "the redemption robs the caller: {before:?} -> {after:?}"
        );
        Ok(())
    }

    fn round_trip(&mut self, by: Who, deposit: u128, tally: &mut Tally) -> Check {
        let pools = self.state.reserve + self.state.funding;
        let tokens = self.tokens[by];
        self.mint(by, deposit, Limit::None, tally)?;
        let minted = self.tokens[by] - tokens;
        if minted.is_zero() {
            return Ok(());
        }
        self.redeem(by, minted, Limit::None, tally)?;
        if self.tokens[by] == tokens {
            *tally.done.entry("round trip").or_default() += 1;
        }
        let kept = self.state.reserve + self.state.funding;
        ensure!(kept >= pools, "buying and selling at once gained {}", pools - kept);
        Ok(())
    }

    fn transfer_from(
        &mut self,
        spender: Who,
        from: Who,
        to: Who,
        value: U256,
        tally: &mut Tally,
    ) -> Check {
        let allowed = self.allowances.get(&(from, spender)).copied().unwrap_or_default();
        let refused = if allowed < value {
            Some(Error::InsufficientAllowance(Interface::InsufficientAllowance {}))
        } else if self.tokens[from] < value {
            Some(Error::InsufficientBalance(Interface::InsufficientBalance {}))
        } else {
            None
        };
        let call =
            Interface::transferFromCall { from: address(WHO[from]), to: address(WHO[to]), value };
        self.expect("transferFrom", spender, U256::ZERO, call, refused, tally, |model, receipt| {
            ensure!(receipt.value, "transferFrom answers false");
            // One beyond any possible supply is without limit and not used up.
            let left = if allowed >> 128 == U256::ZERO { allowed - value } else { allowed };
            model.approved(from, spender, left)?;
            model.moved(from, to, value, &receipt.events)
        })
    }

    fn change_allowance(
        &mut self,
        owner: Who,
        spender: Who,
        by: U256,
        raise: bool,
        tally: &mut Tally,
    ) -> Check {
        let allowed = self.allowances.get(&(owner, spender)).copied().unwrap_or_default();
        let spender_address = address(WHO[spender]);
        if raise {
            let Some(raised) = allowed.checked_add(by) else { return Ok(()) };
            let call = Interface::increaseAllowanceCall { spender: spender_address, added: by };
            self.expect("increase", owner, U256::ZERO, call, None, tally, |model, receipt| {
                ensure!(receipt.value, "increaseAllowance answers false");
                model.approved(owner, spender, raised)
            })
        } else {
            let refused = (allowed < by)
                .then(|| Error::InsufficientAllowance(Interface::InsufficientAllowance {}));
            let call =
                Interface::decreaseAllowanceCall { spender: spender_address, subtracted: by };
            self.expect("decrease", owner, U256::ZERO, call, refused, tally, |model, receipt| {
                ensure!(receipt.value, "decreaseAllowance answers false");
                model.approved(owner, spender, allowed - by)
            })
        }
    }

    fn burn(&mut self, by: Who, amount: U256, service: u32, tally: &mut Tally) -> Check {
        let refused = if amount.is_zero() {
            Some(zero_amount())
        } else if amount > self.tokens[by] {
            Some(Error::InsufficientBalance(Interface::InsufficientBalance {}))
        } else if amount == self.state.supply {
            Some(Error::LastToken(Interface::LastToken {}))
        } else {
            None
        };
        let content = B256::from(U256::from(service));
        let call = Interface::burnCall { amount, service, content };
        self.expect("burn", by, U256::ZERO, call, refused, tally, |model, receipt| {
            model.state.supply -= amount;
            model.tokens[by] -= amount;
            model.told(&receipt.events, 2)
        })
    }

    /// Money along with a call that takes none: refused, whatever it calls.
    fn send_by_call(&mut self, by: Who, value: u128) -> Check {
        let value = U256::from(value.max(1));
        let calls = [
            vec![],
            vec![0xde, 0xad, 0xbe, 0xef],
            Interface::transferCall { to: address(WHO[by]), value: U256::ZERO }.abi_encode(),
            Interface::stateCall {}.abi_encode(),
        ];
        let before = self.world.root();
        for data in calls {
            let executed = self.world.call(WHO[by], self.commons.address, value, data.clone());
            ensure!(executed.result.is_err(), "money was taken by {data:?}");
        }
        ensure!(self.world.root() == before, "refused money left a trace");
        Ok(())
    }

    /// Sends a call that must be refused by the error given, or else do what `book` books.
    #[allow(clippy::too_many_arguments)] // one place where all that an operation promises meets
    fn expect<C: SolCall>(
        &mut self,
        kind: &'static str,
        by: Who,
        value: U256,
        call: C,
        refused: Option<Error>,
        tally: &mut Tally,
        book: impl FnOnce(&mut Self, Receipt<C::Return>) -> Check,
    ) -> Check {
        // A caller who runs out of money is stopped by the chain before the contract is asked.
        let money = self.world.balance(address(WHO[by]));
        let may_be_poor = value > money / U256::from(2);
        let before = (refused.is_some() || may_be_poor).then(|| self.world.root());
        let outcome = self.commons.send(&mut self.world, WHO[by], value, call);
        let name = match (outcome, refused) {
            (Ok(receipt), None) => {
                *tally.done.entry(kind).or_default() += 1;
                return book(self, receipt);
            }
            (Ok(_), Some(error)) => return Err(format!("{error:?} was due, but it went through")),
            (Err(Refused::Error(error)), Some(due)) if error == due => format!("{error:?}"),
            (Err(Refused::Dispatch(_)), _) if may_be_poor => "no money".into(),
            (Err(other), due) => return Err(format!("refused by {other:?}, due was {due:?}")),
        };
        *tally.refused.entry(name).or_default() += 1;
        ensure!(before == Some(self.world.root()), "a refused call changed the state");
        Ok(())
    }

    /// The money event carries the state after it, and there are as many events as there should.
    fn told(&self, events: &[Event], number: usize) -> Check {
        ensure!(events.len() == number, "{number} events were due: {events:?}");
        let states: Vec<_> = events.iter().filter_map(Event::state).collect();
        ensure!(
            states == [self.state],
            "the event tells {states:?}, the state is {:?}",
            self.state
        );
        Ok(())
    }

    /// Books a transfer.
    fn moved(&mut self, from: Who, to: Who, value: U256, events: &[Event]) -> Check {
        self.tokens[from] -= value;
        self.tokens[to] += value;
        let transfer =
            Interface::Transfer { from: address(WHO[from]), to: address(WHO[to]), value };
        ensure!(events.contains(&Event::Transfer(transfer)), "no Transfer event in {events:?}");
        Ok(())
    }

    /// Books an allowance and compares it with the contract's.
    fn approved(&mut self, owner: Who, spender: Who, value: U256) -> Check {
        self.allowances.insert((owner, spender), value);
        let call =
            Interface::allowanceCall { owner: address(WHO[owner]), spender: address(WHO[spender]) };
        let stated = self
            .commons
            .query(&mut self.world, call)
            .map_err(|refused| format!("no allowance: {refused:?}"))?;
        ensure!(stated == value, "the allowance is {stated}, not {value}");
        Ok(())
    }

    fn amount(&self, who: Who, amount: Amount) -> U256 {
        match amount {
            Amount::Exact(amount) => U256::from(amount),
            Amount::Share(share) => self.tokens[who] * U256::from(share) / U256::from(1_000_000),
            Amount::AllAnd(more) => self.tokens[who] + U256::from(more),
        }
    }

    /// The least that the caller accepts, and until when.
    fn limits(&mut self, limit: Limit, quote: U256) -> (U256, u64) {
        match limit {
            Limit::None => (U256::ZERO, FOREVER),
            Limit::Quoted => (quote, self.world.time()),
            Limit::TooMuch => (quote + U256::from(1), self.world.time()),
            Limit::Late => (quote, self.world.time() - 1),
        }
    }
}

fn zero_amount() -> Error {
    Error::ZeroAmount(Interface::ZeroAmount {})
}

/// A share in parts per million, rounded up.
fn share_up(amount: U256, share: u32) -> U256 {
    (amount * U256::from(share) + U256::from(999_999)) / U256::from(1_000_000)
}
