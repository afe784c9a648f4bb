// Fractions in [0, 1) with 192 bits, as the contracts compute with them: a fraction is an integer
// that stands for itself divided by 2^192. All operations round as contracts/economics/src/fixed.rs
// does, by the same bits, so that a quote in the browser is the contract's to the last unit.

const BITS = 192n;
const MASK = (1n << BITS) - 1n;
const LIMB = (1n << 64n) - 1n;

/** A fraction: an integer in 0..2^192. */
export type Fraction = bigint;

/** `a + b` modulo 1. */
export const add = (a: Fraction, b: Fraction): Fraction => (a + b) & MASK;

/** `a - b` modulo 1. */
export const subtract = (a: Fraction, b: Fraction): Fraction => (a - b) & MASK;

/** `a × 2^bits` modulo 1. */
export const shiftLeft = (a: Fraction, bits: bigint): Fraction => (a << bits) & MASK;

/** `1 - a`, less one unit in the last place. */
export const complement = (a: Fraction): Fraction => a ^ MASK;

/** The most significant of the three limbs of 64 bits. */
export const topLimb = (a: Fraction): bigint => a >> 128n;

/**
 * `a × b`, rounded down by less than 6 units in the last place: the contract leaves out the partial
 * products that hardly reach the result, and so does this.
 */
export function multiply(a: Fraction, b: Fraction): Fraction {
  const [a0, a1, a2] = limbs(a);
  const [b0, b1, b2] = limbs(b);
  const upper = ((a2 * b2) << 64n) + a1 * b2 + a2 * b1;
  return upper + ((a0 * b2) >> 64n) + ((a1 * b1) >> 64n) + ((a2 * b0) >> 64n);
}

function limbs(a: Fraction): [bigint, bigint, bigint] {
  return [a & LIMB, (a >> 64n) & LIMB, a >> 128n];
}
