// Following the indexer: it sends every act and its own state as server-sent events. What the page
// shows is asked for again when something happened, so that the indexer's answer stays the only
// source of every number.

import type { QueryClient } from "@tanstack/react-query";
import { startAgain } from "./again";
import { apiUrl, get } from "./client";
import { type Ear, type Listener, listen } from "./listen";
import type { Activity, ActivityPage, Deployment, Status } from "./types";

/** How the page hears from the indexer. */
export interface Hearing {
  /** When the indexer last said something, in milliseconds of this machine; 0: never. */
  readonly heard: number;
  /** Whether a first answer was asked for in vain. */
  readonly failed: boolean;
}

/** How long a stream may say nothing before the page asks, in milliseconds. */
const SILENCE = 20_000;
/** How long the page waits before it asks again where it hears no stream. */
const OFTEN = 3_000;
/** How many blocks one indexer may lag behind another of the same address. */
const LAG = 20;
/** How old answers may become in the chain's time before they are asked for again, in milliseconds. */
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
  let known: string | null = null;
  let ear: Ear | null = null;
  let refresh: ReturnType<typeof setTimeout> | undefined;
  let asked = 0;

  // A burst is asked about once.
  const askAgain = () => {
    clearTimeout(refresh);
    refresh = setTimeout(() => queries.invalidateQueries({ queryKey: ["api"] }), 150);
  };
  /** Says if it is the deployment that the page shows; of another one the page begins again. */
  const recognize = (deployment: Pick<Deployment, "id">): boolean => {
    known ??= deployment.id;
    if (known === deployment.id) return true;
    startAgain();
    return false;
  };
  const takeStatus = (status: Status) => {
    if (!recognize(status.deployment)) return;
    const before = queries.getQueryData<Status>(["status"])?.cursor?.height ?? 0;
    queries.setQueryData(["status"], status);
    // What was read beyond its head, an indexer that began again may write otherwise.
    if ((status.cursor?.height ?? 0) + LAG < before) forget();
    set({ heard: Date.now(), failed: false });
    // Sums and supports of now move with time, also when nothing happens.
    const time = status.cursor ? Date.parse(status.cursor.timestamp) : 0;
    if (time - asked > STALE) {
      if (asked > 0) askAgain();
      asked = time;
    }
  };
  const forget = () => {
    newest = null;
    askAgain();
  };
  const takeActs = (events: readonly Activity[]) => {
    for (const event of events) {
      if (newest !== null && !isAfter(event.id, newest)) continue;
      newest = event.id;
      for (const listener of acts) listener(event);
      askAgain();
    }
  };
  const listener: Listener = {
    newest: () => newest,
    hear({ kind, data }) {
      const said = JSON.parse(data);
      if (kind === "activity") takeActs([said]);
      else if (kind === "status") takeStatus(said);
      else if (recognize(said.deployment) && kind === "reset") forget();
    },
    missed(last) {
      if (newest !== null && !isAfter(last, newest)) return;
      newest = last;
      askAgain();
    },
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
    if (Date.now() - hearing.heard < (ear?.streams() ? SILENCE : OFTEN)) return;
    ear?.check();
    try {
      takeStatus(await get<Status>("/v1/status"));
      const { events } = await get<ActivityPage>("/v1/events?limit=100");
      takeActs(events.toReversed());
    } catch {
      set({ ...hearing, failed: true });
    }
  };
  setInterval(poll, 4_000);
  void begin().then(() => {
    ear = listen(apiUrl("/v1/stream"), listener);
  });
}

/** Whether an event comes after another, by their ids: height and position. */
export function isAfter(id: string, other: string): boolean {
  const [height = 0, index = 0] = id.split("-").map(Number);
  const [otherHeight = 0, otherIndex = 0] = other.split("-").map(Number);
  return height > otherHeight || (height === otherHeight && index > otherIndex);
}
