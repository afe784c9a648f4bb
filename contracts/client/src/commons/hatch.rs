//! The hatch: how a Commons raises its first money, and what of its tokens vests.

use super::{Commons, Interface, explain::Case};
use crate::{
    abi::Commons::CommonsErrors,
    amount::{Amount, Ppm},
    call::{Executed, Receipt},
    error::Error,
    key::Key,
    refusal::Reason,
};
use alloy_core::primitives::Address;
use serde::Serialize;
use std::fmt;

/// Where a Commons is in its life.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Phase {
    /// The first money is being raised.
    Hatch,
    /// The curve is open.
    Open,
    /// The hatch failed: contributors take their money back.
    Refunding,
    /// A wind-down is announced: no mints and no grants, redemptions by equal share.
    Closing,
    /// It is wound down, for good: its holders redeem all of its money by equal share.
    Closed,
}

impl Phase {
    /// Whether tokens are redeemed by equal share of the reserve instead of on the curve.
    pub fn shares_out(self) -> bool {
        matches!(self, Self::Closing | Self::Closed)
    }
}

impl fmt::Display for Phase {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(match self {
            Self::Hatch => "hatch: contributions are taken",
            Self::Open => "open",
            Self::Refunding => "refunding: the hatch failed",
            Self::Closing => "closing: a wind-down is announced",
            Self::Closed => "closed: wound down",
        })
    }
}

/// How the hatch was set up and where it is. Money in base units of the currency, times in seconds.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Hatch {
    /// The hatch fails when less than this is raised.
    pub minimum: Amount,
    /// What would exceed this is returned.
    pub maximum: Amount,
    /// Until when contributions are taken, seconds since the Unix epoch.
    pub deadline: u64,
    /// Money for a whole token.
    pub price: Amount,
    /// Share of what is raised that goes to the funding pool.
    #[serde(rename = "tribute_ppm")]
    pub tribute: Ppm,
    /// For how long after the opening nothing of the hatch's tokens is free.
    pub cliff: u64,
    /// In how long after the cliff half of what vests gets free.
    pub half_life: u64,
    /// Whether only accounts that the owner names may contribute.
    pub allowlist: bool,
    /// The most by which the price may jump at the opening, in parts per million.
    pub max_jump_ppm: u32,
    /// What was contributed so far.
    pub raised: Amount,
    /// When the curve opened, seconds since the Unix epoch: vesting counts from here. 0 before.
    pub opened_at: u64,
    /// The spot price right after the opening.
    pub opening_price: Amount,
}

impl Hatch {
    /// Whether there was one: a Commons that opened at once has none.
    pub fn exists(&self) -> bool {
        !self.maximum.is_zero()
    }

    /// What it still takes.
    pub fn room(&self) -> Amount {
        self.maximum.saturating_sub(self.raised)
    }

    /// The opening price as a share of the hatch's price, in parts per million, rounded down.
    pub fn jump_ppm(&self) -> Option<u32> {
        let jump = self.opening_price.mul_div(1_000_000, self.price.base_units())?;
        u32::try_from(jump.base_units()).ok()
    }
}

/// What an account has from the hatch.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize)]
pub struct Vesting {
    /// Money that it contributed.
    pub contributed: Amount,
    /// Tokens that it got for it.
    pub granted: Amount,
    /// Those of them that are not free yet.
    pub vesting: Amount,
}

impl Commons {
    /// Where the Commons is in its life.
    ///
    /// # Errors
    /// As [`Commons::ask`].
    pub async fn phase(&self) -> Result<Phase, Error> {
        match self.ask(&Interface::phaseCall {}).await? {
            0 => Ok(Phase::Hatch),
            1 => Ok(Phase::Open),
            2 => Ok(Phase::Refunding),
            3 => Ok(Phase::Closing),
            4 => Ok(Phase::Closed),
            other => Err(Error::Answer { call: "phase()", reason: format!("{other} is no phase") }),
        }
    }

    /// How the hatch was set up and where it is; all zero where there was none.
    ///
    /// # Errors
    /// As [`Commons::ask`].
    pub async fn hatch(&self) -> Result<Hatch, Error> {
        let hatch = self.ask(&Interface::hatchCall {}).await?;
        Ok(Hatch {
            minimum: hatch.minimum.try_into()?,
            maximum: hatch.maximum.try_into()?,
            deadline: hatch.deadline,
            price: hatch.price.try_into()?,
            tribute: Ppm::new(hatch.tribute),
            cliff: hatch.cliff,
            half_life: hatch.halfLife,
            allowlist: hatch.allowlist,
            max_jump_ppm: hatch.maxJump,
            raised: hatch.raised.try_into()?,
            opened_at: hatch.openedAt,
            opening_price: hatch.openingPrice.try_into()?,
        })
    }

    /// What an account has from the hatch, and how much of it is not free yet.
    ///
    /// # Errors
    /// As [`Commons::ask`].
    pub async fn vesting_of(&self, account: Address) -> Result<Vesting, Error> {
        let vesting = self.ask(&Interface::vestingOfCall { account }).await?;
        Ok(Vesting {
            contributed: vesting.contributed.try_into()?,
            granted: vesting.granted.try_into()?,
            vesting: vesting.vesting.try_into()?,
        })
    }

    /// Whether the owner lets an account contribute to a hatch with an allowlist.
    ///
    /// # Errors
    /// As [`Commons::ask`].
    pub async fn is_allowed(&self, account: Address) -> Result<bool, Error> {
        self.ask(&Interface::allowedCall { account }).await
    }

    /// Contributes money of the currency to the hatch and receives tokens that vest. What exceeds
    /// the hatch's maximum is returned, or not even taken.
    ///
    /// # Errors
    /// When the amount is not one of the currency, or the contract refuses.
    pub async fn contribute(
        &self,
        key: &Key,
        amount: Amount,
    ) -> Result<Executed<Interface::Contribute>, Error> {
        // Of a token no more is approved than can be taken, so that nothing stays allowed.
        let amount = match self.currency.is_native() {
            true => amount,
            false => match self.hatch().await?.room() {
                room if room.is_zero() => amount,
                room => amount.min(room),
            },
        };
        let token = Interface::contributeWithCall { amount: amount.into() };
        let result = self.pay(key, amount, Interface::contributeCall {}, token).await;
        self.explained(result, Case::Contribute).await
    }

    /// Ends the hatch, by anyone: opens the curve, or lets contributors take their money back.
    ///
    /// # Errors
    /// When the contract refuses; `HatchNotOver` tells what is missing.
    pub async fn close(&self, key: &Key) -> Result<Receipt, Error> {
        let result = self.handle.send(key, Amount::ZERO, &Interface::closeCall {}).await;
        self.explained(result, Case::Close).await
    }

    /// Takes the key's contribution back after a hatch that failed.
    ///
    /// # Errors
    /// When the contract refuses.
    pub async fn refund(&self, key: &Key) -> Result<Executed<Interface::Refund>, Error> {
        match self.handle.act(key, Amount::ZERO, &Interface::refundCall {}).await {
            Err(Error::Refused(mut refusal))
                if refusal.reason
                    == Reason::Commons(CommonsErrors::NotRefunding(Interface::NotRefunding {}))
                    && self.phase().await.is_ok_and(|phase| phase == Phase::Open) =>
            {
                refusal.detail = Some(
                    "the hatch succeeded and the curve is open, so nothing is refunded: tokens \
                     that no longer vest can be redeemed (`weir redeem`)"
                        .to_owned(),
                );
                Err(Error::Refused(refusal))
            }
            result => result,
        }
    }

    /// The owner lets accounts contribute, or no longer; at most 32 at once.
    ///
    /// # Errors
    /// When the contract refuses.
    pub async fn allow(
        &self,
        key: &Key,
        accounts: Vec<Address>,
        allowed: bool,
    ) -> Result<Receipt, Error> {
        self.handle.send(key, Amount::ZERO, &Interface::allowCall { accounts, allowed }).await
    }
}
