// What the execution of a proposal does, in a sentence that needs no knowledge of contracts.

import type { Commons } from "../../api/commons";
import { shortHex } from "../../lib/address";
import { short } from "../../lib/amounts";
import { duration } from "../../lib/time";
import { ruleKind, ruleWords } from "../../rules/rules";
import type { Proposal } from "../../votes/model";

/** The effect. */
export function effectOf(
  proposal: Proposal,
  commons: Pick<Commons, "money" | "token" | "native" | "rules">,
): string {
  const { money, token } = commons;
  switch (proposal.kind) {
    case "signal":
      return "Nothing is done: it only gathers stakes.";
    case "grant": {
      const asked = `${short(proposal.requested ?? 0n, money.decimals)} ${money.symbol}`;
      const how = proposal.duration > 0 ? `evenly over ${duration(proposal.duration)}` : "at once";
      const as = proposal.asTokens ? `, paid in ${token.symbol}` : "";
      return `${asked} are granted from the funding pool, ${how}${as}.`;
    }
    case "revocation":
      return `What of grant ${proposal.grant} is not due yet returns to the funding pool.`;
    case "rule": {
      const number = proposal.rule ?? 0;
      const present = commons.rules.find((rule) => rule.number === number);
      const from = present ? ` from ${ruleWords(number, present.value, commons)}` : "";
      const to = ruleWords(number, proposal.ruleValue ?? 0n, commons);
      return `The ${ruleKind(number).name.toLowerCase()} changes${from} to ${to}.`;
    }
    case "governor":
      return `The contract at ${shortHex(proposal.newGovernor ?? "")} decides about all money from then on, and this vote about none.`;
    case "wind_down":
      return `The Commons ends: the funding pool joins the collateral pool, and all who hold ${token.symbol} redeem it for the same share, for good.`;
  }
}
