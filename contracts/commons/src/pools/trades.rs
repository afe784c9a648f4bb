//! What moves the pools: the opening of the curve, trades, gifts, and the wind-down.

use weir_economics::{
    MAX_AMOUNT, purchase_return, sale_return, share_of, spot_price_limbs, tribute,
};

use super::{FUNDING, Phase, Pools, RESERVE, SUPPLY};
use crate::{abi::Word, error::Error};

/// What a trade comes to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Trade {
    /// What the caller receives: tokens for a deposit, reserve for tokens.
    pub received: u128,
    /// What goes to the funding pool.
    pub tribute: u128,
}

impl Pools {
    /// Opens the curve for the supply there is, on this reserve and with this funding pool.
    ///
    /// # Errors
    /// [`Error::OutOfDomain`] if supply or reserve are outside 1..=2^112.
    pub fn open(&mut self, reserve: u128, funding: u128) -> Result<(), Error> {
        let domain = 1..=MAX_AMOUNT;
        if !domain.contains(&self.supply()) || !domain.contains(&reserve) {
            return Err(Error::OutOfDomain);
        }
        self.set_amount(RESERVE, reserve);
        self.set_amount(FUNDING, funding);
        self.set_phase(Phase::Open);
        Ok(())
    }

    /// Takes a deposit in: a tribute (in parts per million) to the funding pool, the rest to the
    /// reserve, tokens by the curve. Refuses what would leave the curve's domain, so that it always
    /// stays open.
    pub fn mint(&mut self, deposit: u128, tribute_ppm: u32) -> Result<Trade, Error> {
        if deposit == 0 {
            return Err(Error::ZeroAmount);
        }
        let tribute = tribute(deposit, tribute_ppm)?;
        let rest = deposit.wrapping_sub(tribute);
        let (supply, reserve) = (self.supply(), self.reserve());
        let received = match purchase_return(supply, reserve, self.share(0), rest) {
            // Nothing is left of the deposit after the tribute, or it is worth less than a unit.
            Err(weir_economics::Error::ZeroAmount) | Ok(0) => return Err(Error::AmountTooSmall),
            other => other?,
        };
        // Both summands of the reserve are in the domain: no overflow.
        let reserve = reserve.wrapping_add(rest);
        let supply = supply.checked_add(received).ok_or(Error::OutOfDomain)?;
        if reserve > MAX_AMOUNT || supply > MAX_AMOUNT {
            return Err(Error::OutOfDomain);
        }
        self.set_amount(RESERVE, reserve);
        self.set_amount(SUPPLY, supply);
        self.give(tribute)?;
        Ok(Trade { received, tribute })
    }

    /// Destroys tokens for their share of the reserve: by the curve, less the exit tribute, which goes to
    /// the funding pool; once a wind-down is announced, by their share of the supply.
    ///
    /// # Errors
    /// [`Error::AmountTooSmall`] if nothing is left of it, and as [`Self::burn`], but that the last base
    /// unit is taken once the Commons is wound down.
    pub fn redeem(&mut self, amount: u128) -> Result<Trade, Error> {
        let (supply, reserve, phase) = (self.supply(), self.reserve(), self.phase());
        if phase == Phase::Closed && amount == supply && amount != 0 {
            self.set_amount(SUPPLY, 0);
        } else {
            self.burn(amount)?;
        }
        let (gross, tribute) = if phase == Phase::Open {
            let gross = sale_return(supply, reserve, self.share(0), amount)?;
            (gross, tribute(gross, self.share(2))?)
        } else {
            (share_of(reserve, amount, supply)?, 0)
        };
        // The tribute is rounded up: of a dust sale it takes all.
        let received = gross.wrapping_sub(tribute);
        if received == 0 {
            return Err(Error::AmountTooSmall);
        }
        // Less than the supply returns less than the reserve, by the curve and by shares.
        self.set_amount(RESERVE, reserve.wrapping_sub(gross));
        self.give(tribute)?;
        Ok(Trade { received, tribute })
    }

    /// Destroys tokens. The last base unit stays: without it the curve could never open again.
    pub fn burn(&mut self, amount: u128) -> Result<(), Error> {
        if amount == 0 {
            return Err(Error::ZeroAmount);
        }
        match self.supply().checked_sub(amount) {
            None => Err(Error::InsufficientBalance),
            Some(0) => Err(Error::LastToken),
            Some(rest) => {
                self.set_amount(SUPPLY, rest);
                Ok(())
            }
        }
    }

    /// Puts an amount into the funding pool; once the Commons is wound down, into the reserve.
    pub fn give(&mut self, amount: u128) -> Result<(), Error> {
        let pool = if self.phase() == Phase::Closed { RESERVE } else { FUNDING };
        let sum = self.amount(pool).checked_add(amount).ok_or(Error::OutOfDomain)?;
        self.set_amount(pool, sum);
        Ok(())
    }

    /// Winds the Commons down: the funding pool joins the reserve.
    ///
    /// # Errors
    /// [`Error::NotOpen`] if that was not announced.
    pub fn wind_down(&mut self) -> Result<(), Error> {
        if self.phase() != Phase::Closing {
            return Err(Error::NotOpen);
        }
        let funding = self.funding();
        self.set_amount(FUNDING, 0);
        self.set_phase(Phase::Closed);
        self.give(funding)
    }

    /// Reserve base units per whole token, rounded down.
    pub fn spot_price(&self) -> Result<Word, Error> {
        let [low, middle, high] = spot_price_limbs(self.supply(), self.reserve(), self.share(0))?;
        Ok([0, high.to_be(), middle.to_be(), low.to_be()])
    }
}
