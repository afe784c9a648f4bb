// The bonding curve, as in contracts/economics/src/curve.rs: what a quote in the browser says is
// what the contract computes in the same state, to the last unit.

import { amount, EconomicsError, MAX_AMOUNT, ONE, PPM } from "./limits";
import { exp2Minus1, exp2OfRest, log2 } from "./power";

const FRACTION = (1n << 192n) - 1n;
const LOW_128 = (1n << 128n) - 1n;

/** Where a curve stands: all amounts in base units, the ratio in parts per million. */
export interface Curve {
  readonly supply: bigint;
  readonly reserve: bigint;
  readonly reserveRatio: bigint;
}

/**
 * Tokens for a deposit: `supply × ((1 + deposit / reserve)^w - 1)`.
 *
 * The floor of the exact value or one unit less.
 */
export function purchaseReturn(curve: Curve, deposit: bigint): bigint {
  check(curve);
  checkAmount(deposit, MAX_AMOUNT);
  const { supply, reserve, reserveRatio } = curve;
  const [whole, fraction] = power(reserve + deposit, reserve, reserveRatio, PPM);
  const value = (onePlus(exp2Minus1(fraction)) * supply) >> (192n - whole);
  return amount(value - supply);
}

/**
 * Money for tokens: `reserve × (1 - (1 - sold / supply)^(1 / w))`. The whole supply returns the whole
 * reserve.
 *
 * The floor of the exact value or one unit less.
 */
export function saleReturn(curve: Curve, sold: bigint): bigint {
  check(curve);
  const { supply, reserve, reserveRatio } = curve;
  checkAmount(sold, supply);
  if (sold === supply) return reserve;
  const [whole, fraction] = power(supply, supply - sold, PPM, reserveRatio);
  // From a lower to an upper bound of what is left: 2^-32 units.
  const left = onePlus(exp2OfRest(fraction)) * reserve + (1n << 160n);
  const rest = ((left >> (193n + whole)) & LOW_128) + 1n;
  return rest > reserve ? 0n : reserve - rest;
}

/** Base units of the currency for a whole token at the margin: `reserve / (supply × w)`, rounded down. */
export function spotPrice(curve: Curve): bigint {
  check(curve);
  return amount(shownPrice(curve));
}

/** The spot price of any curve, as it is shown: also where it is beyond what contracts can express. */
export function shownPrice({ supply, reserve, reserveRatio }: Curve): bigint {
  return (reserve * ONE * PPM) / (supply * reserveRatio);
}

/** What a whole token has of an amount that is divided among all there are, as it is shown: rounded down. */
export const shownShare = (amount: bigint, supply: bigint): bigint =>
  supply === 0n ? 0n : (amount * ONE) / supply;

/**
 * The value of all tokens at the spot price: `reserve / w`, rounded down. The product of a price that was
 * rounded before would be less.
 */
export function worthOf({ reserve, reserveRatio }: Curve): bigint {
  return (reserve * PPM) / reserveRatio;
}

function check({ supply, reserve, reserveRatio }: Curve): void {
  const within = (value: bigint) => value >= 1n && value <= MAX_AMOUNT;
  if (!within(supply) || !within(reserve) || reserveRatio < 1n || reserveRatio > PPM) {
    throw new EconomicsError("OutOfDomain");
  }
}

function checkAmount(value: bigint, most: bigint): void {
  if (value === 0n) throw new EconomicsError("ZeroAmount");
  if (value < 0n || value > most) throw new EconomicsError("OutOfDomain");
}

/** `log2(numerator / denominator) × multiplier / divisor`: its integer part and its fraction. */
function power(
  numerator: bigint,
  denominator: bigint,
  multiplier: bigint,
  divisor: bigint,
): [bigint, bigint] {
  const log = (log2(numerator, denominator) * multiplier) / divisor;
  return [log >> 192n, log & FRACTION];
}

/** One and a fraction, with 192 fractional bits. */
const onePlus = (fraction: bigint): bigint => (1n << 192n) + fraction;
