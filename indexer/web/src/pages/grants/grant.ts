// Grants and their streams, as they are at any moment.

import type { GrantRow } from "../../api/votes";
import { streamed } from "../../economics/shares";
import { type Foreign, titled } from "../../lib/label";
import { secondsOf } from "../../lib/time";

/** A grant. */
export interface Grant {
  readonly id: number;
  readonly title: string;
  readonly proposal: number;
  readonly beneficiary: string;
  readonly granted: number;
  readonly amount: bigint;
  readonly start: number;
  readonly duration: number;
  readonly asTokens: boolean;
  readonly withdrawn: bigint;
  /** Tokens minted for what was withdrawn. */
  readonly tokens: bigint;
  readonly revoked: boolean;
  /** What a revocation took back. */
  readonly returned: bigint;
}

/** Reads a grant. */
export function grantOf(row: GrantRow, title: Foreign | undefined): Grant {
  return {
    id: row.grant_id,
    title: titled("Grant", row.grant_id, title),
    proposal: row.proposal,
    beneficiary: row.beneficiary,
    granted: secondsOf(row.granted),
    amount: BigInt(row.amount),
    start: Number(row.start),
    duration: Number(row.duration),
    asTokens: row.as_tokens,
    withdrawn: BigInt(row.withdrawn),
    tokens: BigInt(row.tokens),
    revoked: row.revoked,
    returned: BigInt(row.returned ?? 0),
  };
}

/** What has become due by a second, withdrawn or not. */
export function flowedAt(grant: Grant, seconds: number): bigint {
  // A revoked grant flows no more: what is left of it is due.
  if (grant.revoked) return grant.amount - grant.returned;
  const elapsed = BigInt(Math.floor(seconds) - grant.start);
  return streamed(grant.amount, elapsed, BigInt(grant.duration));
}

/** What can be withdrawn at a second. */
export const dueAt = (grant: Grant, seconds: number): bigint =>
  flowedAt(grant, seconds) - grant.withdrawn;
