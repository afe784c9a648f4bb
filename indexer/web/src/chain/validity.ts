// Transactions that no block may take: what the chain says of them, and when a new signature helps.

import { InvalidTxError } from "polkadot-api";
import { Refused } from "./call";
import { chainWords, pathOf } from "./faults";

/** A transaction was not taken into any block, and never will be. */
export class NotTaken extends Refused {
  constructor(
    reason: string,
    words: string,
    /** Whether the same call can be sent with a new signature. */
    readonly again: boolean,
  ) {
    super(reason, words);
    this.name = "NotTaken";
  }
}

/** What passes with a new signature: its place was taken, or its time is over. */
const AGAIN = new Set(["Invalid.Stale", "Invalid.Future", "Invalid.AncientBirthBlock"]);

/** Reads why the chain does not take a transaction; null for any other error. */
export function ofValidity(error: unknown): NotTaken | null {
  if (!(error instanceof InvalidTxError)) return null;
  const path = pathOf(error.error);
  const words = `Nothing was done. ${chainWords(path)}`;
  return new NotTaken(path.at(-1) ?? "Unknown", words, AGAIN.has(path.slice(0, 2).join(".")));
}
