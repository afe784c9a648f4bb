// What is typed for a new proposal, and what is still wrong with it.

import type { Commons } from "../../api/commons";
import type { VoteTerms } from "../../api/types";
import { type Call, onConviction } from "../../chain/calls";
import { MAX_AMOUNT } from "../../economics/limits";
import { NOBODY } from "../../lib/address";
import type { Typed } from "../../lib/amounts";
import { positive } from "../../lib/form";
import { addressIn, addressProblem } from "../../lib/readAddress";
import { recipientProblem } from "../../lib/recipient";
import { checkLabel, checkLink } from "../../lib/text";
import { duration as inWords } from "../../lib/time";
import { readRule, ruleProblem } from "../../rules/rules";

/** The kinds, as the contract numbers them. */
export const KINDS = {
  signal: 0,
  grant: 1,
  revocation: 2,
  rule: 3,
  governor: 4,
  wind_down: 5,
} as const;

/** A kind, by its name. */
export type Kind = keyof typeof KINDS;

/** What is typed. */
export interface ProposalForm {
  readonly kind: Kind;
  readonly title: string;
  readonly link: string;
  readonly amount: string;
  readonly beneficiary: string;
  /** Days over which it is paid; empty: at once. */
  readonly days: string;
  readonly asTokens: boolean;
  readonly grant: string;
  /** The number of the rule that it changes. */
  readonly rule: number;
  /** The new value of that rule, as it is typed. */
  readonly value: string;
  readonly governor: string;
  /** Days for which it stays open. */
  readonly lifetime: string;
}

/** The most bytes of title and link. */
export const MOST = { title: 64, link: 160 } as const;

const DAY = 86_400;

/** The longest that anything may take: ten years of 365 days, in seconds. */
const TEN_YEARS = 3_650 * DAY;

/** A form to begin with. */
export function emptyForm(terms: VoteTerms, kind: Kind = "grant", rule = 3): ProposalForm {
  return {
    kind,
    title: "",
    link: "",
    amount: "",
    beneficiary: "",
    days: "",
    asTokens: false,
    grant: "",
    rule,
    value: "",
    governor: "",
    lifetime: String(Math.max(1, Math.floor((terms.max_lifetime / DAY) * 100) / 100)),
  };
}

/** What the contract takes. */
export interface Draft {
  readonly kind: number;
  readonly amount: bigint;
  readonly duration: bigint;
  readonly lifetime: bigint;
  readonly beneficiary: `0x${string}` | null;
}

/** Problems by field. */
export type Problems = Partial<Record<keyof ProposalForm, string>>;

/** What the form is read against. */
export interface About {
  readonly commons: Pick<Commons, "deployment" | "rules" | "native" | "terms">;
  /** Reads an amount of the money as it is typed. */
  readonly money: (text: string) => Typed;
  /** How many grants there are; null while that is not known. */
  readonly grants: number | null;
}

/** Reads the form, by the rules of the contract; `draft` is null while something is wrong or missing. */
export function read(
  form: ProposalForm,
  about: About,
): { draft: Draft | null; problems: Problems; missing: string | null } {
  const problems: Problems = {};
  let missing: string | null = null;
  const lack = (what: string) => {
    missing ??= what;
  };
  const title = form.title.trim();
  const noTitle = checkLabel(title, MOST.title);
  if (title === "") lack("Give it a title");
  else if (noTitle) problems.title = noTitle.words;
  const link = form.link.trim();
  const noLink = checkLink(link, MOST.link);
  // While the beginning of a link is typed, nothing is wrong with it yet.
  if (noLink && "https://".startsWith(link)) lack("Finish the link, or leave it out");
  else if (noLink) problems.link = noLink.words;

  let amount = 0n;
  let duration = 0n;
  let beneficiary: `0x${string}` | null = null;
  const { deployment, terms } = about.commons;
  if (form.kind === "grant") {
    const typed = about.money(form.amount);
    if (typed.problem) problems.amount = typed.problem;
    else if (!typed.amount) lack("Say how much it asks for");
    else if (typed.amount > MAX_AMOUNT) problems.amount = "This is more than can be counted.";
    amount = typed.amount ?? 0n;
    const stream = form.days.trim() === "" ? { seconds: 0n } : seconds(form.days, TEN_YEARS);
    if ("problem" in stream) problems.days = stream.problem;
    else duration = stream.seconds;
    if (form.beneficiary.trim() !== "") {
      beneficiary = addressIn(form.beneficiary);
      const problem = beneficiary
        ? recipientProblem(beneficiary, deployment)
        : addressProblem(form.beneficiary);
      if (problem) problems.beneficiary = problem;
    }
  }
  if (form.kind === "revocation") {
    const number = form.grant.trim();
    if (/^\d{1,9}$/.test(number)) amount = BigInt(number);
    if (number === "") lack("Say which grant");
    else if (amount === 0n) problems.grant = "Give the number of a grant, from 1 on.";
    else if (about.grants !== null && amount > BigInt(about.grants)) {
      problems.grant =
        about.grants === 0
          ? "There are no grants yet."
          : `The last grant is number ${about.grants}.`;
    }
  }
  if (form.kind === "rule") {
    const rule = about.commons.rules.find(({ number }) => number === form.rule);
    const typed = readRule(form.rule, form.value, about.commons);
    if (typed.problem) problems.value = typed.problem;
    else if (typed.amount === undefined) lack("Say what it becomes");
    else if (!rule) problems.value = "This rule is not known here.";
    else {
      const problem = ruleProblem(rule, typed.amount, about.commons);
      if (problem) problems.value = problem;
    }
    amount = typed.amount ?? 0n;
    duration = BigInt(form.rule);
  }
  if (form.kind === "governor") {
    beneficiary = addressIn(form.governor);
    if (form.governor.trim() === "") lack("Say which contract");
    else {
      const problem = beneficiary
        ? recipientProblem(beneficiary, deployment)
        : addressProblem(form.governor);
      if (problem) problems.governor = problem;
    }
  }
  const life = seconds(form.lifetime, terms.max_lifetime);
  if ("problem" in life) problems.lifetime = life.problem;
  const lifetime = "problem" in life ? 0n : life.seconds;
  const notice = noticeFor(form.kind, terms);
  if (!("problem" in life) && lifetime <= BigInt(notice)) {
    problems.lifetime = `More than its notice of ${inWords(notice)}, or it could never be executed.`;
  }
  if (Object.keys(problems).length > 0) lack("Check what is marked");
  const draft =
    missing === null ? { kind: KINDS[form.kind], amount, duration, lifetime, beneficiary } : null;
  return { draft, problems, missing };
}

/** The call that makes the proposal; what it asks for goes to `own` where nobody else is named. */
export function proposeCall(form: ProposalForm, draft: Draft, own: string, deposit: bigint): Call {
  const grant = form.kind === "grant";
  const to = grant ? (draft.beneficiary ?? own) : (draft.beneficiary ?? NOBODY);
  return onConviction(
    "propose",
    [
      draft.kind,
      to as `0x${string}`,
      draft.amount,
      draft.duration,
      form.asTokens && grant,
      draft.lifetime,
      form.title.trim(),
      form.link.trim(),
    ],
    deposit,
  );
}

/** How long the notice of a kind is; 0 for a signal, which has none. */
function noticeFor(kind: Kind, terms: VoteTerms): number {
  if (kind === "signal") return 0;
  return kind === "grant" || kind === "revocation" ? terms.notice : terms.long_notice;
}

/** Reads a time that is typed in days: a second at least, and no more than `most` seconds. */
function seconds(
  days: string,
  most: number,
): { readonly seconds: bigint } | { readonly problem: string } {
  const typed = positive(days);
  if (typed === null) return { problem: "Give a number of days above zero." };
  const found = Math.round(typed * DAY);
  if (found < 1) return { problem: "That is less than a second." };
  if (found > most) {
    // Cut, so that what it says is taken.
    return { problem: `At most ${Math.floor((most / DAY) * 100_000) / 100_000} days.` };
  }
  return { seconds: BigInt(found) };
}
