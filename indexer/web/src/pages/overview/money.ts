// Where all the money went that was ever paid in: sums over the whole history.

import type { FlowDay, FundingCause, FundingDay } from "../../api/types";

/** A grant, with what of it stays granted. */
export interface Granted {
  readonly id: number;
  readonly title: string;
  readonly amount: bigint;
}

/** Sums in base units of the currency. */
export interface Money {
  /** Of the hatch: into the reserve and into the funding pool. */
  readonly hatchReserve: bigint;
  readonly hatchFunding: bigint;
  /** Of deposits: the same two. */
  readonly mintReserve: bigint;
  readonly mintFunding: bigint;
  readonly donations: bigint;
  /** What arrived without a message and was credited. */
  readonly credits: bigint;
  /** What a wind-down moved from the funding pool, and what the reserve gained by it and after it. */
  readonly woundDown: bigint;
  readonly closingReserve: bigint;
  /** What redemptions took out of the reserve, and what of that went to the funding pool. */
  readonly redeemed: bigint;
  readonly exitTribute: bigint;
  /** What grants paid in tokens put into the reserve. */
  readonly grantReserve: bigint;
  /** What was granted, less what was taken back or not claimed. */
  readonly granted: bigint;
}

/** Adds up the days. */
export function addUp(flows: readonly FlowDay[], funding: readonly FundingDay[]): Money {
  const flow = (
    column:
      | "opened"
      | "gained_by_mints"
      | "gained_by_grants"
      | "gained_by_closing"
      | "lost_by_redemptions",
  ) => flows.reduce((sum, day) => sum + BigInt(day[column]), 0n);
  const book = (cause: FundingCause) =>
    funding
      .filter((row) => row.cause === cause)
      .reduce((sum, { amount }) => sum + BigInt(amount), 0n);
  return {
    hatchReserve: flow("opened"),
    hatchFunding: book("hatch") + book("opening"),
    mintReserve: flow("gained_by_mints"),
    mintFunding: book("entry_tribute"),
    donations: book("donation"),
    credits: book("credit"),
    woundDown: -book("wind_down"),
    closingReserve: flow("gained_by_closing"),
    redeemed: flow("lost_by_redemptions"),
    exitTribute: book("exit_tribute"),
    grantReserve: flow("gained_by_grants"),
    granted: -book("grant") - book("revocation_return") - book("lapse_return"),
  };
}

/** The largest grants by themselves, and the rest as one. */
export function largest(
  grants: readonly Granted[],
  count: number,
): { single: readonly Granted[]; others: bigint; othersCount: number } {
  const sorted = [...grants]
    .filter(({ amount }) => amount > 0n)
    .sort((a, b) => (a.amount > b.amount ? -1 : 1));
  // A rest of one is shown as itself.
  const shown = sorted.length === count + 1 ? count + 1 : count;
  const rest = sorted.slice(shown);
  return {
    single: sorted.slice(0, shown),
    others: rest.reduce((sum, { amount }) => sum + amount, 0n),
    othersCount: rest.length,
  };
}
