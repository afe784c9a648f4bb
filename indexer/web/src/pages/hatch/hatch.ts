// The hatch of an account: what it contributed, what came of it, and what of that is free when.

import { locked } from "../../economics/shares";
import { duration } from "../../lib/time";

/** How tokens of the hatch come free: nothing before the cliff, then half of the rest per half-life. */
export interface VestingTerms {
  readonly cliff: number;
  readonly halfLife: number;
}

/** A half-life of so many seconds is longer than contracts count: nothing ever comes free. */
const NEVER = 2 ** 32;

/** What of `granted` is free, so many seconds after the opening. */
export function freeAfter(granted: bigint, seconds: number, terms: VestingTerms): bigint {
  const elapsed = BigInt(Math.max(0, Math.floor(seconds)));
  return granted - locked(granted, elapsed, BigInt(terms.cliff), BigInt(terms.halfLife));
}

/** How many seconds after the opening this share (below 1) is free. */
export function secondsUntil(share: number, terms: VestingTerms): number {
  return terms.cliff + Math.ceil(-Math.log2(1 - share) * terms.halfLife);
}

/** Says in words how tokens come free. */
export function vestingWords({ cliff, halfLife }: VestingTerms): string {
  if (halfLife === 0) {
    return cliff === 0
      ? "All tokens of the hatch are free from the opening on."
      : `All tokens of the hatch come free at once, ${duration(cliff)} after the opening.`;
  }
  if (halfLife >= NEVER) return "The tokens of the hatch never come free.";
  const rest = `half of what is still locked comes free every ${duration(halfLife)}`;
  return cliff === 0
    ? `From the opening on, ${rest}.`
    : `Nothing is free for ${duration(cliff)} after the opening; from then on ${rest}.`;
}

/** Moments that are worth naming: shares that are free, and when; all at once without a half-life. */
export function milestones(terms: VestingTerms): readonly { share: number; seconds: number }[] {
  if (terms.halfLife >= NEVER) return [];
  if (terms.halfLife === 0) return [{ share: 1, seconds: terms.cliff }];
  return [0.25, 0.5, 0.75, 0.9, 0.99].map((share) => ({
    share,
    seconds: secondsUntil(share, terms),
  }));
}

/**
 * The curve: seconds after the opening, and the share that is free. Without a half-life it is a step;
 * empty where all is free from the opening on, or never, as there is nothing to draw.
 */
export function vestingCurve(
  terms: VestingTerms,
  points = 120,
): readonly (readonly [seconds: number, share: number])[] {
  const { cliff, halfLife } = terms;
  if (halfLife >= NEVER) return [];
  if (halfLife === 0)
    return cliff === 0
      ? []
      : [
          [0, 0],
          [cliff, 1],
          [cliff * 1.5, 1],
        ];
  const end = secondsUntil(0.99, terms);
  const whole = 10n ** 18n;
  // Of a few seconds there are fewer points than that.
  const count = Math.min(points, end);
  return Array.from({ length: count + 1 }, (_, n) => {
    const seconds = Math.round((end * n) / count);
    return [seconds, Number(freeAfter(whole, seconds, terms)) / 1e18] as const;
  });
}
