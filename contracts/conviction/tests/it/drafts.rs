//! Proposals as they are made and as they are told, and how the ABI encodes them.

use weir_conviction::abi::{Word, ZERO, word};
use weir_economics::Conviction;

use crate::ledger::{DAY, ONE, PROJECT};

/// The message that creates a proposal.
pub const PROPOSE: &str = "propose(uint8,address,uint256,uint64,bool,uint64,string,string)";

/// A proposal as the contract tells it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct State {
    pub author: Word,
    pub kind: u128,
    pub status: u128,
    pub beneficiary: Word,
    pub amount: u128,
    pub duration: u64,
    pub as_tokens: bool,
    pub expiry: u64,
    pub deposit: u128,
    pub staked: u128,
    pub conviction: Conviction,
    pub opposed: u128,
    pub opposition: Conviction,
    pub announced: u64,
}

/// What to propose. By default a grant of one to the project, within 30 days.
#[derive(Clone)]
pub struct Draft {
    pub kind: u128,
    pub beneficiary: Word,
    pub amount: Word,
    pub duration: u64,
    pub as_tokens: u128,
    pub lifetime: u64,
    pub title: Vec<u8>,
    pub link: Vec<u8>,
    pub deposit: u128,
}

impl Default for Draft {
    fn default() -> Self {
        Self {
            kind: 1,
            beneficiary: PROJECT,
            amount: word(ONE),
            duration: 0,
            as_tokens: 0,
            lifetime: 30 * DAY,
            title: b"A well for the village".to_vec(),
            link: b"https://well".to_vec(),
            deposit: ONE,
        }
    }
}

impl Draft {
    /// A request for so much.
    pub fn of(amount: u128) -> Self {
        Self { amount: word(amount), ..Self::default() }
    }

    /// A signal.
    pub fn signal() -> Self {
        Self { kind: 0, beneficiary: ZERO, amount: ZERO, ..Self::default() }
    }

    /// The revocation of a grant.
    pub fn revocation(grant: u32) -> Self {
        Self { kind: 2, beneficiary: ZERO, amount: word(grant.into()), ..Self::default() }
    }

    /// Another value of a rule.
    pub fn rule(rule: u64, value: u128) -> Self {
        Self { kind: 3, amount: word(value), duration: rule, ..Self::signal() }
    }

    /// Another governor.
    pub fn governor(beneficiary: Word) -> Self {
        Self { kind: 4, beneficiary, ..Self::signal() }
    }

    /// The end of the Commons.
    pub fn wind_down() -> Self {
        Self { kind: 5, ..Self::signal() }
    }

    /// The arguments.
    pub fn words(&self) -> Vec<Word> {
        let (title, link) = (string(&self.title), string(&self.link));
        let mut words = vec![
            word(self.kind),
            self.beneficiary,
            self.amount,
            word(self.duration.into()),
            word(self.as_tokens),
            word(self.lifetime.into()),
            word(256),
            word(256 + 32 * title.len() as u128),
        ];
        words.extend(title);
        words.extend(link);
        words
    }
}

/// A string of the ABI: its length and its bytes.
pub fn string(text: &[u8]) -> Vec<Word> {
    let mut padded = text.to_vec();
    padded.resize(text.len().next_multiple_of(32), 0);
    let limbs: Vec<u64> =
        padded.as_chunks().0.iter().map(|bytes| u64::from_ne_bytes(*bytes)).collect();
    [&[word(text.len() as u128)], limbs.as_chunks().0].concat()
}

/// The bytes of words.
pub fn bytes(words: &[Word]) -> Vec<u8> {
    words.as_flattened().iter().flat_map(|limb| limb.to_ne_bytes()).collect()
}

/// The conviction that a word says.
pub fn conviction(word: &Word) -> Conviction {
    let [zero, high, middle, low] = word.map(u64::from_be);
    assert_eq!(zero, 0);
    Conviction::from_limbs([low, middle, high])
}
