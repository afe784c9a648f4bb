//! Addresses that tokens or money must not be sent to: they could never be moved again.

use crate::currency::Currency;
use alloy_core::primitives::Address;

/// The contracts of a Commons, none of which can make use of what it is sent.
#[derive(Debug, Clone, Copy)]
pub struct Unfit<'a> {
    /// The Commons.
    pub commons: Address,
    /// Its vote: the conviction contract.
    pub conviction: Address,
    /// The money that it takes.
    pub currency: &'a Currency,
}

/// Why an address cannot receive, or hold a role.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum Fault {
    /// The zero address.
    #[error("it is the zero address, which has no key")]
    Zero,
    /// The Commons itself.
    #[error("it is the Commons itself, which cannot make use of it: it would be lost")]
    Commons,
    /// The conviction contract.
    #[error("it is the vote of the Commons, which cannot make use of it: it would be lost")]
    Conviction,
    /// The currency's contract.
    #[error("it is the contract of the currency, which cannot make use of it: it would be lost")]
    Currency,
}

impl Unfit<'_> {
    /// Checks an address before something is sent to it, or a role given.
    ///
    /// # Errors
    /// [`Fault`], if it could never be used there.
    pub fn check(&self, address: Address) -> Result<(), Fault> {
        if address.is_zero() {
            return Err(Fault::Zero);
        }
        if address == self.commons {
            return Err(Fault::Commons);
        }
        if address == self.conviction {
            return Err(Fault::Conviction);
        }
        if !self.currency.is_native() && address == self.currency.address {
            return Err(Fault::Currency);
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn contracts_and_nobody_cannot_receive_and_others_can() {
        let address = Address::repeat_byte;
        let currency = Currency::erc20(address(3), "USDC".into(), 6);
        let unfit = Unfit { commons: address(1), conviction: address(2), currency: &currency };
        for (who, fault) in [
            (Address::ZERO, Fault::Zero),
            (address(1), Fault::Commons),
            (address(2), Fault::Conviction),
            (address(3), Fault::Currency),
        ] {
            assert_eq!(unfit.check(who), Err(fault));
        }
        assert_eq!(unfit.check(address(4)), Ok(()));
        let native = Currency::native("DOT");
        let unfit = Unfit { currency: &native, ..unfit };
        assert_eq!(unfit.check(address(3)), Ok(()));
    }
}
