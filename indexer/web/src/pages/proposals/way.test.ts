import { expect, it } from "vitest";
import type { Outlook } from "../../votes/model";
import type { Stage } from "../../votes/stage";
import { wayOf } from "./way";

const now: Outlook = { kind: "now" };
const states = (stage: Stage, outlook: Outlook = now) =>
  wayOf(stage, outlook, 3_600).map(({ state }) => state);
const window = { from: 10_000, until: 20_000 };

it("is at the step that comes next", () => {
  expect(states({ kind: "gathering" }, { kind: "in", seconds: 60 })).toEqual([
    "now",
    "open",
    "open",
    "open",
  ]);
  expect(states({ kind: "ready" })).toEqual(["done", "now", "open", "open"]);
  expect(states({ kind: "notice", ...window })).toEqual(["done", "done", "now", "open"]);
  expect(states({ kind: "executable", ...window })).toEqual(["done", "done", "done", "now"]);
});

it("goes back when it does not pass any more, or was not executed in time", () => {
  expect(states({ kind: "failing", ...window })[0]).toBe("now");
  expect(states({ kind: "stale", ...window, passes: true })[1]).toBe("now");
  expect(states({ kind: "stale", ...window, passes: false })[0]).toBe("now");
});

it("says how long the notice is, and until when", () => {
  const notes = (stage: Stage) => wayOf(stage, now, 7_200).map(({ note }) => note);
  expect(notes({ kind: "ready" })[2]).toBe("2 h, in which all can object");
  expect(notes({ kind: "notice", ...window })[2]).toMatch(/^until 1 Jan 1970/);
});
