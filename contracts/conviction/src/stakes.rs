//! The stakes of one account.

use crate::{call::Call, error::Error, host::Host, words::Field};

/// How many stakes an account may have, and how many a call may set.
pub const MAX_STAKES: usize = 16;

/// A stake: the proposal's id, then the amount in base units.
pub type Stake = [u64; AMOUNT.end()];

/// Where the id is in a stake.
pub const ID: Field = Field::first(32);
/// Where the amount is.
pub const AMOUNT: Field = ID.then(128);
/// What a move gives and the message of an account's stakes answers.
pub(crate) static STAKE: [Field; 2] = [ID, AMOUNT];
/// What the event of a stake tells of it; the id is among its topics.
pub(crate) static STAKE_AMOUNT: [Field; 1] = [AMOUNT];

/// Set in the limb of an id while a call has named the proposal.
const NAMED: u64 = 1 << 32;

/// The stakes of an account as they lie in storage, one value, and room for as many as a call can
/// add before it takes others away. No id is zero: a zero ends them.
#[derive(Clone, Copy, Debug)]
pub struct Stakes([Stake; 2 * MAX_STAKES]);

impl Default for Stakes {
    fn default() -> Self {
        Self([Stake::default(); 2 * MAX_STAKES])
    }
}

impl Stakes {
    /// Reads the stakes of the account, into none.
    #[inline(never)]
    pub fn load<H: Host>(&mut self, call: &mut Call<H>) {
        let (stored, _) = self.0.split_at_mut(MAX_STAKES);
        call.host.get(&call.account[1..], stored.as_flattened_mut());
    }

    /// Writes the stakes that are not zero; the sum of them.
    ///
    /// # Errors
    /// [`Error::TooManyStakes`], and [`Error::OutOfDomain`] if the sum is beyond any balance.
    pub fn store<H: Host>(&mut self, call: &mut Call<H>) -> Result<u128, Error> {
        let (mut len, mut sum) = (0, 0u128);
        for at in 0..self.0.len() {
            let mut stake = self.0[at];
            let amount = AMOUNT.amount(&stake);
            if amount != 0 {
                if len == MAX_STAKES {
                    return Err(Error::TooManyStakes);
                }
                stake[0] &= !NAMED;
                self.0[len] = stake;
                len += 1;
                sum = sum.checked_add(amount).ok_or(Error::OutOfDomain)?;
            }
        }
        call.host.set(&call.account[1..], self.0[..len].as_flattened());
        Ok(sum)
    }

    /// The stakes one by one.
    pub fn iter(&mut self) -> impl Iterator<Item = &mut Stake> {
        self.0.iter_mut().take_while(|stake| stake[0] != 0)
    }

    /// The stake on a proposal; a new one of zero if there is none. Each may be named once.
    ///
    /// # Errors
    /// [`Error::InvalidList`] if it is named again.
    pub fn name(&mut self, id: u32) -> Result<&mut Stake, Error> {
        let id = u64::from(id);
        // There is room for all that a call can name.
        match self.0.iter_mut().find(|stake| stake[0] & !NAMED == id || stake[0] == 0) {
            Some(stake) if stake[0] & NAMED == 0 => {
                stake[0] = id | NAMED;
                Ok(stake)
            }
            _ => Err(Error::InvalidList),
        }
    }
}
