// When a proposal passes, what it lacks, or why it cannot pass: contracts/economics/src/forecast.rs.
//
// Everything is found by trying the functions that the contracts decide with, at the seconds to come,
// while stakes, funds and supply stay as they are. Support, opposition and the bar all move with the
// half-life: so they are tried at steps of it, and the first second is found by halving between two steps.

import {
  conviction,
  convictionLimit,
  counted,
  follow,
  halfLifeOf,
  type Rule,
  threshold,
} from "./conviction";
import { ceilDiv, EconomicsError, MAX_SECONDS } from "./limits";
import { tribute } from "./shares";

/** What support less opposition has to exceed. */
export type Bar =
  /** A request of so much of the funding pool. */
  | { readonly kind: "request"; readonly requested: bigint }
  /** A share of the supply, in parts per million: for rules, the governor and the wind-down. */
  | { readonly kind: "supply"; readonly share: bigint }
  /** A conviction that moves as the counted stake does: what it is now. For a revocation. */
  | { readonly kind: "stake"; readonly now: bigint };

/** A proposal and the vote it stands in, as of one moment. */
export interface Standing {
  readonly bar: Bar;
  readonly conviction: bigint;
  /** The stakes for the proposal. */
  readonly stake: bigint;
  /** The conviction of the stakes against it. */
  readonly opposition: bigint;
  /** The stakes against it. */
  readonly opposed: bigint;
  /** The funding pool. */
  readonly funds: bigint;
  /** The funding pool that thresholds count with, which follows {@link funds} where that is more. */
  readonly effectiveFunds: bigint;
  /** All stakes together. */
  readonly totalStake: bigint;
  /** The stake that thresholds count with, which follows {@link totalStake}. */
  readonly effectiveStake: bigint;
  readonly supply: bigint;
  /** The supply that the stake's floor counts with, which follows {@link supply} where that is less. */
  readonly effectiveSupply: bigint;
  /** The floor of the effective stake, in parts per million of the effective supply. */
  readonly minStake: bigint;
  readonly rule: Rule;
  /** Seconds until the proposal expires; {@link MAX_SECONDS} if it never does. */
  readonly remaining: bigint;
}

/** Why a proposal cannot pass. */
export type Obstacle =
  | {
      readonly kind:
        | "noFunds"
        | "overLimit"
        | "tooMuch"
        | "stakeTooSmall"
        | "opposed"
        | "notEnoughTokens";
    }
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

/** Support, opposition and bar at one moment. */
export interface Moment {
  /** What counts of the conviction for it, and of the conviction against it. */
  readonly support: bigint;
  readonly opposition: bigint;
  /** What support less opposition must exceed; null where none suffices. */
  readonly threshold: bigint | null;
}

/** How a proposal stands so many seconds from now. */
export function standingAt(standing: Standing, seconds: bigint): Moment {
  const { rule } = standing;
  const grown = (value: bigint, stake: bigint) =>
    counted(conviction(value, stake, rule.decay, seconds), stake, rule.decay);
  return {
    support: grown(standing.conviction, standing.stake),
    opposition: grown(standing.opposition, standing.opposed),
    threshold: attempt(() => thresholdAt(standing, seconds)),
  };
}

/** Whether it passes so many seconds from now, over or not. */
export function passesAt(standing: Standing, seconds: bigint): boolean {
  const moment = attempt(() => standingAt(standing, seconds));
  if (!moment || moment.threshold === null) return false;
  return moment.support > moment.opposition + moment.threshold;
}

/** The first second in which the proposal's support, less its opposition, exceeds its threshold. */
export function timeToPass(standing: Standing): TimeToPass {
  const seconds = firstSecond(standing);
  if (seconds === null) return { kind: "never", because: whyNot(standing) };
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

/**
 * The smallest additional stake against the proposal with which it passes in no second from `seconds`
 * from now on until it expires, if it is staked now, as a multiple of `step`: at most a step too much.
 * 0 if it does not pass then anyway; null if not even all tokens that are not staked would do.
 */
export function oppositionNeeded(standing: Standing, seconds: bigint, step = 1n): bigint | null {
  const stopped = (tokens: bigint) =>
    !passesFrom(
      {
        ...standing,
        opposed: standing.opposed + tokens,
        totalStake: standing.totalStake + tokens,
      },
      seconds,
    );
  if (stopped(0n)) return 0n;
  const free = standing.supply - standing.totalStake;
  const steps = free > 0n ? free / step : 0n;
  if (steps === 0n || !stopped(steps * step)) return null;
  return first(steps, (count) => stopped(count * step)) * step;
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

/** The stake that thresholds count with: the effective one, and at least its floor. */
function countedStakeAt(standing: Standing, seconds: bigint): bigint {
  const { decay } = standing.rule;
  const stake = follow(standing.effectiveStake, standing.totalStake, decay, seconds);
  const floor = tribute(supplyAt(standing, seconds), standing.minStake);
  return stake > floor ? stake : floor;
}

function supplyAt({ effectiveSupply, supply, rule }: Standing, seconds: bigint): bigint {
  const followed = follow(effectiveSupply, supply, rule.decay, seconds);
  return followed > supply ? followed : supply;
}

function fundsAt({ effectiveFunds, funds, rule }: Standing, seconds: bigint): bigint {
  const followed = follow(effectiveFunds, funds, rule.decay, seconds);
  return followed < funds ? followed : funds;
}

function thresholdAt(standing: Standing, seconds: bigint): bigint {
  const { bar, rule } = standing;
  switch (bar.kind) {
    case "request": {
      const stake = countedStakeAt(standing, seconds);
      return threshold(bar.requested, fundsAt(standing, seconds), stake, rule);
    }
    case "supply":
      return convictionLimit(tribute(supplyAt(standing, seconds), bar.share), rule.decay);
    case "stake": {
      const now = countedStakeAt(standing, 0n);
      return now === 0n ? bar.now : ceilDiv(bar.now * countedStakeAt(standing, seconds), now);
    }
  }
}

/** Steps of a half-life at which it is tried: closely at first, then only whether it ever passes. */
const STEPS = [
  ...Array.from({ length: 32 }, (_, n) => (n + 1) / 4),
  ...Array.from({ length: 16 }, (_, n) => 9 + n),
  32,
  48,
  64,
];

/** The first second in which it passes, expired or not; null where it never does. */
function firstSecond(standing: Standing): bigint | null {
  const passes = (seconds: bigint) => passesAt(standing, seconds);
  if (passes(0n)) return 0n;
  const halfLife = halfLifeOf(standing.rule.decay);
  let before = 0n;
  for (const step of STEPS) {
    const seconds = BigInt(Math.ceil(halfLife * step));
    if (seconds <= before) continue;
    if (passes(seconds)) return before + first(seconds - before, (more) => passes(before + more));
    before = seconds;
  }
  return passes(MAX_SECONDS)
    ? before + first(MAX_SECONDS - before, (more) => passes(before + more))
    : null;
}

/** Whether it passes at any of the moments from one on, before it expires. */
function passesFrom(standing: Standing, seconds: bigint): boolean {
  const halfLife = halfLifeOf(standing.rule.decay);
  return [0, ...STEPS]
    .map((step) => seconds + BigInt(Math.ceil(halfLife * step)))
    .some((moment) => moment < standing.remaining && passesAt(standing, moment));
}

/** Why it never passes as it stands. */
function whyNot(standing: Standing): Obstacle {
  const hopeless = obstacle(standing);
  if (hopeless) return hopeless;
  const alone = { ...standing, opposition: 0n, opposed: 0n };
  const opposed = standing.opposed > 0n && firstSecond(alone) !== null;
  return { kind: opposed ? "opposed" : "stakeTooSmall" };
}

/** What no stake helps against. */
function obstacle({ bar, funds, supply, rule }: Standing): Obstacle | null {
  if (bar.kind !== "request") return supply === 0n ? { kind: "notEnoughTokens" } : null;
  try {
    const needed = threshold(bar.requested, funds, supply, rule);
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
