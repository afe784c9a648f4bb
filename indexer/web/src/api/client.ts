// Asking the indexer.

import type { Page } from "./types";

/** An answer that is no answer: the indexer is gone, or says what is wrong. */
export class ApiError extends Error {
  constructor(
    /** The HTTP status; 0 where nothing answered. */
    readonly status: number,
    message: string,
    readonly kind: string | null = null,
  ) {
    super(message);
    this.name = "ApiError";
  }
}

/** Says if asking again may bring another answer: not where the indexer says that the question is wrong. */
export function mayPass(error: unknown): boolean {
  if (!(error instanceof ApiError)) return true;
  const { status } = error;
  return status < 400 || status >= 500 || status === 408 || status === 429;
}

let base = "";

/** Says where the indexer is, once, before anything is asked. */
export function setApi(url: string): void {
  base = url;
}

/** The full URL of a path of the API. */
export const apiUrl = (path: string): string => base + path;

/** Asks for a path. */
export async function get<T>(path: string, signal?: AbortSignal): Promise<T> {
  let answer: Response;
  try {
    answer = await fetch(apiUrl(path), {
      headers: { accept: "application/json" },
      ...(signal && { signal }),
    });
  } catch (error) {
    if (signal?.aborted) throw error;
    throw new ApiError(0, "The indexer cannot be reached.");
  }
  if (answer.ok) return answer.json();
  const problem = await answer.json().catch(() => ({}));
  const words = [problem.title, problem.detail].filter(Boolean).join(": ");
  throw new ApiError(
    answer.status,
    words || `The indexer answered ${answer.status}.`,
    problem.type,
  );
}

/** Parameters as a query, with its question mark; those without a value are left out. */
export function query(params: Record<string, string | number | null | undefined>): string {
  const given = Object.entries(params).filter(([, value]) => value != null && value !== "");
  if (given.length === 0) return "";
  return `?${new URLSearchParams(given.map(([key, value]) => [key, String(value)]))}`;
}

/** Rows in a page: the most that the indexer gives. */
const MOST = 500;

/** All rows of a dataset, page by page, up to so many. */
export async function getAll<Row>(
  dataset: string,
  params: Record<string, string | number | null | undefined> = {},
  signal?: AbortSignal,
  most = 20_000,
): Promise<Row[]> {
  const rows: Row[] = [];
  let cursor: string | null = null;
  do {
    const path: string = `/v1/${dataset}${query({ ...params, limit: MOST, cursor })}`;
    const page: Page<Row> = await get(path, signal);
    rows.push(...page.rows);
    cursor = page.next_cursor;
  } while (cursor && rows.length < most);
  return rows;
}
