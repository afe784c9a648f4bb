// The kinds of proposals as people choose among them: each in plain sentences.

import type { Commons } from "../../api/commons";
import { percent } from "../../lib/amounts";
import { duration } from "../../lib/time";
import { isFixed } from "../../rules/rules";
import type { IconName } from "../../ui/Icon";
import type { Kind } from "./proposalForm";

/** A kind to choose. */
export interface Choice {
  readonly kind: Kind;
  readonly name: string;
  readonly icon: IconName;
  readonly means: string;
  /** Why there is none of it here or now; null where there is. */
  readonly closed: string | null;
}

/** All kinds, with what each means in this Commons. */
export function choicesOf(
  commons: Pick<Commons, "terms" | "rules" | "phase" | "money" | "token">,
): readonly Choice[] {
  const { terms, rules, money, token } = commons;
  const changes = terms.rule_share_ppm > 0;
  const always = phaseAgainst(commons.phase);
  const no = (reason: string | null) => always ?? reason;
  const bar = (ppm: number) =>
    `support of ${percent(ppm)} of all ${token.symbol}, less the opposition`;
  return [
    {
      kind: "grant",
      name: "Ask for money",
      icon: "grants",
      means: `${money.symbol} from the funding pool, at once or as a stream. The more it asks for, the more support it takes.`,
      closed: no(null),
    },
    {
      kind: "revocation",
      name: "Take a grant back",
      icon: "back",
      means:
        "What of a stream is not due yet returns to the funding pool. The larger it is and the better it was supported, the more it takes; those who want it can stake against this.",
      closed: no(null),
    },
    {
      kind: "signal",
      name: "Only gather stakes",
      icon: "proposals",
      means:
        "Shows how many are for or against something. It asks for nothing and is never executed.",
      closed: commons.phase === "closing" ? null : always,
    },
    {
      kind: "rule",
      name: "Change a rule",
      icon: "sliders",
      means: `A tribute, a limit or a time becomes another, within bounds that never change. It takes ${bar(terms.rule_share_ppm)}, and a notice of ${duration(terms.long_notice)}.`,
      closed: no(
        !changes || rules.every(isFixed) ? "In this Commons no vote changes a rule." : null,
      ),
    },
    {
      kind: "governor",
      name: "Change the governor",
      icon: "shield",
      means: `Another contract decides about all money from then on, and this vote about none. It takes ${bar(terms.rule_share_ppm)}, and a notice of ${duration(terms.long_notice)}.`,
      closed: no(changes ? null : "In this Commons no vote changes the governor."),
    },
    {
      kind: "wind_down",
      name: "Wind the Commons down",
      icon: "close",
      means: `All money is shared out: the funding pool joins the collateral pool, and each ${token.symbol} redeems for the same part of it, for good. It takes ${bar(terms.exit_share_ppm)}, and a notice of ${duration(terms.long_notice)}.`,
      closed: no(terms.exit_share_ppm > 0 ? null : "This Commons cannot be wound down by a vote."),
    },
  ];
}

/** Why no proposal that asks for anything can be made in a phase; null where one can. */
export function phaseAgainst(phase: Commons["phase"]): string | null {
  switch (phase) {
    case "open":
    case null:
      return null;
    case "hatch":
      return "The hatch is not over yet.";
    case "refunding":
      return "The hatch has failed.";
    case "closing":
      return "A wind-down is announced.";
    case "closed":
      return "The Commons is wound down.";
  }
}
