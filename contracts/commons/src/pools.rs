//! The curve with its collateral pool, and the funding pool.

use weir_economics::{MAX_AMOUNT, PPM, purchase_return, sale_return, spot_price, tribute};

use crate::{error::Error, host::Host};

/// The key of the pools in storage.
const KEY: [u8; 1] = [0];

/// The size of the pools in storage.
const SIZE: usize = 3 * 16 + 3 * 4;

/// The state of the curve and the pools, and the parameters they follow. One value in storage:
/// what a trade reads is read in one access.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Pools {
    /// Tokens that exist, in base units.
    pub supply: u128,
    /// The collateral that backs them, in base units.
    pub reserve: u128,
    /// What the funding pool holds, in base units.
    pub funding: u128,
    /// The reserve ratio, in parts per million.
    pub reserve_ratio: u32,
    /// The entry tribute, in parts per million.
    pub entry_tribute: u32,
    /// The exit tribute, in parts per million.
    pub exit_tribute: u32,
}

/// What a trade comes to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Trade {
    /// What the caller receives: tokens for a deposit, reserve for tokens.
    pub received: u128,
    /// What goes to the funding pool.
    pub tribute: u128,
}

impl Pools {
    /// Checks what the curve is to open with.
    pub fn check(&self) -> Result<(), Error> {
        let amounts = 1..=MAX_AMOUNT;
        if !(1..=PPM).contains(&self.reserve_ratio)
            || self.entry_tribute >= PPM
            || self.exit_tribute >= PPM
        {
            return Err(Error::InvalidParameter);
        }
        if !amounts.contains(&self.supply) || !amounts.contains(&self.reserve) {
            return Err(Error::OutOfDomain);
        }
        Ok(())
    }

    /// Reads the pools. A contract that was not deployed has none.
    pub fn load<H: Host>(host: &mut H) -> Result<Self, Error> {
        let mut bytes = [0; SIZE];
        if !host.get(&KEY, &mut bytes) {
            return Err(Error::Malformed);
        }
        let (amounts, parameters) = bytes.split_at(48);
        let amount = |at: usize| amounts.as_chunks().0.get(at).map_or(0, |b| u128::from_le_bytes(*b));
        let parameter =
            |at: usize| parameters.as_chunks().0.get(at).map_or(0, |b| u32::from_le_bytes(*b));
        Ok(Self {
            supply: amount(0),
            reserve: amount(1),
            funding: amount(2),
            reserve_ratio: parameter(0),
            entry_tribute: parameter(1),
            exit_tribute: parameter(2),
        })
    }

    /// Writes the pools.
    pub fn store<H: Host>(&self, host: &mut H) {
        let mut bytes = [0; SIZE];
        bytes[..16].copy_from_slice(&self.supply.to_le_bytes());
        bytes[16..32].copy_from_slice(&self.reserve.to_le_bytes());
        bytes[32..48].copy_from_slice(&self.funding.to_le_bytes());
        bytes[48..52].copy_from_slice(&self.reserve_ratio.to_le_bytes());
        bytes[52..56].copy_from_slice(&self.entry_tribute.to_le_bytes());
        bytes[56..].copy_from_slice(&self.exit_tribute.to_le_bytes());
        host.set(&KEY, &bytes);
    }

    /// Takes a deposit in: the entry tribute to the funding pool, the rest to the reserve, tokens
    /// by the curve. Refuses what would leave the curve's domain, so that it always stays open.
    pub fn mint(&mut self, deposit: u128) -> Result<Trade, Error> {
        if deposit == 0 {
            return Err(Error::ZeroAmount);
        }
        let tribute = tribute(deposit, self.entry_tribute)?;
        let rest = deposit - tribute;
        if rest == 0 {
            return Err(Error::AmountTooSmall);
        }
        let received = purchase_return(self.supply, self.reserve, self.reserve_ratio, rest)?;
        if received == 0 {
            return Err(Error::AmountTooSmall);
        }
        // rest and reserve are in the domain here, and their sum fits.
        self.reserve += rest;
        self.supply = self.supply.checked_add(received).ok_or(Error::OutOfDomain)?;
        if self.reserve > MAX_AMOUNT || self.supply > MAX_AMOUNT {
            return Err(Error::OutOfDomain);
        }
        self.give(tribute)?;
        Ok(Trade { received, tribute })
    }

    /// Destroys tokens for their share of the reserve, less the exit tribute, which goes to the
    /// funding pool.
    pub fn redeem(&mut self, amount: u128) -> Result<Trade, Error> {
        self.burn(amount)?;
        let supply = self.supply + amount;
        let gross = sale_return(supply, self.reserve, self.reserve_ratio, amount)?;
        let tribute = tribute(gross, self.exit_tribute)?;
        if gross == tribute {
            return Err(Error::AmountTooSmall);
        }
        self.reserve -= gross;
        self.give(tribute)?;
        Ok(Trade { received: gross - tribute, tribute })
    }

    /// Destroys tokens. The last base unit stays: without it the curve could never open again.
    pub fn burn(&mut self, amount: u128) -> Result<(), Error> {
        if amount == 0 {
            return Err(Error::ZeroAmount);
        }
        match self.supply.checked_sub(amount) {
            None => return Err(Error::InsufficientBalance),
            Some(0) => return Err(Error::LastToken),
            Some(rest) => self.supply = rest,
        }
        Ok(())
    }

    /// Puts an amount into the funding pool.
    pub fn give(&mut self, amount: u128) -> Result<(), Error> {
        self.funding = self.funding.checked_add(amount).ok_or(Error::OutOfDomain)?;
        Ok(())
    }

    /// Reserve base units per whole token, rounded down.
    pub fn spot_price(&self) -> Result<u128, Error> {
        Ok(spot_price(self.supply, self.reserve, self.reserve_ratio)?)
    }
}
