// What a trade comes to, and why it would be refused: the rules of the money contract around the
// curve (contracts/commons/src/pools.rs).

import { type Curve, purchaseReturn, saleReturn } from "./curve";
import { EconomicsError, MAX_AMOUNT, PPM } from "./limits";
import { shareOf, tribute } from "./shares";

/** The pools, and the tributes in parts per million. */
export interface Pools extends Curve {
  readonly fundingPool: bigint;
  readonly entryTribute: bigint;
  readonly exitTribute: bigint;
}

/** What a trade comes to. */
export interface Quote {
  /** What the account gets: tokens for a deposit, money for tokens. */
  readonly received: bigint;
  /** What goes to the funding pool. */
  readonly tribute: bigint;
  /** What the trade puts into the reserve or takes out of it. */
  readonly moved: bigint;
  /** The pools after it. */
  readonly after: Pools;
}

/** The names of the contract's refusals that a quote can meet. */
export type Refusal =
  | "ZeroAmount"
  | "AmountTooSmall"
  | "OutOfDomain"
  | "InsufficientBalance"
  | "LastToken";

/** A quote, or the error that the contract would answer with. */
export type Quoted = Quote | { readonly refused: Refusal };

/** Whether there is a quote. */
export const isQuote = (quoted: Quoted): quoted is Quote => !("refused" in quoted);

/** What a deposit mints. */
export function quoteMint(pools: Pools, deposit: bigint): Quoted {
  if (deposit <= 0n) return { refused: "ZeroAmount" };
  return guarded(() => {
    const share = tribute(deposit, pools.entryTribute);
    const moved = deposit - share;
    if (moved === 0n) return { refused: "AmountTooSmall" };
    const received = purchaseReturn(pools, moved);
    if (received === 0n) return { refused: "AmountTooSmall" };
    const after = change(pools, received, moved, share);
    const beyond = after.reserve > MAX_AMOUNT || after.supply > MAX_AMOUNT;
    return beyond ? { refused: "OutOfDomain" } : { received, tribute: share, moved, after };
  });
}

/** What tokens return. */
export function quoteRedeem(pools: Pools, tokens: bigint): Quoted {
  if (tokens <= 0n) return { refused: "ZeroAmount" };
  if (tokens > pools.supply) return { refused: "InsufficientBalance" };
  if (tokens === pools.supply) return { refused: "LastToken" };
  return guarded(() => {
    const moved = saleReturn(pools, tokens);
    const share = tribute(moved, pools.exitTribute);
    const received = moved - share;
    if (received === 0n) return { refused: "AmountTooSmall" };
    return { received, tribute: share, moved, after: change(pools, -tokens, -moved, share) };
  });
}

/**
 * What tokens return while a wind-down is announced or done: their share of the collateral pool, without
 * a tribute. The last token can go only when it is `done`.
 */
export function quoteShare(pools: Pools, tokens: bigint, done: boolean): Quoted {
  if (tokens <= 0n) return { refused: "ZeroAmount" };
  if (tokens > pools.supply) return { refused: "InsufficientBalance" };
  if (tokens === pools.supply && !done) return { refused: "LastToken" };
  return guarded(() => {
    const received = shareOf(pools.reserve, tokens, pools.supply);
    if (received === 0n) return { refused: "AmountTooSmall" };
    return { received, tribute: 0n, moved: received, after: change(pools, -tokens, -received, 0n) };
  });
}

/**
 * How much worse than the spot price a trade's average price is, tributes aside, in parts per
 * million: what the size of the trade costs.
 */
export function priceImpact(pools: Pools, tokens: bigint, moved: bigint): number {
  // Both sides times the supply and the ratio: a price that was rounded first would say anything of a
  // curve whose price is near to nothing.
  const atSpot = tokens * pools.reserve * PPM;
  const paid = moved * pools.supply * pools.reserveRatio;
  if (atSpot === 0n) return 0;
  const apart = paid > atSpot ? paid - atSpot : atSpot - paid;
  return Number((apart * PPM + atSpot / 2n) / atSpot);
}

/** The least to accept of what was quoted, with so much tolerance in parts per million. */
export function atLeast(received: bigint, tolerancePpm: number): bigint {
  return (received * BigInt(1_000_000 - tolerancePpm)) / 1_000_000n;
}

function change(pools: Pools, supply: bigint, reserve: bigint, share: bigint): Pools {
  return {
    ...pools,
    supply: pools.supply + supply,
    reserve: pools.reserve + reserve,
    fundingPool: pools.fundingPool + share,
  };
}

function guarded(work: () => Quoted): Quoted {
  try {
    return work();
  } catch (error) {
    if (error instanceof EconomicsError) return { refused: "OutOfDomain" };
    throw error;
  }
}
