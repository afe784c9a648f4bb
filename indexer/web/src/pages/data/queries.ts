// The ready queries of the indexer, which its tests run: each file begins with its question.

const files = import.meta.glob<string>("../../../../queries/*.sql", {
  query: "?raw",
  import: "default",
  eager: true,
});

/** A question and the query that answers it. */
export interface ReadyQuery {
  readonly name: string;
  readonly question: string;
  readonly sql: string;
}

/** Splits a file into its question and the query. */
export function read(path: string, text: string): ReadyQuery {
  const lines = text.trim().split("\n");
  const end = lines.findIndex((line) => !line.startsWith("--"));
  const question = lines
    .slice(0, end)
    .map((line) => line.replace(/^--\s?/, ""))
    .join(" ");
  const name = path.replace(/^.*\//, "").replace(/\.sql$/, "");
  return { name, question, sql: lines.slice(end).join("\n") };
}

/** All of them, in their order. */
export const queries: readonly ReadyQuery[] = Object.entries(files)
  .sort(([a], [b]) => (a < b ? -1 : 1))
  .map(([path, text]) => read(path, text));
