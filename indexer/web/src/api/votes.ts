// Rows about votes and grants.

import type { Foreign } from "../lib/label";

/** What became of a proposal. */
export type ProposalStatus = "active" | "passed" | "cancelled" | "expired";

/** What a proposal is: it asks for nothing, for money, for the end of a grant, or changes the Commons itself. */
export type ProposalKind = "signal" | "grant" | "revocation" | "rule" | "governor" | "wind_down";

/** What the Commons would refuse though the vote allows it. */
export type ObstacleKind = "paused" | "recent_grants" | "not_open" | "too_soon" | "out_of_bounds";

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
  readonly rule: number | null;
  readonly rule_value: string | null;
  readonly new_governor: string | null;
  readonly expiry: string;
  readonly deposit: string;
  readonly deposit_returned: boolean;
  readonly staked: string;
  readonly stakers: number;
  readonly conviction: string;
  readonly opposed: string;
  readonly opposers: number;
  readonly opposition: string;
  readonly threshold: string | null;
  readonly progress: string | null;
  readonly announced: string | null;
  /** When an announced proposal can be executed, first and last, as it stands now. */
  readonly executable_from: string | null;
  readonly executable_until: string | null;
  readonly ended: string | null;
  readonly obstacle: ObstacleKind | null;
  /** Until when a pause forbids its execution; null without one. */
  readonly paused_until: string | null;
  /** What recent grants count, where they forbid this one for now. */
  readonly recently_granted: string | null;
}

/** The row of `/v1/vote`: the sums that thresholds count with, at the cursor. */
export interface VoteRow {
  readonly seconds: string;
  readonly staked: string;
  readonly effective_stake: string;
  readonly effective_supply: string;
  readonly effective_funds: string;
  readonly threshold_stake: string;
  readonly supply: string;
  readonly funding_pool: string;
}

/** A row of `/v1/stakes_now`. */
export interface StakeRow {
  readonly proposal: number;
  readonly account: string;
  readonly stake: string;
  readonly against: boolean;
  readonly timestamp: string;
}

/** A row of `/v1/unlocks_now`: an account that asked for its staked tokens without the vote. */
export interface UnlockRow {
  readonly account: string;
  readonly staked: string;
  /** In seconds. */
  readonly free_at: string;
  readonly free: boolean;
}

/** A row of `/v1/rule_changes`. */
export interface RuleChangeRow {
  readonly height: number;
  readonly event_index: number;
  readonly timestamp: string;
  readonly rule: number;
  readonly value: string;
}

/** A moment of `/v1/proposals/{proposal}/conviction`. */
export interface ConvictionPoint {
  readonly at: string;
  readonly status: ProposalStatus;
  readonly staked: string;
  readonly conviction: string;
  readonly opposed: string;
  readonly opposition: string;
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
  /** In seconds: after that it lapses. */
  readonly claimable_until: string;
  readonly lapsed: boolean;
  /** What a revocation and a lapse returned. */
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
