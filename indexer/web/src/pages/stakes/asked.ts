// Which accounts asked for their staked tokens and still have stakes.

import type { StakeRow, UnlockRow } from "../../api/votes";

/** Such an account, with all its stakes together. */
export interface Leaver {
  readonly account: string;
  readonly staked: bigint;
  /** In seconds of the chain. */
  readonly freeAt: number;
}

/** Those accounts, the largest first. */
export function leaversOf(
  unlocks: readonly UnlockRow[],
  stakes: readonly StakeRow[],
): readonly Leaver[] {
  return unlocks
    .map(({ account, free_at }) => ({
      account,
      freeAt: Number(free_at),
      staked: stakes
        .filter((row) => row.account === account)
        .reduce((sum, { stake }) => sum + BigInt(stake), 0n),
    }))
    .filter(({ staked }) => staked > 0n)
    .sort((a, b) => (a.staked > b.staked ? -1 : 1));
}
