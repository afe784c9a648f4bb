import { expect, it } from "vitest";
import {
  conviction,
  convictionLimit,
  counted,
  decayOfHalfLife,
  equivalentStake,
} from "../conviction";
import { executableFrom, rest, WEEK } from "../notice";

const DAY = 86_400;

it("waits for the notice, and after a pause for the short notice or a week", () => {
  expect(executableFrom(1_000, DAY, DAY, 0)).toBe(1_000 + DAY);
  // A pause that was over at the announcement changes nothing.
  expect(executableFrom(1_000, DAY, DAY, 1_000)).toBe(1_000 + DAY);
  expect(executableFrom(1_000, DAY, DAY, 5_000)).toBe(5_000 + DAY);
  // The long notice of a rule is over later than the wait after the pause.
  expect(executableFrom(1_000, 14 * DAY, DAY, 5_000)).toBe(1_000 + 14 * DAY);
  expect(executableFrom(1_000, 14 * DAY, 30 * DAY, 10 * DAY)).toBe(10 * DAY + WEEK);
});

it("lets stakes rest for a month and a half-life", () => {
  expect(rest(3 * DAY)).toBe(33 * DAY);
});

it("counts no more conviction than the stake behind it could reach", () => {
  const decay = decayOfHalfLife(BigInt(DAY));
  const grown = conviction(0n, 1_000_000n, decay, BigInt(10 * DAY));
  expect(counted(grown, 1_000_000n, decay)).toBe(grown);
  expect(counted(grown, 500_000n, decay)).toBe(convictionLimit(500_000n, decay));
  expect(counted(grown, 0n, decay)).toBe(0n);
  expect(equivalentStake(convictionLimit(500_000n, decay), decay)).toBe(500_000n);
});
