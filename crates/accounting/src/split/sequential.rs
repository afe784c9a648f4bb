use alloc::vec::Vec;

use crate::{Error, U256, wide::Wide};

/// Divides a budget by scores as SourceCred does: one after the other, in the order given.
///
/// Each piece is `floor(budget left × score / score left)`; then both shrink. A zero score gets
/// nothing.
///
/// Units: budget and pieces in base units; scores in any unit. Domain: any numbers; sums and
/// products are formed in as many bits as they need.
/// Rounding: down, the last account with a score takes what is left; the pieces sum to the budget
/// exactly. With n accounts a piece can be several units above the exact one.
///
/// Source: SourceCred (sourcecred/sourcecred 3da222eb, `core/ledger/grain.js`, `splitBudget`), in
/// whole numbers where the source multiplies by a float fraction: at 10^18 units its last two or
/// three digits differ from these. Its comment that `[1, 100]` splits 1 to the first account is
/// wrong: its own code, and this, give it to the second.
///
/// ```
/// use weir_accounting::{U256, split_sequential};
/// let scores = [1u32, 1, 1, 1].map(U256::from);
/// let pieces = split_sequential(U256::from(3u32), &scores)?;
/// assert_eq!(pieces, [0u32, 1, 1, 1].map(U256::from));
/// # Ok::<(), weir_accounting::Error>(())
/// ```
///
/// # Errors
/// [`Error::ZeroTotal`] if the scores sum to zero, also without any and for a budget of zero.
pub fn split_sequential(budget: U256, scores: &[U256]) -> Result<Vec<U256>, Error> {
    let mut score_left = Wide::sum(scores.iter().copied());
    if score_left.is_zero() {
        return Err(Error::ZeroTotal);
    }
    let mut left = Wide::from(budget);
    let mut piece_of = |score: U256| {
        if score.is_zero() {
            return Ok(U256::ZERO);
        }
        let score = Wide::from(score);
        let piece = left.times_over(&score, &score_left)?;
        left = left.minus(&piece)?;
        score_left = score_left.minus(&score)?;
        piece.narrow()
    };
    scores.iter().map(|score| piece_of(*score)).collect()
}
