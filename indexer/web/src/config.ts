// Where the page asks: config.json beside index.html. The indexer answers it from its own settings;
// on another host it is a file.

/** Where API and node are. */
export interface Config {
  /** Base of the indexer's URLs, without a slash at its end; empty: this page's own host. */
  readonly api: string;
  /** WebSocket URL of a node; null where there is none to write by: the page then only shows. */
  readonly node: string | null;
}

/** Reads the configuration. A host without one serves page and API together. */
export async function loadConfig(): Promise<Config> {
  const answer = await fetch("config.json").catch(() => null);
  if (!answer?.ok) return { api: ownBase(), node: null };
  const given: unknown = await answer.json().catch(() => null);
  const { api, node } = (given ?? {}) as Partial<Record<keyof Config, unknown>>;
  return {
    api: typeof api === "string" && api !== "" ? api.replace(/\/$/, "") : ownBase(),
    node: typeof node === "string" && /^wss?:\/\//.test(node) ? node : null,
  };
}

/** The folder of the page: the indexer may be behind a path of a proxy. */
function ownBase(): string {
  return new URL(".", document.baseURI).href.replace(/\/$/, "");
}
