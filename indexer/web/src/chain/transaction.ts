// A transaction from the wish to the final block: tried first, mapped where needed, signed by the
// wallet, sent, and followed until nothing can undo it.

import { Binary, type PolkadotSigner } from "polkadot-api";
import { fundsOf } from "./accounts";
import { type Addresses, dryRun, encode, ofDispatch, Refused, toNative, withMargin } from "./call";
import type { Call } from "./calls";
import type { Chain } from "./connection";

/** Who acts. */
export interface Actor {
  readonly ss58: string;
  readonly address: string;
  readonly signer: PolkadotSigner;
}

/** How far a transaction is. */
export type Stage =
  | { readonly at: "checking" }
  | { readonly at: "signing"; readonly what: "mapping" | "call" }
  | { readonly at: "sent"; readonly what: "mapping" | "call"; readonly hash: string }
  | { readonly at: "included"; readonly hash: string; readonly block: number }
  | { readonly at: "final"; readonly hash: string; readonly block: number; readonly index: number };

/** The wallet did not sign. */
export class NotSigned extends Error {
  constructor() {
    super("You did not sign it in your wallet, so nothing was sent.");
    this.name = "NotSigned";
  }
}

/** Does a call, and tells how far it is. Ends when it is final. */
export async function send(
  chain: Chain,
  addresses: Addresses,
  actor: Actor,
  call: Call,
  tell: (stage: Stage) => void,
): Promise<Extract<Stage, { at: "final" }>> {
  tell({ at: "checking" });
  // A refusal is known before anybody is asked to sign; a dry run does without the mapping.
  const tried = await dryRun(chain, addresses, actor.ss58, call);
  const { mapped } = await fundsOf(chain, actor.ss58, actor.address);
  if (!mapped) await follow(chain, chain.api.tx.Revive.map_account(), actor, "mapping", tell);
  const deposit = tried.deposit + tried.deposit / 5n;
  const transaction = chain.api.tx.Revive.call({
    dest: addresses[call.contract] as `0x${string}`,
    value: toNative(chain, call.value ?? 0n),
    weight_limit: withMargin(tried.weight),
    storage_deposit_limit: deposit,
    data: Binary.fromHex(encode(call)),
  });
  try {
    return await follow(chain, transaction, actor, "call", tell);
  } catch (error) {
    throw await explained(chain, addresses, actor, call, error);
  }
}

/** A block tells that a contract reverted, and not why: tried again now, it says so. */
async function explained(
  chain: Chain,
  addresses: Addresses,
  actor: Actor,
  call: Call,
  error: unknown,
): Promise<unknown> {
  if (!(error instanceof Refused) || error.reason !== "ContractReverted") return error;
  try {
    await dryRun(chain, addresses, actor.ss58, call);
  } catch (reason) {
    return reason;
  }
  return error;
}

type Transaction = ReturnType<Chain["api"]["tx"]["Revive"]["map_account"]>;

async function follow(
  chain: Chain,
  transaction: Transaction | ReturnType<Chain["api"]["tx"]["Revive"]["call"]>,
  actor: Actor,
  what: "mapping" | "call",
  tell: (stage: Stage) => void,
): Promise<Extract<Stage, { at: "final" }>> {
  tell({ at: "signing", what });
  // With those that wait for a block: another program may have sent some.
  const nonce: number = await chain.client._request("system_accountNextIndex", [actor.ss58]);
  return new Promise((resolve, reject) => {
    let signed = false;
    transaction.signSubmitAndWatch(actor.signer, { nonce }).subscribe({
      next(event) {
        if (event.type === "signed") {
          signed = true;
        } else if (event.type === "broadcasted") {
          tell({ at: "sent", what, hash: event.txHash });
        } else if (event.type === "txBestBlocksState" && event.found) {
          if (!event.ok) return reject(ofDispatch(event.dispatchError));
          tell({ at: "included", hash: event.txHash, block: event.block.number });
          // A mapping is a step on the way: what follows is executed after it in any case.
          if (what === "mapping") resolve(finalStage(event));
        } else if (event.type === "finalized") {
          if (!event.ok) return reject(ofDispatch(event.dispatchError));
          const final = finalStage(event);
          if (what === "call") tell(final);
          resolve(final);
        }
      },
      error(error: unknown) {
        reject(signed ? error : asUnsigned(error));
      },
    });
  });
}

function finalStage(event: { txHash: string; block: { number: number; index: number } }) {
  const { number: block, index } = event.block;
  return { at: "final", hash: event.txHash, block, index } as const;
}

/** Wallets say in their own words that somebody declined. */
function asUnsigned(error: unknown): unknown {
  const text = error instanceof Error ? error.message : String(error);
  return /reject|cancel|denied|declin|closed|dismiss/i.test(text) ? new NotSigned() : error;
}
