// Checking and making receipts with the indexer and the wallet.

import { ApiError, get, query } from "../api/client";
import type { Block, Burn, Deployment, Page } from "../api/types";
import type { Account } from "../wallet/session";
import { challengeProblem, doubt } from "./able";
import {
  checkRecorded,
  checkSignature,
  isSigned,
  type Receipt,
  ReceiptError,
  readReceipt,
  textOf,
  VERSION,
} from "./receipt";

/** Checks a receipt's text in every way; the receipt, if it holds. */
export async function verify(
  text: string,
  challenge: string | null,
  deployment: Deployment,
): Promise<Receipt> {
  const receipt = readReceipt(text);
  checkSignature(receipt, challenge);
  const { number } = receipt.block;
  const [block, burns] = await Promise.all([
    blockAt(number),
    get<Page<Burn>>(`/v1/burns${query({ from_block: number, to_block: number, limit: 500 })}`),
  ]);
  checkRecorded(receipt, {
    genesis: deployment.genesis_hash,
    commons: deployment.commons,
    blockHash: block?.hash ?? null,
    burn: burns.rows.find((burn) => burn.event_index === receipt.event_index) ?? null,
  });
  return receipt;
}

/** Makes a receipt of a burn of the account's own: its wallet signs the text. */
export async function make(
  burn: Burn,
  challenge: string | null,
  account: Account,
  deployment: Deployment,
): Promise<Receipt> {
  const problem = doubt(account);
  if (problem?.certain) throw new ReceiptError(problem.words);
  const tooLong = challenge === null ? null : challengeProblem(challenge);
  if (tooLong) throw new ReceiptError(tooLong);
  const block = await blockAt(burn.height);
  if (!block) throw new ReceiptError(`There is no block ${burn.height}.`);
  const unsigned = {
    version: VERSION,
    genesis_hash: deployment.genesis_hash,
    commons: deployment.commons,
    block: { number: burn.height, hash: block.hash },
    event_index: burn.event_index,
    account: burn.account,
    service: burn.service,
    content: burn.content,
    amount: burn.amount,
    ...(challenge !== null && { challenge }),
    public_key: hex(account.signer.publicKey),
  };
  const receipt = { ...unsigned, signature: hex(await signText(account, textOf(unsigned))) };
  checkSignature(receipt, challenge);
  return receipt;
}

/** Has the account's wallet sign a text for trial: whether receipts can be made with its key. */
export async function tryKey(account: Account): Promise<boolean> {
  const text = `Weir: a trial of whether this account can make receipts. It is good for nothing else.`;
  return isSigned(text, await signText(account, text), account.signer.publicKey);
}

async function signText(account: Account, text: string): Promise<Uint8Array> {
  const signature = await account.signer.signBytes(new TextEncoder().encode(text));
  // Some wallets put the kind of signature before it.
  return signature.slice(-64);
}

async function blockAt(height: number): Promise<Block | null> {
  try {
    return await get<Block>(`/v1/blocks/${height}`);
  } catch (error) {
    if (error instanceof ApiError && error.status === 404) return null;
    throw error;
  }
}

const hex = (bytes: Uint8Array): string =>
  `0x${[...bytes].map((byte) => byte.toString(16).padStart(2, "0")).join("")}`;
