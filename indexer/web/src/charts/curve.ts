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
