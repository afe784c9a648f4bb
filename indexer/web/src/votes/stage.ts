// How far a proposal is on its way from the first stake to its execution, and who can take it further.

import type { VoteTerms } from "../api/types";
import { duration, moment } from "../lib/time";
import type { Outlook, Proposal } from "./model";

/** Where it is. Times are seconds of the chain. */
export type Stage =
  /** It is over, or asks for nothing. */
  | { readonly kind: "none" }
  /** It gathers support. */
  | { readonly kind: "gathering" }
  /** It passes: it can be announced. */
  | { readonly kind: "ready" }
  /** It is announced, and passes; its notice runs. */
  | { readonly kind: "notice"; readonly from: number; readonly until: number }
  /** It can be executed. */
  | { readonly kind: "executable"; readonly from: number; readonly until: number }
  /** It is announced, and does not pass now: the announcement can be taken back. */
  | { readonly kind: "failing"; readonly from: number; readonly until: number }
  /** It was announced too long ago. */
  | {
      readonly kind: "stale";
      readonly from: number;
      readonly until: number;
      readonly passes: boolean;
    };

/** The stage at a second, by the outlook of the stakes as they are. */
export function stageOf(proposal: Proposal, outlook: Outlook, at: number): Stage {
  if (outlook.kind === "over" || outlook.kind === "overdue" || outlook.kind === "signal") {
    return { kind: "none" };
  }
  const passes = outlook.kind === "now";
  const { announced, executableFrom: from, executableUntil: until } = proposal;
  if (announced === null || from === null || until === null) {
    return { kind: passes ? "ready" : "gathering" };
  }
  if (at > until) return { kind: "stale", from, until, passes };
  if (!passes) return { kind: "failing", from, until };
  return { kind: at < from ? "notice" : "executable", from, until };
}

/** The notice that a kind of proposal has. */
export const noticeOf = ({ kind }: Pick<Proposal, "kind">, terms: VoteTerms): number =>
  kind === "rule" || kind === "governor" || kind === "wind_down" ? terms.long_notice : terms.notice;

/** What can be done with a proposal on its way. */
export type Deed = "announce" | "execute" | "reset";

/** Whether something can be done now, and if not, why not yet. */
export interface May {
  readonly deed: Deed;
  readonly can: boolean;
  readonly why: string;
}

const THREE = ["announce", "execute", "reset"] as const;

/**
 * What can be done with a proposal at a second, by anybody, and why not what cannot. `held` says in
 * sentences what the Commons itself forbids. Empty where nothing is to be done any more.
 */
export function deedsOf(
  proposal: Proposal,
  stage: Stage,
  held: readonly string[],
  terms: VoteTerms,
  at: number,
): readonly May[] {
  if (stage.kind === "none") return [];
  return THREE.map((deed) => {
    const why = reasonAgainst(deed, proposal, stage, held, terms, at);
    return { deed, can: why === null, why: why ?? "" };
  });
}

const NOT_ANNOUNCED = "It is not announced.";

function reasonAgainst(
  deed: Deed,
  proposal: Proposal,
  stage: Stage,
  held: readonly string[],
  terms: VoteTerms,
  at: number,
): string | null {
  switch (deed) {
    case "announce":
      if (stage.kind === "gathering") return "It has not enough support for an announcement.";
      if (stage.kind === "stale") return "Its last announcement has to be taken back first.";
      if (stage.kind !== "ready") return "It is announced already.";
      return at + noticeOf(proposal, terms) >= proposal.expiry
        ? "Its time ends before its notice would be over."
        : null;
    case "execute":
      if (stage.kind === "gathering" || stage.kind === "ready") {
        return "It has to be announced first, and its notice has to pass.";
      }
      if (stage.kind === "stale") return "Its time for that is over: it has to be announced again.";
      if (stage.kind === "failing") return "Support less opposition is not enough now.";
      if (stage.kind === "notice") {
        return `Its notice runs until ${moment(stage.from)}, another ${duration(stage.from - at)}.`;
      }
      return held.length > 0 ? held.join(" ") : null;
    case "reset":
      if (stage.kind === "failing" || stage.kind === "stale") return null;
      return stage.kind === "gathering" || stage.kind === "ready"
        ? NOT_ANNOUNCED
        : "It still has enough support.";
  }
}
