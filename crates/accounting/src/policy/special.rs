use crate::{Error, U256};

use super::payout::Payout;

/// Gives a whole budget to one account: SourceCred's policy SPECIAL, for salaries and corrections.
///
/// `accounts` are names with whether they are active. The score is the budget.
///
/// Source: SourceCred (3da222eb, `core/ledger/policies/special.js`). The memo that goes with such a
/// payment is the caller's to keep.
///
/// ```
/// use weir_accounting::{U256, special};
/// let accounts = [("id1", true), ("id2", false)];
/// assert_eq!(special(U256::from(100u32), "id1", &accounts)?.amount, U256::from(100u32));
/// assert!(special(U256::from(100u32), "id2", &accounts).is_err());
/// # Ok::<(), weir_accounting::Error>(())
/// ```
///
/// # Errors
/// [`Error::NoSuchActiveAccount`] if the account is not there or not active;
/// [`Error::DuplicateAccount`] if the recipient stands there twice.
pub fn special<'a>(
    budget: U256,
    recipient: &str,
    accounts: &[(&'a str, bool)],
) -> Result<Payout<'a>, Error> {
    let mut named = accounts.iter().filter(|(id, _)| *id == recipient);
    let found = named.next();
    if named.next().is_some() {
        return Err(Error::DuplicateAccount);
    }
    match found {
        Some(&(id, true)) => Ok(Payout { id, score: budget, amount: budget }),
        _ => Err(Error::NoSuchActiveAccount),
    }
}
