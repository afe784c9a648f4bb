//! The curve with its collateral pool, the funding pool, and what every message must know besides.

mod trades;

use core::mem::MaybeUninit;

use weir_economics::PPM;

pub use self::trades::Trade;
use crate::{
    abi::{Address, Word, ZERO, is_zero, set_low},
    error::Error,
    host::Host,
    keys,
    token::Row,
};

/// Where the amounts are.
const SUPPLY: usize = 0;
const RESERVE: usize = 2;
const FUNDING: usize = 4;
/// Where the parameters are, each in [`SHARE_BITS`] bits.
const SHARES: usize = 6;
const SHARE_BITS: usize = 21;
/// Where the phase is, in the lowest [`PHASE_BITS`] bits; above it until when the Commons is paused, in
/// [`PAUSE_BITS`]; and above that the spending limit.
const STATUS: usize = 7;
const PHASE_BITS: u32 = 3;
const PHASE: u64 = (1 << PHASE_BITS) - 1;
/// The bits of a time that a pause can end at.
pub const PAUSE_BITS: u32 = 40;
const PAUSE: u64 = ((1 << PAUSE_BITS) - 1) << PHASE_BITS;
const LIMIT: u32 = PHASE_BITS + PAUSE_BITS;
/// Where the addresses are, each without its word's leading zeros.
const MARKET: usize = 8;
const TREASURY: usize = 11;
const GOVERNOR: usize = 14;
const CURRENCY: usize = 17;

/// Where a Commons is in its life.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[repr(u8)]
pub enum Phase {
    /// Contributions are collected; nothing can move.
    Hatch = 0,
    /// The curve is open.
    Open = 1,
    /// The hatch has failed, contributors take their money back.
    Refunding = 2,
    /// A wind-down is announced: the reserve is paid out by equal shares, and nothing comes in.
    Closing = 3,
    /// It is wound down, for good: so is what was in the funding pool.
    Closed = 4,
}

/// The phases in which stakes rise, each as a bit, and those in which they fall.
const RISE: u64 = 1 << Phase::Open as u64 | 1 << Phase::Closing as u64;
const FALL: u64 = RISE | 1 << Phase::Refunding as u64 | 1 << Phase::Closed as u64;

/// The state of the curve and the pools, the parameters they follow, phase and pause, and the
/// addresses of the libraries, the governor and the currency, as they lie in storage: one value, so
/// that a message reads all it needs in one access, the dearest thing a call pays for.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Pools([u64; 20]);

/// What donations can fill the funding pool to, in base units. Trades can go on adding tributes then:
/// a sum that is full would refuse them, and hold what backs the tokens.
pub const MAX_FUNDING: u128 = 1 << 127;

impl Pools {
    /// The pools of a contract that is being deployed, with its two libraries.
    pub fn unopened(market: &Address, treasury: &Address) -> Self {
        let mut pools = Self::default();
        pools.set_libraries(market, treasury);
        pools
    }

    /// Sets the addresses of the libraries.
    #[inline(always)]
    pub fn set_libraries(&mut self, market: &Address, treasury: &Address) {
        self.set_address(MARKET, market);
        self.set_address(TREASURY, treasury);
    }

    /// Reads the pools. A contract that was not deployed has none.
    pub fn load<H: Host>(&mut self, host: &mut H) -> Result<(), Error> {
        if host.get(&keys::POOLS, &mut self.0) { Ok(()) } else { Err(Error::Malformed) }
    }

    /// Reads the pools where the contract's own code runs: there always are some. `place` is where they
    /// shall lie: what is returned by value is moved there, which takes code.
    #[inline(never)]
    pub fn own<'a, H: Host>(host: &mut H, place: &'a mut MaybeUninit<Self>) -> &'a mut Self {
        let pools = place.write(Self::default());
        host.get(&keys::POOLS, &mut pools.0);
        pools
    }

    /// Writes the pools.
    pub fn store<H: Host>(&self, host: &mut H) {
        host.set(&keys::POOLS, &self.0);
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

    /// Sets the tokens that exist.
    pub fn set_supply(&mut self, supply: u128) {
        self.set_amount(SUPPLY, supply);
    }

    /// The collateral that backs them, in base units.
    pub fn reserve(&self) -> u128 {
        self.amount(RESERVE)
    }

    /// What the funding pool holds, in base units.
    pub fn funding(&self) -> u128 {
        self.amount(FUNDING)
    }

    /// Sets what the funding pool holds.
    pub fn set_funding(&mut self, funding: u128) {
        self.set_amount(FUNDING, funding);
    }

    /// A parameter in parts per million: 0 the reserve ratio, 1 the entry tribute, 2 the exit
    /// tribute.
    #[inline(always)]
    pub fn share(&self, which: usize) -> u32 {
        (self.0[SHARES] >> (SHARE_BITS * which)) as u32 & ((1 << SHARE_BITS) - 1)
    }

    /// Sets the curve's parameters (as in [`Self::share`]), once.
    ///
    /// # Errors
    /// [`Error::Malformed`] if that was done before, [`Error::InvalidParameter`] for a reserve ratio
    /// outside 1..=10^6 or a tribute of all or more.
    pub fn set_shares(&mut self, shares: &[u64; 3]) -> Result<(), Error> {
        // No reserve ratio is zero.
        if self.0[SHARES] != 0 {
            return Err(Error::Malformed);
        }
        let ppm = PPM as u64;
        if shares[0].wrapping_sub(1) >= ppm || shares[1] >= ppm || shares[2] >= ppm {
            return Err(Error::InvalidParameter);
        }
        self.0[SHARES] = shares[0] | shares[1] << SHARE_BITS | shares[2] << (2 * SHARE_BITS);
        Ok(())
    }

    /// Changes one of them: a tribute of less than the whole.
    pub fn set_share(&mut self, which: usize, share: u64) {
        let at = SHARE_BITS * which;
        self.0[SHARES] = self.0[SHARES] & !(((1 << SHARE_BITS) - 1) << at) | share << at;
    }

    /// Refuses a contract that was not deployed: a library that is called by itself is none.
    pub fn check_set_up(&self) -> Result<(), Error> {
        if self.0[SHARES] == 0 { Err(Error::Malformed) } else { Ok(()) }
    }

    /// Where the Commons is in its life.
    pub fn phase(&self) -> Phase {
        match self.0[STATUS] & PHASE {
            0 => Phase::Hatch,
            1 => Phase::Open,
            2 => Phase::Refunding,
            3 => Phase::Closing,
            _ => Phase::Closed,
        }
    }

    /// Sets the phase.
    pub fn set_phase(&mut self, phase: Phase) {
        self.0[STATUS] = self.0[STATUS] & !PHASE | phase as u64;
    }

    /// Refuses what is only possible while the curve is open.
    pub fn check_open(&self) -> Result<(), Error> {
        if self.phase() == Phase::Open { Ok(()) } else { Err(Error::NotOpen) }
    }

    /// Refuses to redeem before the opening and after a failed hatch.
    pub fn check_redeemable(&self) -> Result<(), Error> {
        match self.phase() {
            Phase::Hatch | Phase::Refunding => Err(Error::NotOpen),
            _ => Ok(()),
        }
    }

    /// Refuses a stake that rises, or falls or stays, where it cannot.
    pub fn check_stake(&self, rises: bool) -> Result<(), Error> {
        let phases = if rises { RISE } else { FALL };
        if phases >> (self.0[STATUS] & PHASE) & 1 != 0 { Ok(()) } else { Err(Error::NotOpen) }
    }

    /// Refuses money as long as there is no governor to grant it.
    pub fn check_governed(&self) -> Result<(), Error> {
        if is_zero(&self.governor()) { Err(Error::NoGovernor) } else { Ok(()) }
    }

    /// What all recent grants together must stay below, in parts per million of the funding pool.
    pub fn spending_limit(&self) -> u32 {
        (self.0[STATUS] >> LIMIT) as u32
    }

    /// Sets the spending limit: at most the whole.
    pub fn set_spending_limit(&mut self, limit: u64) {
        self.0[STATUS] = self.0[STATUS] & (PAUSE | PHASE) | limit << LIMIT;
    }

    /// Until when the Commons was last paused, in seconds since the Unix epoch. It may be over.
    pub fn paused_until(&self) -> u64 {
        (self.0[STATUS] & PAUSE) >> PHASE_BITS
    }

    /// Sets until when the Commons is paused: a time of [`PAUSE_BITS`], as the guardian's office ends
    /// at.
    pub fn set_paused_until(&mut self, until: u64) {
        self.0[STATUS] = self.0[STATUS] & !PAUSE | until << PHASE_BITS & PAUSE;
    }

    /// Refuses what a pause forbids.
    pub fn check_running<H: Host>(&self, host: &mut H) -> Result<(), Error> {
        if host.now() < self.paused_until() { Err(Error::Paused) } else { Ok(()) }
    }

    #[inline(always)]
    fn address(&self, at: usize, address: &mut Address) {
        address[1] = self.0[at];
        address[2] = self.0[at + 1];
        address[3] = self.0[at + 2];
    }

    #[inline(always)]
    fn set_address(&mut self, at: usize, address: &Address) {
        self.0[at..at + 3].copy_from_slice(&address[1..]);
    }

    /// Writes the address of a library into the first of these words, which is zero: of the market or
    /// the treasury.
    pub fn library(&self, market: bool, words: &mut [Word; 4]) {
        self.address(if market { MARKET } else { TREASURY }, &mut words[0]);
    }

    /// The governor; zero before it is set.
    pub fn governor(&self) -> Address {
        let mut address = ZERO;
        self.address(GOVERNOR, &mut address);
        address
    }

    /// Whether an account is the governor.
    pub fn is_governor(&self, account: &Address) -> bool {
        // Limb by limb: a comparison of slices is a call.
        account[1] == self.0[GOVERNOR]
            && account[2] == self.0[GOVERNOR + 1]
            && account[3] == self.0[GOVERNOR + 2]
    }

    /// Sets the governor.
    pub fn set_governor(&mut self, governor: &Address) {
        self.set_address(GOVERNOR, governor);
    }

    /// Refuses an account that money, tokens or a role would be lost on: the zero address, the
    /// Commons itself, its libraries, its governor, and its currency's contract.
    ///
    /// # Errors
    /// [`Error::InvalidRecipient`]
    #[inline(never)]
    pub fn check_recipient<H: Host>(&self, host: &mut H, account: &Address) -> Result<(), Error> {
        let mut own = ZERO;
        host.address(&mut own);
        // They follow each other, all four.
        let others = self.0[MARKET..].chunks_exact(3).any(|other| *other == account[1..]);
        if is_zero(account) || own == *account || others {
            return Err(Error::InvalidRecipient);
        }
        Ok(())
    }

    /// The ERC-20 contract of the reserve currency; zero for the native one.
    pub fn currency(&self) -> Address {
        let mut address = ZERO;
        self.address(CURRENCY, &mut address);
        address
    }

    /// Sets the currency.
    pub fn set_currency(&mut self, currency: &Address) {
        self.set_address(CURRENCY, currency);
    }

    /// Writes supply, reserve and funding pool as words.
    pub fn write(&self, words: &mut [Word]) {
        // They follow each other.
        for (word, limbs) in words.iter_mut().zip(self.0[..SHARES].as_chunks::<2>().0) {
            word[2] = limbs[1].to_be();
            word[3] = limbs[0].to_be();
        }
    }

    /// Fills a row with what the governor needs to decide: supply, funding pool, until when the Commons
    /// is paused, and the spending limit, which is zero where nothing can be granted.
    pub fn govern(&self, row: &mut Row) {
        let status = self.0[STATUS];
        // Only before its opening, and while it is open.
        let limit = if status & PHASE > Phase::Open as u64 { 0 } else { status >> LIMIT };
        *row = [ZERO; 4];
        set_low(&mut row[0], self.supply());
        set_low(&mut row[1], self.funding());
        set_low(&mut row[2], self.paused_until().into());
        set_low(&mut row[3], limit.into());
    }
}
