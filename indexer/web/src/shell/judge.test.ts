import { describe, expect, it } from "vitest";
import type { Status } from "../api/types";
import { judge } from "./judge";

const status = {
  ready: true,
  reasons: [] as string[],
  trouble: null as string | null,
  cursor: { height: 1234, hash: "0x", timestamp: "2026-01-01T00:00:00Z" },
  blocks_behind: 0,
} as unknown as Status;

const verdict = (change: Partial<Status>, lost = false) =>
  judge({ ...status, ...change }, lost, false);

describe("how up to date the page is", () => {
  it("is said before there is an answer", () => {
    expect(judge(undefined, false, false)).toMatchObject({ tone: "wait", notice: "" });
    expect(judge(undefined, false, true)).toMatchObject({ tone: "bad", words: "Not connected" });
  });

  it("needs no notice where all is well", () => {
    expect(verdict({})).toEqual({ tone: "good", words: "Live", where: "block 1,234", notice: "" });
  });

  it("is told in words where something is wrong, with what the page still shows", () => {
    const cases: [Partial<Status>, boolean, string, RegExp][] = [
      [{}, true, "Not connected", /lost the indexer.*block 1,234/],
      [{ trouble: "the node is away" }, false, "Waiting", /problem.*the node is away/],
      [
        {
          ready: false,
          reasons: ["the node has not answered for 40 s"],
          trouble: "the node does not answer",
        },
        false,
        "No node",
        /cannot reach the chain/,
      ],
      [
        { ready: false, reasons: ["the node has not answered for 40 s"] },
        false,
        "Nothing new",
        /heard nothing from the chain for 40 s: .* or the indexer itself is held up/,
      ],
      [
        { ready: false, reasons: ["7 blocks behind"], blocks_behind: 7 },
        false,
        "7 blocks behind",
        /7 blocks to go/,
      ],
      [{ ready: false, reasons: ["strange"] }, false, "Not up to date", /strange/],
      [
        { ready: false, reasons: ["x"], cursor: null },
        false,
        "Not up to date",
        /nothing to show yet/,
      ],
    ];
    for (const [change, lost, words, notice] of cases) {
      const found = verdict(change, lost);
      expect(found.words).toBe(words);
      expect(found.notice).toMatch(notice);
      expect(found.tone).not.toBe("good");
    }
  });
});
