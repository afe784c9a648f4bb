// Rows about votes and grants.

import type { Foreign } from "../lib/label";

/** What became of a proposal. */
export type ProposalStatus = "active" | "passed" | "cancelled" | "expired";

/** What a proposal is: it asks for nothing, for money, or for the end of a grant. */
export type ProposalKind = "signal" | "grant" | "revocation";

/** A row of `/v1/proposals`: a proposal as it stands at the cursor. */
export interface ProposalRow {
  readonly proposal: number;
  readonly timestamp: string;
  readonly author: string;
  readonly kind: ProposalKind;
  readonly status: ProposalStatus;
  readonly open: boolean;
  readonly title: Foreign;
  readonly link: Foreign;
  readonly beneficiary: string | null;
  readonly requested: string | null;
  readonly duration: string | null;
  readonly as_tokens: boolean | null;
  readonly grant_id: number | null;
  readonly expiry: string;
  readonly deposit: string;
  readonly deposit_returned: boolean;
  readonly staked: string;
  readonly stakers: number;
  readonly conviction: string;
  readonly threshold: string | null;
  readonly progress: string | null;
  /** Until when a pause forbids its execution; null without one. */
  readonly paused_until: string | null;
  /** What recent grants to the beneficiary count, where that forbids this one for now. */
  readonly recently_granted: string | null;
}

/** The row of `/v1/vote`: the sums that thresholds count with, at the cursor. */
export interface VoteRow {
  readonly seconds: string;
  readonly staked: string;
  readonly effective_stake: string;
  readonly effective_supply: string;
  readonly threshold_stake: string;
  readonly supply: string;
  readonly funding_pool: string;
}

/** A row of `/v1/stakes_now`. */
export interface StakeRow {
  readonly proposal: number;
  readonly account: string;
  readonly stake: string;
  readonly timestamp: string;
}

/** A moment of `/v1/proposals/{proposal}/conviction`. */
export interface ConvictionPoint {
  readonly at: string;
  readonly status: ProposalStatus;
  readonly staked: string;
  readonly conviction: string;
  readonly threshold: string | null;
}

/** A row of `/v1/grants`: a grant as it stands at the cursor. */
export interface GrantRow {
  readonly grant_id: number;
  readonly granted: string;
  readonly beneficiary: string;
  readonly proposal: number;
  readonly amount: string;
  readonly start: string;
  readonly duration: string;
  readonly as_tokens: boolean;
  readonly flowed: string;
  readonly withdrawn: string;
  readonly tokens: string;
  readonly due: string;
  readonly revoked: boolean;
  readonly returned: string | null;
}

/** A row of `/v1/withdrawals`. */
export interface WithdrawalRow {
  readonly height: number;
  readonly event_index: number;
  readonly grant_id: number;
  readonly timestamp: string;
  readonly beneficiary: string;
  readonly receiver: string;
  readonly amount: string;
  readonly tokens: string;
}
