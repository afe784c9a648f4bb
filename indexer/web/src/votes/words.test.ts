import { describe, expect, it } from "vitest";
import type { Commons } from "../api/commons";
import type { VoteTerms } from "../api/types";
import { ONE } from "../economics/limits";
import type { Proposal } from "./model";
import type { Stage } from "./stage";
import { asksFor, stagedVerdict } from "./words";

const commons = {
  money: { symbol: "DOT", decimals: 18 },
  token: { symbol: "WEIR", decimals: 18 },
  native: { symbol: "DOT", decimals: 18 },
} as unknown as Commons;
const terms = { notice: 7_200, long_notice: 86_400 } as VoteTerms;
const proposal = (change: Partial<Proposal>) =>
  ({ kind: "grant", requested: 5n * ONE, duration: 0, asTokens: false, ...change }) as Proposal;

it("says in a few words what a proposal is about", () => {
  const said = (change: Partial<Proposal>) => asksFor(proposal(change), commons);
  expect(said({})).toBe("5 DOT at once");
  expect(said({ duration: 86_400, asTokens: true })).toBe("5 DOT over 1 d, in WEIR");
  expect(said({ kind: "rule", rule: 5, ruleValue: 172_800n })).toBe("sets the notice to 2 d");
  expect(said({ kind: "governor" })).toBe("changes the governor");
  expect(said({ kind: "wind_down" })).toBe("winds the Commons down");
  expect(said({ kind: "revocation", grant: 4 })).toBe("takes grant 4 back");
  expect(said({ kind: "signal" })).toBe("a signal");
});

describe("the verdict of a stage", () => {
  const passing = { tone: "good", words: "Has enough support", more: "" } as const;
  const window = { from: 10_000, until: 20_000 };
  const said = (stage: Stage) => stagedVerdict(passing, stage, proposal({}), terms, 2_800);

  it("counts down to the execution", () => {
    expect(said({ kind: "gathering" })).toBe(passing);
    expect(said({ kind: "ready" }).more).toContain("executed 2 h later");
    expect(said({ kind: "notice", ...window }).words).toBe("Executes in 2 h");
    expect(said({ kind: "notice", ...window }).more).toMatch(/from .* until .* unless/);
    expect(said({ kind: "executable", ...window }).words).toBe("Can be executed");
  });

  it("says what went wrong with an announcement", () => {
    expect(said({ kind: "failing", ...window })).toMatchObject({ tone: "warn" });
    expect(said({ kind: "stale", ...window, passes: true }).words).toBe("Was not executed in time");
  });
});
