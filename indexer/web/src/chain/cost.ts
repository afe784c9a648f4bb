// What a transaction takes of the chain's own money besides what it pays: known before it is signed.

import { Binary } from "polkadot-api";
import { short } from "../lib/amounts";
import { type Funds, fundsOf } from "./accounts";
import {
  type Addresses,
  addressIn,
  type DryRun,
  dryRun,
  encode,
  Refused,
  toNative,
  withMargin,
} from "./call";
import type { Call } from "./calls";
import { type Chain, within } from "./connection";
import type { Transaction } from "./sign";

/** Decimals of the chain's own money wherever contracts see it. */
const DECIMALS = 18;
/** Bytes that an account's registration stores, with a margin. */
const MAPPING_BYTES = 64n;

/** Who would pay. */
interface Payer {
  readonly ss58: string;
  readonly address: string;
}

/** Makes the transaction of a call that was tried. */
export function transactionOf(
  chain: Chain,
  addresses: Addresses,
  call: Call,
  tried: DryRun,
): Transaction {
  return chain.api.tx.Revive.call({
    dest: addressIn(addresses, call.contract),
    value: toNative(chain, call.value ?? 0n),
    weight_limit: withMargin(tried.weight),
    storage_deposit_limit: depositOf(tried),
    data: Binary.fromHex(encode(call)),
  });
}

/** The storage deposit that a call is allowed, in native units. */
const depositOf = (tried: DryRun): bigint => tried.deposit + tried.deposit / 5n;

/** Estimates fee and storage deposit of a call that was tried, in base units. */
export async function costOf(
  chain: Chain,
  payer: Payer,
  mapped: boolean,
  transaction: Transaction,
  tried: DryRun,
): Promise<bigint> {
  const fee = await within(transaction.getEstimatedFees(payer.ss58));
  const cost = fee + depositOf(tried) + (mapped ? 0n : await mappingCost(chain, payer));
  return cost * chain.ratio;
}

async function mappingCost(chain: Chain, payer: Payer): Promise<bigint> {
  const { Revive } = chain.api.constants;
  const [fee, item, byte] = await within(
    Promise.all([
      chain.api.tx.Revive.map_account().getEstimatedFees(payer.ss58),
      Revive.DepositPerItem(),
      Revive.DepositPerByte(),
    ]),
  );
  return fee + item + byte * MAPPING_BYTES;
}

/** Estimates what a call would take besides what it pays, without sending anything. */
export async function estimate(
  chain: Chain,
  addresses: Addresses,
  payer: Payer,
  call: Call,
): Promise<bigint> {
  const [tried, { mapped }] = await Promise.all([
    dryRun(chain, addresses, payer.ss58, call),
    fundsOf(chain, payer.ss58, payer.address),
  ]);
  return costOf(chain, payer, mapped, transactionOf(chain, addresses, call, tried), tried);
}

/** Refuses what the account cannot pay for, in words that say how much it can. */
export function checkFunds(chain: Chain, funds: Funds, value: bigint, cost: bigint): void {
  if (value + cost <= funds.spendable) return;
  const words = (amount: bigint) => `${short(amount, DECIMALS)} ${chain.symbol}`;
  const most = funds.spendable > cost ? funds.spendable - cost : 0n;
  const needs = `fee and deposit take about ${words(cost)}`;
  const keeps = `the account keeps ${words(funds.kept)} to exist`;
  throw new Refused(
    "TooLittleLeft",
    value > 0n
      ? `Your account has ${words(funds.spendable)} to spend; ${needs}, and ${keeps}. Give at most ${words(most)}.`
      : `Your account has ${words(funds.spendable)} to spend, but ${needs}, and ${keeps}: send it some first.`,
  );
}
