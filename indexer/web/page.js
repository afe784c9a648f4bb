// What all parts of the page make it of.

import { exact, short } from "./amounts.js";

/** An element with attributes and children; text is always text, never markup. */
export function el(name, attributes = {}, ...children) {
  const element = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) {
    if (value !== null && value !== undefined) element.setAttribute(key, value);
  }
  element.append(...children);
  return element;
}

/** The three kinds of money and tokens of a deployment: symbol and decimals. */
export const token = (d) => ({ symbol: d.symbol, decimals: d.decimals });
export const currency = (d) => ({ symbol: d.currency, decimals: d.currency_decimals });
// The chain's money has 18 decimals wherever contracts see it.
export const native = (d) => ({ symbol: d.native_symbol, decimals: 18 });

export const money = (amount, { symbol, decimals }) =>
  el("span", { title: `${exact(amount, decimals)} ${symbol}` }, `${short(amount, decimals)} ${symbol}`);

export const account = (address) => el("code", { title: address }, `${address.slice(0, 6)}…${address.slice(-4)}`);

export const percent = (ppm) => `${(ppm / 10_000).toLocaleString("en", { maximumFractionDigits: 4 })} %`;

export function moment(timestamp) {
  return new Date(timestamp).toLocaleString("en-GB", { dateStyle: "medium", timeStyle: "medium" });
}

export function ago(timestamp) {
  const past = Math.max(0, (Date.now() - Date.parse(timestamp)) / 1000);
  if (past < 60) return "just now";
  if (past < 3600) return `${Math.floor(past / 60)} min ago`;
  if (past < 86_400) return `${Math.floor(past / 3600)} h ago`;
  return new Date(timestamp).toLocaleDateString("en-GB", { day: "numeric", month: "short", year: "numeric" });
}
