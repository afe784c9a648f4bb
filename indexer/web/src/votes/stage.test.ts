import { describe, expect, it } from "vitest";
import type { VoteTerms } from "../api/types";
import type { Outlook, Proposal } from "./model";
import { type Deed, deedsOf, noticeOf, type Stage, stageOf } from "./stage";

const terms = { notice: 3_600, long_notice: 86_400 } as VoteTerms;
const base = {
  kind: "grant",
  announced: null,
  executableFrom: null,
  executableUntil: null,
  expiry: 1_000_000,
} as unknown as Proposal;
const announced = { ...base, announced: 100, executableFrom: 3_700, executableUntil: 10_000 };
const passes: Outlook = { kind: "now" };
const not: Outlook = { kind: "in", seconds: 50 };

describe("the stage of a proposal", () => {
  it("goes from gathering over the announcement to the execution", () => {
    expect(stageOf(base, not, 100).kind).toBe("gathering");
    expect(stageOf(base, passes, 100).kind).toBe("ready");
    expect(stageOf(announced, passes, 200).kind).toBe("notice");
    expect(stageOf(announced, passes, 3_700).kind).toBe("executable");
    expect(stageOf(announced, passes, 10_000).kind).toBe("executable");
    expect(stageOf(announced, passes, 10_001)).toMatchObject({ kind: "stale", passes: true });
  });

  it("fails when it does not pass any more, and ends with the proposal", () => {
    expect(stageOf(announced, not, 200).kind).toBe("failing");
    expect(stageOf(announced, not, 20_000)).toMatchObject({ kind: "stale", passes: false });
    expect(stageOf(announced, { kind: "overdue" }, 200).kind).toBe("none");
    expect(stageOf(base, { kind: "signal" }, 200).kind).toBe("none");
  });
});

describe("what anybody can do", () => {
  const can = (stage: Stage, held: string[] = [], proposal = base, at = 200): Deed[] =>
    deedsOf(proposal, stage, held, terms, at)
      .filter((one) => one.can)
      .map(({ deed }) => deed);
  const window = { from: 3_700, until: 10_000 };

  it("is one thing at each stage", () => {
    expect(can({ kind: "gathering" })).toEqual([]);
    expect(can({ kind: "ready" })).toEqual(["announce"]);
    expect(can({ kind: "notice", ...window })).toEqual([]);
    expect(can({ kind: "executable", ...window })).toEqual(["execute"]);
    expect(can({ kind: "failing", ...window })).toEqual(["reset"]);
    expect(can({ kind: "stale", ...window, passes: true })).toEqual(["reset"]);
    expect(can({ kind: "stale", ...window, passes: false })).toEqual(["reset"]);
    expect(deedsOf(base, { kind: "none" }, [], terms, 0)).toEqual([]);
  });

  it("says why not, also where the Commons forbids it or the time is short", () => {
    const why = (stage: Stage, deed: Deed, held: string[] = [], at = 200) =>
      deedsOf(base, stage, held, terms, at).find((one) => one.deed === deed)?.why;
    expect(why({ kind: "notice", ...window }, "execute")).toMatch(/notice runs until .*58 min/);
    expect(why({ kind: "gathering" }, "announce")).toContain("not enough support");
    expect(why({ kind: "executable", ...window }, "reset")).toContain("still has enough");
    const paused = "The guardian has paused until tomorrow.";
    expect(why({ kind: "executable", ...window }, "execute", [paused])).toBe(paused);
    expect(can({ kind: "executable", ...window }, [paused])).toEqual([]);
    expect(can({ kind: "ready" }, [], base, 1_000_000 - 3_600)).toEqual([]);
    expect(can({ kind: "ready" }, [], base, 1_000_000 - 3_601)).toEqual(["announce"]);
  });
});

it("gives what changes the Commons itself the longer notice", () => {
  expect(noticeOf({ kind: "grant" }, terms)).toBe(3_600);
  expect(noticeOf({ kind: "revocation" }, terms)).toBe(3_600);
  for (const kind of ["rule", "governor", "wind_down"] as const) {
    expect(noticeOf({ kind }, terms)).toBe(86_400);
  }
});
