import { expect, it } from "vitest";
import { spotPrice } from "../economics/curve";
import { curvePoints, priceAt, ticks, viewOf } from "./curve";

const curve = {
  supply: 50_000n * 10n ** 18n,
  reserve: 1_000n * 10n ** 18n,
  reserveRatio: 200_000n,
};

it("draws the price that the contract has", () => {
  expect(priceAt(curve, 50_000, 18)).toBeCloseTo(Number(spotPrice(curve)) / 1e18, 12);
  // Doubling the supply at a ratio of a fifth: sixteen times the price.
  expect(priceAt(curve, 100_000, 18) / priceAt(curve, 50_000, 18)).toBeCloseTo(16, 9);
  const points = curvePoints(curve, 0, 100_000, 18, 10);
  expect(points).toHaveLength(11);
  expect(points[0]).toEqual([0, 0]);
});

it("finds round numbers for an axis", () => {
  expect(ticks(0, 100, 5)).toEqual([0, 20, 40, 60, 80, 100]);
  expect(ticks(0.03, 0.18, 4)).toHaveLength(3);
  expect(ticks(5, 5, 4)).toEqual([5]);
});

it("draws a part of any curve in which there is something to see", () => {
  const wrong: string[] = [];
  for (const reserveRatio of [1n, 1_000n, 200_000n, 1_000_000n]) {
    for (const supply of [1n, 10n ** 18n, 1n << 112n]) {
      for (const reserve of [1n, 1n << 112n]) {
        const one = { supply, reserve, reserveRatio };
        const now = Number(supply) / 1e18;
        const fail = (what: string) =>
          wrong.push(`ratio ${reserveRatio}, supply ${supply}, reserve ${reserve}: ${what}`);
        for (const then of [now, now / 2, now * (1 + 1e-9), now * 2]) {
          const { from, to, low, high } = viewOf(one, now, then, 18);
          if (!(from >= 0 && to > from && Number.isFinite(to))) fail(`from ${from} to ${to}`);
          if (!(high > low)) fail(`from ${low} up to ${high}`);
          if (now < from || now > to) fail("now is out of sight");
        }
        // Where it stands now is neither at the floor nor out of sight.
        const { low, high } = viewOf(one, now, now, 18);
        const place = (priceAt(one, now, 18) - low) / (high - low);
        if (!(place > 0.1 && place < 1)) fail(`now is at ${place} of the height`);
      }
    }
  }
  expect(wrong).toEqual([]);
});
