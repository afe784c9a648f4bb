// Starting again: where the indexer follows another chain or Commons than it did, nothing that the
// page knows is true any more.

import { createStore } from "../lib/store";

const KEY = "weir.again";
/** How soon after one start another would be a loop, in milliseconds. */
const SOON = 20_000;

/** What to tell the reader about it; null where there is nothing to tell. */
export const startedOver = createStore<string | null>(null);

const AGAIN =
  "The chain or the Commons behind this page was started over. The page has begun again: all that you see is the new one.";
const TORN =
  "The indexer’s answers come from different chains in turn. Those who run this page have to correct its configuration.";

/** Loads the page again, which forgets all that it knows, and says why. */
export function startAgain(): void {
  try {
    const before = Number(sessionStorage.getItem(KEY) ?? 0);
    if (Date.now() - before < SOON) {
      startedOver.set(TORN);
      return;
    }
    sessionStorage.setItem(KEY, String(Date.now()));
  } catch {
    // Without storage it begins again without words.
  }
  location.reload();
}

/** Says why the page was loaded, if it was for that. */
export function explainStart(): void {
  try {
    const before = Number(sessionStorage.getItem(KEY) ?? 0);
    if (before > 0 && Date.now() - before < SOON) startedOver.set(AGAIN);
  } catch {
    // Nothing is remembered.
  }
}
