// The vote's integers, as in contracts/economics: 1Hive's, to the last bit. A decay is what a second
// leaves of a conviction, as a numerator of 2^128.

import { ceilDiv, EconomicsError, MAX_CONVICTION } from "./limits";
import { LN_2 } from "./power";

const WHOLE = 1n << 128n;
const HALF = 1n << 127n;

/** The longest half-life: ten years, in seconds. */
export const MAX_HALF_LIFE = 315_360_000n;

/** One whole of a rule's limit and weight. */
export const RULE_WHOLE = 10_000_000n;

/** What a vote is decided by. Limit (beta) and weight (rho) are shares of {@link RULE_WHOLE}. */
export interface Rule {
  readonly decay: bigint;
  readonly limit: bigint;
  readonly weight: bigint;
}

/** The decay that halves conviction in so many seconds: `floor(2^128 × 2^(-1 / seconds))`. */
export function decayOfHalfLife(seconds: bigint): bigint {
  if (seconds < 1n || seconds > MAX_HALF_LIFE) throw new EconomicsError("OutOfDomain");
  const exponent = LN_2 / seconds;
  // 1 - e^-z = z (1 - z / 2 (1 - z / 3 (...))), from the inside out.
  let lost = 0n;
  for (let term = 40n; term >= 1n; term -= 1n) {
    lost = (exponent - ((exponent * lost) >> 192n)) / term;
  }
  const left = (1n << 192n) + (1n << 12n) - lost;
  return (left >> 64n) & (WHOLE - 1n);
}

/** The half-life of a decay, in seconds, nearly: to choose moments by. */
export function halfLifeOf(decay: bigint): number {
  const lost = Number(WHOLE - decay) / 2 ** 128;
  return lost >= 1 ? 1 : Math.max(1, Math.LN2 / -Math.log1p(-lost));
}

/** What is left after 1, 2, 4, … seconds, by decay: forecasts ask for the same ones thousands of times. */
const squares = new Map<bigint, bigint[]>();

function square(decay: bigint, index: number): bigint {
  let list = squares.get(decay);
  if (!list) {
    list = [decay];
    squares.set(decay, list);
  }
  for (let last = list.length - 1; last < index; last += 1) {
    const power = list[last] ?? 0n;
    list.push((power * power + HALF) >> 128n);
  }
  return list[index] ?? 0n;
}

/**
 * The share of a conviction that is left after some seconds, as a numerator of 2^128: by squaring
 * and multiplying, each product rounded to the nearest.
 */
function remaining(decay: bigint, seconds: bigint): bigint {
  const known = shares.get(decay)?.get(seconds);
  if (known !== undefined) return known;
  const share = power(decay, seconds);
  let list = shares.get(decay);
  // What is asked once only would fill the memory of a page that stays open.
  if (!list || list.size > MOST_KNOWN) {
    list = new Map();
    shares.set(decay, list);
  }
  list.set(seconds, share);
  return share;
}

/** Shares that were computed already, by decay and seconds: proposals are tried at the same moments. */
const shares = new Map<bigint, Map<bigint, bigint>>();
const MOST_KNOWN = 4_000;

function power(decay: bigint, seconds: bigint): bigint {
  let share: bigint | null = null;
  for (let steps = seconds, index = 0; steps !== 0n; steps >>= 1n, index += 1) {
    if ((steps & 1n) === 0n) continue;
    const factor = square(decay, index);
    share = share === null ? factor : (share * factor + HALF) >> 128n;
    // Nothing times anything stays nothing.
    if (share === 0n) return 0n;
  }
  return share ?? WHOLE;
}

/** Conviction so many seconds later, with a stake that did not change meanwhile. */
export function conviction(
  previous: bigint,
  stake: bigint,
  decay: bigint,
  seconds: bigint,
): bigint {
  if (seconds === 0n) return previous;
  const left = remaining(decay, seconds);
  const grown = (stake * (WHOLE - left) * WHOLE) / (WHOLE - decay);
  const value = (left * previous + grown + HALF) >> 128n;
  if (value > MAX_CONVICTION) throw new EconomicsError("Overflow");
  return value;
}

/** What conviction tends to with a stake that stays, rounded up. */
export function convictionLimit(stake: bigint, decay: bigint): bigint {
  const limit = ceilDiv(stake * WHOLE, WHOLE - decay);
  return limit > MAX_CONVICTION ? MAX_CONVICTION : limit;
}

/**
 * What of a conviction counts while a stake lies behind it: no more than that stake could ever reach.
 * Conviction does not outlive the exposure that it came from.
 */
export function counted(value: bigint, stake: bigint, decay: bigint): bigint {
  const most = convictionLimit(stake, decay);
  return value < most ? value : most;
}

/** The stake that tends to a conviction, rounded down. */
export function equivalentStake(value: bigint, decay: bigint): bigint {
  return (value * (WHOLE - decay)) >> 128n;
}

/** A number that follows another one at the speed of conviction, so many seconds later. */
export function follow(previous: bigint, target: bigint, decay: bigint, seconds: bigint): bigint {
  if (seconds === 0n) return previous;
  const left = remaining(decay, seconds);
  return previous < target
    ? target - ((left * (target - previous)) >> 128n)
    : target + ceilDiv(left * (previous - target), WHOLE);
}

/** The conviction that a request must exceed, rounded up. */
export function threshold(
  requested: bigint,
  pool: bigint,
  effectiveStake: bigint,
  rule: Rule,
): bigint {
  // A request of nothing from nothing counts as no share of the funds.
  const funds = requested === 0n && pool === 0n ? 1n : pool;
  const room = funds * rule.limit - requested * RULE_WHOLE;
  if (room <= 0n) throw new EconomicsError("OverLimit");
  // Both sides of the fraction times (10^7 F)^2 2^128.
  const over = funds * funds * effectiveStake * rule.weight * RULE_WHOLE * WHOLE;
  const value = ceilDiv(over, room * room * (WHOLE - rule.decay));
  if (value > MAX_CONVICTION) throw new EconomicsError("Overflow");
  return value;
}
