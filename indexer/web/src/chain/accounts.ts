// Accounts: the address by which contracts know one, its money, and whether it is mapped.

import { AccountId } from "polkadot-api";
import { keccak256 } from "viem";
import { type Chain, within } from "./connection";

export { addressOf } from "../lib/readAddress";

/** The hash by which a burn names what it was for: Keccak-256, as `weir burn --file` has it. */
export const hashOf = (content: Uint8Array): string => keccak256(content);

/** The public key in an SS58 address. */
export const publicKeyOf = (ss58: string): Uint8Array => AccountId().enc(ss58);

/** An account's address as this chain writes it. */
export const ss58Of = (publicKey: Uint8Array, prefix: number): string =>
  AccountId(prefix).dec(publicKey);

/** What an account has of the chain's money, in base units. */
export interface Funds {
  /** What it can pay with, the existential deposit kept. */
  readonly spendable: bigint;
  /** What stays in it, so that it exists. */
  readonly kept: bigint;
  readonly mapped: boolean;
}

/** Reads an account's money, and whether the chain knows whose address it has. */
export async function fundsOf(chain: Chain, ss58: string, address: string): Promise<Funds> {
  const at = { at: "best" } as const;
  const [info, original] = await within(
    Promise.all([
      chain.api.query.System.Account.getValue(ss58, at),
      chain.api.query.Revive.OriginalAccount.getValue(address as `0x${string}`, at),
    ]),
  );
  const { free, reserved, frozen } = info.data;
  const frozenBeyond = frozen > reserved ? frozen - reserved : 0n;
  const kept = frozenBeyond > chain.existentialDeposit ? frozenBeyond : chain.existentialDeposit;
  const spendable = free > kept ? free - kept : 0n;
  return {
    spendable: spendable * chain.ratio,
    kept: chain.existentialDeposit * chain.ratio,
    mapped: original !== undefined,
  };
}
