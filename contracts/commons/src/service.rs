//! Services for whose use tokens are burnt, and what was burnt for each.

use crate::{
    abi::{Address, ZERO},
    error::Error,
    host::Host,
    keys,
};

/// A service: its owner, what was burnt for it and how often.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Service([u64; 6]);

impl Service {
    /// A new service of an account.
    pub fn new(owner: &Address) -> Self {
        let mut service = Self::default();
        service.0[..3].copy_from_slice(&owner[1..]);
        service
    }

    /// Reads the service of a number.
    ///
    /// # Errors
    /// [`Error::UnknownService`] if there is none.
    pub fn load<H: Host>(&mut self, host: &mut H, id: u64) -> Result<(), Error> {
        if host.get(&[keys::SERVICE, id], &mut self.0) {
            Ok(())
        } else {
            Err(Error::UnknownService)
        }
    }

    /// Writes the service of a number.
    pub fn store<H: Host>(&self, host: &mut H, id: u64) {
        host.set(&[keys::SERVICE, id], &self.0);
    }

    /// Who registered it.
    pub fn owner(&self) -> Address {
        let mut owner = ZERO;
        owner[1..].copy_from_slice(&self.0[..3]);
        owner
    }

    /// Tokens burnt for it, in base units.
    pub fn burnt(&self) -> u128 {
        self.0[3] as u128 | (self.0[4] as u128) << 64
    }

    /// How often tokens were burnt for it.
    pub fn burns(&self) -> u64 {
        self.0[5]
    }

    /// Counts a burn.
    ///
    /// # Errors
    /// [`Error::OutOfDomain`] if more than 2^128 base units were burnt for it.
    pub fn burn(&mut self, amount: u128) -> Result<(), Error> {
        let burnt = self.burnt().checked_add(amount).ok_or(Error::OutOfDomain)?;
        (self.0[3], self.0[4]) = (burnt as u64, (burnt >> 64) as u64);
        // A burn takes a unit at least: the number of them is smaller than the sum.
        self.0[5] = self.0[5].wrapping_add(1);
        Ok(())
    }
}
