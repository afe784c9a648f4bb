// The bounds of the economics, and how its functions refuse.

/** One whole, in parts per million. */
export const PPM = 1_000_000n;

/** Base units in a whole token. */
export const ONE = 10n ** 18n;

/** The largest supply, reserve and amount that the curve takes. */
export const MAX_AMOUNT = 1n << 112n;

const BITS_64 = (1n << 64n) - 1n;
const BITS_128 = (1n << 128n) - 1n;

/** The largest second that can be counted: as a time, never. */
export const MAX_SECONDS = BITS_64;

/** The largest conviction; as a threshold, no conviction exceeds it. */
export const MAX_CONVICTION = (1n << 192n) - 1n;

/** Why the economics give no number: the names are those of `weir_economics::Error`. */
export type Reason = "ZeroAmount" | "OutOfDomain" | "Overflow" | "OverLimit";

/** Thrown where the contracts would refuse to compute. */
export class EconomicsError extends Error {
  constructor(readonly reason: Reason) {
    super(reason);
    this.name = "EconomicsError";
  }
}

/** The value, if it fits in 128 bits. */
export function amount(value: bigint): bigint {
  if (value > BITS_128) throw new EconomicsError("Overflow");
  return value;
}

/** `a / b`, rounded up. Neither is negative. */
export function ceilDiv(a: bigint, b: bigint): bigint {
  return (a + b - 1n) / b;
}
