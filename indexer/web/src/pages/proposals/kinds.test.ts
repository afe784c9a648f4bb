import { expect, it } from "vitest";
import type { Commons } from "../../api/commons";
import { choicesOf, phaseAgainst } from "./kinds";

const rule = { number: 3, value: 5n, least: 1n, most: 9n, step: 1n, changeableFrom: 0 };
const commons = {
  terms: { rule_share_ppm: 250_000, exit_share_ppm: 400_000, long_notice: 1_209_600 },
  rules: [rule],
  phase: "open",
  money: { symbol: "DOT", decimals: 18 },
  token: { symbol: "WEIR", decimals: 18 },
} as unknown as Commons;
const closed = (change: Partial<Commons>) =>
  choicesOf({ ...commons, ...change })
    .filter((choice) => choice.closed !== null)
    .map(({ kind }) => kind);

it("offers every kind, and says what those take that change the Commons itself", () => {
  expect(closed({})).toEqual([]);
  const means = Object.fromEntries(choicesOf(commons).map((one) => [one.kind, one.means]));
  expect(means.rule).toContain("25 % of all WEIR");
  expect(means.wind_down).toContain("40 % of all WEIR");
  expect(means.wind_down).toContain("14 d");
});

it("says which a Commons has not", () => {
  const terms = { ...commons.terms, rule_share_ppm: 0, exit_share_ppm: 0 };
  expect(closed({ terms })).toEqual(["rule", "governor", "wind_down"]);
  expect(closed({ rules: [{ ...rule, step: 0n }] })).toEqual(["rule"]);
});

it("lets people only signal while a wind-down is announced", () => {
  expect(closed({ phase: "closing" })).toEqual([
    "grant",
    "revocation",
    "rule",
    "governor",
    "wind_down",
  ]);
  expect(closed({ phase: "closed" })).toHaveLength(6);
  expect(phaseAgainst("open")).toBeNull();
  expect(phaseAgainst("hatch")).toContain("hatch");
});
