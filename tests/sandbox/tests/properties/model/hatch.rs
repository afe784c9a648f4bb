//! The hatch and what vests after it.

use super::{ensure, of, reasons, Check, Model, WHO};
use crate::{
    operation::{Amount, Who},
    tally::Tally,
};
use weir_sandbox::{
    abi::Commons as Money,
    commons::{Event, State},
    reckoning::{self, share_up},
    world::{address, DOT},
    Address, U256,
};

/// The phases, as the contract numbers them.
pub const HATCHING: u8 = 0;
pub const OPEN: u8 = 1;
pub const REFUNDING: u8 = 2;
pub const CLOSING: u8 = 3;
pub const CLOSED: u8 = 4;

impl Model {
    pub(super) fn contribute(&mut self, by: Who, amount: Amount, tally: &mut Tally) -> Check {
        let hatch = self.start.opening.hatch.clone();
        let room = hatch.maximum.saturating_sub(self.raised);
        let offered = of(room, amount);
        let taken = offered.min(room);
        let bought =
            |money: U256| (money * U256::from(DOT)).checked_div(hatch.price).unwrap_or_default();
        let (tokens, left) = (bought(taken), room - taken);
        // What is left must buy something, or nobody could ever fill the hatch.
        let rest = !left.is_zero() && bought(left).is_zero();
        let (now, paused) = (self.world.time(), self.paused());
        let reasons = reasons![
            self.phase != HATCHING => Money::NotHatching {},
            now > hatch.deadline => Money::DeadlinePassed {},
            paused => Money::Paused {},
            hatch.allowlist && !self.holders[by].allowed => Money::NotAllowed {},
            offered.is_zero() => Money::ZeroAmount {},
            room.is_zero() => Money::HatchFull {},
            tokens.is_zero() || rest => Money::AmountTooSmall {},
        ];
        let with = Money::contributeWithCall { amount: offered };
        let native = Money::contributeCall {};
        self.pay_in(
            "contribute",
            by,
            offered,
            native,
            with,
            reasons,
            tally,
            |model, got, events| {
                ensure!(got == tokens, "{got} tokens, not {tokens}");
                model.holders[by].paid -= offered - taken;
                model.holders[by].tokens += tokens;
                model.holders[by].granted += tokens;
                model.holders[by].contributed += taken;
                model.raised += taken;
                model.state.supply += tokens;
                let account = address(WHO[by]);
                let told = Money::Contribute {
                    account,
                    amount: taken,
                    tokens,
                    supply: model.state.supply,
                    raised: model.raised,
                };
                let minted = Money::Transfer { from: Address::ZERO, to: account, value: tokens };
                ensure!(
                    events.len() == 2
                        && events.contains(&Event::Contribute(told))
                        && events.contains(&Event::Transfer(minted)),
                    "not what was contributed: {events:?}"
                );
                Ok(())
            },
        )
    }

    pub(super) fn close(&mut self, by: Who, tally: &mut Tally) -> Check {
        let hatch = self.start.opening.hatch.clone();
        let now = self.world.time();
        let over = self.raised == hatch.maximum || now > hatch.deadline;
        let reasons = reasons![
            self.phase != HATCHING => Money::NotHatching {},
            self.phase == HATCHING && !over => Money::HatchNotOver {},
        ];
        let succeeded = self.raised >= hatch.minimum;
        let kind = if succeeded { "open" } else { "fail" };
        self.money(kind, by, Money::closeCall {}, reasons, tally, |model, receipt| {
            let raised = model.raised;
            if !succeeded {
                model.phase = REFUNDING;
                let told = [Event::HatchFailed(Money::HatchFailed { raised })];
                ensure!(receipt.events == told, "not a failure: {:?}", receipt.events);
                return Ok(());
            }
            model.phase = OPEN;
            model.opened_at = now;
            let funding = share_up(raised, hatch.tribute);
            let supply = model.state.supply;
            model.state = State { supply, reserve: raised - funding, funding };
            ensure!(matches!(receipt.events[..], [Event::Open(_)]), "{:?}", receipt.events);
            model.told(&receipt.events, 1)
        })
    }

    pub(super) fn refund(&mut self, by: Who, tally: &mut Tally) -> Check {
        let (amount, tokens) = (self.holders[by].contributed, self.holders[by].granted);
        let reasons = reasons![
            self.phase != REFUNDING => Money::NotRefunding {},
            amount.is_zero() => Money::NothingToRefund {},
        ];
        let money = self.balance(address(WHO[by]));
        self.money("refund", by, Money::refundCall {}, reasons, tally, |model, receipt| {
            ensure!(receipt.value == amount, "{} instead of {amount}", receipt.value);
            let paid = model.balance(address(WHO[by])).saturating_sub(money);
            ensure!(paid >= amount, "{amount} was stated, {paid} was paid");
            model.raised -= amount;
            model.state.supply -= tokens;
            let holder = &mut model.holders[by];
            holder.received += amount;
            holder.tokens -= tokens;
            (holder.contributed, holder.granted) = (U256::ZERO, U256::ZERO);
            Ok(())
        })
    }

    pub(super) fn allow(&mut self, by: Who, whom: Who, allowed: bool, tally: &mut Tally) -> Check {
        let account = address(WHO[whom]);
        let reasons = reasons![
            self.roles.owner != Some(by) => Money::Unauthorized {},
            self.phase != HATCHING => Money::NotHatching {},
        ];
        let call = Money::allowCall { accounts: vec![account], allowed };
        self.money("allow", by, call, reasons, tally, |model, receipt| {
            let told = [Event::Allow(Money::Allow { account, allowed })];
            ensure!(receipt.events == told, "{:?}", receipt.events);
            model.holders[whom].allowed = allowed;
            let stated = model.commons.ask(&mut model.world, Money::allowedCall { account });
            let due = allowed || !model.start.opening.hatch.allowlist;
            ensure!(stated == due, "allowed is {stated}, not {due}");
            Ok(())
        })
    }

    /// What of an account's tokens still vests: as the contract states it, if that is what it must
    /// be.
    pub(super) fn vesting(&mut self, who: Who) -> Result<U256, String> {
        let (granted, contributed) = (self.holders[who].granted, self.holders[who].contributed);
        if granted.is_zero() {
            return Ok(granted);
        }
        let call = Money::vestingOfCall { account: address(WHO[who]) };
        let stated = self.commons.ask(&mut self.world, call);
        ensure!(
            stated.granted == granted && stated.contributed == contributed,
            "{stated:?}, not {granted} for {contributed}"
        );
        let hatch = &self.start.opening.hatch;
        let (least, most) = if self.opened_at > 0 {
            let elapsed = self.world.time() - self.opened_at;
            reckoning::locked(granted, elapsed, hatch.cliff, hatch.half_life)
        } else {
            (granted, granted)
        };
        let vesting = stated.vesting;
        ensure!(least <= vesting && vesting <= most, "{vesting} vests, not {least}..={most}");
        Ok(vesting)
    }
}
