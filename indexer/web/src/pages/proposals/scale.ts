// The scale on which support, opposition and what is needed are drawn beside each other.

/** Parts of the scale's length, from 0 to 1. */
export interface Scale {
  readonly support: number;
  readonly opposition: number;
  /** Where the mark is; null without one. */
  readonly needed: number | null;
}

/** Room beyond the mark, so that it is seen, as a part of the scale. */
const BEYOND = 0.08;

/** Lays the amounts on a scale that ends a little beyond the largest of them. */
export function scaleOf(support: bigint, opposition: bigint, needed: bigint | null): Scale {
  const largest = [support, opposition, needed ?? 0n].reduce((a, b) => (a > b ? a : b));
  if (largest === 0n) return { support: 0, opposition: 0, needed: needed === null ? null : 0 };
  const part = (amount: bigint) => (Number(amount) / Number(largest)) * (1 - BEYOND);
  return {
    support: part(support),
    opposition: part(opposition),
    needed: needed === null ? null : part(needed),
  };
}
