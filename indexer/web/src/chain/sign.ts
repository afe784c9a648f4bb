// Signing: a wallet has all the time of its owner, a node has not.

import type { PolkadotSigner } from "polkadot-api";
import { type Chain, NoNode, within } from "./connection";

/** The wallet did not sign. */
export class NotSigned extends Error {
  constructor(said?: string) {
    super(
      said
        ? `The wallet did not sign it, so nothing was sent. It says: “${said}”.`
        : "You did not sign it in your wallet, so nothing was sent.",
    );
    this.name = "NotSigned";
  }
}

/** A transaction of the chain, before it is signed. */
export type Transaction =
  | ReturnType<Chain["api"]["tx"]["Revive"]["map_account"]>
  | ReturnType<Chain["api"]["tx"]["Revive"]["call"]>;

/**
 * Has a wallet sign a transaction with this nonce. Gives up where the node does not answer before the
 * wallet is asked, and where `signal` says so: a signature that comes after that is not used.
 */
export async function sign(
  transaction: Transaction,
  by: PolkadotSigner,
  nonce: number,
  signal: AbortSignal,
): Promise<Uint8Array> {
  let hear = () => {};
  const asked = new Promise<true>((resolve) => {
    hear = () => resolve(true);
  });
  const signer: PolkadotSigner = {
    publicKey: by.publicKey,
    signBytes: (data) => by.signBytes(data),
    signTx: (...about) => {
      hear();
      return by.signTx(...about);
    },
  };
  const signing = transaction.sign(signer, { nonce });
  const left = new Promise<never>((_, reject) => {
    const leave = () => reject(new NotSigned());
    if (signal.aborted) leave();
    else signal.addEventListener("abort", leave, { once: true });
  });
  // Nobody may be waiting any more when it fails.
  signing.catch(() => {});
  left.catch(() => {});
  try {
    const early = await within(Promise.race([asked, signing]));
    const signed = early === true ? await Promise.race([signing, left]) : early;
    // A wallet may answer in the same moment.
    if (signal.aborted) throw new NotSigned();
    return signed;
  } catch (error) {
    throw error instanceof NoNode ? error : asUnsigned(error);
  }
}

/** Wallets say in their own words that somebody declined. */
function asUnsigned(error: unknown): NotSigned {
  if (error instanceof NotSigned) return error;
  const said = error instanceof Error ? error.message : String(error);
  return /reject|cancel|denied|declin|closed|dismiss/i.test(said)
    ? new NotSigned()
    : new NotSigned(said);
}
