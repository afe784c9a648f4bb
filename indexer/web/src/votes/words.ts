// The outlook of a proposal in words that need no knowledge of how votes are counted.

import type { Obstacle } from "../economics/forecast";
import type { Unit } from "../lib/amounts";
import { short } from "../lib/amounts";
import { duration } from "../lib/time";
import type { Outlook, Proposal } from "./model";

/** What to say first, and how it feels. */
export interface Verdict {
  readonly tone: "good" | "warn" | "soft" | "bad";
  readonly words: string;
  /** More about it, in a sentence; empty where the words say all. */
  readonly more: string;
}

const STATUS = {
  active: "Open",
  passed: "Passed",
  cancelled: "Withdrawn by its author",
  expired: "Ended without passing",
} as const;

function reason(because: Obstacle): string {
  switch (because.kind) {
    case "noFunds":
      return "The funding pool is empty.";
    case "overLimit":
      return "It asks for more than one grant may take of the funding pool.";
    case "tooMuch":
      return "It asks for so much that not even all tokens together would pass it.";
    case "stakeTooSmall":
      return "The stake on it is too small, however long one waits.";
    case "expires":
      return `It would pass in ${duration(Number(because.seconds))}, and ends before.`;
    case "notEnoughTokens":
      return "Not even all tokens that are not staked yet would pass it.";
  }
}

/** The outlook in words. */
export function verdictOf(outlook: Outlook, token: Unit): Verdict {
  switch (outlook.kind) {
    case "over":
      return {
        tone: outlook.status === "passed" ? "good" : "soft",
        words: STATUS[outlook.status],
        more: "",
      };
    case "overdue":
      return {
        tone: "soft",
        words: "Its time is over",
        more: "Anybody can end it, which frees the stakes.",
      };
    case "signal":
      return {
        tone: "soft",
        words: "Asks for nothing",
        more: "It gathers stakes and never passes.",
      };
    case "now":
      return { tone: "good", words: "Has enough support", more: "Anybody can execute it now." };
    case "in":
      return {
        tone: "good",
        words: `Passes in ${duration(outlook.seconds)}`,
        more: "If stakes and the funding pool stay as they are.",
      };
    case "never":
      return outlook.tokens === null
        ? { tone: "bad", words: "Cannot pass", more: reason(outlook.because) }
        : {
            tone: "warn",
            words: `Needs ${short(outlook.tokens, token.decimals)} ${token.symbol} more`,
            // Otherwise people subtract, and wonder.
            more: `${reason(outlook.because)} The more is staked, the more it needs, so this is more than what is missing today.`,
          };
  }
}

/** What a proposal asks for, after its title. */
export function asksFor(proposal: Proposal, money: Unit, token: Unit): string {
  if (proposal.kind === "signal") return "a signal";
  if (proposal.kind === "revocation") return `takes grant ${proposal.grant} back`;
  const amount = `${short(proposal.requested ?? 0n, money.decimals)} ${money.symbol}`;
  const over = proposal.duration > 0 ? ` over ${duration(proposal.duration)}` : " at once";
  return `${amount}${over}${proposal.asTokens ? `, in ${token.symbol}` : ""}`;
}
