// A stream against a source of events that the test speaks for.

import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { type Heard, Stream } from "./stream";

class Source {
  static readonly CLOSED = 2;
  static all: Source[] = [];
  readyState = 1;
  onerror = () => {};
  private readonly listeners = new Map<string, (event: object) => void>();
  constructor(readonly url: string) {
    Source.all.push(this);
  }
  addEventListener(name: string, listener: (event: object) => void) {
    this.listeners.set(name, listener);
  }
  say(name: string, data: object, lastEventId = "") {
    this.listeners.get(name)?.({ data: JSON.stringify(data), lastEventId });
  }
  close() {
    this.readyState = 2;
  }
}

beforeEach(() => {
  Source.all = [];
  vi.stubGlobal("EventSource", Source);
  vi.useFakeTimers();
});
afterEach(() => {
  vi.unstubAllGlobals();
  vi.useRealTimers();
});

function listen(after: string | null) {
  const heard: Heard[] = [];
  const stream = new Stream("/v1/stream", after, (one) => heard.push(one));
  return { stream, heard, source: () => Source.all.at(-1) as Source };
}

it("goes on after the last act where it was refused for a while", () => {
  const { stream, source } = listen("5-1");
  expect(source().url).toBe("/v1/stream?after=5-1");
  source().say("activity", {}, "6-0");
  source().close();
  source().onerror();
  vi.advanceTimersByTime(6_000);
  expect(Source.all).toHaveLength(2);
  expect(source().url).toBe("/v1/stream?after=6-0");
  source().close();
  stream.wake();
  expect(Source.all).toHaveLength(3);
});

it("goes on from where the indexer says that it began again", () => {
  const { stream, source, heard } = listen("900-1");
  source().say("start", { height: 12 });
  source().say("reset", { code: "beyond-the-head" }, "12-9");
  expect(heard).toMatchObject([{ kind: "start" }, { kind: "reset" }]);
  expect(stream.last).toBe("12-9");
  source().close();
  source().onerror();
  vi.advanceTimersByTime(6_000);
  expect(source().url).toBe("/v1/stream?after=12-9");
});

it("opens nothing after it was closed", () => {
  const { stream, source } = listen(null);
  source().close();
  source().onerror();
  stream.close();
  vi.advanceTimersByTime(20_000);
  stream.wake();
  expect(Source.all).toHaveLength(1);
});
