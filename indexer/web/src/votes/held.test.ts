import { describe, expect, it } from "vitest";
import { ONE } from "../economics/limits";
import { grantableFrom, heldAt, heldVerdict } from "./held";
import type { Proposal, Vote } from "./model";

const WINDOW = 86_400;
const vote = {
  seconds: 1_000_000,
  funds: 1_000n * ONE,
  terms: { spending_limit_ppm: 200_000, window: WINDOW },
} as unknown as Vote;

/** What the Commons counts and asks at a second: see `contracts/economics` and `treasury/grants.rs`. */
function passes(whole: bigint, last: number, requested: bigint, at: number): boolean {
  const left = BigInt(Math.max(0, last + WINDOW - at));
  const counted = (whole * left + BigInt(WINDOW) - 1n) / BigInt(WINDOW);
  return (counted + requested) * 1_000_000n < 200_000n * (vote.funds + counted);
}

describe("recent grants to the same beneficiary", () => {
  it("let a request through from the second on that the Commons does", () => {
    for (const whole of [110n * ONE, 150n * ONE + 7n, 199n * ONE]) {
      for (const requested of [80n * ONE, 120n * ONE + 1n, 199n * ONE]) {
        for (const elapsed of [0, 1, 4_567, 40_000]) {
          const last = vote.seconds - elapsed;
          const left = BigInt(WINDOW - elapsed);
          const counted = (whole * left + BigInt(WINDOW) - 1n) / BigInt(WINDOW);
          if (passes(whole, last, requested, vote.seconds)) continue;
          const from = grantableFrom(counted, last, requested, vote);
          if (from === null) throw new Error("never");
          expect(passes(whole, last, requested, from)).toBe(true);
          expect(passes(whole, last, requested, from - 2)).toBe(false);
        }
      }
    }
  });

  it("never do where the request alone reaches the limit", () => {
    expect(grantableFrom(ONE, vote.seconds, 200n * ONE, vote)).toBeNull();
  });
});

describe("a proposal that is held up", () => {
  const money = { symbol: "DOT", decimals: 18 };
  const passing = { tone: "good", words: "Has enough support", more: "" } as const;
  const proposal = (change: Partial<Proposal>) =>
    ({ requested: 120n * ONE, recentlyGranted: null, pausedUntil: null, ...change }) as Proposal;
  const said = (change: Partial<Proposal>, last: number | null, seconds = 0) => {
    const held = heldAt(proposal(change), vote, last, vote.seconds);
    const outlook = seconds ? ({ kind: "in", seconds } as const) : ({ kind: "now" } as const);
    return heldVerdict(passing, outlook, held, money, vote.seconds);
  };

  it("says why, and from when it can be executed", () => {
    const verdict = said({ recentlyGranted: 150n * ONE }, vote.seconds);
    expect(verdict.words).toMatch(/^Has to wait \d+ h/);
    expect(verdict.more).toMatch(/granted 150 DOT lately .* can be executed from/);
    const paused = said({ pausedUntil: vote.seconds + 3_600 }, null);
    expect(paused).toMatchObject({ tone: "warn", words: "Has to wait 1 h" });
    expect(paused.more).toMatch(/guardian has paused/);
    expect(said({ recentlyGranted: 150n * ONE }, null).words).toBe("Has to wait");
  });

  it("is not, where that is over before it has enough support, or nothing is known of it", () => {
    expect(said({}, null)).toBe(passing);
    expect(said({ recentlyGranted: 150n * ONE }, vote.seconds, 2 * WINDOW)).toBe(passing);
    expect(said({ pausedUntil: vote.seconds - 1 }, null)).toBe(passing);
  });
});
