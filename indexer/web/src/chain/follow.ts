// A signed transaction on its way into the chain. What was sent is never called refused: where the
// node is not heard any more it is looked for until it is clear what became of it.

import { Binary } from "polkadot-api";
import { ofDispatch } from "./call";
import { type Chain, NoNode } from "./connection";
import { find, type Place, type Sent } from "./lookup";
import { ofValidity } from "./validity";

/** A moment on the way. */
export type Passing =
  | { readonly at: "sent"; readonly hash: string }
  | { readonly at: "included"; readonly hash: string; readonly block: number }
  | { readonly at: "lost"; readonly hash: string; readonly why: "broken" | "silent" };

/** How long a node may take to say that it takes a transaction, in milliseconds. */
const PATIENCE = 12_000;
/** How long nothing may be heard of one that was sent. */
const SILENCE = 60_000;

/**
 * Sends a signed transaction and follows it until it is final, or with `firstBlock` until it is in a
 * block at all.
 *
 * Throws {@link NoNode} where it was not sent, {@link Refused} where it failed in its block, and
 * {@link NotTaken} where no block took it.
 */
export function follow(
  chain: Chain,
  signed: Uint8Array,
  about: Omit<Sent, "hash" | "hex">,
  firstBlock: boolean,
  tell: (passing: Passing) => void,
): Promise<Place> {
  const looking = new AbortController();
  let sent: Sent | null = null;
  let lost = false;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let end = () => {};
  return new Promise<Place>((resolve, reject) => {
    // The stream goes on while it is looked for: when the node is back it is sent to it again.
    const look = () => {
      if (sent) find(chain, sent, looking.signal).then(resolve, reject);
    };
    const lose = (why: "broken" | "silent") => {
      if (!sent || lost) return;
      lost = true;
      tell({ at: "lost", hash: sent.hash, why });
      look();
    };
    const wait = (milliseconds: number, late: () => void) => {
      clearTimeout(timer);
      timer = setTimeout(late, milliseconds);
    };
    wait(PATIENCE, () => reject(new NoNode()));
    const unwatch = chain.onBroken(() => lose("broken"));
    const stream = chain.client.submitAndWatch(signed).subscribe({
      next(event) {
        if (event.type === "broadcasted") {
          sent = { ...about, hash: event.txHash, hex: Binary.toHex(signed) };
          tell({ at: "sent", hash: event.txHash });
          wait(SILENCE, () => lose("silent"));
        } else if (event.type === "txBestBlocksState" && event.found) {
          const { number: block, index } = event.block;
          if (!lost) tell({ at: "included", hash: event.txHash, block });
          // How it ends counts when nothing can undo it; a step on the way goes on at once.
          if (firstBlock && !event.ok) return reject(ofDispatch(event.dispatchError));
          if (firstBlock) resolve({ hash: event.txHash, block, index });
          wait(SILENCE, () => lose("silent"));
        } else if (event.type === "finalized") {
          const { number: block, index } = event.block;
          if (!event.ok) return reject(ofDispatch(event.dispatchError));
          resolve({ hash: event.txHash, block, index });
        }
      },
      error(error: unknown) {
        const invalid = ofValidity(error);
        if (!sent) return reject(invalid ?? new NoNode());
        // That it is invalid now can also mean that it is in a block that was missed.
        if (!invalid) lose("broken");
        else if (!lost) look();
      },
    });
    end = () => {
      clearTimeout(timer);
      unwatch();
      stream.unsubscribe();
      looking.abort();
    };
  }).finally(() => end());
}
