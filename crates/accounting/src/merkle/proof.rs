use super::keccak::Hash;

/// Says whether a leaf belongs to a root.
///
/// The leaf is hashed with each hash of the proof in turn, the smaller of the two first; the result
/// must be the root. A list's length says nothing about it: the work is one hash for each of the
/// proof's, which the one who sends it pays for.
///
/// Source: Uniswap/merkle-distributor 25a79e8e, through OpenZeppelin's `MerkleProof.sol`.
///
/// ```
/// use weir_accounting::{keccak256, verify_proof};
/// assert!(verify_proof(keccak256, [7; 32], &[], [7; 32]));
/// assert!(!verify_proof(keccak256, [7; 32], &[[8; 32]], [7; 32]));
/// ```
#[must_use]
pub fn verify_proof(hash: impl Fn(&[u8]) -> Hash, leaf: Hash, proof: &[Hash], root: Hash) -> bool {
    proof.iter().fold(leaf, |node, sibling| join(&hash, node, *sibling)) == root
}

/// The node above two others.
pub(crate) fn join(hash: &impl Fn(&[u8]) -> Hash, a: Hash, b: Hash) -> Hash {
    let mut text = [0; 64];
    text[..32].copy_from_slice(a.min(b).as_slice());
    text[32..].copy_from_slice(a.max(b).as_slice());
    hash(&text)
}
