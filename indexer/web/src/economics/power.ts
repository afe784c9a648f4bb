// Logarithm and exponential to base 2, as in contracts/economics/src/power.rs: the same tables, the
// same series, the same roundings. That file says why they are right and by how much they are low.

import { add, complement, type Fraction, multiply, shiftLeft, subtract, topLimb } from "./fixed";

/** `floor(2^192 × log2(1 + 2^-k))` for k = 1..=9. */
const LOG2_STEP = [
  0x95c01a39fbd6879fa00b120a068badd124f3e6a3a259b040n,
  0x5269e12f346e2bf924afdbfd36bf6d3365b157f8deceb53an,
  0x2b803473f7ad0f3f401624140d175ba249e7cd4744b36080n,
  0x1663f6fac913167ccc53826144575ac3ca507cfab1d27f98n,
  0x0b5d69bac77ec3989b03784b5be084906366f25ae368399cn,
  0x05b9e5a170b48a629b89f8846042be5182a5dbcb6ed52c01n,
  0x02dfca16dde10a2ff1c6f6002f29e888399bec91e4cb483cn,
  0x01709c46d7aac774ad9bd2492f843ade089fe3f2f157eaa0n,
  0x00b87c1ff853ab2631d4676d1d81755808c691a0905f1e2cn,
];

/** `floor(2^192 × ln 2)`. */
export const LN_2 = 0xb17217f7d1cf79abc9e3b39803f2f6af40f343267298b62dn;

/** `floor(2^192 × log2(e) / 2)`. */
const HALF_LOG2_E = 0xb8aa3b295c17f0bbbe87fed0691d3e88eb577aa8dd695a58n;

/** The least common multiple of the denominators 3, 5, ..., 13 of the logarithm's series. */
const LOG2_DENOMINATOR = 45_045n;

/** The terms of the exponential's series, and their common denominator, 12!. */
const EXP2_TERMS = 12n;
const EXP2_DENOMINATOR = 479_001_600n;

/**
 * `log2(numerator / denominator)`, times 2^192: integer part and fraction in one number.
 *
 * Domain: `1 <= denominator <= numerator <= 2^113`. Rounded down, by less than 2^-150.
 */
export function log2(numerator: bigint, denominator: bigint): bigint {
  let exponent = bits(numerator) - bits(denominator);
  let n = align(numerator);
  let d = align(denominator);
  if (n < d) {
    n = shiftLeft(n, 1n);
    exponent -= 1n;
  }

  let log = 0n;
  LOG2_STEP.forEach((step, index) => {
    const product = add(d, d >> BigInt(index + 1));
    if (n >= product) {
      d = product;
      log = add(log, step);
    }
  });

  const z = quotient(subtract(n, d), add(n, d));
  const square = multiply(z, z);
  let series = 0n;
  for (let odd = 13n; odd > 1n; odd -= 2n) {
    series = multiply(series, square) + ((LOG2_DENOMINATOR / odd) << (128n + 48n));
  }
  series = multiply(series, square) / LOG2_DENOMINATOR;
  series = add(z, multiply(z, shiftLeft(series, 16n)));
  log = add(log, multiply(shiftLeft(series, 2n), HALF_LOG2_E));
  return (exponent << 192n) + log;
}

/** `2^x - 1`, for x in [0, 1). Rounded down, by less than 2^-140. */
export function exp2Minus1(x: Fraction): Fraction {
  let rest = x;
  const taken: bigint[] = [];
  LOG2_STEP.forEach((step, index) => {
    if (rest > step) {
      rest = rest - step - 1n;
      taken.push(BigInt(index + 1));
    }
  });

  const r = multiply(rest, LN_2);
  let series = 0n;
  let coefficient = 1n;
  for (let n = EXP2_TERMS; n >= 1n; n -= 1n) {
    series = multiply(series, r) + (coefficient << (128n + 32n));
    coefficient *= n;
  }
  series = multiply(series, r) / EXP2_DENOMINATOR;

  let result = shiftLeft(series, 32n);
  for (const k of taken) result = add(result, (result >> k) | (1n << (192n - k)));
  return result;
}

/** `2^(1 - x) - 1`, where 1 - x is one unit in the last place low. */
export const exp2OfRest = (x: Fraction): Fraction => exp2Minus1(complement(x));

/** The bits of a number: 1 for 1, 8 for 255. */
function bits(value: bigint): bigint {
  return BigInt(value.toString(2).length);
}

/** The number shifted so that its top bit is bit 158 of a fraction. */
function align(value: bigint): Fraction {
  return value << (159n - bits(value));
}

/**
 * `numerator / denominator` in digits, each guessed from the leading limbs: low by less than 2 units
 * in the last place, the same ones as in the contract.
 */
function quotient(numerator: Fraction, denominator: Fraction): Fraction {
  let remainder = numerator;
  let result = 0n;
  const guess = topLimb(denominator) + 1n;
  let digits = 24n;
  for (let round = 0; round < 7; round += 1) {
    remainder = shiftLeft(remainder, digits);
    const digit = topLimb(remainder) / guess;
    remainder = subtract(remainder, denominator * digit);
    result = add(shiftLeft(result, digits), digit);
    digits = 28n;
  }
  return result;
}
