// What trading needs to know of money and refusals.

import type { Commons } from "../../api/commons";
import type { Refusal } from "../../economics/quote";
import { parse, type Typed, type Unit } from "../../lib/amounts";

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

/** What to keep of the chain's money for fees: enough for some transactions. */
const FEES = 10n ** 17n;

/** The most of the chain's money to give, so that fees can still be paid; whole native units. */
export function feeReserve(spendable: bigint): bigint {
  const most = spendable > FEES ? spendable - FEES : 0n;
  return most - (most % 10n ** 10n);
}
