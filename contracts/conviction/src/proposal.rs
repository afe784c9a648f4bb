//! A proposal: what it asks for, and the conviction it has gathered.

use weir_economics::{Conviction, conviction};

use crate::{
    abi::{Address, Word},
    error::Error,
    host::Host,
    state::State,
    words::{Field, read, to_word},
};

/// The first word of a proposal's key in storage, and of its text's.
const TAG: u64 = 1;
const TEXT_TAG: u64 = 2;

/// The abstain signal, which is there from the start and never ends: stake on it raises every
/// threshold without asking for anything.
pub const ABSTAIN: u32 = 1;
/// The expiry of what never expires.
pub const NEVER: u64 = u64::MAX;

/// It requests nothing.
pub const SIGNAL: u64 = 0;
/// It requests a grant.
pub const FUNDING: u64 = 1;
/// It requests that a grant be revoked.
pub const REVOCATION: u64 = 2;

/// It gathers conviction.
pub const ACTIVE: u64 = 0;
/// It was executed.
pub const PASSED: u64 = 1;
/// Its author withdrew it.
pub const CANCELLED: u64 = 2;
/// Its time was over.
pub const EXPIRED: u64 = 3;

/// Where things are: first what a proposer gives, in that order.
const KIND: Field = Field::first(8);
const BENEFICIARY: Field = KIND.then(160);
const AMOUNT: Field = BENEFICIARY.then(128);
const DURATION: Field = AMOUNT.then(64);
const AS_TOKENS: Field = DURATION.then(1);
const EXPIRY: Field = AS_TOKENS.then(64);
const DEPOSIT: Field = EXPIRY.then(128);
const AUTHOR: Field = DEPOSIT.then(160);
const STATUS: Field = AUTHOR.then(8);
const STAKED: Field = STATUS.then(128);
const CONVICTION: Field = STAKED.then(192);
const UPDATED: Field = CONVICTION.then(64);

/// What the event of a new proposal tells before its text. Of the deposit it is all but the last
/// that the proposer's call says, with the lifetime in the place of the expiry.
pub(crate) static GIVEN: [Field; 7] =
    [KIND, BENEFICIARY, AMOUNT, DURATION, AS_TOKENS, EXPIRY, DEPOSIT];
/// What the Commons needs to grant.
pub(crate) static REQUEST: [Field; 4] = [BENEFICIARY, AMOUNT, DURATION, AS_TOKENS];
/// What the Commons needs to say whether it could.
pub(crate) static BENEFICIARY_ALONE: [Field; 1] = [BENEFICIARY];
/// What the Commons needs to revoke: the grant.
pub(crate) static GRANT: [Field; 1] = [AMOUNT];
/// What the event of a deposit's return tells.
pub(crate) static DEPOSIT_ALONE: [Field; 1] = [DEPOSIT];
/// What the event of a stake tells of its proposal.
pub(crate) static SUPPORT: [Field; 2] = [STAKED, CONVICTION];
/// What the message of a proposal answers.
pub(crate) static PROPOSAL: [Field; 11] = [
    AUTHOR,
    KIND,
    STATUS,
    BENEFICIARY,
    AMOUNT,
    DURATION,
    AS_TOKENS,
    EXPIRY,
    DEPOSIT,
    STAKED,
    CONVICTION,
];

/// A proposal as it lies in storage, and its id. Of all this only stake, conviction, status and
/// deposit ever change: what people staked on is what is executed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Proposal {
    /// Its id.
    pub id: u32,
    pub(crate) item: [u64; UPDATED.end()],
}

impl Proposal {
    /// Reads a proposal.
    ///
    /// # Errors
    /// [`Error::UnknownProposal`] if there is none with this id.
    #[inline(never)]
    pub fn load<H: Host>(&mut self, host: &mut H, id: u32) -> Result<(), Error> {
        self.id = id;
        if host.get(&[TAG, id.into()], &mut self.item) {
            Ok(())
        } else {
            Err(Error::UnknownProposal)
        }
    }

    /// Writes a proposal.
    #[inline(never)]
    pub fn store<H: Host>(&self, host: &mut H) {
        host.set(&[TAG, self.id.into()], &self.item);
    }

    /// Completes a new proposal: who it comes from, until when it can pass, and its deposit.
    pub(crate) fn complete(
        &mut self,
        now: u64,
        author: &Address,
        expiry: u64,
        deposit: u128,
    ) -> Result<(), Error> {
        EXPIRY.set_number(&mut self.item, expiry);
        DEPOSIT.set_amount(&mut self.item, deposit);
        UPDATED.set_number(&mut self.item, now);
        read(core::slice::from_ref(author), &[AUTHOR], &mut self.item)
    }

    /// Writes who proposed it into `author`.
    pub fn author(&self, author: &mut Word) {
        to_word(&self.item[DEPOSIT.end()..AUTHOR.end()], author);
    }

    /// Writes who would get the grant into `beneficiary`.
    pub fn beneficiary(&self, beneficiary: &mut Word) {
        to_word(&self.item[KIND.end()..BENEFICIARY.end()], beneficiary);
    }

    /// Whether anybody would get the grant.
    pub fn has_beneficiary(&self) -> bool {
        self.item[KIND.end()..BENEFICIARY.end()].iter().any(|limb| *limb != 0)
    }

    /// What is requested; for a revocation the grant's id.
    pub fn amount(&self) -> u128 {
        AMOUNT.amount(&self.item)
    }

    /// The length of the stream, in seconds.
    pub fn duration(&self) -> u64 {
        DURATION.number(&self.item)
    }

    /// Whether the grant is paid in tokens.
    pub fn as_tokens(&self) -> bool {
        AS_TOKENS.number(&self.item) != 0
    }

    /// From when on it can no longer pass.
    pub fn expiry(&self) -> u64 {
        EXPIRY.number(&self.item)
    }

    /// The sum of the stakes that lie on it, over or not.
    pub fn staked(&self) -> u128 {
        STAKED.amount(&self.item)
    }

    /// Its conviction: as of the last change, or of its end.
    pub fn conviction(&self) -> Conviction {
        let [.., low, middle, high, _] = self.item;
        Conviction::from_limbs([low, middle, high])
    }

    /// [`SIGNAL`], [`FUNDING`] or [`REVOCATION`].
    pub fn kind(&self) -> u64 {
        KIND.number(&self.item)
    }

    /// [`ACTIVE`], [`PASSED`], [`CANCELLED`] or [`EXPIRED`].
    pub fn status(&self) -> u64 {
        STATUS.number(&self.item)
    }

    /// Whether it can still take stake and pass: not over, and its time is not over either.
    #[inline(never)]
    pub fn check_active(&self, state: &State) -> Result<(), Error> {
        if self.status() == ACTIVE && state.now() < self.expiry() {
            Ok(())
        } else {
            Err(Error::NotActive)
        }
    }

    /// Brings the conviction forward to now, with the stake as it was until now. The conviction of a
    /// proposal that is over stays as it was at its end.
    #[inline(never)]
    pub fn advance(&mut self, state: &State) -> Result<(), Error> {
        if self.status() == ACTIVE {
            let seconds = state.now().saturating_sub(UPDATED.number(&self.item));
            let now = conviction(self.conviction(), self.staked(), state.decay()?, seconds)?;
            self.item[STAKED.end()..CONVICTION.end()].copy_from_slice(&now.limbs());
            UPDATED.set_number(&mut self.item, state.now());
        }
        Ok(())
    }

    /// Replaces the part `before` of the stake by `after`, in the total as well unless the proposal
    /// is over: then its stake was taken off the total when it ended.
    pub fn restake(&mut self, state: &mut State, before: u128, after: u128) -> Result<(), Error> {
        self.advance(state)?;
        if self.status() == ACTIVE {
            state.restake(before, after)?;
        }
        STAKED.replace(&mut self.item, before, after)
    }

    /// Ends the proposal: takes its stake off the total. It has not ended before.
    #[inline(never)]
    pub fn end(&mut self, state: &mut State, status: u64) -> Result<(), Error> {
        self.advance(state)?;
        STATUS.set_number(&mut self.item, status);
        state.restake(self.staked(), 0)
    }

    /// What its author can have back, once it is over.
    pub fn deposit(&self) -> u128 {
        DEPOSIT.amount(&self.item)
    }

    /// Takes the deposit out.
    pub fn take_deposit(&mut self) {
        DEPOSIT.set_amount(&mut self.item, 0);
    }
}

/// Writes a proposal's text: two strings of the ABI, each its length and its bytes.
pub fn store_text<H: Host>(host: &mut H, id: u32, strings: &[u64]) {
    host.set(&[TEXT_TAG, id.into()], strings);
}

/// Reads a proposal's text into `strings`, which is zero.
pub fn load_text<H: Host>(host: &mut H, id: u32, strings: &mut [u64]) -> Result<(), Error> {
    if host.get(&[TEXT_TAG, id.into()], strings) { Ok(()) } else { Err(Error::UnknownProposal) }
}
