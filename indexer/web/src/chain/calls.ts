// Messages to the contracts, checked by the compiler against their interface. Only types of the
// interface are used here: pages can make calls before anything of the chain is loaded.

import type {
  AbiStateMutability,
  ContractFunctionArgs,
  ContractFunctionName,
  ContractFunctionReturnType,
  erc20Abi,
} from "viem";
import type { commons } from "./abi/commons";
import type { conviction } from "./abi/conviction";

interface Abis {
  readonly commons: typeof commons;
  readonly conviction: typeof conviction;
  /** The ERC-20 token that the Commons takes as its money, where it takes one. */
  readonly currency: typeof erc20Abi;
}

/** Which contract is called. */
export type Contract = keyof Abis;

/** The messages of a contract. */
export type Message<C extends Contract> = ContractFunctionName<Abis[C]>;

/** What a message takes. */
export type Arguments<C extends Contract, M extends Message<C>> = ContractFunctionArgs<
  Abis[C],
  AbiStateMutability,
  M
>;

/** What a message answers. */
export type Answer<C extends Contract, M extends Message<C>> = ContractFunctionReturnType<
  Abis[C],
  AbiStateMutability,
  M
>;

/** A message to a contract. */
export interface Call {
  readonly contract: Contract;
  readonly message: string;
  readonly args: readonly unknown[];
  /** The chain's money sent along, in base units. */
  readonly value?: bigint;
  /** What the Commons takes of its ERC-20 currency: it must be approved before. */
  readonly takes?: bigint;
}

/** A call of the money contract. */
export function onCommons<M extends Message<"commons">>(
  message: M,
  args: Arguments<"commons", M>,
  value = 0n,
): Call {
  return { contract: "commons", message, args: args as readonly unknown[], value };
}

/** A call of the vote. */
export function onConviction<M extends Message<"conviction">>(
  message: M,
  args: Arguments<"conviction", M>,
  value = 0n,
): Call {
  return { contract: "conviction", message, args: args as readonly unknown[], value };
}

/** The messages that pay money into the Commons, each with its twin for an ERC-20 currency. */
const PAYMENTS = { mint: "mintWith", contribute: "contributeWith", donate: "donateWith" } as const;

/** A call that pays an amount into the Commons, in whatever money it takes. */
export function paying(
  { currency_address }: { readonly currency_address: string | null },
  message: keyof typeof PAYMENTS,
  amount: bigint,
  rest: readonly bigint[] = [],
): Call {
  return currency_address === null
    ? { contract: "commons", message, args: rest, value: amount }
    : { contract: "commons", message: PAYMENTS[message], args: [amount, ...rest], takes: amount };
}
