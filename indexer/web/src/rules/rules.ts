// The rules that a vote may change: what each means, within which bounds, and what the next change can be.

import type { Commons } from "../api/commons";
import { exact, parse, percent, type Typed } from "../lib/amounts";
import { duration } from "../lib/time";

/** How a rule's value is written. */
type Measure = "share" | "time" | "money";

/** What is known of a rule before its value is. */
export interface RuleKind {
  /** As the contracts number it. */
  readonly number: number;
  readonly name: string;
  readonly measure: Measure;
  /** What it does, in a sentence. */
  readonly means: string;
  /** What a higher value does for holders. */
  readonly higher: string;
}

/** All of them, by the contracts' numbers. */
export const RULE_KINDS: readonly RuleKind[] = [
  {
    number: 1,
    name: "Entry tribute",
    measure: "share",
    means: "The part of each deposit that goes to the funding pool.",
    higher: "More of each deposit is granted, and less of it backs the token.",
  },
  {
    number: 2,
    name: "Exit tribute",
    measure: "share",
    means: "The part of each redemption that stays in the funding pool.",
    higher: "Leaving costs more, and more is left to grant.",
  },
  {
    number: 3,
    name: "Spending limit",
    measure: "share",
    means: "All grants of one window together stay below this part of the funding pool.",
    higher: "More can be granted at once, and more can be lost by a vote that people missed.",
  },
  {
    number: 4,
    name: "Window",
    measure: "time",
    means: "The time over which grants count together, and in which a rule can change once.",
    higher: "Money is granted more slowly, and rules change more rarely.",
  },
  {
    number: 5,
    name: "Notice",
    measure: "time",
    means:
      "The time between the announcement of a proposal and its execution, in which all can object.",
    higher: "People have longer to object, and projects wait longer for their money.",
  },
  {
    number: 6,
    name: "Weight",
    measure: "share",
    means: "How steeply the support that a request needs rises with its share of the funding pool.",
    higher: "Every request needs more support.",
  },
  {
    number: 7,
    name: "Minimum stake",
    measure: "share",
    means: "At least this part of the supply counts as staked, however few take part.",
    higher: "Few cannot decide alone, and little participation stops more.",
  },
  {
    number: 8,
    name: "Deposit",
    measure: "money",
    means: "What an author leaves with a proposal until it is over.",
    higher: "Fewer proposals are made for nothing.",
  },
  {
    number: 9,
    name: "Half-life",
    measure: "time",
    means: "The time in which support reaches half of a stake, and in which half of it fades.",
    higher: "Stakes have to stay longer before they count.",
  },
];

/** A rule as it stands. Times are seconds of the chain. */
export interface RuleNow {
  readonly number: number;
  readonly value: bigint;
  readonly least: bigint;
  readonly most: bigint;
  /** By how much it can change at once; 0: never. */
  readonly step: bigint;
  /** From when on it can change again; 0: it never changed. */
  readonly changeableFrom: number;
}

/** What is known of a rule of this number. */
export function ruleKind(number: number): RuleKind {
  const found = RULE_KINDS.find((kind) => kind.number === number);
  return found ?? { number, name: `Rule ${number}`, measure: "share", means: "", higher: "" };
}

/** Whether a vote can ever change it. */
export const isFixed = ({ step }: RuleNow): boolean => step === 0n;

/** The least and the most that the next change can make of it; null where it never changes. */
export function reachOf(rule: RuleNow): { readonly from: bigint; readonly to: bigint } | null {
  if (isFixed(rule)) return null;
  const { value, least, most, step } = rule;
  const [down, up] = [value - step, value + step];
  return { from: down > least ? down : least, to: up < most ? up : most };
}

/** A value in words: `2.5 %`, `3 d`, `1 DOT`. */
export function ruleWords(
  number: number,
  value: bigint,
  { native }: Pick<Commons, "native">,
): string {
  switch (ruleKind(number).measure) {
    case "share":
      return percent(value);
    case "time":
      return duration(Number(value));
    case "money":
      return `${exact(value, native.decimals)} ${native.symbol}`;
  }
}

/** The unit in which a value is typed. */
export function ruleUnit(number: number, { native }: Pick<Commons, "native">): string {
  const { measure } = ruleKind(number);
  return measure === "share" ? "%" : measure === "time" ? "hours" : native.symbol;
}

/** A value as it is typed. */
export function plainRule(
  number: number,
  value: bigint,
  { native }: Pick<Commons, "native">,
): string {
  const { measure } = ruleKind(number);
  if (measure === "share") return String(Number(value) / 10_000);
  if (measure === "time") return String(Math.round((Number(value) / 3_600) * 1e6) / 1e6);
  return exact(value, native.decimals).replaceAll(",", "");
}

/** Reads a value as it is typed: per cent with four decimals, hours, or money. */
export function readRule(number: number, text: string, { native }: Pick<Commons, "native">): Typed {
  const { measure } = ruleKind(number);
  if (measure === "money") return parse(text, native);
  if (measure === "share") return parse(text, { symbol: "A share", decimals: 4 });
  const hours = parse(text, { symbol: "A time", decimals: 6 });
  if (hours.amount === undefined) return hours;
  return { amount: (hours.amount * 3_600n + 500_000n) / 1_000_000n };
}

/** Why a rule cannot become this now, as a sentence; null where it can. */
export function ruleProblem(
  rule: RuleNow,
  value: bigint,
  commons: Pick<Commons, "native">,
): string | null {
  const words = (amount: bigint) => ruleWords(rule.number, amount, commons);
  const reach = reachOf(rule);
  if (!reach) return "This Commons does not let a vote change it.";
  if (value === rule.value) return "That is what it is already.";
  if (value < rule.least) return `At least ${words(rule.least)}.`;
  if (value > rule.most) return `At most ${words(rule.most)}.`;
  if (value < reach.from) return `One change can bring it down to ${words(reach.from)}, not lower.`;
  if (value > reach.to) return `One change can bring it up to ${words(reach.to)}, not higher.`;
  return null;
}
