// What happened, in words: one row of the list for each act.

import { account, ago, currency, el, moment, money, native, token } from "./page.js";

/** The name of each kind of act. */
const KINDS = {
  open: "Opening", mint: "Deposit", redeem: "Redemption", burn: "Burn", donate: "Donation",
  transfer: "Transfer", approval: "Approval",
  contribute: "Contribution", hatch_failed: "Hatch failed", refund: "Refund",
  allow: "May contribute", disallow: "May no longer contribute",
  grant: "Grant", withdraw: "Withdrawal", revoke: "Revocation", register: "New service",
  name_governor: "Governor", offer_ownership: "Ownership offered", transfer_ownership: "Ownership",
  name_guardian: "Guardian", pause: "Pause", unpause: "End of pause",
  propose: "Proposal", stake: "Stake", execute: "Passed", cancel: "Cancelled", expire: "Expired",
  reclaim: "Deposit back",
};

/** What can be chosen above the list, and the kinds that it shows; null: all. */
export const GROUPS = [
  ["All", null],
  ["Hatch", ["contribute", "hatch_failed", "refund", "allow", "disallow", "open"]],
  ["Deposits", ["mint"]],
  ["Redemptions", ["redeem"]],
  ["Burns", ["burn", "register"]],
  ["Donations", ["donate"]],
  ["Proposals", ["propose", "execute", "cancel", "expire", "reclaim"]],
  ["Stakes", ["stake"]],
  ["Grants", ["grant", "withdraw", "revoke"]],
  ["Transfers", ["transfer"]],
  ["Approvals", ["approval"]],
  ["Roles", ["name_governor", "offer_ownership", "transfer_ownership", "name_guardian", "pause", "unpause"]],
];

function amounts(event, d) {
  const tokens = event.tokens && money(event.tokens, token(d));
  const value = event.value && money(event.value, currency(d));
  const deposit = event.deposit && event.deposit !== "0"
    && el("small", {}, money(event.deposit, native(d)), " deposit");
  const tribute = event.tribute && event.tribute !== "0"
    && el("small", {}, money(event.tribute, currency(d)), " to the funding pool");
  switch (event.kind) {
    case "mint":
    case "contribute": return [value, " → ", tokens, tribute];
    case "redeem":
    case "refund": return [tokens, " → ", value, tribute];
    case "open": return [money(event.pools.reserve, currency(d)), " → ", money(event.pools.supply, token(d))];
    // Wallets ask for the largest number there is, and mean: without limit.
    case "approval": return BigInt(event.tokens) >> 200n ? ["without limit"] : ["up to ", tokens];
    case "propose": return value ? ["asks for ", value, deposit] : [event.grant ? `ends grant ${event.grant}` : "asks for nothing", deposit];
    case "stake": return event.tokens === "0" ? ["nothing any more"] : [tokens];
    case "withdraw": return tokens ? [value, " → ", tokens] : [value];
    case "hatch_failed": return [value, " raised"];
    case "revoke": return [value, " back to the funding pool"];
    case "reclaim": return [money(event.deposit, native(d))];
    case "pause":
    case "name_guardian": return event.until ? [`until ${moment(event.until)}`] : [];
    default: return [tokens || value];
  }
}

/** What it was about, below who did it. */
function about(event) {
  const parts = [];
  if (event.proposal) parts.push(`proposal ${event.proposal}${event.title ? `: ${event.title}` : ""}`);
  if (event.grant && event.kind !== "propose") parts.push(`grant ${event.grant}`);
  if (event.service) parts.push(`service ${event.service}${event.service_name ? `: ${event.service_name}` : ""}`);
  const text = parts.join(", ");
  if (event.content) return el("small", {}, text ? `for ${text}, content ` : "content ", account(event.content));
  return text && el("small", {}, text);
}

function who(event) {
  const sides = [event.account, event.counterparty].filter(Boolean).map(account);
  if (sides.length === 2) sides.splice(1, 0, " → ");
  if (event.kind === "transfer_ownership" && !event.counterparty) sides.push(" → nobody, for good");
  if (event.kind === "offer_ownership" && !event.counterparty) sides.push(" takes the offer back");
  if (event.kind === "name_guardian" && !event.counterparty) sides.push("nobody");
  return [...sides, about(event)].filter(Boolean);
}

export function row(event, d, fresh) {
  const price = event.pools?.spot_price;
  return el("tr", fresh ? { class: "fresh" } : {},
    el("td", {}, el("time", { datetime: event.timestamp, title: moment(event.timestamp) }, ago(event.timestamp)),
      el("small", {}, `block ${event.block.toLocaleString("en")}`)),
    el("td", {}, el("span", { class: "kind", "data-kind": event.kind }, KINDS[event.kind] ?? event.kind)),
    el("td", {}, ...who(event)),
    el("td", { class: "number" }, ...amounts(event, d).filter(Boolean)),
    el("td", { class: "number price" }, price ? money(price, currency(d)) : ""));
}
