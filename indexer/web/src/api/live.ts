// Following the indexer: it tells of every act and of its own state as server-sent events. What the
// page shows is asked for anew when something happened, so that the indexer's answer stays the only
// source of every number.

import type { QueryClient } from "@tanstack/react-query";
import { apiUrl, get } from "./client";
import type { Activity, ActivityPage, Status } from "./types";

/** How the page hears from the indexer. */
export interface Hearing {
  /** When the indexer last said something, in milliseconds of this machine; 0: never. */
  readonly heard: number;
  /** Whether a first answer was asked for in vain. */
  readonly failed: boolean;
}

/** How old answers may become in the chain's time before they are asked for anew, in milliseconds. */
const STALE = 60_000;

let hearing: Hearing = { heard: 0, failed: false };
const listeners = new Set<() => void>();
const acts = new Set<(act: Activity) => void>();

/** Calls back when {@link hearingNow} changes. */
export function onHearing(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** How the page hears from the indexer now. */
export const hearingNow = (): Hearing => hearing;

/** Calls back with every act as it is indexed. */
export function onActivity(listener: (act: Activity) => void): () => void {
  acts.add(listener);
  return () => acts.delete(listener);
}

function set(next: Hearing): void {
  hearing = next;
  for (const listener of listeners) listener();
}

/** Follows the indexer for as long as the page is open. */
export function follow(queries: QueryClient): void {
  let newest: string | null = null;
  let stream: EventSource | null = null;
  let refresh: ReturnType<typeof setTimeout> | undefined;
  let asked = 0;

  // A burst is asked about once.
  const askAnew = () => {
    clearTimeout(refresh);
    refresh = setTimeout(() => queries.invalidateQueries({ queryKey: ["api"] }), 150);
  };
  const takeStatus = (status: Status) => {
    queries.setQueryData(["status"], status);
    set({ heard: Date.now(), failed: false });
    // Sums and supports of now move with time, also when nothing happens.
    const time = status.cursor ? Date.parse(status.cursor.timestamp) : 0;
    if (time - asked > STALE) {
      if (asked > 0) askAnew();
      asked = time;
    }
  };
  const takeActs = (events: readonly Activity[]) => {
    for (const event of events) {
      if (newest !== null && !isAfter(event.id, newest)) continue;
      newest = event.id;
      for (const listener of acts) listener(event);
      askAnew();
    }
  };
  const open = () => {
    stream?.close();
    stream = new EventSource(apiUrl(`/v1/stream${newest ? `?after=${newest}` : ""}`));
    stream.addEventListener("activity", ({ data }) => takeActs([JSON.parse(data)]));
    stream.addEventListener("status", ({ data }) => takeStatus(JSON.parse(data)));
  };
  // What is asked for after this is newer than the act that the stream goes on from.
  const begin = async () => {
    try {
      const [status, { events }] = await Promise.all([
        get<Status>("/v1/status"),
        get<ActivityPage>("/v1/events?limit=1"),
      ]);
      newest = events[0]?.id ?? null;
      takeStatus(status);
    } catch {
      set({ ...hearing, failed: true });
    }
  };
  // Without a stream (a proxy may not let it through) the page asks.
  const poll = async () => {
    if (Date.now() - hearing.heard < 20_000) return;
    try {
      takeStatus(await get<Status>("/v1/status"));
      const { events } = await get<ActivityPage>("/v1/events?limit=100");
      takeActs(events.toReversed());
      if (stream?.readyState === EventSource.CLOSED) open();
    } catch {
      set({ ...hearing, failed: true });
    }
  };
  setInterval(poll, 4_000);
  void begin().then(open);
}

/** Whether an event comes after another, by their ids: height and position. */
export function isAfter(id: string, other: string): boolean {
  const [height = 0, index = 0] = id.split("-").map(Number);
  const [otherHeight = 0, otherIndex = 0] = other.split("-").map(Number);
  return height > otherHeight || (height === otherHeight && index > otherIndex);
}
