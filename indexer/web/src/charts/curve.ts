// The bonding curve as a line: the price at each supply, for drawing. Floats: the quote beside the
// picture is exact.

import type { Curve } from "../economics/curve";

/** The price of a whole token at a supply, in the money's whole units. */
export function priceAt(curve: Curve, supply: number, decimals: number): number {
  const ratio = Number(curve.reserveRatio) / 1e6;
  const now = Number(curve.supply) / 1e18;
  const reserve = Number(curve.reserve) / 10 ** decimals;
  return (reserve / (now * ratio)) * (supply / now) ** (1 / ratio - 1);
}

/** Points of the curve from one supply to another, both in whole tokens. */
export function curvePoints(
  curve: Curve,
  from: number,
  to: number,
  decimals: number,
  count = 96,
): readonly (readonly [supply: number, price: number])[] {
  return Array.from({ length: count + 1 }, (_, n) => {
    const supply = from + ((to - from) * n) / count;
    return [supply, priceAt(curve, supply, decimals)] as const;
  });
}

/** A part of the curve to draw: from one supply to another, and the prices between. */
export interface View {
  readonly from: number;
  readonly to: number;
  readonly low: number;
  readonly high: number;
}

/** How much higher than at the supplies of interest the price may become in the picture. */
const CLIMB = 8;

/**
 * Chooses the part to draw around the supply now and, where there is a move, the one after it. A small
 * move fills a good part of the picture; without one the curve begins at nothing. A steep curve is cut
 * off where it would leave all the rest flat.
 */
export function viewOf(curve: Curve, now: number, then: number, decimals: number): View {
  const exponent = 1e6 / Number(curve.reserveRatio) - 1;
  const [near, far] = now < then ? [now, then] : [then, now];
  const moved = far - near;
  const reach = exponent > 0 ? Math.expm1(Math.log(CLIMB) / exponent) : Number.POSITIVE_INFINITY;
  const wish = moved > 0 ? Math.max(moved * 0.6, far * 0.035) : far * 0.35;
  const to = far + Math.min(wish, far * reach);
  const back = moved > 0 ? Math.max(moved * 2.5, far * 0.09) : far;
  // Of a curve that rises in its last bit alone, only that bit is worth drawing.
  const from = Math.max(0, near - (reach < 0.05 ? Math.min(back, far * reach * 6) : back));
  const high = priceAt(curve, to, decimals) * 1.04;
  const low = from > 0 ? priceAt(curve, from, decimals) * 0.9 : 0;
  return { from, to, low, high: high > low ? high : low + 1 };
}

/** Round numbers for an axis, about so many of them, between two bounds. */
export function ticks(low: number, high: number, count: number): readonly number[] {
  const span = high - low;
  if (!(span > 0)) return [low];
  const raw = span / count;
  const power = 10 ** Math.floor(Math.log10(raw));
  const step = power * ([1, 2, 5, 10].find((one) => one * power >= raw) ?? 10);
  const first = Math.ceil(low / step) * step;
  const found: number[] = [];
  for (let n = 0; first + n * step <= high + step * 1e-9; n += 1) found.push(first + n * step);
  return found;
}
