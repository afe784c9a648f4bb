// Which chain and which Commons the indexer follows. A development chain that is started over has the
// same genesis and the same addresses as before: the block of the deployment tells them apart.

import { get } from "./client";
import type { Block, Deployment } from "./types";

/** A deployment on a chain. */
export interface Identity {
  readonly genesis: string;
  readonly commons: string;
  /** Hash of the block of the deployment; null while the indexer does not have it. */
  readonly block: string | null;
}

/** Finds out whom the indexer follows. */
export async function identityOf(deployment: Deployment): Promise<Identity> {
  const { genesis_hash, commons, block } = deployment;
  const found = await get<Block>(`/v1/blocks/${block}`).catch(() => null);
  return { genesis: genesis_hash, commons, block: found?.hash ?? null };
}

/** Says if it is another chain or Commons for certain. */
export function isOther(before: Identity, now: Identity): boolean {
  const differs = (a: string | null, b: string | null) => a !== null && b !== null && a !== b;
  return (
    differs(before.genesis, now.genesis) ||
    differs(before.commons, now.commons) ||
    differs(before.block, now.block)
  );
}

/** What is known of both together. */
export const joined = (before: Identity, now: Identity): Identity => ({
  ...now,
  block: now.block ?? before.block,
});
