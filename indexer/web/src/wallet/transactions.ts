// Transactions of this page: one at a time is done, each is shown until it is in the database, or
// until it is clear that it never will be.

import type { QueryClient } from "@tanstack/react-query";
import type { Status } from "../api/types";
import type { Stage, Step } from "../chain";
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
  | {
      readonly at: "failed";
      readonly problem: string;
      readonly reason: string;
      /** Its hash, where it was sent. */
      readonly hash: string | null;
    };

/** A transaction of this page. */
export interface Transaction {
  readonly id: number;
  readonly wish: Wish;
  /** Who does it, as contracts know the account. */
  readonly account: string;
  readonly progress: Progress;
  /** What else had to be signed before it. */
  readonly before: readonly Step[];
  /** Whether its dialog is open. */
  readonly shown: boolean;
  /** Gives up waiting for the wallet. */
  readonly leave: () => void;
}

/** The transactions that are under way or that nobody has put aside yet, the last one at the end. */
export const transactions = createStore<readonly Transaction[]>([]);

let queries: QueryClient;

/** Says where answers are kept, once. */
export function setQueries(client: QueryClient): void {
  queries = client;
}

/** Where nothing has to be waited for: it is over, or nobody can say when it will be. */
const FREE: ReadonlySet<Progress["at"]> = new Set(["failed", "indexed", "final", "lost"]);

/** Says if one is under way: another would wait for its place. */
export const isBusy = (all: readonly Transaction[]): boolean =>
  all.some(({ progress }) => !FREE.has(progress.at));

let last = 0;

/** Does what was wished. True once it is final and indexed, without having been lost on the way. */
export async function transact(wish: Wish): Promise<boolean> {
  const busy = transactions.get().find(({ progress }) => !FREE.has(progress.at));
  if (busy) {
    show(busy.id, true);
    return false;
  }
  const { account } = session.get();
  const status = queries.getQueryData<Status>(["status"]);
  if (!account || !status) return false;
  last += 1;
  const id = last;
  const leaving = new AbortController();
  const begun: Transaction = {
    id,
    wish,
    account: account.address,
    progress: { at: "checking" },
    before: [],
    shown: true,
    leave: () => leaving.abort(),
  };
  // What is over makes room; what is still awaited stays at the edge of the page.
  const others = transactions.get().filter(({ progress }) => !isOver(progress));
  transactions.set([...others.map((one) => ({ ...one, shown: false })), begun]);
  let hash: string | null = null;
  let lost = false;
  const tell = (progress: Progress) => {
    if (progress.at === "sent") hash = progress.hash;
    lost ||= progress.at === "lost";
    change(id, ({ before }) => {
      const step = "what" in progress && progress.what !== "call" ? progress.what : null;
      return { progress, ...(step && !before.includes(step) && { before: [...before, step] }) };
    });
  };
  try {
    const { send } = await loadChain();
    const chain = await getChain();
    const place = await send(
      chain,
      status.deployment,
      account,
      wish.call,
      (stage) => {
        // What is signed now was not sent yet.
        if (stage.at === "signing") hash = null;
        tell(stage);
      },
      leaving.signal,
    );
    await indexed(place.block);
    tell({ at: "indexed", hash: place.hash, block: place.block });
    await queries.invalidateQueries();
    return !lost;
  } catch (error) {
    const { problem, reason } = explained(error);
    const before = transactions.get().find((one) => one.id === id)?.before ?? [];
    const approved = before.includes("approval") && reason !== "Interrupted";
    tell({
      at: "failed",
      reason,
      hash,
      problem: approved
        ? `${problem} The approval that came before stays, and is used the next time.`
        : problem,
    });
    // What it paid for its fee.
    if (hash) void queries.invalidateQueries({ queryKey: ["chain"] });
    return false;
  }
}

/** Says if nothing more is to come of a transaction. */
export const isOver = ({ at }: Progress): boolean => at === "failed" || at === "indexed";

function change(id: number, how: (one: Transaction) => Partial<Transaction>): void {
  const all = transactions.get();
  transactions.set(all.map((one) => (one.id === id ? { ...one, ...how(one) } : one)));
}

/** Opens or closes a dialog; the transaction goes on either way. */
export function show(id: number, shown: boolean): void {
  const all = transactions.get();
  transactions.set(all.map((one) => ({ ...one, shown: one.id === id && shown })));
}

/** Puts a transaction aside that is over. */
export function forget(id: number): void {
  transactions.set(transactions.get().filter((one) => one.id !== id || !isOver(one.progress)));
}

const known = (block: number): boolean =>
  (queries.getQueryData<Status>(["status"])?.cursor?.height ?? 0) >= block;

/** Waits for the indexer to have a block. It goes on in the background if the indexer is behind. */
async function indexed(block: number): Promise<void> {
  while (!known(block)) await new Promise((done) => setTimeout(done, 150));
}

function explained(error: unknown): { problem: string; reason: string } {
  const reason = error instanceof Error ? error.name : "Unknown";
  const said = error instanceof Error ? error.message : String(error);
  const named = (error as { reason?: unknown }).reason;
  if (typeof named === "string") return { problem: said, reason: named };
  return { problem: said || "Something failed without a reason. Try again.", reason };
}
