// How a tab hears the indexer's stream: through the worker that all tabs of a browser share. Without
// such workers one tab at a time, the one that holds a lock while it is seen, has a stream of its own,
// and the others ask; without locks all of them ask.

import type { Asked, Said } from "./hub";
import { type Heard, Stream } from "./stream";

/** A way to hear the stream. */
export interface Ear {
  /** Says if a stream is heard: without one the page asks often. */
  streams(): boolean;
  /** Sees to a stream of which nothing was heard for a while. */
  check(): void;
}

/** What a tab does with what it hears. */
export interface Listener {
  /** The id of the newest act that the tab knows of. */
  newest(): string | null;
  hear(heard: Heard): void;
  /** Others heard acts up to this one before this tab did. */
  missed(last: string): void;
}

/** Begins to listen at a URL. */
export function listen(path: string, listener: Listener): Ear {
  // A worker would read a relative one against its own place.
  const url = new URL(path, document.baseURI).href;
  if (typeof SharedWorker === "function") return new SharedEar(url, listener);
  return new OwnEar(url, listener);
}

/** How long a worker may take to answer, in milliseconds. */
const PATIENCE = 8_000;

class SharedEar implements Ear {
  private port: MessagePort | null = null;
  private asked = 0;
  private own: OwnEar | null = null;

  constructor(
    private readonly url: string,
    private readonly listener: Listener,
  ) {
    this.join();
    addEventListener("pagehide", () => this.tell({ kind: "leave" }));
    // A page that comes back as it was left takes part again.
    addEventListener("pageshow", ({ persisted }) => persisted && this.join());
  }

  streams(): boolean {
    return this.own ? this.own.streams() : true;
  }

  check(): void {
    if (this.own) this.own.check();
    else if (this.asked > 0 && Date.now() - this.asked > PATIENCE) this.join();
    else {
      if (this.asked === 0) this.asked = Date.now();
      this.tell({ kind: "ping" });
    }
  }

  private tell(asked: Asked): void {
    this.port?.postMessage(asked);
  }

  private join(): void {
    this.asked = 0;
    this.port?.close();
    try {
      const worker = new SharedWorker(new URL("./hub.worker.ts", import.meta.url), {
        type: "module",
        name: "weir",
      });
      worker.onerror = () => this.giveUp();
      this.port = worker.port;
      worker.port.onmessage = ({ data }: MessageEvent<Said>) => this.take(data);
      this.tell({ kind: "join", url: this.url, after: this.listener.newest() });
    } catch {
      this.giveUp();
    }
  }

  /** Some browsers have such workers and let no page use them. */
  private giveUp(): void {
    this.own ??= new OwnEar(this.url, this.listener);
  }

  private take(said: Said): void {
    this.asked = 0;
    if (said.kind === "pong") return;
    if (said.kind !== "joined") this.listener.hear(said);
    else if (said.last) this.listener.missed(said.last);
  }
}

class OwnEar implements Ear {
  private stream: Stream | null = null;
  private waits = false;

  constructor(
    private readonly url: string,
    private readonly listener: Listener,
  ) {
    document.addEventListener("visibilitychange", () => this.check());
    this.check();
  }

  streams(): boolean {
    return this.stream !== null;
  }

  check(): void {
    if (this.stream) this.stream.wake();
    else if (!this.waits && document.visibilityState === "visible") void this.take();
  }

  /** Takes the lock, if no other tab has it, and keeps it while this tab is seen. */
  private async take(): Promise<void> {
    if (!navigator.locks) return;
    this.waits = true;
    await navigator.locks
      .request(`weir ${this.url}`, { ifAvailable: true }, async (lock) => {
        if (!lock) return;
        this.stream = new Stream(this.url, this.listener.newest(), (heard) =>
          this.listener.hear(heard),
        );
        await hidden();
        this.stream.close();
        this.stream = null;
      })
      .catch(() => {});
    this.waits = false;
  }
}

const hidden = (): Promise<void> =>
  new Promise((resolve) => {
    const look = () => {
      if (document.visibilityState === "visible") return;
      document.removeEventListener("visibilitychange", look);
      resolve();
    };
    document.addEventListener("visibilitychange", look);
  });
