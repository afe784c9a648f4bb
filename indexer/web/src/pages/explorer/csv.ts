// Acts as comma-separated values (RFC 4180), amounts as decimal numbers.

import type { Commons } from "../../api/commons";
import type { Activity } from "../../api/types";
import { plain } from "../../lib/amounts";
import { type Foreign, raw } from "../../lib/label";
import { clean } from "../../lib/text";

const COLUMNS = [
  "id",
  "block",
  "timestamp",
  "kind",
  "account",
  "signer",
  "counterparty",
  "tokens",
  "value",
  "tribute",
  "deposit",
  "proposal",
  "title",
  "grant",
  "service",
  "service_name",
  "content",
  "executable_from",
  "until",
  "against",
  "rule",
  "rule_value",
  "supply",
  "reserve",
  "funding_pool",
  "spot_price",
] as const;

/** The name of the file: of a symbol only what every system takes in a name. */
export function fileName(symbol: string): string {
  const word = symbol.toLowerCase().replace(/[^\p{L}\p{N}]/gu, "");
  return `${word || "weir"}-activity.csv`;
}

/** The line of column names. */
export const head = `${COLUMNS.join(",")}\r\n`;

/** The line of an act. */
export function line(act: Activity, { token, money, native }: Commons): string {
  const amount = (base: string | null | undefined, { decimals }: { decimals: number }) =>
    base == null ? "" : plain(BigInt(base), decimals);
  const text = (foreign: Foreign | undefined) => foreign && clean(raw(foreign));
  const cells: Record<(typeof COLUMNS)[number], string | number | undefined> = {
    id: act.id,
    block: act.block,
    timestamp: act.timestamp,
    kind: act.kind,
    account: act.account,
    signer: act.signer ?? undefined,
    counterparty: act.counterparty,
    tokens: amount(act.tokens, token),
    value: amount(act.value, money),
    tribute: amount(act.tribute, money),
    deposit: amount(act.deposit, native),
    proposal: act.proposal,
    title: text(act.title),
    grant: act.grant,
    service: act.service,
    service_name: text(act.service_name),
    content: act.content,
    executable_from: act.executable_from,
    until: act.until,
    against: act.against === undefined ? undefined : String(act.against),
    rule: act.rule,
    rule_value: act.rule_value,
    supply: amount(act.pools?.supply, token),
    reserve: amount(act.pools?.reserve, money),
    funding_pool: amount(act.pools?.funding_pool, money),
    spot_price: amount(act.pools?.spot_price, money),
  };
  return `${COLUMNS.map((column) => quoted(cells[column])).join(",")}\r\n`;
}

/** A number as this file has it: it may begin with a sign and is no formula. */
const NUMBER = /^[+-]?\d+(\.\d+)?$/;

/** What a spreadsheet begins a formula with, in the letters of any keyboard, after any room. */
const FORMULA = /^[\s\ufeff]*[=+\-@\uff1d\uff0b\uff0d\uff20]|^[\t\r\n]/;

/**
 * A value as CSV has it. Titles and names are written by anyone: one that a spreadsheet would take for
 * a formula gets an apostrophe before it. Numbers stay as they are.
 */
export function quoted(value: string | number | undefined): string {
  const text = String(value ?? "");
  const safe = FORMULA.test(text) && !NUMBER.test(text) ? `'${text}` : text;
  return /[",;\t\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
