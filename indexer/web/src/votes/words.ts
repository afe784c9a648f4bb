// The outlook of a proposal in words that need no knowledge of how votes are counted.

import type { Commons } from "../api/commons";
import type { VoteTerms } from "../api/types";
import type { Obstacle } from "../economics/forecast";
import { short, type Unit } from "../lib/amounts";
import { duration, moment } from "../lib/time";
import { ruleKind, ruleWords } from "../rules/rules";
import type { Outlook, Proposal } from "./model";
import { noticeOf, type Stage } from "./stage";

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
      return "It asks for more than may be granted of the funding pool.";
    case "tooMuch":
      return "It asks for so much that not even all tokens together would pass it.";
    case "stakeTooSmall":
      return "The stake on it is too small, however long one waits.";
    case "opposed":
      return "The stakes for it would be enough, if there were none against it.";
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
        more: "Anybody can end it; its stakes count until their owners take them away.",
      };
    case "signal":
      return {
        tone: "soft",
        words: "Asks for nothing",
        more: "It gathers stakes and never passes.",
      };
    case "now":
      return { tone: "good", words: "Has enough support", more: "" };
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

/** The verdict where its way to the execution says more than the support does. */
export function stagedVerdict(
  verdict: Verdict,
  stage: Stage,
  proposal: Proposal,
  terms: VoteTerms,
  at: number,
): Verdict {
  switch (stage.kind) {
    case "none":
    case "gathering":
      return verdict;
    case "ready":
      return {
        ...verdict,
        more: `Anybody can announce it now. It can be executed ${duration(noticeOf(proposal, terms))} later, unless opposition grows or support leaves.`,
      };
    case "notice":
      return {
        tone: "good",
        words: `Executes in ${duration(stage.from - at)}`,
        more: `It is announced, and can be executed from ${moment(stage.from)} until ${moment(stage.until)}, unless opposition grows or support leaves.`,
      };
    case "executable":
      return {
        tone: "good",
        words: "Can be executed",
        more: `By anybody, until ${moment(stage.until)}, for as long as it still passes.`,
      };
    case "failing":
      return {
        tone: "warn",
        words: "Announced, and does not pass",
        more: `Support less opposition is not enough now. Anybody can take the announcement back; if it passes again, it can be executed from ${moment(stage.from)}.`,
      };
    case "stale":
      return {
        tone: "warn",
        words: "Was not executed in time",
        more: "Its announcement is over. Once that is taken back, it can be announced again while it passes.",
      };
  }
}

/** What a proposal asks for, after its title. */
export function asksFor(
  proposal: Proposal,
  commons: Pick<Commons, "money" | "token" | "native">,
): string {
  const { money, token } = commons;
  switch (proposal.kind) {
    case "signal":
      return "a signal";
    case "revocation":
      return `takes grant ${proposal.grant} back`;
    case "rule": {
      const number = proposal.rule ?? 0;
      return `sets the ${ruleKind(number).name.toLowerCase()} to ${ruleWords(number, proposal.ruleValue ?? 0n, commons)}`;
    }
    case "governor":
      return "changes the governor";
    case "wind_down":
      return "winds the Commons down";
    case "grant": {
      const amount = `${short(proposal.requested ?? 0n, money.decimals)} ${money.symbol}`;
      const over = proposal.duration > 0 ? ` over ${duration(proposal.duration)}` : " at once";
      return `${amount}${over}${proposal.asTokens ? `, in ${token.symbol}` : ""}`;
    }
  }
}
