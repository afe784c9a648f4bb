// Tributes, the hatch, vesting and streams: as in contracts/economics, with the same roundings.

import { amount, ceilDiv, EconomicsError, ONE, PPM } from "./limits";
import { exp2OfRest } from "./power";

/** The part of a payment that goes to the funding pool, rounded up. */
export function tribute(paid: bigint, ppm: bigint): bigint {
  if (ppm > PPM) throw new EconomicsError("OutOfDomain");
  return ceilDiv(paid * ppm, PPM);
}

/** Tokens for a contribution to the hatch, at a price in base units for a whole token. */
export function hatchTokens(contribution: bigint, price: bigint): bigint {
  if (price === 0n) throw new EconomicsError("OutOfDomain");
  return amount((contribution * ONE) / price);
}

/** The spot price right after the hatch, in parts per million of the hatch's, rounded up. */
export function openingJump(tributePpm: bigint, reserveRatio: bigint): bigint {
  if (tributePpm > PPM || reserveRatio < 1n || reserveRatio > PPM) {
    throw new EconomicsError("OutOfDomain");
  }
  const jump = ceilDiv((PPM - tributePpm) * PPM, reserveRatio);
  if (jump >= 1n << 32n) throw new EconomicsError("Overflow");
  return jump;
}

/**
 * How much of what came from the hatch is still locked, so many seconds after the opening: all of it
 * before the cliff, then half as much after each half-life. Rounded up.
 */
export function locked(granted: bigint, elapsed: bigint, cliff: bigint, halfLife: bigint): bigint {
  if (elapsed < cliff || halfLife >= 1n << 32n) return granted;
  const since = elapsed - cliff;
  if (halfLife === 0n || since / halfLife >= 128n) return 0n;
  const halvings = since / halfLife;
  const rest = since % halfLife;
  let left = granted;
  if (rest !== 0n) {
    const share = (exp2OfRest((rest << 192n) / halfLife) >> 1n) + (1n << 191n) + (1n << 52n);
    left = (share * granted) >> 192n;
  }
  const whole = left >> halvings;
  if (rest === 0n && whole << halvings === granted) return whole;
  return whole + 1n < granted ? whole + 1n : granted;
}

/** What is due of a stream, so many seconds after its start: rounded down. */
export function streamed(granted: bigint, elapsed: bigint, duration: bigint): bigint {
  if (elapsed >= duration) return granted;
  return elapsed <= 0n ? 0n : (granted * elapsed) / duration;
}

/** The share of an amount that a part has of a whole, rounded down: what a wind-down pays. */
export function shareOf(whole: bigint, part: bigint, of: bigint): bigint {
  if (of === 0n) throw new EconomicsError("OutOfDomain");
  return amount((whole * part) / of);
}
