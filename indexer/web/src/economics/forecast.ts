// When a proposal passes, what it lacks, or why it cannot pass: contracts/economics/src/forecast.rs.
//
// Everything is found by trying the functions that the contracts decide with, at the seconds to
// come, while stakes, funds and supply stay as they are. That file says why halving finds the first
// second.

import { conviction, convictionLimit, follow, type Rule, threshold } from "./conviction";
import { EconomicsError, MAX_SECONDS } from "./limits";
import { tribute } from "./shares";

/** A proposal and the vote it stands in, as of one moment. */
export interface Standing {
  readonly conviction: bigint;
  /** The stake on the proposal. */
  readonly stake: bigint;
  readonly requested: bigint;
  /** The funding pool. */
  readonly funds: bigint;
  /** All stakes together. */
  readonly totalStake: bigint;
  /** The stake that thresholds count with, which follows {@link totalStake}. */
  readonly effectiveStake: bigint;
  readonly supply: bigint;
  /** The supply that the stake's floor counts with, which follows {@link supply}. */
  readonly effectiveSupply: bigint;
  /** The floor of the effective stake, in parts per million of the effective supply. */
  readonly minStake: bigint;
  readonly rule: Rule;
  /** Seconds until the proposal expires; {@link MAX_SECONDS} if it never does. */
  readonly remaining: bigint;
}

/** Why a proposal cannot pass. */
export type Obstacle =
  | { readonly kind: "noFunds" | "overLimit" | "tooMuch" | "stakeTooSmall" | "notEnoughTokens" }
  | { readonly kind: "expires"; readonly seconds: bigint };

/** When a proposal passes if nothing changes. */
export type TimeToPass =
  | { readonly kind: "now" }
  | { readonly kind: "in"; readonly seconds: bigint }
  | { readonly kind: "never"; readonly because: Obstacle };

/** What it takes: tokens to stake in addition, or why no number would do. */
export type TokensNeeded =
  | { readonly kind: "tokens"; readonly tokens: bigint }
  | { readonly kind: "never"; readonly because: Obstacle };

/** Conviction and threshold so many seconds from now; the threshold is null where none suffices. */
export function standingAt(
  standing: Standing,
  seconds: bigint,
): { conviction: bigint; threshold: bigint | null } {
  const stake = effectiveStakeAt(standing, seconds);
  const floor = floorAt(standing, seconds);
  return {
    conviction: convictionAt(standing, seconds),
    threshold: attempt(() => thresholdOf(standing, stake > floor ? stake : floor)),
  };
}

/** The first second in which the proposal's conviction exceeds its threshold. */
export function timeToPass(standing: Standing): TimeToPass {
  const seconds = firstSecond(standing);
  if (seconds === null) {
    return { kind: "never", because: obstacle(standing) ?? { kind: "stakeTooSmall" } };
  }
  if (seconds >= standing.remaining) {
    return { kind: "never", because: { kind: "expires", seconds } };
  }
  return seconds === 0n ? { kind: "now" } : { kind: "in", seconds };
}

/**
 * The smallest additional stake with which the proposal passes before it expires, if it is staked
 * now, as a multiple of `step`: always enough, and at most a step too much. The tokens come from
 * those that are not staked.
 */
export function tokensNeeded(standing: Standing, step = 1n): TokensNeeded {
  const passes = (tokens: bigint) =>
    timeToPass({
      ...standing,
      stake: standing.stake + tokens,
      totalStake: standing.totalStake + tokens,
    });
  const would = (tokens: bigint) => passes(tokens).kind !== "never";
  if (would(0n)) return { kind: "tokens", tokens: 0n };
  const hopeless = obstacle(standing);
  if (hopeless) return { kind: "never", because: hopeless };
  const free = standing.supply - standing.totalStake;
  const all = free > 0n ? free : 0n;
  const most = passes(all);
  if (most.kind === "never") {
    const because =
      most.because.kind === "expires" ? most.because : ({ kind: "notEnoughTokens" } as const);
    return { kind: "never", because };
  }
  const steps = first(all / step, (count) => would(count * step));
  return { kind: "tokens", tokens: would(steps * step) ? steps * step : all };
}

/** The largest request that can pass at all, with the whole supply staked on it for good. */
export function largestRequest(supply: bigint, funds: bigint, rule: Rule): bigint {
  const most = convictionLimit(supply, rule.decay);
  const fails = (requested: bigint) => {
    const needed = attempt(() => threshold(requested, funds, supply, rule));
    return needed === null || needed >= most;
  };
  if (!fails(funds)) return funds;
  const smallest = first(funds, fails);
  return smallest > 0n ? smallest - 1n : 0n;
}

function convictionAt({ conviction: now, stake, rule }: Standing, seconds: bigint): bigint {
  return conviction(now, stake, rule.decay, seconds);
}

function effectiveStakeAt(standing: Standing, seconds: bigint): bigint {
  return follow(standing.effectiveStake, standing.totalStake, standing.rule.decay, seconds);
}

function floorAt(standing: Standing, seconds: bigint): bigint {
  const { effectiveSupply, supply, rule, minStake } = standing;
  return tribute(follow(effectiveSupply, supply, rule.decay, seconds), minStake);
}

function thresholdOf({ requested, funds, rule }: Standing, counted: bigint): bigint {
  return threshold(requested, funds, counted, rule);
}

/** The first second in which conviction exceeds the threshold, expired or not. */
function firstSecond(standing: Standing): bigint | null {
  const ahead = (counted: (standing: Standing, seconds: bigint) => bigint) => (seconds: bigint) =>
    attempt(
      () => convictionAt(standing, seconds) > thresholdOf(standing, counted(standing, seconds)),
    ) === true;
  const later = (isAhead: (seconds: bigint) => boolean) => {
    // Ahead now: until it falls behind, if it does.
    if (isAhead(0n)) return 0n;
    return isAhead(MAX_SECONDS) ? first(MAX_SECONDS, isAhead) : null;
  };
  const byStake = ahead(effectiveStakeAt);
  const byFloor = ahead(floorAt);
  const one = later(byStake);
  if (one === null) return null;
  const other = later(byFloor);
  if (other === null) return null;
  const seconds = one > other ? one : other;
  const both = (seconds: bigint) => byStake(seconds) && byFloor(seconds);
  if (both(seconds)) return seconds;
  // With a few base units it can get ahead once more.
  return both(MAX_SECONDS) ? first(MAX_SECONDS, both) : null;
}

/** What no stake helps against. */
function obstacle({ requested, funds, supply, rule }: Standing): Obstacle | null {
  try {
    const needed = threshold(requested, funds, supply, rule);
    return needed < convictionLimit(supply, rule.decay) ? null : { kind: "tooMuch" };
  } catch (error) {
    if (!(error instanceof EconomicsError) || error.reason !== "OverLimit") {
      return { kind: "tooMuch" };
    }
    return { kind: funds === 0n ? "noFunds" : "overLimit" };
  }
}

/**
 * The smallest number up to `last` for which something holds, which holds for `last` and for every
 * number after one for which it holds.
 */
function first(last: bigint, holds: (value: bigint) => boolean): bigint {
  let from = 0n;
  let to = 1n;
  // Doubled first: what is looked for is most often far below the last.
  while (to < last && !holds(to)) {
    from = to + 1n;
    to *= 2n;
  }
  if (to > last) to = last;
  while (from < to) {
    const middle = from + (to - from) / 2n;
    if (holds(middle)) to = middle;
    else from = middle + 1n;
  }
  return to;
}

/** A result, or null where the economics give none. */
function attempt<T>(work: () => T): T | null {
  try {
    return work();
  } catch (error) {
    if (error instanceof EconomicsError) return null;
    throw error;
  }
}
