// A transaction from the wish to the final block: tried first, mapped and approved where needed,
// signed by the wallet, sent, and followed until nothing can undo it.

import type { PolkadotSigner } from "polkadot-api";
import { fundsOf } from "./accounts";
import { approve, missingApproval } from "./approval";
import { type Addresses, type DryRun, dryRun, Refused } from "./call";
import type { Call } from "./calls";
import { type Chain, within } from "./connection";
import { checkFunds, costOf, transactionOf } from "./cost";
import { follow, type Passing } from "./follow";
import type { Place } from "./lookup";
import { sign, type Transaction } from "./sign";
import { NotTaken } from "./validity";

/** Who acts. */
export interface Actor {
  readonly ss58: string;
  readonly address: string;
  readonly signer: PolkadotSigner;
}

/** What is signed: the wish itself, or what has to come before it. */
export type Step = "mapping" | "approval" | "call";

/** How far a transaction is. */
export type Stage =
  | { readonly at: "checking" }
  /** `again`: another transaction took the place of the one that was signed before. */
  | { readonly at: "signing"; readonly what: Step; readonly again: boolean }
  | (Passing & { readonly what: Step })
  | ({ readonly at: "final" } & Place);

/** How often a call is signed anew whose place another transaction took. */
const ATTEMPTS = 3;

/** What the steps of a transaction share. */
interface Errand {
  readonly chain: Chain;
  readonly addresses: Addresses;
  readonly actor: Actor;
  readonly tell: (stage: Stage) => void;
  readonly signal: AbortSignal;
}

/**
 * Does a call, and tells how far it is. Ends when it is final. `signal` ends it where it waits for the
 * wallet: what is signed after that is not sent.
 */
export async function send(
  chain: Chain,
  addresses: Addresses,
  actor: Actor,
  call: Call,
  tell: (stage: Stage) => void,
  signal: AbortSignal = new AbortController().signal,
): Promise<Place> {
  const errand = { chain, addresses, actor, tell, signal };
  tell({ at: "checking" });
  // A refusal is known before anybody is asked to sign; a dry run does without the mapping.
  const lacks = await missingApproval(chain, addresses, actor.address, call);
  const first = lacks ? approve(addresses, lacks.amount) : call;
  const funds = await fundsOf(chain, actor.ss58, actor.address);
  // More than there is would fail in the dry run, which cannot say how much there is.
  checkFunds(chain, funds, call.value ?? 0n, 0n);
  const { transaction, tried } = await attempt(errand, first).catch((error) => {
    // Some tokens let an allowance be changed only from zero.
    if (lacks && lacks.allowed > 0n && error instanceof Refused) {
      return attempt(errand, approve(addresses, 0n));
    }
    throw error;
  });
  const cost = await costOf(chain, actor, funds.mapped, transaction, tried);
  // An approval costs about half of what comes after it.
  checkFunds(chain, funds, call.value ?? 0n, lacks ? 3n * cost : cost);
  if (!funds.mapped) await pass(errand, chain.api.tx.Revive.map_account(), "mapping");
  if (lacks) await allow(errand, lacks);
  const place = await signed(errand, call, "call");
  tell({ at: "final", ...place });
  return place;
}

/** Tries a call, and makes its transaction. */
async function attempt(
  { chain, addresses, actor }: Errand,
  call: Call,
): Promise<{ transaction: Transaction; tried: DryRun }> {
  const tried = await dryRun(chain, addresses, actor.ss58, call);
  return { transaction: transactionOf(chain, addresses, call, tried), tried };
}

async function allow(errand: Errand, lacks: { amount: bigint; allowed: bigint }): Promise<void> {
  const { chain, addresses, actor } = errand;
  const whole = approve(addresses, lacks.amount);
  const refused = await dryRun(chain, addresses, actor.ss58, whole).then(
    () => false,
    (error) => error instanceof Refused && lacks.allowed > 0n,
  );
  if (refused) await signed(errand, approve(addresses, 0n), "approval");
  await signed(errand, whole, "approval");
}

/** Has a call signed and done; signed anew where another transaction took its place. */
async function signed(errand: Errand, call: Call, what: Step): Promise<Place> {
  for (let times = 1; ; times += 1) {
    const { transaction } = await attempt(errand, call);
    try {
      return await pass(errand, transaction, what, times > 1);
    } catch (error) {
      const again = error instanceof NotTaken && error.again && times < ATTEMPTS;
      if (!again) throw await explained(errand, call, error);
    }
  }
}

/** A block tells that a contract reverted, and not why: tried again now, it says so. */
async function explained(errand: Errand, call: Call, error: unknown): Promise<unknown> {
  if (!(error instanceof Refused) || error.reason !== "ContractReverted") return error;
  try {
    await dryRun(errand.chain, errand.addresses, errand.actor.ss58, call);
  } catch (reason) {
    return reason instanceof Refused ? reason : error;
  }
  return error;
}

/** What came before the call was not heard of for a while: by now somebody may want another thing. */
export class Interrupted extends Refused {
  constructor(what: Step) {
    super(
      "Interrupted",
      what === "mapping"
        ? "Your account is registered now; the connection was gone for a while, and nothing else was sent. Do it once more."
        : "The approval is done; the connection was gone for a while, and nothing else was sent. Do it once more.",
    );
    this.name = "Interrupted";
  }
}

/** Signs and sends one transaction, and follows it. */
async function pass(
  { chain, actor, tell, signal }: Errand,
  transaction: Transaction,
  what: Step,
  again = false,
): Promise<Place> {
  // With those that wait for a block: another program may have sent some.
  const nonce = await within(
    chain.client._request<number, string[]>("system_accountNextIndex", [actor.ss58]),
  );
  const { number: born } = await within(chain.client.getFinalizedBlock());
  tell({ at: "signing", what, again });
  const bytes = await sign(transaction, actor.signer, nonce, signal);
  let lost = false;
  const onWay = (passing: Passing) => {
    lost ||= passing.at === "lost";
    tell({ ...passing, what });
  };
  const about = { nonce, ss58: actor.ss58, born };
  try {
    // A step on the way is in a block before what follows it in any case.
    const place = await follow(chain, bytes, about, what !== "call", onWay);
    if (lost && what !== "call") throw new Interrupted(what);
    return place;
  } catch (error) {
    // Whoever was told that it is lost may have done something else meanwhile.
    if (lost && error instanceof NotTaken) throw new NotTaken(error.reason, error.message, false);
    throw error;
  }
}
