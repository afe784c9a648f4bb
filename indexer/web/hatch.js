// The hatch, while it runs or after it failed: how much is raised of how much, and until when.

import { position } from "./amounts.js";
import { currency, el, moment, money, percent } from "./page.js";

/** What to show of the hatch; nothing once the curve is open. */
export function hatch(status) {
  const { deployment: d, phase, raised } = status;
  const h = d.hatch;
  if (!h || !["hatch", "refunding"].includes(phase)) return [];
  const amount = (base) => money(base, currency(d));
  const bar = el("progress", {
    max: position(h.maximum, d.currency_decimals), value: position(raised, d.currency_decimals),
    "aria-label": "Raised, of the most that can be",
  });
  if (phase === "refunding") {
    return [el("p", {}, el("b", {}, "The hatch has failed."), " It did not reach its minimum of ", amount(h.minimum),
      ". Whoever contributed can take the money back; ", amount(raised), " is left to be paid back.")];
  }
  const enough = BigInt(raised) >= BigInt(h.minimum);
  const facts = [
    ["Raised", amount(raised)],
    ["Minimum", el("span", {}, amount(h.minimum), enough ? ", reached" : ", not reached yet")],
    ["Maximum", amount(h.maximum)],
    ["Until", h.deadline ? moment(h.deadline) : "–"],
    ["Price", el("span", {}, amount(h.price), ` for 1 ${d.symbol}`)],
    ["Price at the opening", h.opening_price ? amount(h.opening_price) : "–"],
    ["To the funding pool", percent(h.tribute_ppm)],
    ["Who may contribute", h.allowlist ? "accounts on the list" : "everybody"],
  ];
  return [
    el("p", {}, "The Commons is raising its first money. If the minimum is reached, the curve opens; if not, everybody can take the money back."),
    bar,
    el("dl", {}, ...facts.flatMap(([name, fact]) => [el("dt", {}, name), el("dd", {}, fact)])),
  ];
}
