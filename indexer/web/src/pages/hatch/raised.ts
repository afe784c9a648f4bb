// What a hatch raised: after one that failed it is paid back bit by bit, and what is left of it is not
// what it raised.

import { useCommons, useRows, useStatus } from "../../api/hooks";

/** Money of the hatch, in base units of the currency. */
export interface Raised {
  /** All that it raised, until it ended. */
  readonly whole: bigint;
  /** What of that has been paid back. */
  readonly returned: bigint;
}

/** What the hatch raised; undefined while that is loading. */
export function useRaised(): Raised | undefined {
  const { phase } = useCommons();
  const left = BigInt(useStatus()?.raised ?? 0);
  const failed = phase === "refunding";
  const rows = useRows<{ raised: string }>("hatch_failures", { limit: 1 }, false, failed).data
    ?.rows;
  if (!failed) return { whole: left, returned: 0n };
  if (!rows) return undefined;
  const whole = BigInt(rows[0]?.raised ?? left);
  return { whole, returned: whole > left ? whole - left : 0n };
}
