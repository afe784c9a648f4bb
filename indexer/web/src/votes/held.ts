// What keeps a proposal from being executed though the vote allows it: a pause, and what its
// beneficiary was granted lately.

import type { Unit } from "../lib/amounts";
import { short } from "../lib/amounts";
import { duration, moment } from "../lib/time";
import type { Outlook, Proposal, Vote } from "./model";
import type { Verdict } from "./words";

const PPM = 1_000_000n;

/** What holds a proposal up. Times are seconds of the chain. */
export interface Held {
  readonly pausedUntil: number | null;
  /** What recent grants to the beneficiary count, in base units; null where they hold nothing up. */
  readonly counted: bigint | null;
  /** From when they let the grant through; null where that is not known. */
  readonly grantableFrom: number | null;
}

/**
 * From when recent grants to a beneficiary let a request through, if the funding pool stays as it is.
 * `counted` is what they count at the vote's second, `last` when the last of them was made: what that
 * counted in full fades evenly over the window. Null if they never do. Not early, and late by at most a
 * second.
 */
export function grantableFrom(
  counted: bigint,
  last: number,
  requested: bigint,
  vote: Vote,
): number | null {
  const limit = BigInt(vote.terms.spending_limit_ppm);
  const window = BigInt(vote.terms.window);
  const elapsed = BigInt(Math.max(0, vote.seconds - last));
  // (counted + requested) x 10^6 < limit x (funds + counted) must hold, as in the Commons.
  const room = limit * vote.funds - requested * PPM;
  if (room <= 0n) return null;
  if (limit >= PPM || elapsed >= window || counted === 0n) return vote.seconds;
  const most = (room - 1n) / (PPM - limit);
  const whole = (counted * window) / (window - elapsed);
  if (whole === 0n) return vote.seconds;
  const fades = window - (most * window) / whole;
  return Math.max(vote.seconds, last + Number(fades));
}

/** What holds a proposal up at a second; null where nothing does. `last` as above, null if unknown. */
export function heldAt(
  proposal: Proposal,
  vote: Vote,
  last: number | null,
  at: number,
): Held | null {
  const { recentlyGranted, requested, pausedUntil } = proposal;
  const from =
    recentlyGranted !== null && requested !== null && last !== null
      ? grantableFrom(recentlyGranted, last, requested, vote)
      : null;
  const counts = recentlyGranted !== null && (from === null || from > at);
  const paused = pausedUntil !== null && pausedUntil > at;
  if (!counts && !paused) return null;
  return {
    pausedUntil: paused ? pausedUntil : null,
    counted: counts ? recentlyGranted : null,
    grantableFrom: counts ? from : null,
  };
}

/** The verdict on a proposal that has, or will have, enough support, where something holds it up. */
export function heldVerdict(
  verdict: Verdict,
  outlook: Outlook,
  held: Held | null,
  money: Unit,
  at: number,
): Verdict {
  const wait = outlook.kind === "in" ? outlook.seconds : outlook.kind === "now" ? 0 : null;
  if (!held || wait === null) return verdict;
  const { pausedUntil, counted, grantableFrom: from } = held;
  const unknown = counted !== null && from === null;
  const until = Math.max(pausedUntil ?? 0, from ?? 0);
  // What is over before the support is there holds nothing up.
  if (!unknown && until <= at + wait) return verdict;
  const reasons = [
    ...(counted !== null
      ? [
          `its beneficiary was granted ${short(counted, money.decimals)} ${money.symbol} lately that still count against what one project may have`,
        ]
      : []),
    ...(pausedUntil !== null ? ["the guardian has paused"] : []),
  ];
  const support = `It has enough support${wait ? ` in ${duration(wait)}` : ""}`;
  const then = unknown
    ? "The less they count, the sooner it can be executed."
    : `It can be executed from ${moment(until)}, if the funding pool stays as it is.`;
  return {
    tone: "warn",
    words: unknown ? "Has to wait" : `Has to wait ${duration(until - at)}`,
    more: `${support}, but ${reasons.join(", and ")}. ${then}`,
  };
}
