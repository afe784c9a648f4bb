// Transactions of this page: one at a time is done, each is shown until it is in the database.

import type { QueryClient } from "@tanstack/react-query";
import type { Status } from "../api/types";
import type { Stage } from "../chain";
import type { Call } from "../chain/calls";
import { createStore } from "../lib/store";
import { getChain, loadChain, session } from "./session";

/** What somebody wishes to do. */
export interface Wish {
  /** What it is, as a heading: `Mint 10 DOT`. */
  readonly title: string;
  /** What it comes to, in a sentence. */
  readonly summary: string;
  readonly call: Call;
  /** What to say when it is done. */
  readonly done: string;
}

/** Where a transaction is; after the chain's stages comes the indexer's. */
export type Progress =
  | Stage
  | { readonly at: "indexed"; readonly hash: string; readonly block: number }
  | { readonly at: "failed"; readonly problem: string; readonly reason: string };

/** A transaction of this page. */
export interface Transaction {
  readonly id: number;
  readonly wish: Wish;
  readonly progress: Progress;
  /** Whether a mapping had to come first. */
  readonly mapped: boolean;
  /** Whether its dialog is open. */
  readonly shown: boolean;
}

/** The transaction that is under way or was last. */
export const current = createStore<Transaction | null>(null);

let queries: QueryClient;

/** Says where answers are kept, once. */
export function setQueries(client: QueryClient): void {
  queries = client;
}

/** Whether one is under way: another would wait for its place. */
export const isBusy = (transaction: Transaction | null): boolean =>
  transaction !== null &&
  transaction.progress.at !== "failed" &&
  transaction.progress.at !== "indexed" &&
  transaction.progress.at !== "final";

/** Does what was wished. True once it is final and indexed. */
export async function transact(wish: Wish): Promise<boolean> {
  if (isBusy(current.get())) {
    show(true);
    return false;
  }
  const { account } = session.get();
  const status = queries.getQueryData<Status>(["status"]);
  if (!account || !status) return false;
  const id = (current.get()?.id ?? 0) + 1;
  const tell = (progress: Progress) => {
    const now = current.get();
    // A newer one has taken the place; this one was final already.
    if (now && now.id > id) return;
    const same = now?.id === id;
    const mapping = "what" in progress && progress.what === "mapping";
    current.set({
      id,
      wish,
      progress,
      mapped: mapping || (same && now.mapped),
      shown: same ? now.shown : true,
    });
  };
  tell({ at: "checking" });
  try {
    const { send } = await loadChain();
    const chain = await getChain();
    const { hash, block } = await send(chain, status.deployment, account, wish.call, tell);
    await indexed(block);
    tell({ at: "indexed", hash, block });
    await queries.invalidateQueries();
    return true;
  } catch (error) {
    tell({ at: "failed", ...explained(error) });
    return false;
  }
}

/** Opens or closes the dialog; the transaction goes on either way. */
export function show(shown: boolean): void {
  const now = current.get();
  if (now) current.set({ ...now, shown });
}

/** Forgets a transaction that is over. */
export function forget(): void {
  if (!isBusy(current.get())) current.set(null);
}

const known = (block: number): boolean =>
  (queries.getQueryData<Status>(["status"])?.cursor?.height ?? 0) >= block;

/** Waits for the indexer to have a block. It goes on in the background if the indexer is behind. */
async function indexed(block: number): Promise<void> {
  while (!known(block)) await new Promise((done) => setTimeout(done, 150));
}

function explained(error: unknown): { problem: string; reason: string } {
  const reason = error instanceof Error ? error.name : "Unknown";
  const problem = error instanceof Error ? error.message : String(error);
  const named = (error as { reason?: unknown }).reason;
  return { problem, reason: typeof named === "string" ? named : reason };
}
