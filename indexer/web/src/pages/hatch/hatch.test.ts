import { expect, it } from "vitest";
import { freeAfter, milestones, secondsUntil, vestingCurve } from "./hatch";

const terms = { cliff: 1_800, halfLife: 7_200 };

it("frees nothing before the cliff, then half of the rest again and again", () => {
  expect(freeAfter(1_000n, -5, terms)).toBe(0n);
  expect(freeAfter(1_000n, 1_799, terms)).toBe(0n);
  expect(freeAfter(1_000n, 1_800 + 7_200, terms)).toBe(500n);
  expect(freeAfter(1_000n, 1_800 + 14_400, terms)).toBe(750n);
});

it("tells when a share is free", () => {
  expect(secondsUntil(0.5, terms)).toBe(9_000);
  for (const { share, seconds } of milestones(terms)) {
    const free = (at: number) => Number(freeAfter(10n ** 18n, at, terms)) / 1e18;
    expect(free(seconds)).toBeGreaterThanOrEqual(share - 1e-9);
    expect(free(seconds - 2)).toBeLessThan(share);
  }
});

it("draws from nothing to next to all", () => {
  const curve = vestingCurve(terms);
  expect(curve[0]).toEqual([0, 0]);
  expect(curve.at(-1)?.[1]).toBeCloseTo(0.99, 4);
});
