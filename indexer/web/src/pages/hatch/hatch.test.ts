import { expect, it } from "vitest";
import { freeAfter, milestones, secondsUntil, vestingCurve, vestingWords } from "./hatch";

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

it("has words and a curve for every term, down to none", () => {
  expect(vestingWords({ cliff: 0, halfLife: 0 })).toBe(
    "All tokens of the hatch are free from the opening on.",
  );
  expect(vestingWords({ cliff: 3_600, halfLife: 0 })).toContain("at once, 1 h after");
  expect(vestingWords({ cliff: 0, halfLife: 7_200 })).toContain("From the opening on, half");
  expect(vestingWords(terms)).toContain("free for 30 min");
  expect(vestingWords({ cliff: 2 ** 40, halfLife: 2 ** 32 })).toContain("never");
  expect(vestingCurve({ cliff: 0, halfLife: 2 ** 32 })).toEqual([]);
  expect(vestingCurve({ cliff: 0, halfLife: 0 })).toEqual([]);
  expect(milestones({ cliff: 0, halfLife: 0 })).toEqual([{ share: 1, seconds: 0 }]);
  for (const cliff of [0, 1, 60, 2 ** 32 - 1]) {
    for (const halfLife of [0, 1, 60, 2 ** 32 - 1]) {
      const curve = vestingCurve({ cliff, halfLife });
      for (let n = 1; n < curve.length; n += 1) {
        expect(curve[n]?.[0]).toBeGreaterThan(curve[n - 1]?.[0] ?? Number.NaN);
        expect(curve[n]?.[1]).toBeGreaterThanOrEqual(curve[n - 1]?.[1] ?? Number.NaN);
      }
      if (cliff + halfLife > 0) expect(curve.at(-1)?.[1]).toBeGreaterThan(0.98);
    }
  }
});
