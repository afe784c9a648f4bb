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
  /** Until when it can be claimed, in seconds; after that anybody can end it. */
  readonly claimableUntil: number;
  readonly lapsed: boolean;
  /** What a revocation or a lapse took back. */
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
    claimableUntil: Number(row.claimable_until),
    lapsed: row.lapsed,
    returned: BigInt(row.returned ?? 0),
  };
}

/** What has become due by a second, withdrawn or not. */
export function flowedAt(grant: Grant, seconds: number): bigint {
  // A revoked or lapsed grant flows no more: what is left of it is due.
  if (grant.revoked || grant.lapsed) return grant.amount - grant.returned;
  const elapsed = BigInt(Math.floor(seconds) - grant.start);
  return streamed(grant.amount, elapsed, BigInt(grant.duration));
}

/** What can be withdrawn at a second. */
export const dueAt = (grant: Grant, seconds: number): bigint =>
  flowedAt(grant, seconds) - grant.withdrawn;

/** How long before its claim ends a grant is marked, in seconds. */
const SOON = 60 * 86_400;

/** What is to be said of the time to claim a grant: nothing, that it ends soon, or that it is over. */
export function claimAt(grant: Grant, seconds: number): "none" | "soon" | "over" {
  const left = grant.amount - grant.returned - grant.withdrawn;
  if (grant.lapsed || left <= 0n) return "none";
  if (seconds > grant.claimableUntil) return "over";
  return grant.claimableUntil - seconds < SOON ? "soon" : "none";
}
