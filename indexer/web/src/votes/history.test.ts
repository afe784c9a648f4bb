import { expect, it } from "vitest";
import { convictionLimit, decayOfHalfLife, RULE_WHOLE } from "../economics/conviction";
import { MAX_SECONDS, ONE, PPM } from "../economics/limits";
import { horizon, supportLines } from "./history";

const rule = { decay: decayOfHalfLife(3_600n), limit: RULE_WHOLE / 5n, weight: RULE_WHOLE / 400n };
const standing = {
  bar: { kind: "request", requested: 50n * ONE } as const,
  conviction: 0n,
  stake: 2_000n * ONE,
  opposition: 0n,
  opposed: 1_000n * ONE,
  funds: 1_000n * ONE,
  effectiveFunds: 1_000n * ONE,
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
  opposed: "0",
  opposition: "0",
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
  expect(lines.oppositionToCome.at(-1)).toBeCloseTo(750, 0);
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

it("draws what counts: no more than the stakes behind it, until the end", () => {
  const point = {
    at: new Date(0).toISOString(),
    staked: (10n * ONE).toString(),
    conviction: convictionLimit(50n * ONE, rule.decay).toString(),
    opposed: (5n * ONE).toString(),
    opposition: convictionLimit(5n * ONE, rule.decay).toString(),
    threshold: convictionLimit(20n * ONE, rule.decay).toString(),
  };
  const [open, over] = (["active", "passed"] as const).map((status) =>
    supportLines([{ ...point, status }], rule, 18, null),
  );
  expect(open?.support[0]).toBeCloseTo(10, 6);
  expect(open?.opposition[0]).toBeCloseTo(5, 6);
  expect(open?.needed[0]).toBeCloseTo(25, 6);
  expect(over?.support[0]).toBeCloseTo(50, 6);
});
