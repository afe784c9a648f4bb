// What is typed for a new proposal, and what is still wrong with it.

import type { VoteTerms } from "../../api/types";
import { isAddress } from "../../lib/address";
import { parse, type Unit } from "../../lib/amounts";
import { positive } from "../../lib/form";
import { checkLabel, checkLink } from "../../lib/text";

/** The kinds, as the contract numbers them. */
export const KINDS = { signal: 0, grant: 1, revocation: 2 } as const;

/** What is typed. */
export interface ProposalForm {
  readonly kind: keyof typeof KINDS;
  readonly title: string;
  readonly link: string;
  readonly amount: string;
  readonly beneficiary: string;
  /** Days over which it is paid; empty: at once. */
  readonly days: string;
  readonly asTokens: boolean;
  readonly grant: string;
  /** Days for which it stays open. */
  readonly lifetime: string;
}

/** The most bytes of title and link. */
export const MOST = { title: 64, link: 160 } as const;

const DAY = 86_400;

/** A form to begin with. */
export function emptyForm(terms: VoteTerms): ProposalForm {
  return {
    kind: "grant",
    title: "",
    link: "",
    amount: "",
    beneficiary: "",
    days: "",
    asTokens: false,
    grant: "",
    lifetime: String(Math.max(1, Math.floor((terms.max_lifetime / DAY) * 100) / 100)),
  };
}

/** What the contract takes. */
export interface Draft {
  readonly kind: number;
  readonly amount: bigint;
  readonly duration: bigint;
  readonly lifetime: bigint;
  readonly beneficiary: string | null;
}

/** Problems by field. */
export type Problems = Partial<Record<keyof ProposalForm, string>>;

/** Reads the form; `draft` is null while something is wrong or missing. */
export function read(
  form: ProposalForm,
  money: Unit,
  terms: VoteTerms,
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
  if (form.kind === "grant") {
    const typed = parse(form.amount, money);
    if (typed.problem) problems.amount = typed.problem;
    else if (!typed.amount) lack("Say how much it asks for");
    amount = typed.amount ?? 0n;
    if (form.days !== "") {
      const days = positive(form.days);
      if (days === null) problems.days = "Give a number of days.";
      else duration = BigInt(Math.round(days * DAY));
    }
    if (form.beneficiary !== "" && !isAddress(form.beneficiary.trim())) {
      problems.beneficiary = "An address is 0x and 40 hexadecimal digits.";
    }
  }
  if (form.kind === "revocation") {
    if (/^\d{1,9}$/.test(form.grant.trim())) amount = BigInt(form.grant.trim());
    else if (form.grant.trim() === "") lack("Say which grant");
    else problems.grant = "Give the number of a grant.";
  }
  const life = positive(form.lifetime);
  const lifetime = BigInt(Math.round((life ?? 0) * DAY));
  if (life === null) problems.lifetime = "Give a number of days.";
  else if (lifetime > BigInt(terms.max_lifetime)) {
    problems.lifetime = `At most ${Math.floor((terms.max_lifetime / DAY) * 100) / 100} days.`;
  }
  if (Object.keys(problems).length > 0) lack("Check what is marked");
  const beneficiary = form.kind === "grant" ? form.beneficiary.trim() || null : null;
  const draft =
    missing === null ? { kind: KINDS[form.kind], amount, duration, lifetime, beneficiary } : null;
  return { draft, problems, missing };
}
