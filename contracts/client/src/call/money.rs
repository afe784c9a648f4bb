//! Checks that an account has the native money that a transaction takes.

use crate::{amount::Amount, chain::Chain, error::Error, key::Key, text::clean};
use std::fmt;

/// Native money that a transaction takes.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) struct Spending {
    /// Sent along.
    pub(crate) value: Amount,
    /// Held as a deposit for storage.
    pub(crate) deposit: Amount,
    /// The most that the fee can be, where that is known.
    pub(crate) fee: Option<Amount>,
}

impl Spending {
    /// Sends money along, and nothing else that is known yet.
    pub(crate) fn of(value: Amount) -> Self {
        Self { value, ..Self::default() }
    }

    /// Refuses to go on unless the account can pay all this and stay alive.
    ///
    /// # Errors
    /// [`Error::InsufficientFunds`], with the most that can be spent.
    pub(crate) async fn require(&self, chain: &Chain, key: &Key) -> Result<(), Error> {
        let free = chain.balance(&key.account()).await?;
        let existential = chain.existential_deposit();
        if free >= sum([self.value, self.aside(existential)]) {
            return Ok(());
        }
        Err(Error::InsufficientFunds(Box::new(Shortage {
            who: key.to_string(),
            free,
            spends: *self,
            existential,
            symbol: clean(&chain.properties().token_symbol),
        })))
    }

    /// Adds up what the account needs beside the value; a fee that is not known counts as none.
    fn aside(&self, existential: Amount) -> Amount {
        sum([self.deposit, self.fee.unwrap_or_default(), existential])
    }
}

/// An account with less native money than it needs.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Shortage {
    who: String,
    free: Amount,
    spends: Spending,
    existential: Amount,
    symbol: String,
}

impl std::error::Error for Shortage {}

impl fmt::Display for Shortage {
    /// The sums, and the most that can be given.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { who, free, spends, existential, symbol } = self;
        write!(f, "{who} has {free} {symbol} and cannot pay this: ")?;
        let Spending { value, deposit, fee } = *spends;
        if !value.is_zero() {
            write!(f, "the amount is {value} {symbol}, ")?;
        }
        match fee {
            Some(fee) => write!(f, "the fee is up to {fee} {symbol}, ")?,
            None => f.write_str("there is a fee, ")?,
        }
        if !deposit.is_zero() {
            write!(f, "{deposit} {symbol} are held for what is stored, ")?;
        }
        write!(f, "and {existential} {symbol} must stay on the account (existential deposit): ")?;
        let left = free.saturating_sub(spends.aside(*existential));
        match fee {
            _ if value.is_zero() || left.is_zero() => f.write_str("add money"),
            Some(_) => write!(f, "give at most {left} {symbol}, or add money"),
            None => write!(f, "give less than {left} {symbol}, or add money"),
        }
    }
}

/// Adds amounts up; more than 128 bits hold is more than any account has, and so is the maximum.
fn sum<const N: usize>(amounts: [Amount; N]) -> Amount {
    amounts
        .into_iter()
        .try_fold(Amount::ZERO, |sum, amount| sum.checked_add(amount))
        .unwrap_or(Amount::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shortage(value: &str, fee: Option<&str>) -> String {
        let amount = |text: &str| text.parse::<Amount>().expect("an amount");
        let spends = Spending { fee: fee.map(amount), ..Spending::of(amount(value)) };
        let (free, existential) = (amount("5"), amount("0.01"));
        Shortage { who: "//Eve".into(), free, spends, existential, symbol: "DOT".into() }
            .to_string()
    }

    #[test]
    fn a_shortage_says_what_remains_for_fee_and_existential_deposit() {
        let text = shortage("5", Some("0.02"));
        for part in ["has 5 DOT", "amount is 5 DOT", "fee is up to 0.02 DOT", "0.01 DOT must stay"]
        {
            assert!(text.contains(part), "{text}");
        }
        assert!(text.ends_with("give at most 4.97 DOT, or add money"), "{text}");
        assert!(shortage("5", None).ends_with("give less than 4.99 DOT, or add money"));
        assert!(shortage("0", Some("6")).ends_with("add money"));
    }
}
