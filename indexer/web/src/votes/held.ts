// What keeps a proposal from being executed though the vote allows it: a pause, what was granted
// lately, a wind-down that is announced, and the bounds of a rule.

import type { Commons } from "../api/commons";
import type { GrantRow } from "../api/votes";
import { short } from "../lib/amounts";
import { duration, moment } from "../lib/time";
import { ruleKind, ruleProblem } from "../rules/rules";
import type { Outlook, Proposal, Vote } from "./model";
import type { Stage } from "./stage";
import type { Verdict } from "./words";

const PPM = 1_000_000n;

/** What holds a proposal up. */
export interface Held {
  /** What it is, in a sentence. */
  readonly words: string;
  /** Until when, in seconds of the chain; null where that is not known. */
  readonly until: number | null;
}

/** A grant as the spending limit counts it. */
export interface Counted {
  readonly granted: number;
  readonly amount: bigint;
}

/** Reads grants as the spending limit counts them. */
export const countedOf = (rows: readonly GrantRow[]): readonly Counted[] =>
  rows.map(({ start, amount }) => ({ granted: Number(start), amount: BigInt(amount) }));

/** Quarters of the window, besides the present one, for which a grant counts. */
const QUARTERS = 4;

/** The second at which the window's quarter of a second began, and its length. */
function quarterOf(
  at: number,
  window: number,
): { readonly begin: number; readonly length: number } {
  const length = Math.max(1, Math.ceil(window / QUARTERS));
  return { begin: Math.floor(at / length) * length, length };
}

/** What all grants count at a second: those of the present and the last four quarters of the window. */
export function countedAt(grants: readonly Counted[], window: number, at: number): bigint {
  const { begin, length } = quarterOf(at, window);
  const from = begin - QUARTERS * length;
  return grants
    .filter(({ granted }) => granted >= from && granted <= at)
    .reduce((sum, { amount }) => sum + amount, 0n);
}

/**
 * From when recent grants let a request through, if nothing else is granted and the funding pool stays
 * as it is; null where they never do, or where they count something else than these grants: a window
 * that a vote changed.
 */
export function grantableFrom(
  grants: readonly Counted[],
  said: bigint,
  requested: bigint,
  vote: Pick<Vote, "funds" | "terms">,
  at: number,
): number | null {
  const { window, spending_limit_ppm } = vote.terms;
  if (countedAt(grants, window, at) !== said) return null;
  const { begin, length } = quarterOf(at, window);
  const limit = BigInt(spending_limit_ppm);
  for (let n = 0; n <= QUARTERS + 1; n += 1) {
    const when = n === 0 ? at : begin + n * length;
    const counted = countedAt(grants, window, when);
    // As in the Commons: everything together stays below the limit of what there was to grant.
    if ((counted + requested) * PPM < limit * (vote.funds + counted)) return when;
  }
  return null;
}

/** What the Commons would refuse at a second. `grants` are those of the last window and a quarter. */
export function heldAt(
  proposal: Proposal,
  vote: Vote,
  commons: Pick<Commons, "phase" | "pausedUntil" | "money" | "native" | "rules">,
  grants: readonly Counted[] | null,
  at: number,
): readonly Held[] {
  const held: Held[] = [];
  const { kind } = proposal;
  if (kind === "signal") return held;
  if (commons.phase === "closing" && kind !== "wind_down") {
    held.push({
      words: "A wind-down is announced: nothing else is executed until that is taken back.",
      until: null,
    });
  }
  // A pause does not protect a stream from being taken back.
  if (commons.pausedUntil !== null && commons.pausedUntil > at && kind !== "revocation") {
    const words = `The guardian has paused until ${moment(commons.pausedUntil)}.`;
    held.push({ words, until: commons.pausedUntil });
  }
  if (kind === "grant" && proposal.recentlyGranted !== null) {
    const { symbol, decimals } = commons.money;
    const until = grants
      ? grantableFrom(grants, proposal.recentlyGranted, proposal.requested ?? 0n, vote, at)
      : null;
    if (until === null || until > at) {
      const lately = `${short(proposal.recentlyGranted, decimals)} ${symbol}`;
      held.push({
        words: `Grants of ${lately} still count against the spending limit of all grants together${
          until === null ? "." : `, until ${moment(until)}.`
        }`,
        until,
      });
    }
  }
  if (kind === "rule") held.push(...ruleHeld(proposal, commons, at));
  return held;
}

function ruleHeld(
  { rule: number, ruleValue }: Proposal,
  commons: Pick<Commons, "native" | "rules">,
  at: number,
): Held[] {
  const rule = commons.rules.find((one) => one.number === number);
  if (!rule || ruleValue === null) return [];
  const { name } = ruleKind(rule.number);
  const problem = ruleProblem(rule, ruleValue, commons);
  if (problem) return [{ words: `${name} cannot become that now. ${problem}`, until: null }];
  if (rule.changeableFrom <= at) return [];
  const words = `${name} changed lately: it can change again from ${moment(rule.changeableFrom)}.`;
  return [{ words, until: rule.changeableFrom }];
}

/** The verdict on a proposal that has, or will have, enough support, where something holds it up. */
export function heldVerdict(
  verdict: Verdict,
  outlook: Outlook,
  stage: Stage,
  held: readonly Held[],
  at: number,
): Verdict {
  const wait = outlook.kind === "in" ? outlook.seconds : outlook.kind === "now" ? 0 : null;
  if (wait === null || held.length === 0 || stage.kind === "stale") return verdict;
  // Nothing is executed before its notice is over in any case.
  const earliest = stage.kind === "notice" ? Math.max(at + wait, stage.from) : at + wait;
  const left = held.filter(({ until }) => until === null || until > earliest);
  if (left.length === 0) return verdict;
  const unknown = left.some(({ until }) => until === null);
  const until = Math.max(...left.map((one) => one.until ?? 0));
  const support = `It has enough support${wait ? ` in ${duration(wait)}` : ""}.`;
  return {
    tone: "warn",
    words: unknown ? "Has to wait" : `Has to wait ${duration(until - at)}`,
    more: [support, ...left.map(({ words }) => words)].join(" "),
  };
}
