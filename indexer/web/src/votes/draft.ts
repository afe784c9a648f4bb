// Stakes that are being thought about: what each would be, before one transaction sets them all.

import { createStore } from "../lib/store";
import type { Shift } from "./model";

/** The most stakes that an account can have, and that one call can set. */
export const MOST_STAKES = 16;

/** What the stakes would be; a proposal that is not in it stays as it is. */
export type Draft = ReadonlyMap<number, bigint>;

/** The draft, for as long as the page is open. */
export const draft = createStore<Draft>(new Map());

/** Thinks of a stake on a proposal. */
export function plan(proposal: number, stake: bigint, present: bigint): void {
  const next = new Map(draft.get());
  if (stake === present) next.delete(proposal);
  else next.set(proposal, stake);
  draft.set(next);
}

/** Thinks of nothing any more. */
export const discard = (): void => draft.set(new Map());

/** What would change, as the contract takes it. */
export function moves(
  planned: Draft,
  present: ReadonlyMap<number, bigint>,
): { proposal: number; amount: bigint }[] {
  return [...planned]
    .filter(([proposal, amount]) => amount !== (present.get(proposal) ?? 0n))
    .map(([proposal, amount]) => ({ proposal, amount }));
}

/** All stakes together as they would be, those on proposals that are over included. */
export function total(planned: Draft, present: ReadonlyMap<number, bigint>): bigint {
  let sum = 0n;
  for (const [proposal, stake] of present) sum += planned.get(proposal) ?? stake;
  for (const [proposal, stake] of planned) if (!present.has(proposal)) sum += stake;
  return sum;
}

/** By how much the stake on a proposal, and all stakes together, would change. */
export function shiftOf(
  proposal: number,
  planned: Draft,
  present: ReadonlyMap<number, bigint>,
): Shift {
  const difference = (id: number) => {
    const now = present.get(id) ?? 0n;
    return (planned.get(id) ?? now) - now;
  };
  let all = 0n;
  for (const id of planned.keys()) all += difference(id);
  return { own: difference(proposal), all };
}
