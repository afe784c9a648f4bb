//! The stakes of one account.

use crate::{abi::ZERO, call::Call, error::Error, host::Host, words::Field};

/// How many stakes an account may have, and how many a call may set.
pub const MAX_STAKES: usize = 16;

/// A stake: the proposal's id and which side it is on, then the amount in base units.
pub type Stake = [u64; AMOUNT.end()];
/// A stake as a move gives it, the side apart.
pub type Move = [u64; AGAINST.end()];

/// Where the id is in a stake.
pub const ID: Field = Field::first(32);
/// Where the amount is.
pub const AMOUNT: Field = ID.then(128);
/// Where a move says whether it is against the proposal.
pub const AGAINST: Field = AMOUNT.then(1);
/// What a move gives.
pub(crate) static MOVE: [Field; 3] = [ID, AMOUNT, AGAINST];
/// What the event of a stake holds of it before the side; the id is among its topics.
pub(crate) static STAKE_AMOUNT: [Field; 1] = [AMOUNT];

/// Set in the limb of an id while a call has named the proposal.
const NAMED: u64 = 1 << 32;
/// Set there if the stake is against the proposal.
const OPPOSES: u64 = 1 << 33;

/// Whether a stake is against its proposal. One of zero is not.
pub fn is_against(stake: &Stake) -> bool {
    stake[0] & OPPOSES != 0
}

/// Puts a stake on a side.
pub(crate) fn place(stake: &mut Stake, against: bool) {
    stake[0] &= !OPPOSES;
    if against {
        stake[0] |= OPPOSES;
    }
}

/// The proposal's id of a stake.
pub(crate) fn id(stake: &Stake) -> u32 {
    stake[0] as u32
}

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
        call.host.get(&call.account, stored.as_flattened_mut());
    }

    /// Writes the stakes that are not zero, or removes the item if there are none; the sum of them.
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
        if len == 0 {
            call.host.set_word(&call.account, &ZERO);
        } else {
            call.host.set(&call.account, self.0[..len].as_flattened());
        }
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
        // There is room for all that a call can name.
        match self.0.iter_mut().find(|stake| self::id(stake) == id || stake[0] == 0) {
            Some(stake) if stake[0] & NAMED == 0 => {
                stake[0] = stake[0] & OPPOSES | u64::from(id) | NAMED;
                Ok(stake)
            }
            _ => Err(Error::InvalidList),
        }
    }
}
