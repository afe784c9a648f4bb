import { describe, expect, it } from "vitest";
import {
  plainRule,
  RULE_KINDS,
  type RuleNow,
  reachOf,
  readRule,
  ruleKind,
  ruleProblem,
  ruleUnit,
  ruleWords,
} from "./rules";

const commons = { native: { symbol: "DOT", decimals: 18 } };
const limit: RuleNow = {
  number: 3,
  value: 200_000n,
  least: 10_000n,
  most: 230_000n,
  step: 50_000n,
  changeableFrom: 0,
};

describe("a rule", () => {
  it("has one number, one name and one meaning", () => {
    expect(RULE_KINDS.map(({ number }) => number)).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9]);
    expect(new Set(RULE_KINDS.map(({ name }) => name)).size).toBe(9);
    expect(ruleKind(12).name).toBe("Rule 12");
  });

  it("moves by one step at most, within its bounds", () => {
    expect(reachOf(limit)).toEqual({ from: 150_000n, to: 230_000n });
    expect(reachOf({ ...limit, value: 20_000n })).toEqual({ from: 10_000n, to: 70_000n });
    expect(reachOf({ ...limit, step: 0n })).toBeNull();
  });

  it("says why it cannot become a value", () => {
    const problem = (value: bigint, change: Partial<RuleNow> = {}) =>
      ruleProblem({ ...limit, ...change }, value, commons);
    expect(problem(210_000n)).toBeNull();
    expect(problem(150_000n)).toBeNull();
    expect(problem(200_000n)).toContain("already");
    expect(problem(240_000n)).toBe("At most 23 %.");
    expect(problem(9_000n)).toBe("At least 1 %.");
    expect(problem(149_999n)).toBe("One change can bring it down to 15 %, not lower.");
    expect(problem(100_000n, { value: 20_000n })).toBe(
      "One change can bring it up to 7 %, not higher.",
    );
    expect(problem(210_000n, { step: 0n })).toContain("does not let");
  });

  it("is read back as it is written", () => {
    const values: [number, bigint][] = [
      [1, 25_000n],
      [3, 1n],
      [4, 604_800n],
      [5, 5_401n],
      [8, 10n ** 17n],
      [9, 259_200n],
    ];
    for (const [number, value] of values) {
      const typed = readRule(number, plainRule(number, value, commons), commons);
      expect(typed.amount, `rule ${number}`).toBe(value);
    }
    expect(ruleWords(1, 25_000n, commons)).toBe("2.5 %");
    expect(ruleWords(4, 604_800n, commons)).toBe("7 d");
    expect(ruleWords(8, 10n ** 17n, commons)).toBe("0.1 DOT");
    expect([1, 4, 8].map((number) => ruleUnit(number, commons))).toEqual(["%", "hours", "DOT"]);
    expect(readRule(1, "1.23456", commons).problem).toContain("4 decimals");
  });
});
