// Calls of the contracts: encoding, dry runs, and what a refusal says.

import { Binary } from "polkadot-api";
import {
  type Abi,
  decodeErrorResult,
  decodeFunctionResult,
  encodeFunctionData,
  erc20Abi,
  type Hex,
} from "viem";
import { commons } from "./abi/commons";
import { conviction } from "./abi/conviction";
import type { Answer, Arguments, Call, Contract, Message } from "./calls";
import { type Chain, within } from "./connection";
import { chainWords, pathOf } from "./faults";
import { wordsFor } from "./refusals";

const ABI: Record<Contract, Abi> = { commons, conviction, currency: erc20Abi };

/** Where the contracts are. */
export interface Addresses {
  readonly commons: string;
  readonly conviction: string;
  /** The contract of the money that the Commons takes; null where it is the chain's own. */
  readonly currency_address: string | null;
}

/** Finds the address of a contract. */
export function addressIn(addresses: Addresses, contract: Contract): Hex {
  const found = contract === "currency" ? addresses.currency_address : addresses[contract];
  if (!found) throw new Error("the money of this Commons is the chain's own");
  return found as Hex;
}

/** A call that the contract or the chain refuses, in words. */
export class Refused extends Error {
  constructor(
    /** The error's name in the contract's interface, or the chain's. */
    readonly reason: string,
    words: string,
  ) {
    super(words);
    this.name = "Refused";
  }
}

/** What a call would do and need. */
export interface DryRun {
  readonly weight: { ref_time: bigint; proof_size: bigint };
  /** The largest storage deposit that the call holds at any time, in native units. */
  readonly deposit: bigint;
  readonly output: unknown;
}

/** The flag by which a contract says that it reverted. */
const REVERTED = 1;

/** The bytes of a message. */
export function encode(call: Call): Hex {
  return encodeFunctionData({
    abi: ABI[call.contract],
    functionName: call.message,
    args: call.args,
  });
}

/** Money in base units as native units; what native money cannot express is a mistake. */
export function toNative(chain: Chain, value: bigint): bigint {
  if (value % chain.ratio !== 0n) {
    throw new Refused("Precision", "The amount has more decimals than the chain's money has.");
  }
  return value / chain.ratio;
}

/** Tries a call at the best block, without a transaction. */
export async function dryRun(
  chain: Chain,
  addresses: Addresses,
  origin: string,
  call: Call,
): Promise<DryRun> {
  const result = await within(
    chain.api.apis.ReviveApi.call(
      origin,
      addressIn(addresses, call.contract),
      toNative(chain, call.value ?? 0n),
      undefined,
      undefined,
      Binary.fromHex(encode(call)),
      { at: "best" },
    ),
  );
  if (!result.result.success) throw ofDispatch(result.result.value);
  const { flags, data } = result.result.value;
  const bytes = Binary.toHex(data) as Hex;
  if (flags & REVERTED) throw ofRevert(bytes);
  const deposit = result.max_storage_deposit;
  return {
    weight: result.weight_required,
    deposit: deposit.type === "Charge" ? deposit.value : 0n,
    output: decodeFunctionResult({
      abi: ABI[call.contract],
      functionName: call.message,
      data: bytes,
    }),
  };
}

/** Somebody to ask in the name of, where it does not matter who asks: the account of all zeros. */
const ANYBODY = "5C4hrfjw9DjXZTzV3MwzrrAr9P1MJhSrvWGWqi1eSuyUpnhM";

/** Asks a contract. */
export async function ask<C extends Contract, M extends Message<C>>(
  chain: Chain,
  addresses: Addresses,
  contract: C,
  message: M,
  args: Arguments<C, M>,
): Promise<Answer<C, M>> {
  const call = { contract, message: message as string, args: args as readonly unknown[] };
  return (await dryRun(chain, addresses, ANYBODY, call)).output as Answer<C, M>;
}

/**
 * What to allow a call: state and time will have moved when it is executed. What is not used is not
 * paid. A vote computes more if a second passes between the dry run and the block.
 */
export function withMargin(weight: DryRun["weight"]): DryRun["weight"] {
  return {
    ref_time: weight.ref_time * 2n + 4_000_000_000n,
    proof_size: weight.proof_size + weight.proof_size / 5n,
  };
}

/** What a contract gave as its reason. */
export function ofRevert(data: Hex): Refused {
  // One list for both: what has the same name has the same bytes.
  try {
    const { errorName, args } = decodeErrorResult({ abi: [...commons, ...conviction], data });
    const text = (args as readonly unknown[] | undefined)?.[0];
    return new Refused(errorName, wordsFor(errorName, typeof text === "string" ? text : null));
  } catch {
    return new Refused("Unknown", wordsFor("Unknown", null));
  }
}

/** What the chain itself refused. */
export function ofDispatch(error: unknown): Refused {
  const path = pathOf(error);
  return new Refused(path.at(-1) ?? "Unknown", chainWords(path));
}
