// Stakes that are being thought about: what each would be, before one transaction sets them all.

import { createStore } from "../lib/store";
import type { Shift } from "./model";

/** The most stakes that an account can have, and that one call can set. */
export const MOST_STAKES = 16;

/** A stake on a proposal, in base units: above zero for it, below zero against it. */
export type Stake = bigint;

/** How many tokens a stake holds. */
export const sizeOf = (stake: Stake): bigint => (stake < 0n ? -stake : stake);

/** What the stakes would be; a proposal that is not in it stays as it is. */
export type Draft = ReadonlyMap<number, Stake>;

/** The draft, for as long as the page is open. */
export const draft = createStore<Draft>(new Map());

/** Thinks of a stake on a proposal. */
export function plan(proposal: number, stake: Stake, present: Stake): void {
  const next = new Map(draft.get());
  if (stake === present) next.delete(proposal);
  else next.set(proposal, stake);
  draft.set(next);
}

/** Thinks of nothing any more. */
export const discard = (): void => draft.set(new Map());

/** A move, as the contract takes it. */
export interface Move {
  readonly proposal: number;
  readonly amount: bigint;
  readonly against: boolean;
}

/** What would change, as the contract takes it. */
export function moves(planned: Draft, present: ReadonlyMap<number, Stake>): Move[] {
  return [...planned]
    .filter(([proposal, stake]) => stake !== (present.get(proposal) ?? 0n))
    .map(([proposal, stake]) => ({ proposal, amount: sizeOf(stake), against: stake < 0n }));
}

/** All stakes together as they would be, those on proposals that are over included. */
export function total(planned: Draft, present: ReadonlyMap<number, Stake>): bigint {
  let sum = 0n;
  for (const [proposal, stake] of present) sum += sizeOf(planned.get(proposal) ?? stake);
  for (const [proposal, stake] of planned) if (!present.has(proposal)) sum += sizeOf(stake);
  return sum;
}

/** By how much the stakes for and against a proposal, and all stakes together, would change. */
export function shiftOf(
  proposal: number,
  planned: Draft,
  present: ReadonlyMap<number, Stake>,
): Shift {
  const [before, after] = change(proposal, planned, present);
  let all = 0n;
  for (const id of planned.keys()) {
    const [from, to] = change(id, planned, present);
    all += sizeOf(to) - sizeOf(from);
  }
  return {
    own: above(after) - above(before),
    against: above(-after) - above(-before),
    all,
  };
}

const above = (value: bigint): bigint => (value > 0n ? value : 0n);

function change(
  proposal: number,
  planned: Draft,
  present: ReadonlyMap<number, Stake>,
): readonly [before: Stake, after: Stake] {
  const now = present.get(proposal) ?? 0n;
  return [now, planned.get(proposal) ?? now];
}
