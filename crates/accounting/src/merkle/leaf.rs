use super::keccak::Hash;
use crate::U256;

/// An account: an address of 20 bytes.
pub type Address = [u8; 20];

/// A line of a payout list.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Line {
    /// Its number in the list.
    pub index: U256,
    /// Whom it pays.
    pub account: Address,
    /// Base units: in a list of Weir's, the running total of the account over all rounds.
    pub amount: U256,
}

impl Line {
    /// Hashes the line as Weir's lists do.
    ///
    /// `keccak256(keccak256(distribution | index | account | amount))`, each of the four in 32 bytes.
    /// The inner text of 128 bytes and the double hash keep an inner node, which is a hash of 64
    /// bytes, from passing for a leaf; the distribution keeps a proof from fitting another one.
    ///
    /// ```
    /// use weir_accounting::{Line, U256, keccak256};
    /// let one = U256::from(1u32);
    /// let line = Line { index: U256::ZERO, account: [1; 20], amount: one };
    /// let (ninth, tenth) = (U256::from(9u32), U256::from(10u32));
    /// assert_ne!(line.leaf(keccak256, ninth), line.leaf(keccak256, tenth));
    /// ```
    #[must_use]
    pub fn leaf(&self, hash: impl Fn(&[u8]) -> Hash, distribution: U256) -> Hash {
        let mut text = [0; 128];
        text[..32].copy_from_slice(&distribution.to_be_bytes());
        text[32..64].copy_from_slice(&self.index.to_be_bytes());
        text[76..96].copy_from_slice(&self.account);
        text[96..].copy_from_slice(&self.amount.to_be_bytes());
        hash(&hash(&text))
    }

    /// Hashes the line as Uniswap's merkle-distributor does.
    ///
    /// `keccak256(index as 32 bytes | account as 20 bytes | amount as 32 bytes)`. Its issue #35 asks
    /// whether an inner node could pass for such a leaf: 84 bytes are not 64, so it cannot, but
    /// nothing ties the leaf to one distribution.
    ///
    /// Source: Uniswap/merkle-distributor 25a79e8e, `MerkleDistributor.sol`.
    ///
    /// ```
    /// use weir_accounting::{Line, U256, keccak256};
    /// let line = Line { index: U256::ZERO, account: [1; 20], amount: U256::from(100u32) };
    /// assert_eq!(line.packed_leaf(keccak256).len(), 32);
    /// ```
    #[must_use]
    pub fn packed_leaf(&self, hash: impl Fn(&[u8]) -> Hash) -> Hash {
        let mut text = [0; 84];
        text[..32].copy_from_slice(&self.index.to_be_bytes());
        text[32..52].copy_from_slice(&self.account);
        text[52..].copy_from_slice(&self.amount.to_be_bytes());
        hash(&text)
    }
}
