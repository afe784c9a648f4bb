import { expect, it } from "vitest";
import { decayOfHalfLife, RULE_WHOLE } from "../economics/conviction";
import { MAX_SECONDS, ONE, PPM } from "../economics/limits";
import { horizon, supportLines } from "./history";

const rule = { decay: decayOfHalfLife(3_600n), limit: RULE_WHOLE / 5n, weight: RULE_WHOLE / 400n };
const standing = {
  conviction: 0n,
  stake: 2_000n * ONE,
  requested: 50n * ONE,
  funds: 1_000n * ONE,
  totalStake: 10_000n * ONE,
  effectiveStake: 10_000n * ONE,
  supply: 50_000n * ONE,
  effectiveSupply: 50_000n * ONE,
  minStake: PPM / 10n,
  rule,
  remaining: MAX_SECONDS,
};
const past = [0, 600].map((seconds) => ({
  at: new Date(seconds * 1000).toISOString(),
  status: "active" as const,
  staked: "0",
  conviction: "0",
  threshold: seconds ? "1000" : null,
}));

it("goes on from the past without a gap", () => {
  const lines = supportLines(past, rule, 18, { standing, from: 600, seconds: 7_200 });
  expect(lines.times[0]).toBe(0);
  expect(lines.times.at(-1)).toBe(7_800);
  for (const line of Object.values(lines)) expect(line).toHaveLength(lines.times.length);
  expect(lines.supportToCome.slice(0, 3)).toEqual([null, 0, expect.any(Number)]);
  expect(lines.needed[0]).toBeNull();
  // Two half-lives: three quarters of the stake.
  expect(lines.supportToCome.at(-1)).toBeCloseTo(1_500, 0);
  const rising = lines.supportToCome.slice(2) as number[];
  expect(rising.every((value, n) => n === 0 || value > (rising[n - 1] ?? 0))).toBe(true);
});

it("looks beyond the passing, and not past the end", () => {
  expect(horizon(10_000, 3_600, 1e9)).toBe(14_000);
  expect(horizon(10, 3_600, 1e9)).toBe(5_400);
  expect(horizon(null, 3_600, 1e9)).toBe(21_600);
  expect(horizon(null, 3_600, 500)).toBe(500);
  expect(horizon(null, 3_600, -5)).toBe(60);
});
