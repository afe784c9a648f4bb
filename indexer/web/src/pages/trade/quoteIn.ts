// The quote that holds in a phase: by the curve, or by the equal share of a wind-down.

import { type Commons, isEnding } from "../../api/commons";
import { type Pools, type Quoted, quoteMint, quoteRedeem, quoteShare } from "../../economics/quote";

/** What a trade comes to in a phase. */
export function quoteIn(
  phase: Commons["phase"],
  side: "mint" | "redeem",
  pools: Pools,
  amount: bigint,
): Quoted {
  if (side === "mint") return quoteMint(pools, amount);
  return isEnding(phase)
    ? quoteShare(pools, amount, phase === "closed")
    : quoteRedeem(pools, amount);
}

/** Why nothing can be paid in, as a few words for a button and a sentence; null where it can. */
export function closedTo(
  phase: Commons["phase"],
  paused: boolean,
  governor: string | null | undefined,
): { readonly missing: string; readonly why: string } | null {
  if (governor === null) {
    return {
      missing: "There is no vote yet",
      why: "The Commons takes no money before its owner has named the contract that decides about it.",
    };
  }
  if (phase === "closing") {
    return {
      missing: "A wind-down is announced",
      why: "Nothing is paid in while a wind-down is announced. If that is taken back, it is possible again.",
    };
  }
  if (phase === "closed") {
    return {
      missing: "The Commons is wound down",
      why: "Nothing is paid in any more: the Commons has ended, and what is there is shared out.",
    };
  }
  return paused
    ? { missing: "Paused by the guardian", why: "The guardian has paused this for a time." }
    : null;
}
