// One stream for all tabs of a browser.

import { expect, it } from "vitest";
import { Hub, type Said } from "./hub";
import type { Heard, Stream } from "./stream";

/** A hub whose streams say what the test has them say, and tabs that remember what they heard. */
function stage() {
  const opened: {
    url: string;
    after: string | null;
    hear: (heard: Heard) => void;
    closed: boolean;
    woken: number;
    last: string | null;
  }[] = [];
  const hub = new Hub((url, after, hear) => {
    const one = { url, after, hear, closed: false, woken: 0, last: after };
    opened.push(one);
    const stream = {
      get last() {
        return one.last;
      },
      close: () => {
        one.closed = true;
      },
      wake: () => {
        one.woken += 1;
      },
    };
    return stream as unknown as Stream;
  });
  const tab = () => {
    const heard: Said[] = [];
    return { heard, postMessage: (said: Said) => void heard.push(said) };
  };
  return { hub, opened, tab };
}

const act: Heard = { kind: "activity", data: "{}" };

it("opens one stream for any number of tabs, and each hears all of it", () => {
  const { hub, opened, tab } = stage();
  const tabs = Array.from({ length: 8 }, tab);
  for (const one of tabs) hub.take(one, { kind: "join", url: "/a", after: "5-1" });
  expect(opened).toMatchObject([{ url: "/a", after: "5-1" }]);
  opened[0]?.hear(act);
  for (const { heard } of tabs) expect(heard.at(-1)).toEqual(act);
});

it("goes on when the tab that came first is closed, and ends with the last", () => {
  const { hub, opened, tab } = stage();
  const [one, other] = [tab(), tab()];
  hub.take(one, { kind: "join", url: "/a", after: null });
  hub.take(other, { kind: "join", url: "/a", after: null });
  hub.take(one, { kind: "leave" });
  opened[0]?.hear(act);
  expect(one.heard).toEqual([]);
  expect(other.heard.at(-1)).toEqual(act);
  expect(opened[0]?.closed).toBe(false);
  hub.take(other, { kind: "leave" });
  expect(opened[0]?.closed).toBe(true);
  // Who comes after that has a new one.
  hub.take(one, { kind: "join", url: "/a", after: "9-0" });
  expect(opened).toHaveLength(2);
});

it("says to a later tab what went to others before it", () => {
  const { hub, opened, tab } = stage();
  hub.take(tab(), { kind: "join", url: "/a", after: "5-1" });
  if (opened[0]) opened[0].last = "7-2";
  const late = tab();
  hub.take(late, { kind: "join", url: "/a", after: "6-0" });
  expect(late.heard).toEqual([{ kind: "joined", last: "7-2" }]);
});

it("answers whether it is there, and sees to a stream that was refused", () => {
  const { hub, opened, tab } = stage();
  const one = tab();
  hub.take(one, { kind: "join", url: "/a", after: null });
  hub.take(one, { kind: "ping" });
  expect(one.heard).toEqual([{ kind: "pong" }]);
  expect(opened[0]?.woken).toBe(1);
});
