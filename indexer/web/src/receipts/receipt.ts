// Receipts of burns, as `weir service receipt` makes them: what the chain records of a burn, signed
// with the burner's key, so that nobody else can claim it. Loaded only where one is checked or made.

import { verify } from "@scure/sr25519";
import { sameAddress } from "../lib/address";
import { addressOf } from "../lib/readAddress";

/** The version of receipts that is read and written here. */
export const VERSION = 1;

/** A receipt. */
export interface Receipt {
  readonly version: number;
  readonly genesis_hash: string;
  readonly commons: string;
  readonly block: { readonly number: number; readonly hash: string };
  readonly event_index: number;
  readonly account: string;
  readonly service: number;
  readonly content: string;
  /** Base units of the token. */
  readonly amount: string;
  readonly challenge?: string;
  readonly public_key: string;
  readonly signature: string;
}

/** A receipt that does not hold, and why. */
export class ReceiptError extends Error {
  constructor(problem: string) {
    super(problem);
    this.name = "ReceiptError";
  }
}

const isHex = (value: unknown, bytes: number): value is string =>
  typeof value === "string" && new RegExp(`^0x[0-9a-fA-F]{${bytes * 2}}$`).test(value);
const isCount = (value: unknown): value is number =>
  Number.isSafeInteger(value) && Number(value) >= 0;

/** Reads a receipt's JSON. */
export function readReceipt(text: string): Receipt {
  let found: Partial<Record<keyof Receipt, unknown>>;
  try {
    found = JSON.parse(text);
  } catch {
    throw new ReceiptError("This is no receipt: it is not JSON.");
  }
  const block = found?.block as { number?: unknown; hash?: unknown } | undefined;
  if (found?.version !== undefined && found.version !== VERSION) {
    throw new ReceiptError(`It has version ${found.version}; this page reads version ${VERSION}.`);
  }
  const holds =
    found?.version === VERSION &&
    isHex(found.genesis_hash, 32) &&
    isHex(found.commons, 20) &&
    isCount(block?.number) &&
    isHex(block?.hash, 32) &&
    isCount(found.event_index) &&
    isHex(found.account, 20) &&
    isCount(found.service) &&
    isHex(found.content, 32) &&
    typeof found.amount === "string" &&
    /^\d{1,78}$/.test(found.amount) &&
    (found.challenge === undefined || typeof found.challenge === "string") &&
    isHex(found.public_key, 32) &&
    /^0x([0-9a-fA-F]{2})*$/.test(String(found.signature));
  if (!holds) throw new ReceiptError("This is no receipt of a burn: something is missing in it.");
  return found as Receipt;
}

/** What is signed: a line for each field, so that whoever signs it in a wallet can read it. */
export function textOf(receipt: Omit<Receipt, "signature">): string {
  const lines = [
    `Weir burn receipt ${receipt.version}`,
    `chain ${receipt.genesis_hash.toLowerCase()}`,
    `commons ${receipt.commons.toLowerCase()}`,
    `block ${receipt.block.number} ${receipt.block.hash.toLowerCase()}`,
    `event ${receipt.event_index}`,
    `account ${receipt.account.toLowerCase()}`,
    `service ${receipt.service}`,
    `content ${receipt.content.toLowerCase()}`,
    `amount ${BigInt(receipt.amount)}`,
  ];
  // Quoted, so that no challenge can pass for another field.
  if (receipt.challenge !== undefined) lines.push(`challenge ${JSON.stringify(receipt.challenge)}`);
  return lines.join("\n");
}

/** Checks what can be checked without the chain: key, signature, challenge. */
export function checkSignature(receipt: Receipt, challenge: string | null): void {
  const publicKey = bytesOf(receipt.public_key);
  if (!sameAddress(addressOf(publicKey), receipt.account)) {
    throw new ReceiptError("Its key is not of the burner.");
  }
  const signed = isSigned(textOf(receipt), bytesOf(receipt.signature), publicKey);
  if (!signed) throw new ReceiptError("The signature is not the burner’s over this receipt.");
  if (challenge !== null && receipt.challenge !== challenge) {
    throw new ReceiptError("It was not signed for this challenge.");
  }
}

/** Says if a wallet signed a text with this sr25519 key. */
export function isSigned(text: string, signature: Uint8Array, publicKey: Uint8Array): boolean {
  // Wallets wrap what they sign, so that no signature can serve for a transaction.
  const message = new TextEncoder().encode(`<Bytes>${text}</Bytes>`);
  try {
    return signature.length === 64 && verify(message, signature, publicKey);
  } catch {
    // Bytes that are no signature, or no key, at all.
    return false;
  }
}

/** What the indexer knows of a burn and its block. */
export interface Recorded {
  readonly genesis: string;
  readonly commons: string;
  readonly blockHash: string | null;
  readonly burn: {
    readonly account: string;
    readonly service: number;
    readonly content: string;
    readonly amount: string;
  } | null;
}

/** Checks a receipt against what is recorded. */
export function checkRecorded(receipt: Receipt, recorded: Recorded): void {
  const same = (a: string, b: string) => a.toLowerCase() === b.toLowerCase();
  const demand = (holds: boolean, problem: string) => {
    if (!holds) throw new ReceiptError(problem);
  };
  const { number } = receipt.block;
  demand(same(receipt.genesis_hash, recorded.genesis), "It is about another chain.");
  demand(same(receipt.commons, recorded.commons), "It is about another Commons.");
  demand(
    recorded.blockHash !== null && same(receipt.block.hash, recorded.blockHash),
    `There is no final block ${number} with this hash.`,
  );
  const { burn } = recorded;
  if (burn === null) {
    throw new ReceiptError(
      `Event ${receipt.event_index} of block ${number} is no burn of this Commons.`,
    );
  }
  demand(same(burn.account, receipt.account), "Another account burnt there.");
  demand(burn.service === receipt.service, "It was burnt for another service.");
  demand(same(burn.content, receipt.content), "It was burnt for another content.");
  demand(BigInt(burn.amount) === BigInt(receipt.amount), "Another amount was burnt.");
}

function bytesOf(hex: string): Uint8Array {
  const pairs = hex.slice(2).match(/../g) ?? [];
  return Uint8Array.from(pairs, (pair) => Number.parseInt(pair, 16));
}
