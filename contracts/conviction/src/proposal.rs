//! A proposal: what it asks for, and the conviction for and against it.

use weir_economics::{Conviction, PPM, conviction, counted, equivalent_stake, share_of};

use core::ops::Range;

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
/// It requests that a grant be revoked: the amount is its id.
pub const REVOCATION: u64 = 2;
/// It requests another value of a rule: the amount is the value, the duration the rule's number.
pub const RULE: u64 = 3;
/// It requests another governor of the Commons: the beneficiary.
pub const GOVERNOR: u64 = 4;
/// It requests that the Commons be wound down.
pub const WIND_DOWN: u64 = 5;

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
const OPPOSED: Field = CONVICTION.then(128);
const OPPOSITION: Field = OPPOSED.then(192);
const ANNOUNCED: Field = OPPOSITION.then(64);
/// What net support of the stake that counted it had when it passed, in parts per million.
const SHARE: Field = ANNOUNCED.then(32);
const UPDATED: Field = SHARE.then(64);

/// The sides of a proposal, each its stake and the conviction of that: for it, then against it.
const SIDES: Range<usize> = STATUS.end()..OPPOSITION.end();
const STAKE: Field = Field::first(128);
const SIDE: usize = STAKE.then(192).end();

/// What the event of a new proposal holds before its text. Of the deposit it is all but the last
/// that the proposer's call says, with the lifetime in the place of the expiry.
pub(crate) static GIVEN: [Field; 7] =
    [KIND, BENEFICIARY, AMOUNT, DURATION, AS_TOKENS, EXPIRY, DEPOSIT];
/// What the Commons needs to change a rule, and what the event of it holds.
pub(crate) static CHANGE: [Field; 2] = [DURATION, AMOUNT];
/// What the Commons needs to grant.
pub(crate) static REQUEST: [Field; 4] = [BENEFICIARY, AMOUNT, DURATION, AS_TOKENS];
/// What the Commons needs to say whether it could, and to have another governor.
pub(crate) static BENEFICIARY_ALONE: [Field; 1] = [BENEFICIARY];
/// What the Commons needs to revoke: the grant.
pub(crate) static GRANT: [Field; 1] = [AMOUNT];
/// What the event of a deposit's return holds.
pub(crate) static DEPOSIT_ALONE: [Field; 1] = [DEPOSIT];
/// What the event of a stake holds of its proposal.
pub(crate) static SUPPORT: [Field; 4] = [STAKED, CONVICTION, OPPOSED, OPPOSITION];
/// What the event of an execution holds of it.
pub(crate) static CONVICTIONS: [Field; 2] = [CONVICTION, OPPOSITION];
/// What the message of a proposal answers.
pub(crate) static PROPOSAL: [Field; 14] = [
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
    OPPOSED,
    OPPOSITION,
    ANNOUNCED,
];

/// The conviction of a side.
fn conviction_of(side: &[u64; SIDE]) -> Conviction {
    let [_, _, low, middle, high] = *side;
    Conviction::from_limbs([low, middle, high])
}

/// A proposal as it lies in storage, and its id. Of all this only stakes, convictions, status,
/// announcement and deposit ever change: what people staked on is what is executed.
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

    /// Writes who would get the grant or be governor into `beneficiary`.
    pub fn beneficiary(&self, beneficiary: &mut Word) {
        to_word(&self.item[KIND.end()..BENEFICIARY.end()], beneficiary);
    }

    /// Whether this is who would get the grant.
    pub(crate) fn has_beneficiary(&self, limbs: &[u64]) -> bool {
        self.item[KIND.end()..BENEFICIARY.end()].iter().eq(limbs)
    }

    /// What is requested; for a revocation the grant's id, for a rule its value.
    pub fn amount(&self) -> u128 {
        AMOUNT.amount(&self.item)
    }

    /// The length of the stream, in seconds; for a rule its number.
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

    /// When it was announced, in seconds; 0: it is not.
    pub fn announced(&self) -> u64 {
        ANNOUNCED.number(&self.item)
    }

    /// Notes that it is announced, or (0) that it no longer is.
    pub(crate) fn set_announced(&mut self, now: u64) {
        ANNOUNCED.set_number(&mut self.item, now);
    }

    /// What net support it had when it passed, in parts per million of the stake that counted; 0 of
    /// one that did not.
    pub fn share(&self) -> u32 {
        SHARE.number(&self.item) as u32
    }

    /// Its support less the opposition, as of the last change or its end: zero if that is more. Of
    /// each counts no more than the stakes that lie there could ever reach.
    #[inline(never)]
    pub fn net(&self, state: &State) -> Result<Conviction, Error> {
        let decay = state.decay()?;
        let mut net = Conviction::ZERO;
        // Against it first.
        for side in self.item[SIDES].as_chunks::<SIDE>().0.iter().rev() {
            net = counted(conviction_of(side), STAKE.amount(side), decay).saturating_sub(&net);
        }
        Ok(net)
    }

    /// [`SIGNAL`], [`FUNDING`], [`REVOCATION`], [`RULE`], [`GOVERNOR`] or [`WIND_DOWN`].
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

    /// Since when it has been over, in seconds: since it was ended, or its time was up; of one that
    /// goes on, when its time will be up.
    pub fn over_since(&self) -> u64 {
        let expiry = self.expiry();
        if self.status() == ACTIVE { expiry } else { expiry.min(UPDATED.number(&self.item)) }
    }

    /// Brings the convictions forward to now, with the stakes as they were until now. Those of a
    /// proposal that is over stay as they were at its end.
    #[inline(never)]
    pub fn advance(&mut self, state: &State) -> Result<(), Error> {
        if self.status() == ACTIVE {
            let seconds = state.now().saturating_sub(UPDATED.number(&self.item));
            let decay = state.decay()?;
            for side in self.item[SIDES].as_chunks_mut::<SIDE>().0 {
                let now = conviction(conviction_of(side), STAKE.amount(side), decay, seconds)?;
                [side[2], side[3], side[4]] = now.limbs();
            }
            UPDATED.set_number(&mut self.item, state.now());
        }
        Ok(())
    }

    /// Replaces the part `before` of the stake of a side by `after`. Its conviction has to be as of
    /// now.
    pub fn restake(&mut self, against: bool, before: u128, after: u128) -> Result<(), Error> {
        let side = if against { OPPOSED } else { STAKED };
        side.replace(&mut self.item, before, after)
    }

    /// Ends the proposal, which has not ended before. Its stakes go on counting in the total until
    /// they are freed.
    #[inline(never)]
    pub fn end(&mut self, state: &State, status: u64) -> Result<(), Error> {
        self.advance(state)?;
        STATUS.set_number(&mut self.item, status);
        Ok(())
    }

    /// Notes what share of the stake that counts supports it now, as it passes. Rounded down, and
    /// the whole if there is no stake.
    pub(crate) fn note_share(&mut self, state: &State) -> Result<(), Error> {
        let support = equivalent_stake(self.net(state)?, state.decay()?);
        let share = share_of(PPM.into(), support, state.threshold_stake()?);
        let share = share.map_or(PPM.into(), |share| share.min(PPM.into()));
        SHARE.set_number(&mut self.item, share as u64);
        Ok(())
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
