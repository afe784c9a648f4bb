import { expect, it } from "vitest";
import { spotPrice } from "../economics/curve";
import { curvePoints, priceAt, ticks } from "./curve";

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
