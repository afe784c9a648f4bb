// Times that protect: how long people have to object, to leave and to claim, as in
// contracts/economics/src/notice.rs. Seconds everywhere.

const DAY = 86_400;

/** How long an announced proposal can be executed once its notice is over, and the longest wait after a pause. */
export const WEEK = 7 * DAY;

/** How long a holder waits for staked tokens that the vote does not free. */
export const UNLOCK_DELAY = 30 * DAY;

/** How long a grant can be claimed after the last of it came due. */
export const CLAIM_PERIOD = 365 * DAY;

/** How long a stake on a proposal that is over counts before others than its owner can free it. */
export const rest = (halfLife: number): number => halfLife + 30 * DAY;

/**
 * From when on a proposal can be executed: after its notice, and after a pause that ended later than
 * the announcement no earlier than the short notice or a week, whichever is less.
 */
export function executableFrom(
  announced: number,
  notice: number,
  short: number,
  pausedUntil: number,
): number {
  const from = announced + notice;
  return pausedUntil > announced ? Math.max(from, pausedUntil + Math.min(short, WEEK)) : from;
}
