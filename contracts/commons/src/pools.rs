//! The curve with its collateral pool, and the funding pool.

use weir_economics::{MAX_AMOUNT, PPM, purchase_return, sale_return, spot_price, tribute};

use crate::{
    abi::{Address, Word, set_low},
    error::Error,
    host::Host,
};

/// The key of the pools in storage: one machine word, which no balance and no allowance has.
const KEY: [u64; 1] = [0];

/// Where the amounts are.
const SUPPLY: usize = 0;
const RESERVE: usize = 2;
const FUNDING: usize = 4;
/// Where the parameters are, each in [`SHARE_BITS`] bits.
const SHARES: usize = 6;
const SHARE_BITS: usize = 21;
/// Where the library's address is, without the word's leading zeros.
const LIBRARY: usize = 7;

/// The state of the curve and the pools, the parameters they follow and the library's address, as
/// they lie in storage: one value, so that a trade reads all it needs in one access, the dearest
/// thing a call pays for.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Pools([u64; 10]);

/// What a trade comes to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Trade {
    /// What the caller receives: tokens for a deposit, reserve for tokens.
    pub received: u128,
    /// What goes to the funding pool.
    pub tribute: u128,
}

impl Pools {
    /// The pools of a contract that is being deployed.
    pub fn unopened(library: &Address) -> Self {
        let mut pools = Self::default();
        pools.0[LIBRARY..].copy_from_slice(&library[1..]);
        pools
    }

    /// Reads the pools. A contract that was not deployed has none.
    pub fn load<H: Host>(&mut self, host: &mut H) -> Result<(), Error> {
        if host.get(&KEY, &mut self.0) { Ok(()) } else { Err(Error::Malformed) }
    }

    /// Writes the pools.
    pub fn store<H: Host>(&self, host: &mut H) {
        host.set(&KEY, &self.0);
    }

    /// Writes the library's address into `address`, which is zero.
    pub fn library(&self, address: &mut Address) {
        address[1] = self.0[LIBRARY];
        address[2] = self.0[LIBRARY + 1];
        address[3] = self.0[LIBRARY + 2];
    }

    #[inline(always)]
    fn amount(&self, at: usize) -> u128 {
        self.0[at] as u128 | (self.0[at + 1] as u128) << 64
    }

    #[inline(always)]
    fn set_amount(&mut self, at: usize, amount: u128) {
        self.0[at] = amount as u64;
        self.0[at + 1] = (amount >> 64) as u64;
    }

    /// Tokens that exist, in base units.
    pub fn supply(&self) -> u128 {
        self.amount(SUPPLY)
    }

    /// The collateral that backs them, in base units.
    pub fn reserve(&self) -> u128 {
        self.amount(RESERVE)
    }

    /// What the funding pool holds, in base units.
    pub fn funding(&self) -> u128 {
        self.amount(FUNDING)
    }

    /// A parameter in parts per million: 0 the reserve ratio, 1 the entry tribute, 2 the exit
    /// tribute.
    #[inline(always)]
    pub fn share(&self, which: usize) -> u32 {
        (self.0[SHARES] >> (SHARE_BITS * which)) as u32 & ((1 << SHARE_BITS) - 1)
    }

    /// Writes supply, reserve and funding pool as words.
    pub fn write(&self, words: &mut [Word]) {
        for (word, at) in words.iter_mut().zip([SUPPLY, RESERVE, FUNDING]) {
            set_low(word, self.amount(at));
        }
    }

    /// Opens the curve, once.
    pub fn open(&mut self, supply: u128, reserve: u128, shares: [u64; 3]) -> Result<(), Error> {
        if self.supply() != 0 {
            return Err(Error::Malformed);
        }
        let ppm = PPM as u64;
        if shares[0].wrapping_sub(1) >= ppm || shares[1] >= ppm || shares[2] >= ppm {
            return Err(Error::InvalidParameter);
        }
        let domain = 1..=MAX_AMOUNT;
        if !domain.contains(&supply) || !domain.contains(&reserve) {
            return Err(Error::OutOfDomain);
        }
        self.set_amount(SUPPLY, supply);
        self.set_amount(RESERVE, reserve);
        self.0[SHARES] = shares[0] | shares[1] << SHARE_BITS | shares[2] << (2 * SHARE_BITS);
        Ok(())
    }

    /// Takes a deposit in: the entry tribute to the funding pool, the rest to the reserve, tokens
    /// by the curve. Refuses what would leave the curve's domain, so that it always stays open.
    pub fn mint(&mut self, deposit: u128) -> Result<Trade, Error> {
        if deposit == 0 {
            return Err(Error::ZeroAmount);
        }
        let tribute = tribute(deposit, self.share(1))?;
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

    /// Destroys tokens for their share of the reserve, less the exit tribute, which goes to the
    /// funding pool.
    pub fn redeem(&mut self, amount: u128) -> Result<Trade, Error> {
        let (supply, reserve) = (self.supply(), self.reserve());
        self.burn(amount)?;
        let gross = sale_return(supply, reserve, self.share(0), amount)?;
        let tribute = tribute(gross, self.share(2))?;
        // The tribute is rounded up: of a dust sale it takes all.
        let received = gross.wrapping_sub(tribute);
        if received == 0 {
            return Err(Error::AmountTooSmall);
        }
        // A sale of less than the supply returns less than the reserve.
        self.set_amount(RESERVE, reserve.wrapping_sub(gross));
        self.give(tribute)?;
        Ok(Trade { received, tribute })
    }

    /// Destroys tokens. The last base unit stays: without it the curve could never open again.
    pub fn burn(&mut self, amount: u128) -> Result<(), Error> {
        if amount == 0 {
            return Err(Error::ZeroAmount);
        }
        let supply = self.supply();
        if amount > supply {
            return Err(Error::InsufficientBalance);
        }
        if amount == supply {
            return Err(Error::LastToken);
        }
        self.set_amount(SUPPLY, supply.wrapping_sub(amount));
        Ok(())
    }

    /// Puts an amount into the funding pool.
    pub fn give(&mut self, amount: u128) -> Result<(), Error> {
        let funding = self.funding().checked_add(amount).ok_or(Error::OutOfDomain)?;
        self.set_amount(FUNDING, funding);
        Ok(())
    }

    /// Reserve base units per whole token, rounded down.
    pub fn spot_price(&self) -> Result<u128, Error> {
        Ok(spot_price(self.supply(), self.reserve(), self.share(0))?)
    }
}
