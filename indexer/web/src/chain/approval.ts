// What must be approved before the Commons can take its money: an ERC-20 token moves for a contract
// only where its holder said so.

import { short } from "../lib/amounts";
import { type Addresses, ask, Refused } from "./call";
import type { Call } from "./calls";
import type { Chain } from "./connection";

/** Approves an amount of the currency for the Commons. */
export function approve(addresses: Addresses, amount: bigint): Call {
  return { contract: "currency", message: "approve", args: [addresses.commons, amount] };
}

/**
 * Finds what is to be approved before a call: nothing, or exactly the amount, so that nothing stays
 * allowed after it was taken. Refuses an amount that the account does not have.
 */
export async function missingApproval(
  chain: Chain,
  addresses: Addresses,
  owner: string,
  call: Call,
): Promise<{ readonly amount: bigint; readonly allowed: bigint } | null> {
  const amount = call.takes ?? 0n;
  if (amount === 0n) return null;
  const who = owner as `0x${string}`;
  const commons = addresses.commons as `0x${string}`;
  const [balance, allowed] = await Promise.all([
    ask(chain, addresses, "currency", "balanceOf", [who]),
    ask(chain, addresses, "currency", "allowance", [who, commons]),
  ]);
  if (balance < amount) {
    const [symbol, decimals] = await Promise.all([
      ask(chain, addresses, "currency", "symbol", []),
      ask(chain, addresses, "currency", "decimals", []),
    ]);
    throw new Refused(
      "CurrencyTooLow",
      `You have ${short(balance, decimals)} ${symbol}: give less.`,
    );
  }
  return allowed < amount ? { amount, allowed } : null;
}
