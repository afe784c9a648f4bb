use crate::{Error, U256, wide::Wide};

/// The decision of a vote on a dispute.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// The dispute is upheld.
    Upheld,
    /// It is not: a tie included.
    Rejected,
    /// Too few voted: what was decided before stands.
    NoQuorum,
}

/// Decides a token vote on a dispute.
///
/// The quorum is met where `floor((yes + no) × 100 / total)` reaches it; then more for than against
/// upholds. A tie does not.
///
/// Units: stakes in base units, `total` that of the vote's start; the quorum in whole percents, 1 to
/// 100. Rounding: down, against the quorum.
///
/// Source: Audius (AudiusProject/audius-protocol b0c2f32d, `Governance.sol`).
///
/// ```
/// use weir_accounting::{Outcome, U256, vote_outcome};
/// let [yes, no, total] = [30u32, 21, 1000].map(U256::from);
/// assert_eq!(vote_outcome(yes, no, total, 5)?, Outcome::Upheld);
/// assert_eq!(vote_outcome(yes, no, total, 6)?, Outcome::NoQuorum);
/// # Ok::<(), weir_accounting::Error>(())
/// ```
///
/// # Errors
/// [`Error::QuorumOutOfRange`]; [`Error::NoStake`] if the total is zero.
pub fn vote_outcome(
    yes: U256,
    no: U256,
    total: U256,
    quorum_percent: u32,
) -> Result<Outcome, Error> {
    if !(1..=100).contains(&quorum_percent) {
        return Err(Error::QuorumOutOfRange);
    }
    if total.is_zero() {
        return Err(Error::NoStake);
    }
    let percent = Wide::sum([yes, no]).times_over(&Wide::from(100), &total.into())?;
    Ok(if percent < Wide::from(u64::from(quorum_percent)) {
        Outcome::NoQuorum
    } else if yes > no {
        Outcome::Upheld
    } else {
        Outcome::Rejected
    })
}
