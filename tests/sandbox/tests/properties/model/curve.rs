//! Trades on the curve, and donations.

use super::{
    ensure,
    hatch::{CLOSED, HATCHING, OPEN, REFUNDING},
    reasons, Check, Model, WHO,
};
use crate::{
    operation::{Limit, Who},
    tally::Tally,
};
use std::cmp::Ordering;
use weir_sandbox::{
    abi::Commons as Money,
    commons::FOREVER,
    oracle,
    reckoning::{share_of, share_up},
    world::address,
    Error, Refused, U256,
};

/// How far the curve's result may be below the floor of the exact value, in base units.
const SLACK: U256 = U256::from_limbs([1, 0, 0, 0]);
/// Top of the curve's domain.
const TOP: U256 = U256::from_limbs([0, 1 << 48, 0, 0]);

impl Model {
    pub(super) fn mint(
        &mut self,
        by: Who,
        deposit: U256,
        limit: Limit,
        tally: &mut Tally,
    ) -> Check {
        let quote = self.commons.query(&mut self.world, Money::quoteMintCall { deposit });
        let (minted, tribute, quoted) = match quote {
            Ok(quote) => (quote.minted, quote.tribute, None),
            Err(Refused::Error(error)) => (U256::ZERO, U256::ZERO, Some(error)),
            Err(other) => return Err(format!("the quote fails by {other:?}")),
        };
        let (open, paused) = (self.phase == OPEN, self.paused());
        if let Some(error) = quoted.filter(|_| open && !paused) {
            let tribute = share_up(deposit, self.start.opening.entry_tribute);
            self.no_trade_is_possible(error, deposit, deposit - tribute)?;
        }
        let (minimum, deadline) = self.limits(limit, minted);
        let mut reasons = reasons![
            !open => Money::NotOpen {},
            paused => Money::Paused {},
            matches!(limit, Limit::Late) => Money::DeadlinePassed {},
            minted < minimum => Money::BelowMinimum {},
        ];
        reasons.extend(quoted);
        self.pay_in(
            "mint",
            by,
            deposit,
            Money::mintCall { minTokens: minimum, deadline },
            Money::mintWithCall { amount: deposit, minTokens: minimum, deadline },
            reasons,
            tally,
            |model, minted_now, events| {
                ensure!(minted_now == minted, "quoted {minted}, minted {minted_now}");
                let due = share_up(deposit, model.start.opening.entry_tribute);
                ensure!(tribute == due, "the tribute is {tribute}, not {due}");
                model.state.funding += tribute;
                model.holders[by].tokens += minted;
                model.bought(deposit - tribute, minted)?;
                model.told(&events, 2)
            },
        )
    }

    /// Sends money in with one of two messages, by what the currency is.
    #[allow(clippy::too_many_arguments)] // what both messages promise
    pub(super) fn pay_in<N, W>(
        &mut self,
        kind: &'static str,
        by: Who,
        amount: U256,
        native: N,
        with: W,
        reasons: Vec<Error>,
        tally: &mut Tally,
        book: impl FnOnce(&mut Self, U256, Vec<weir_sandbox::commons::Event>) -> Check,
    ) -> Check
    where
        N: weir_sandbox::SolCall<Return = U256>,
        W: weir_sandbox::SolCall<Return = U256>,
    {
        let commons = self.commons;
        if self.currency.is_some() {
            self.money(kind, by, with, reasons, tally, |model, receipt| {
                model.holders[by].paid += amount;
                book(model, receipt.value, receipt.events)
            })
        } else {
            self.expect(kind, commons, by, amount, native, reasons, tally, |model, receipt| {
                model.holders[by].paid += amount;
                book(model, receipt.value, receipt.events)
            })
        }
    }

    /// Books what came into the reserve for tokens, and judges it.
    pub(super) fn bought(&mut self, deposit: U256, minted: U256) -> Check {
        ensure!(!minted.is_zero(), "nothing was minted for {deposit}");
        let before = (self.state.supply, self.state.reserve);
        self.state.supply += minted;
        self.state.reserve += deposit;
        let (ratio, after) =
            (self.start.opening.reserve_ratio, (self.state.supply, self.state.reserve));
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

    /// Whether a refusal of the curve is one: what would come into the reserve buys nothing, or
    /// leaves the domain.
    pub(super) fn no_trade_is_possible(&self, error: Error, deposit: U256, rest: U256) -> Check {
        let (supply, reserve) = (self.state.supply, self.state.reserve);
        let ratio = self.start.opening.reserve_ratio;
        let justified = if error == Error::from(Money::ZeroAmount {}) {
            deposit.is_zero()
        } else if error == Error::from(Money::AmountTooSmall {}) {
            let after = (supply, reserve + rest);
            rest.is_zero() || oracle::mint_is_tight(ratio, (supply, reserve), after, SLACK)
        } else if error == Error::from(Money::OutOfDomain {}) {
            // The reserve would rise too far, or the supply: by as much as it would take to reach
            // the top, or more.
            deposit > TOP || reserve + rest > TOP || {
                let top = (TOP - SLACK, reserve + rest);
                oracle::compare_invariant(ratio, (supply, reserve), top) != Ordering::Greater
            }
        } else {
            false
        };
        ensure!(justified, "{error:?} is not why {deposit} buys nothing at {:?}", self.state);
        Ok(())
    }

    pub(super) fn redeem(
        &mut self,
        by: Who,
        amount: U256,
        limit: Limit,
        tally: &mut Tally,
    ) -> Check {
        let quote = self.commons.query(&mut self.world, Money::quoteRedeemCall { amount });
        let (returned, tribute, quoted) = match quote {
            Ok(quote) => (quote.returned, quote.tribute, None),
            Err(Refused::Error(error)) => (U256::ZERO, U256::ZERO, Some(error)),
            Err(other) => return Err(format!("the quote fails by {other:?}")),
        };
        let (has, locked) = (self.holders[by].tokens, self.is_locked(by, amount)?);
        if quoted == Some(Error::from(Money::AmountTooSmall {})) {
            self.is_dust(amount)?;
        }
        let (minimum, deadline) = self.limits(limit, returned);
        let closed = self.phase == CLOSED;
        let mut reasons = reasons![
            !self.redeemable() => Money::NotOpen {},
            matches!(limit, Limit::Late) => Money::DeadlinePassed {},
            amount.is_zero() => Money::ZeroAmount {},
            amount > has => Money::InsufficientBalance {},
            // Wound down, nothing holds tokens back.
            locked && !closed => Money::Locked {},
            amount == self.state.supply && !closed => Money::LastToken {},
            returned < minimum => Money::BelowMinimum {},
        ];
        reasons.extend(quoted);
        let call = Money::redeemCall { amount, minReturn: minimum, deadline };
        let money = self.balance(address(WHO[by]));
        self.money("redeem", by, call, reasons, tally, |model, receipt| {
            ensure!(receipt.value == returned, "quoted {returned}, paid {}", receipt.value);
            let paid = model.balance(address(WHO[by])).saturating_sub(money);
            // The storage deposit of the emptied entries may come back on top.
            ensure!(paid >= returned, "{returned} was stated, {paid} was paid");
            model.holders[by].received += returned;
            model.redeemed(by, amount, tribute, returned)?;
            model.told(&receipt.events, 2)
        })
    }

    /// Whether tokens can be redeemed, by the curve or by their share.
    fn redeemable(&self) -> bool {
        self.phase != HATCHING && self.phase != REFUNDING
    }

    /// Asserts that tokens are worth so little that the tribute takes all of it.
    fn is_dust(&self, amount: U256) -> Check {
        let (supply, reserve) = (self.state.supply, self.state.reserve);
        if self.phase != OPEN {
            let share = share_of(reserve, amount, supply);
            ensure!(share.is_zero(), "{amount} are worth {share} at {:?}", self.state);
            return Ok(());
        }
        // What pays something: one unit, and the tribute of one that rounds up.
        let exit = self.start.opening.exit_tribute;
        let gross = U256::from(1_000_000_u32.div_ceil(1_000_000 - exit));
        let ratio = self.start.opening.reserve_ratio;
        // A redemption for that much and the slack would favour the caller, or take everything.
        let taken = gross + SLACK;
        ensure!(
            amount >= supply
                || reserve <= taken
                || oracle::compare_invariant(
                    ratio,
                    (supply, reserve),
                    (supply - amount, reserve - taken)
                ) == Ordering::Greater,
            "{amount} are worth {gross} at {:?}",
            self.state
        );
        Ok(())
    }

    /// Books a redemption and judges it.
    fn redeemed(&mut self, by: Who, amount: U256, tribute: U256, returned: U256) -> Check {
        let gross = returned + tribute;
        if self.phase != OPEN {
            return self.shared_out(by, amount, tribute, returned);
        }
        let due = share_up(gross, self.start.opening.exit_tribute);
        ensure!(tribute == due, "the tribute is {tribute}, not {due}");
        ensure!(!returned.is_zero(), "nothing was paid for {amount}");
        let before = (self.state.supply, self.state.reserve);
        self.state.supply -= amount;
        self.state.reserve -= gross;
        self.state.funding += tribute;
        self.holders[by].tokens -= amount;
        let (ratio, after) =
            (self.start.opening.reserve_ratio, (self.state.supply, self.state.reserve));
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

    /// Books a redemption by the share of the supply, and judges it.
    fn shared_out(&mut self, by: Who, amount: U256, tribute: U256, returned: U256) -> Check {
        let due = share_of(self.state.reserve, amount, self.state.supply);
        ensure!(returned == due && tribute.is_zero(), "{returned} for a share of {due}");
        self.state.supply -= amount;
        self.state.reserve -= returned;
        self.holders[by].tokens -= amount;
        Ok(())
    }

    pub(super) fn round_trip(&mut self, by: Who, deposit: U256, tally: &mut Tally) -> Check {
        let pools = self.state.reserve + self.state.funding;
        let tokens = self.holders[by].tokens;
        self.mint(by, deposit, Limit::None, tally)?;
        let minted = self.holders[by].tokens - tokens;
        if minted.is_zero() {
            return Ok(());
        }
        self.redeem(by, minted, Limit::None, tally)?;
        if self.holders[by].tokens == tokens {
            *tally.done.entry("round trip").or_default() += 1;
        }
        let kept = self.state.reserve + self.state.funding;
        ensure!(kept >= pools, "buying and selling at once gained {}", pools - kept);
        Ok(())
    }

    pub(super) fn donate(&mut self, by: Who, amount: U256, tally: &mut Tally) -> Check {
        let reasons = reasons![
            self.phase != OPEN => Money::NotOpen {},
            amount.is_zero() => Money::ZeroAmount {},
        ];
        let (native, with) = (Money::donateCall {}, Money::donateWithCall { amount });
        let commons = self.commons;
        let book = |model: &mut Self, events: Vec<_>| {
            model.holders[by].paid += amount;
            model.state.funding += amount;
            model.told(&events, 1)
        };
        if self.currency.is_some() {
            self.money("donate", by, with, reasons, tally, |model, receipt| {
                book(model, receipt.events)
            })
        } else {
            self.expect("donate", commons, by, amount, native, reasons, tally, |model, receipt| {
                book(model, receipt.events)
            })
        }
    }

    /// Messages for the other kind of money than the Commons'.
    pub(super) fn wrong_money(&mut self, by: Who, amount: U256, tally: &mut Tally) -> Check {
        let (open, paused) = (self.phase == OPEN, self.paused());
        let reasons = reasons![
            true => Money::WrongCurrency {},
            !open => Money::NotOpen {},
            paused => Money::Paused {},
            amount.is_zero() => Money::ZeroAmount {},
        ];
        let nothing = |_: &mut Self, _| Ok(());
        let commons = self.commons;
        if self.currency.is_some() {
            let mint = Money::mintCall { minTokens: U256::ZERO, deadline: FOREVER };
            self.expect("mint", commons, by, amount, mint, reasons.clone(), tally, |_, _| Ok(()))?;
            let donate = Money::donateCall {};
            self.expect("donate", commons, by, amount, donate, reasons, tally, |_, _| Ok(()))
        } else {
            let mint = Money::mintWithCall { amount, minTokens: U256::ZERO, deadline: FOREVER };
            self.money("mint", by, mint, reasons.clone(), tally, nothing)?;
            let donate = Money::donateWithCall { amount };
            self.money("donate", by, donate, reasons, tally, |_, _| Ok(()))
        }
    }
}
