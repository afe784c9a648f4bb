use alloc::vec::Vec;

use super::{keccak::Hash, proof::join};
use crate::Error;

/// A tree over the leaves of a payout list.
///
/// Leaves are sorted as numbers and equal ones stand once, so that the root does not depend on the
/// order of the list. Two neighbours make a node, the smaller hashed first; a node without a sibling
/// moves up as it is.
///
/// Source: Uniswap/merkle-distributor 25a79e8e, `src/merkle-tree.ts`.
///
/// ```
/// use weir_accounting::{MerkleTree, keccak256, verify_proof};
/// let leaves = [[3; 32], [1; 32], [2; 32]];
/// let tree = MerkleTree::new(keccak256, &leaves)?;
/// let proof = tree.proof(leaves[0]).ok_or("not in the list")?;
/// assert!(verify_proof(keccak256, leaves[0], &proof, tree.root()));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MerkleTree {
    /// The leaves, then the nodes above them, up to the root.
    levels: Vec<Vec<Hash>>,
    root: Hash,
}

impl MerkleTree {
    /// Builds the tree.
    ///
    /// # Errors
    /// [`Error::EmptyTree`] without leaves.
    pub fn new(hash: impl Fn(&[u8]) -> Hash, leaves: &[Hash]) -> Result<Self, Error> {
        let mut level = leaves.to_vec();
        level.sort_unstable();
        level.dedup();
        let mut levels = Vec::new();
        loop {
            match level.as_slice() {
                [] => return Err(Error::EmptyTree),
                &[root] => {
                    levels.push(level);
                    return Ok(Self { levels, root });
                }
                nodes => {
                    let above = nodes.chunks(2).map(|pair| match *pair {
                        [a, b] => join(&hash, a, b),
                        ref alone => alone[0],
                    });
                    let above = above.collect();
                    levels.push(core::mem::replace(&mut level, above));
                }
            }
        }
    }

    /// Returns the hash that stands for the whole list.
    #[must_use]
    pub fn root(&self) -> Hash {
        self.root
    }

    /// Returns the hashes that lead from a leaf to the root, or nothing if it is not in the list.
    ///
    /// At most one for each doubling of the list.
    #[must_use]
    pub fn proof(&self, leaf: Hash) -> Option<Vec<Hash>> {
        let mut index = self.levels.first()?.binary_search(&leaf).ok()?;
        let mut proof = Vec::new();
        for level in &self.levels {
            proof.extend(level.get(index ^ 1));
            index /= 2;
        }
        Some(proof)
    }
}
