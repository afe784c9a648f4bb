// What the indexer answers. Amounts are strings of base units, times RFC 3339.

import type { Foreign } from "../lib/label";

/** How the Commons was deployed. */
export interface Deployment {
  /** Another one for every deployment on every chain, one that was started over included. */
  readonly id: string;
  readonly genesis_hash: string;
  readonly block: number;
  readonly commons: string;
  readonly conviction: string;
  readonly name: Foreign;
  readonly symbol: Foreign;
  readonly decimals: number;
  readonly native_symbol: Foreign;
  /** Decimals of the chain's own money outside of contracts, where it has 18. */
  readonly native_decimals?: number;
  readonly currency: Foreign;
  readonly currency_address: string | null;
  readonly currency_decimals: number;
  readonly reserve_ratio_ppm: number;
  readonly entry_tribute_ppm: number;
  readonly exit_tribute_ppm: number;
  readonly hatch: HatchTerms | null;
  /** The rules of the vote, as they were at the deployment. */
  readonly vote: VoteTerms;
}

/** The rules of the vote. Times in seconds, the deposit in base units of the chain's own money. */
export interface VoteTerms {
  readonly half_life: number;
  readonly spending_limit_ppm: number;
  /** Over which all grants count together. */
  readonly window: number;
  readonly weight_ppm: number;
  readonly min_stake_ppm: number;
  readonly deposit: string;
  readonly max_lifetime: number;
  /** Between the announcement of a proposal and its execution. */
  readonly notice: number;
  /** The same for rules, the governor and the wind-down. */
  readonly long_notice: number;
  /** The share of the supply that a change of a rule or of the governor takes; 0: there is none. */
  readonly rule_share_ppm: number;
  /** The share of the supply that a wind-down takes; 0: there is none. */
  readonly exit_share_ppm: number;
}

/** A rule that a vote may change, as it is now. Values in parts per million, seconds or base units. */
export interface RuleRow {
  readonly rule: number;
  readonly name: string;
  readonly value: string;
  readonly least: string;
  readonly most: string;
  /** The most that it can change at once; 0: it never changes. */
  readonly step: string;
  /** What it was at the deployment. */
  readonly initial: string;
  readonly changed: string | null;
  readonly changeable_from: string | null;
}

/** How far the Commons is. */
export type Phase = "hatch" | "open" | "refunding" | "closing" | "closed";

/** The terms of the hatch. */
export interface HatchTerms {
  readonly minimum: string;
  readonly maximum: string;
  readonly deadline: string | null;
  readonly price: string;
  readonly opening_price: string | null;
  readonly tribute_ppm: number;
  readonly vesting_cliff: number;
  readonly vesting_half_life: number;
  readonly allowlist: boolean;
}

/** The pools at one moment. */
export interface PoolsAt {
  readonly timestamp: string;
  readonly supply: string;
  readonly reserve: string;
  readonly funding_pool: string;
  /** Null while there is none: before the curve opens. */
  readonly spot_price: string | null;
}

/** A block. */
export interface Block {
  readonly height: number;
  readonly hash: string;
  readonly timestamp: string;
}

/** `/v1/status` */
export interface Status {
  readonly version: string;
  readonly ready: boolean;
  readonly reasons: readonly string[];
  readonly trouble: string | null;
  readonly cursor: Block | null;
  readonly finalized_height: number | null;
  readonly blocks_behind: number | null;
  readonly seconds_behind: number | null;
  readonly deployment: Deployment;
  readonly phase: Phase | null;
  /** Until when the guardian's pause lasts; null without one. */
  readonly paused_until: string | null;
  /** The rules that votes may change, as they are now. */
  readonly rules: readonly RuleRow[];
  readonly raised: string | null;
  readonly pools: PoolsAt | null;
}

/** An act of `/v1/events`. What does not apply to its kind is missing. */
export interface Activity {
  readonly id: string;
  readonly kind: string;
  readonly block: number;
  readonly event_index: number;
  readonly extrinsic_index: number | null;
  readonly timestamp: string;
  readonly account?: string;
  /** Who signed the transaction, where that is known: it may be another than `account`. */
  readonly signer?: string | null;
  readonly counterparty?: string;
  readonly tokens?: string;
  readonly value?: string;
  readonly tribute?: string;
  readonly service?: number;
  readonly service_name?: Foreign;
  readonly content?: string;
  readonly proposal?: number;
  readonly title?: Foreign;
  readonly grant?: number;
  readonly deposit?: string;
  readonly executable_from?: string;
  readonly until?: string;
  readonly against?: boolean;
  readonly rule?: number;
  readonly rule_value?: string;
  readonly pools?: Omit<PoolsAt, "timestamp">;
}

/** A page of `/v1/events`. */
export interface ActivityPage {
  readonly events: readonly Activity[];
  readonly next_cursor: string | null;
}

/** A page of any dataset. */
export interface Page<Row> {
  readonly at: Block | null;
  readonly rows: readonly Row[];
  readonly next_cursor: string | null;
}

/** What rows of acts have in common. */
interface Act {
  readonly height: number;
  readonly event_index: number;
  readonly timestamp: string;
}

/** A row of `/v1/trades`. */
export interface Trade extends Act {
  readonly side: "mint" | "redeem";
  readonly account: string;
  readonly tokens: string;
  readonly money: string;
  readonly tribute: string;
  readonly price: string;
  readonly spot_price: string;
}

/** A row of `/v1/candles`. */
export interface Candle {
  readonly start: string;
  readonly open: string;
  readonly high: string;
  readonly low: string;
  readonly close: string;
  readonly trades: number;
  readonly money: string;
  readonly tokens: string;
}

/** A row of `/v1/flows`: a day of the reserve. */
export interface FlowDay {
  readonly day: string;
  readonly mints: number;
  readonly redemptions: number;
  readonly opened: string;
  readonly gained_by_mints: string;
  readonly gained_by_grants: string;
  /** What a wind-down moved into the reserve, and what came back to it afterwards. */
  readonly gained_by_closing: string;
  readonly lost_by_redemptions: string;
  readonly net: string;
  readonly reserve: string;
  readonly average_7d: string;
  readonly average_30d: string;
  readonly trend: string | null;
}

/** Why money went into the funding pool or out of it. */
export type FundingCause =
  | "entry_tribute"
  | "exit_tribute"
  | "donation"
  | "hatch"
  | "opening"
  | "grant"
  | "revocation_return"
  | "lapse_return"
  | "credit"
  | "wind_down";

/** A row of `/v1/funding_by_day`. */
export interface FundingDay {
  readonly day: string;
  readonly cause: FundingCause;
  readonly entries: number;
  readonly amount: string;
}

/** A row of `/v1/holders`. */
export interface Holder {
  readonly account: string;
  readonly amount: string;
  readonly share: string;
  readonly first_seen: string;
  readonly last_seen: string;
}

/** The row of `/v1/concentration`. */
export interface Concentration {
  readonly holders: number;
  readonly supply: string;
  readonly gini: string | null;
  readonly herfindahl: string | null;
  readonly top_1: string | null;
  readonly top_10: string | null;
  readonly top_100: string | null;
}

/** A row of `/v1/service_burns`. */
export interface ServiceBurns {
  readonly service: number;
  readonly burns: number;
  readonly burnt: string;
  readonly first_height: number;
  readonly last_height: number;
}

/** A row of `/v1/services`. */
export interface Service extends Act {
  readonly service: number;
  readonly owner: string;
  readonly name: Foreign;
  readonly link: Foreign;
}

/** A row of `/v1/burns`. */
export interface Burn extends Act {
  readonly account: string;
  readonly service: number;
  readonly content: string;
  readonly amount: string;
}
