//! How a Commons is set up: the constructor's call data.

use weir_commons::{
    abi::{Word, ZERO, word},
    error::Error,
};

use crate::ledger::{Ledger, ONE};

/// Seconds in a day.
pub const DAY: u64 = 86_400;
/// Seconds in a year.
pub const YEAR: u64 = 365 * DAY;

/// The constructor's arguments.
#[derive(Clone, Debug)]
pub struct Setup {
    /// Name and symbol.
    pub labels: [&'static str; 2],
    /// Reserve ratio, entry and exit tribute.
    pub shares: [u128; 3],
    /// The initial supply; with one there is no hatch.
    pub supply: u128,
    /// The hatch.
    pub hatch: Hatch,
    /// The currency; zero for the native one.
    pub currency: Word,
    /// Parts per million of the funding pool.
    pub spending_limit: u128,
    /// Seconds.
    pub window: u128,
    /// The guardian; zero for none.
    pub guardian: Word,
    /// The end of its office.
    pub guardian_until: u128,
    /// The least, the most and the largest step of each rule that can change: the two tributes, the
    /// spending limit, the window.
    pub bounds: [[u128; 3]; 4],
}

/// The arguments about the hatch.
#[derive(Clone, Copy, Debug, Default)]
#[allow(missing_docs)] // as in the ABI
pub struct Hatch {
    pub minimum: u128,
    pub maximum: u128,
    pub deadline: u128,
    pub price: u128,
    pub tribute: u128,
    pub cliff: u128,
    pub half_life: u128,
    pub allowlist: u128,
    pub max_jump: u128,
}

impl Setup {
    /// A curve that opens at once: 1000 tokens at a fifth, with tributes of 8 % and 5 %; a spending
    /// limit of a fifth, a window of 30 days, no guardian, and rules that never change.
    pub fn curve() -> Self {
        Self {
            labels: ["Weir", "WEIR"],
            shares: [200_000, 80_000, 50_000],
            supply: 1_000 * ONE,
            hatch: Hatch::default(),
            currency: ZERO,
            spending_limit: 200_000,
            window: (30 * DAY).into(),
            guardian: ZERO,
            guardian_until: 0,
            bounds: [[0; 3]; 4],
        }
    }

    /// The same with a hatch: 100 to 1000 at half a unit a token for 30 days, a fifth of it for the
    /// funding pool; a cliff of 90 days, then a half-life of 60. The price may grow to fourfold.
    pub fn hatch() -> Self {
        Self {
            supply: 0,
            hatch: Hatch {
                minimum: 100 * ONE,
                maximum: 1_000 * ONE,
                deadline: (30 * DAY).into(),
                price: ONE / 2,
                tribute: 200_000,
                cliff: (90 * DAY).into(),
                half_life: (60 * DAY).into(),
                allowlist: 0,
                max_jump: 4_000_000,
            },
            ..Self::curve()
        }
    }

    /// With a guardian for a year.
    pub fn guarded(self, guardian: Word) -> Self {
        Self { guardian, guardian_until: YEAR.into(), ..self }
    }

    /// With rules that a vote may change: tributes up to 30 % by 2 %, the spending limit from 1 % to
    /// 50 % by 5 %, the window from 7 days to a year by 30 days.
    pub fn votable(self) -> Self {
        let tribute = [0, 300_000, 20_000];
        let window = [(7 * DAY).into(), YEAR.into(), (30 * DAY).into()];
        Self { bounds: [tribute, tribute, [10_000, 500_000, 50_000], window], ..self }
    }

    /// The call data.
    pub fn data(&self) -> Vec<u8> {
        let Hatch { minimum, maximum, deadline, price, .. } = self.hatch;
        let Hatch { tribute, cliff, half_life, allowlist, max_jump, .. } = self.hatch;
        let [name, symbol] = self.labels.map(text);
        let [ratio, entry, exit] = self.shares;
        let head = 32 * 32;
        let numbers = [head, head + 32 * name.len() as u128, ratio, entry, exit, self.supply];
        let hatch =
            [minimum, maximum, deadline, price, tribute, cliff, half_life, allowlist, max_jump];
        let mut words = [&numbers[..], &hatch].concat().into_iter().map(word).collect::<Vec<_>>();
        words.extend([self.currency, word(self.spending_limit), word(self.window)]);
        words.extend([self.guardian, word(self.guardian_until)]);
        words.extend(self.bounds.as_flattened().iter().copied().map(word));
        bytes(&[words, name, symbol].concat())
    }

    /// Deploys it by Alice, at time 0 and without money.
    pub fn deploy(&self) -> Result<Ledger, Error> {
        Ledger::with(self.data(), 0)
    }
}

/// A string of the ABI: its length, then its bytes.
pub fn text(text: &str) -> Vec<Word> {
    let mut bytes = text.as_bytes().to_vec();
    bytes.resize(bytes.len().next_multiple_of(32), 0);
    let words = bytes.as_chunks::<32>().0.iter().map(|bytes| {
        let mut word = ZERO;
        for (limb, bytes) in word.iter_mut().zip(bytes.as_chunks().0) {
            *limb = u64::from_ne_bytes(*bytes);
        }
        word
    });
    std::iter::once(word(text.len() as u128)).chain(words).collect()
}

/// The bytes of words.
pub fn bytes(words: &[Word]) -> Vec<u8> {
    words.as_flattened().iter().flat_map(|limb| limb.to_ne_bytes()).collect()
}
