// The hatch of an account: what it contributed, what came of it, and what of that is free when.

import { locked } from "../../economics/shares";

/** How tokens of the hatch come free: nothing before the cliff, then half of the rest per half-life. */
export interface VestingTerms {
  readonly cliff: number;
  readonly halfLife: number;
}

/** What of `granted` is free, so many seconds after the opening. */
export function freeAfter(granted: bigint, seconds: number, terms: VestingTerms): bigint {
  const elapsed = BigInt(Math.max(0, Math.floor(seconds)));
  return granted - locked(granted, elapsed, BigInt(terms.cliff), BigInt(terms.halfLife));
}

/** How many seconds after the opening this share (below 1) is free. */
export function secondsUntil(share: number, terms: VestingTerms): number {
  return terms.cliff + Math.ceil(-Math.log2(1 - share) * terms.halfLife);
}

/** Moments that are worth telling: shares that are free, and when. */
export function milestones(terms: VestingTerms): readonly { share: number; seconds: number }[] {
  return [0.25, 0.5, 0.75, 0.9, 0.99].map((share) => ({
    share,
    seconds: secondsUntil(share, terms),
  }));
}

/** The curve: seconds after the opening, and the share that is free. */
export function vestingCurve(
  terms: VestingTerms,
  points = 120,
): readonly (readonly [seconds: number, share: number])[] {
  const end = secondsUntil(0.99, terms);
  const whole = 10n ** 18n;
  return Array.from({ length: points + 1 }, (_, n) => {
    const seconds = Math.round((end * n) / points);
    return [seconds, Number(freeAfter(whole, seconds, terms)) / 1e18] as const;
  });
}
