// What tabs and the worker that they share say to each other.

import { type Heard, Stream } from "./stream";

/** From a tab. */
export type Asked =
  /** Takes part in the stream at a URL; `after`: the newest act that the tab knows of. */
  | { readonly kind: "join"; readonly url: string; readonly after: string | null }
  /** Asks if anybody is there. */
  | { readonly kind: "ping" }
  | { readonly kind: "leave" };

/** To a tab. */
export type Said =
  | Heard
  /** The last act that went to other tabs before this one took part. */
  | { readonly kind: "joined"; readonly last: string | null }
  | { readonly kind: "pong" };

/** Where a tab is spoken to. */
export interface Tab {
  postMessage(said: Said): void;
}

/** Has all tabs that ask for the same URL hear one stream. */
export class Hub {
  private readonly rooms = new Map<string, { stream: Stream; tabs: Set<Tab> }>();

  /** Opens a stream; tests put their own in its place. */
  constructor(
    private readonly open: (
      url: string,
      after: string | null,
      hear: (h: Heard) => void,
    ) => Stream = (url, after, hear) => new Stream(url, after, hear),
  ) {}

  /** Answers a tab. */
  take(tab: Tab, asked: Asked): void {
    if (asked.kind === "join") this.join(tab, asked.url, asked.after);
    else if (asked.kind === "leave") this.leave(tab);
    else {
      for (const { stream, tabs } of this.rooms.values()) if (tabs.has(tab)) stream.wake();
      tab.postMessage({ kind: "pong" });
    }
  }

  private join(tab: Tab, url: string, after: string | null): void {
    const room = this.rooms.get(url);
    if (room) {
      room.tabs.add(tab);
      tab.postMessage({ kind: "joined", last: room.stream.last });
      return;
    }
    const tabs = new Set([tab]);
    const stream = this.open(url, after, (heard) => {
      for (const one of tabs) one.postMessage(heard);
    });
    this.rooms.set(url, { stream, tabs });
  }

  private leave(tab: Tab): void {
    for (const [url, { stream, tabs }] of this.rooms) {
      tabs.delete(tab);
      if (tabs.size > 0) continue;
      stream.close();
      this.rooms.delete(url);
    }
  }
}
