// The indexer's stream of events, opened again where it ends. It runs in the worker that all tabs of
// a browser share, or, where there is none, in one tab.

/** The events of a stream. */
const KINDS = ["start", "reset", "activity", "status"] as const;

/** An event as the indexer sent it. */
export interface Heard {
  readonly kind: (typeof KINDS)[number];
  readonly data: string;
}

/** How long to wait before a stream that was refused is opened again, in milliseconds. */
const PAUSE = 5_000;

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
    source.onerror = () => {
      if (source.readyState !== EventSource.CLOSED) return;
      clearTimeout(this.timer);
      this.timer = setTimeout(() => this.open(), PAUSE);
    };
    for (const kind of KINDS) {
      source.addEventListener(kind, ({ data, lastEventId }) => {
        // Where the indexer began again its answer moves back the place to go on from.
        this.last = lastEventId || this.last;
        this.hear({ kind, data });
      });
    }
  }
}
