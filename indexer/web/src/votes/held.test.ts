import { describe, expect, it } from "vitest";
import type { Commons } from "../api/commons";
import { ONE } from "../economics/limits";
import { type Counted, countedAt, grantableFrom, heldAt, heldVerdict } from "./held";
import type { Proposal, Vote } from "./model";

const WINDOW = 86_400;
const QUARTER = WINDOW / 4;
/** A moment within a quarter that began at a multiple of its length. */
const NOW = 40 * QUARTER + 1_000;
const vote = {
  funds: 1_000n * ONE,
  terms: { spending_limit_ppm: 200_000, window: WINDOW },
} as unknown as Vote;
const commons = {
  phase: "open",
  pausedUntil: null,
  money: { symbol: "DOT", decimals: 18 },
  native: { symbol: "DOT", decimals: 18 },
  rules: [
    { number: 3, value: 200_000n, least: 1n, most: 500_000n, step: 50_000n, changeableFrom: 0 },
  ],
} as unknown as Commons;

/** What the Commons asks at a second. */
function allowed(grants: readonly Counted[], requested: bigint, at: number): boolean {
  const counted = countedAt(grants, WINDOW, at);
  return (counted + requested) * 1_000_000n < 200_000n * (vote.funds + counted);
}

describe("recent grants", () => {
  it("count for the whole window, and for at most a quarter longer", () => {
    const grants = [{ granted: NOW, amount: 7n }];
    expect(countedAt(grants, WINDOW, NOW - 1)).toBe(0n);
    expect(countedAt(grants, WINDOW, NOW)).toBe(7n);
    expect(countedAt(grants, WINDOW, NOW + WINDOW - 1)).toBe(7n);
    expect(countedAt(grants, WINDOW, NOW + WINDOW + QUARTER)).toBe(0n);
  });

  it("let a request through from the second on that the Commons does", () => {
    const grants = [
      { granted: NOW - 2 * QUARTER, amount: 80n * ONE },
      { granted: NOW - 10, amount: 70n * ONE },
    ];
    for (const requested of [60n * ONE, 100n * ONE, 190n * ONE]) {
      const from = grantableFrom(grants, 150n * ONE, requested, vote, NOW);
      if (from === null) throw new Error("never");
      expect(allowed(grants, requested, from)).toBe(true);
      if (from > NOW) expect(allowed(grants, requested, from - 1)).toBe(false);
    }
  });

  it("never do where the request alone reaches the limit, or they are other grants", () => {
    const grants = [{ granted: NOW, amount: ONE }];
    expect(grantableFrom(grants, ONE, 200n * ONE, vote, NOW)).toBeNull();
    expect(grantableFrom(grants, 2n * ONE, ONE, vote, NOW)).toBeNull();
  });
});

describe("what holds a proposal up", () => {
  const proposal = (change: Partial<Proposal> = {}) =>
    ({
      kind: "grant",
      requested: 120n * ONE,
      recentlyGranted: null,
      rule: null,
      ruleValue: null,
      ...change,
    }) as Proposal;
  const words = (
    change: Partial<Proposal>,
    about: Partial<Commons> = {},
    grants: readonly Counted[] | null = null,
  ) =>
    heldAt(proposal(change), vote, { ...commons, ...about }, grants, NOW).map((one) => one.words);

  it("is a pause, but not for a revocation or what gathers stakes only", () => {
    const pausedUntil = NOW + 3_600;
    expect(words({}, { pausedUntil })[0]).toContain("guardian has paused");
    expect(words({}, { pausedUntil: NOW - 1 })).toEqual([]);
    expect(words({ kind: "revocation" }, { pausedUntil })).toEqual([]);
    expect(words({ kind: "signal" }, { pausedUntil })).toEqual([]);
  });

  it("is an announced wind-down, for all else", () => {
    expect(words({}, { phase: "closing" })[0]).toContain("wind-down is announced");
    expect(words({ kind: "wind_down" }, { phase: "closing" })).toEqual([]);
  });

  it("is what was granted lately to all together", () => {
    const grants = [{ granted: NOW - 10, amount: 150n * ONE }];
    const recentlyGranted = 150n * ONE;
    expect(words({ recentlyGranted }, {}, grants)[0]).toMatch(/150 DOT still count .* until \d/);
    expect(words({ recentlyGranted }, {}, null)[0]).toMatch(/together\.$/);
  });

  it("is a rule that changed lately, or cannot become that any more", () => {
    const rule = { kind: "rule", rule: 3, ruleValue: 240_000n } as const;
    expect(words(rule)).toEqual([]);
    const [present] = commons.rules;
    if (!present) throw new Error("none");
    const changed = [{ ...present, changeableFrom: NOW + 60 }];
    expect(words(rule, { rules: changed })[0]).toContain("can change again from");
    expect(words({ ...rule, ruleValue: 300_000n })[0]).toContain("not higher");
  });
});

describe("a verdict", () => {
  const passing = { tone: "good", words: "Has enough support", more: "" } as const;
  const pause = [{ words: "The guardian has paused.", until: NOW + 7_200 }];
  const said = (stage: Parameters<typeof heldVerdict>[2], seconds = 0) =>
    heldVerdict(passing, seconds ? { kind: "in", seconds } : { kind: "now" }, stage, pause, NOW);

  it("says that it has to wait, and why", () => {
    expect(said({ kind: "ready" })).toMatchObject({ tone: "warn", words: "Has to wait 2 h" });
    expect(said({ kind: "ready" }).more).toContain("The guardian has paused.");
    const unknown = heldVerdict(
      passing,
      { kind: "now" },
      { kind: "ready" },
      [{ words: "So it is.", until: null }],
      NOW,
    );
    expect(unknown.words).toBe("Has to wait");
  });

  it("does not, where that is over before it could be executed", () => {
    expect(said({ kind: "gathering" }, 10_000)).toBe(passing);
    expect(said({ kind: "notice", from: NOW + 8_000, until: NOW + 9_000 })).toBe(passing);
    expect(heldVerdict(passing, { kind: "now" }, { kind: "ready" }, [], NOW)).toBe(passing);
  });
});
