// The indexer's stream of events, opened again where it ends. It runs in the worker that all tabs of
// a browser share, or, where there is none, in one tab.

/** What a stream says: that it is open, or an event as the indexer sent it. */
export type Heard =
  | { readonly kind: "open" }
  | { readonly kind: "activity" | "status"; readonly data: string };

/** How long to wait before a stream that was refused is opened again, in milliseconds. */
const PAUSE = 5_000;

/** The height in an event's id, `1234-5`. */
const heightOf = (id: string): number => Number(id.split("-")[0]);

/** A stream that is open until it is closed. */
export class Stream {
  private source: EventSource | null = null;
  private timer: ReturnType<typeof setTimeout> | undefined;
  private closed = false;

  /** Opens it: after the event with this id, or after what is there. */
  constructor(
    private readonly url: string,
    /** The id of the last act. */
    public last: string | null,
    private readonly hear: (heard: Heard) => void,
  ) {
    this.open();
  }

  /** Opens it again where it was refused, and not only broken: browsers leave that as it is. */
  wake(): void {
    if (this.source?.readyState === EventSource.CLOSED) this.open();
  }

  /** Ends it. */
  close(): void {
    this.closed = true;
    clearTimeout(this.timer);
    this.source?.close();
  }

  private open(): void {
    clearTimeout(this.timer);
    this.source?.close();
    if (this.closed) return;
    const source = new EventSource(this.url + (this.last ? `?after=${this.last}` : ""));
    this.source = source;
    source.onopen = () => this.hear({ kind: "open" });
    source.onerror = () => {
      if (source.readyState !== EventSource.CLOSED) return;
      clearTimeout(this.timer);
      this.timer = setTimeout(() => this.open(), PAUSE);
    };
    source.addEventListener("activity", ({ data, lastEventId }) => {
      this.last = lastEventId || this.last;
      this.hear({ kind: "activity", data });
    });
    source.addEventListener("status", ({ data }) => {
      this.hear({ kind: "status", data });
      this.turnBack(data);
    });
  }

  /** Goes on from the head where that is before the last act: the indexer began again. */
  private turnBack(data: string): void {
    const head: unknown = JSON.parse(data).cursor?.height;
    if (this.last === null || typeof head !== "number" || heightOf(this.last) <= head) return;
    this.last = null;
    this.open();
  }
}
