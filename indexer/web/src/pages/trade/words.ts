// What trading needs to know of money and refusals.

import type { Commons } from "../../api/commons";
import type { Refusal } from "../../economics/quote";
import { parse, short, type Typed, type Unit } from "../../lib/amounts";
import type { Purse } from "../../wallet/hooks";

/** Why a quote is refused, in words. */
export const REFUSALS: Record<Refusal, string> = {
  ZeroAmount: "Give an amount above zero.",
  AmountTooSmall: "So little that rounding leaves nothing.",
  OutOfDomain: "Too much for the curve.",
  InsufficientBalance: "More than there is.",
  LastToken: "The last bit of supply must stay.",
};

/** Decimals of the chain's own money outside of contracts, where the indexer does not say. */
const NATIVE_DECIMALS = 10;

/**
 * The unit in which money is typed. Contracts see the chain's own money with 18 decimals, but nobody
 * can send what the chain cannot express.
 */
export function typedUnit({ money, deployment }: Commons): Unit {
  const native = deployment.currency_address === null;
  return native ? { ...money, decimals: deployment.native_decimals ?? NATIVE_DECIMALS } : money;
}

/** Money as it was typed, in the base units that contracts count in. */
export function typedMoney(text: string, commons: Commons): Typed {
  const unit = typedUnit(commons);
  const typed = parse(text, unit);
  if (typed.amount === undefined) return typed;
  return { amount: typed.amount * 10n ** BigInt(commons.money.decimals - unit.decimals) };
}

/**
 * What is wrong with paying an amount, in a few words for the button and a sentence for the field;
 * null where the account can pay it.
 */
export function unpayable(
  amount: bigint,
  { has, most, cost }: Purse,
  { money, native }: Commons,
): { readonly missing: string; readonly problem: string } | null {
  if (has === undefined || most === undefined || amount <= most) return null;
  const words = (base: bigint) => `${short(base, money.decimals)} ${money.symbol}`;
  if (amount > has) {
    const problem = `You have ${words(has)}.`;
    return { missing: `Not enough ${money.symbol}`, problem };
  }
  const keep = `${short(cost, native.decimals)} ${native.symbol}`;
  return {
    missing: "Leave some for the fee",
    problem: `The fee and what the chain puts aside take about ${keep}: give at most ${words(most)}.`,
  };
}
