// Looking for a transaction that was sent and not heard of since, in the blocks that are final.

import { ofDispatch, Refused } from "./call";
import { type Chain, within } from "./connection";
import { NotTaken } from "./validity";

/** A transaction that was sent. */
export interface Sent {
  readonly hash: string;
  /** All its bytes, as blocks list them. */
  readonly hex: string;
  readonly nonce: number;
  readonly ss58: string;
  /** The final block when it was signed: it can only be in a later one. */
  readonly born: number;
}

/** Where a transaction is, once nothing can undo it. */
export interface Place {
  readonly hash: string;
  readonly block: number;
  readonly index: number;
}

/** For how many blocks the chain takes a transaction, as it is signed here. */
export const MORTAL = 64;

/** How long to wait before looking again, in milliseconds. */
const PAUSE = 3_000;

/**
 * Finds the place of a transaction, however long it takes: it is asked for again and again while the
 * node does not answer.
 *
 * Throws {@link Refused} where it was executed and failed, and {@link NotTaken} where it is in no
 * block and can be in none any more.
 */
export async function find(chain: Chain, sent: Sent, signal: AbortSignal): Promise<Place> {
  let next = sent.born + 1;
  while (!signal.aborted) {
    try {
      // Read first: the block that it counts already is then among those that are looked through.
      const nonce = await within(nonceAt(chain, sent.ss58));
      const last = await within(finalNumber(chain));
      if (last < sent.born) throw startedOver();
      for (; next <= Math.min(last, sent.born + MORTAL); next += 1) {
        const place = await within(inBlock(chain, sent, next));
        if (place) return place;
      }
      if (last > sent.born + MORTAL) throw expired();
      if (nonce > sent.nonce) throw replaced();
      // A node that was away has forgotten it.
      await within(request(chain, "author_submitExtrinsic", sent.hex));
    } catch (error) {
      if (error instanceof Refused) throw error;
    }
    await new Promise((done) => setTimeout(done, PAUSE));
  }
  throw expired();
}

const request = <T>(chain: Chain, method: string, ...params: unknown[]): Promise<T> =>
  chain.client._request<T, unknown[]>(method, params);

async function finalNumber(chain: Chain): Promise<number> {
  const hash = await request<string>(chain, "chain_getFinalizedHead");
  return Number((await request<{ number: string }>(chain, "chain_getHeader", hash)).number);
}

async function inBlock(chain: Chain, sent: Sent, number: number): Promise<Place | null> {
  const hash = await request<string>(chain, "chain_getBlockHash", number);
  const { block } = await request<{ block: { extrinsics: string[] } }>(
    chain,
    "chain_getBlock",
    hash,
  );
  const index = block.extrinsics.indexOf(sent.hex);
  if (index < 0) return null;
  const events = await chain.api.query.System.Events.getValue({ at: hash as `0x${string}` });
  for (const { phase, event } of events) {
    const own = phase.type === "ApplyExtrinsic" && phase.value === index;
    if (own && event.type === "System" && event.value.type === "ExtrinsicFailed") {
      throw ofDispatch(event.value.value.dispatch_error);
    }
  }
  return { hash: sent.hash, block: number, index };
}

/** How many transactions of an account are in final blocks. */
async function nonceAt(chain: Chain, ss58: string): Promise<number> {
  return (await chain.api.query.System.Account.getValue(ss58, { at: "finalized" })).nonce;
}

const startedOver = () =>
  new NotTaken(
    "StartedOver",
    "The chain was started over, and what you sent went with the old one.",
    false,
  );
const expired = () =>
  new NotTaken(
    "Expired",
    "It did not come into a block in time, and the chain does not take it any more. Nothing was done.",
    true,
  );
const replaced = () =>
  new NotTaken(
    "Stale",
    "Nothing was done: another transaction of your account came first and took its place. Sign it once more.",
    true,
  );
