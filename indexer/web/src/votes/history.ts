// The support of a proposal over time: as it was, and as it will be if nothing changes.

import type { ConvictionPoint } from "../api/votes";
import { counted, type Rule } from "../economics/conviction";
import type { Standing } from "../economics/forecast";
import { toNumber } from "../lib/amounts";
import { secondsOf } from "../lib/time";
import { inTokens, sidesAt } from "./model";

/** Lines to draw: seconds, and whole tokens at each; null where there is none. */
export interface SupportLines {
  readonly times: number[];
  readonly support: (number | null)[];
  readonly opposition: (number | null)[];
  /** What support must exceed: the threshold and the opposition together. */
  readonly needed: (number | null)[];
  readonly supportToCome: (number | null)[];
  readonly oppositionToCome: (number | null)[];
  readonly neededToCome: (number | null)[];
}

/** Points of what is to come. */
const AHEAD = 60;

/**
 * Joins what was and what will be. The forecast begins where the past ends, `from`, and goes on for so
 * many seconds.
 */
export function supportLines(
  past: readonly ConvictionPoint[],
  rule: Rule,
  decimals: number,
  ahead: { standing: Standing; from: number; seconds: number } | null,
): SupportLines {
  const lines: SupportLines = {
    times: [],
    support: [],
    opposition: [],
    needed: [],
    supportToCome: [],
    oppositionToCome: [],
    neededToCome: [],
  };
  const tokens = (conviction: bigint) => toNumber(inTokens(conviction, rule), decimals);
  for (const point of past) {
    // What stood at its end stays, also when the stakes have left since.
    const counts = (conviction: string, stake: string) =>
      point.status === "active"
        ? counted(BigInt(conviction), BigInt(stake), rule.decay)
        : BigInt(conviction);
    const opposition = counts(point.opposition, point.opposed);
    lines.times.push(secondsOf(point.at));
    lines.support.push(tokens(counts(point.conviction, point.staked)));
    lines.opposition.push(tokens(opposition));
    lines.needed.push(
      point.threshold === null ? null : tokens(BigInt(point.threshold) + opposition),
    );
    lines.supportToCome.push(null);
    lines.oppositionToCome.push(null);
    lines.neededToCome.push(null);
  }
  if (!ahead) return lines;
  for (let n = 0; n <= AHEAD; n += 1) {
    const after = Math.round((ahead.seconds * n) / AHEAD);
    const at = ahead.from + after;
    if (at <= (lines.times.at(-1) ?? Number.NEGATIVE_INFINITY)) continue;
    const { support, opposition, needed } = sidesAt(ahead.standing, after);
    lines.times.push(at);
    lines.support.push(null);
    lines.opposition.push(null);
    lines.needed.push(null);
    lines.supportToCome.push(toNumber(support, decimals));
    lines.oppositionToCome.push(toNumber(opposition, decimals));
    lines.neededToCome.push(needed === null ? null : toNumber(needed, decimals));
  }
  // The lines of the forecast take off where the past ends.
  const last = past.length - 1;
  if (last >= 0) {
    lines.supportToCome[last] = lines.support[last] ?? null;
    lines.oppositionToCome[last] = lines.opposition[last] ?? null;
    lines.neededToCome[last] = lines.needed[last] ?? null;
  }
  return lines;
}

/** How far ahead is worth drawing: beyond the passing, or some half-lives, and not past the end. */
export function horizon(passesIn: number | null, halfLife: number, remaining: number): number {
  const wish = passesIn === null ? halfLife * 6 : Math.max(passesIn * 1.4, halfLife * 1.5);
  return Math.max(60, Math.min(wish, remaining));
}
