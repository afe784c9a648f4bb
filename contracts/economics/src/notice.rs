//! Times that protect: how long people have to object, to leave and to claim.

/// How long an announced proposal can be executed once its notice is over, and the longest wait
/// after a pause, in seconds: a week.
pub const WEEK: u64 = 7 * 86_400;

/// How long a holder waits for staked tokens that the governor does not free, in seconds: 30 days.
pub const UNLOCK_DELAY: u64 = 30 * 86_400;

/// How long a grant can be claimed after the last of it came due, in seconds: a year.
pub const CLAIM_PERIOD: u64 = 365 * 86_400;

/// How long a stake on a proposal that is over counts before others than its owner can free it, in
/// seconds: 30 days and a half-life.
///
/// Domain: all. A sum beyond 64 bits is the largest number.
pub fn rest(half_life: u64) -> u64 {
    half_life.saturating_add(30 * 86_400)
}

/// From when on a proposal can be executed that was announced at `announced` with this `notice`,
/// where the Commons was last paused until `paused_until`: after its notice, and after a pause that
/// ended later than the announcement no earlier than the `short` notice or a week, whichever is less.
///
/// Domain: all. A sum beyond 64 bits is the largest number.
pub fn executable_from(announced: u64, notice: u64, short: u64, paused_until: u64) -> u64 {
    let from = announced.saturating_add(notice);
    if paused_until > announced {
        from.max(paused_until.saturating_add(short.min(WEEK)))
    } else {
        from
    }
}
