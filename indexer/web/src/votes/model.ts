// Proposals and the vote they stand in, as the economics take them.

import type { VoteTerms } from "../api/types";
import type { ProposalKind, ProposalRow, ProposalStatus, VoteRow } from "../api/votes";
import { conviction, decayOfHalfLife, follow, type Rule } from "../economics/conviction";
import {
  type Obstacle,
  type Standing,
  standingAt,
  timeToPass,
  tokensNeeded,
} from "../economics/forecast";
import { MAX_SECONDS, PPM } from "../economics/limits";
import { type Foreign, titled } from "../lib/label";
import { secondsOf } from "../lib/time";

/** The vote at one second. */
export interface Vote {
  readonly seconds: number;
  readonly staked: bigint;
  readonly effectiveStake: bigint;
  readonly effectiveSupply: bigint;
  readonly thresholdStake: bigint;
  readonly supply: bigint;
  readonly funds: bigint;
  readonly minStake: bigint;
  readonly rule: Rule;
  readonly terms: VoteTerms;
}

/** A proposal as it stands at the same second. */
export interface Proposal {
  readonly id: number;
  readonly made: number;
  readonly author: string;
  readonly kind: ProposalKind;
  readonly status: ProposalStatus;
  readonly open: boolean;
  readonly title: string;
  readonly link: Foreign;
  readonly beneficiary: string | null;
  readonly requested: bigint | null;
  readonly duration: number;
  readonly asTokens: boolean;
  readonly grant: number | null;
  /** Infinity: never. */
  readonly expiry: number;
  readonly deposit: bigint;
  readonly depositReturned: boolean;
  readonly staked: bigint;
  readonly stakers: number;
  readonly conviction: bigint;
  readonly threshold: bigint | null;
  /** Until when a pause forbids its execution, in seconds; null without one. */
  readonly pausedUntil: number | null;
  /** What recent grants to the beneficiary count, where that forbids this one for now. */
  readonly recentlyGranted: bigint | null;
}

/** Reads the vote. */
export function voteOf(row: VoteRow, terms: VoteTerms): Vote {
  // The contract's shares are of 10^7, the deployment's of 10^6.
  const share = (ppm: number) => BigInt(ppm) * 10n;
  return {
    seconds: Number(row.seconds),
    staked: BigInt(row.staked),
    effectiveStake: BigInt(row.effective_stake),
    effectiveSupply: BigInt(row.effective_supply),
    thresholdStake: BigInt(row.threshold_stake),
    supply: BigInt(row.supply),
    funds: BigInt(row.funding_pool),
    minStake: BigInt(terms.min_stake_ppm),
    rule: {
      decay: decayOfHalfLife(BigInt(terms.half_life)),
      limit: share(terms.spending_limit_ppm),
      weight: share(terms.weight_ppm),
    },
    terms,
  };
}

/** Reads a proposal. */
export function proposalOf(row: ProposalRow): Proposal {
  const expiry = BigInt(row.expiry);
  return {
    id: row.proposal,
    made: secondsOf(row.timestamp),
    author: row.author,
    kind: row.kind,
    status: row.status,
    open: row.open,
    title: titled("Proposal", row.proposal, row.title),
    link: row.link,
    beneficiary: row.beneficiary,
    requested: row.requested === null ? null : BigInt(row.requested),
    duration: Number(row.duration ?? 0),
    asTokens: row.as_tokens ?? false,
    grant: row.grant_id,
    expiry: expiry === MAX_SECONDS ? Number.POSITIVE_INFINITY : Number(expiry),
    deposit: BigInt(row.deposit),
    depositReturned: row.deposit_returned,
    staked: BigInt(row.staked),
    stakers: row.stakers,
    conviction: BigInt(row.conviction),
    threshold: row.threshold === null ? null : BigInt(row.threshold),
    pausedUntil: row.paused_until ? secondsOf(row.paused_until) : null,
    recentlyGranted: row.recently_granted ? BigInt(row.recently_granted) : null,
  };
}

/** Whether it can still gather stake and pass, at a second. */
export const isOpen = (proposal: Proposal, at: number): boolean =>
  proposal.open && at < proposal.expiry;

/** How stakes would be if somebody moved some: more or less on this proposal, and on all together. */
export interface Shift {
  readonly own: bigint;
  readonly all: bigint;
}

/** Nothing moved. */
export const NO_SHIFT: Shift = { own: 0n, all: 0n };

/**
 * What a proposal's outlook follows from, at a second that may be later than the vote's; null for one
 * that requests nothing. What is moved is moved at that second.
 */
export function standingOf(
  proposal: Proposal,
  vote: Vote,
  shift = NO_SHIFT,
  at = vote.seconds,
): Standing | null {
  if (proposal.kind === "signal") return null;
  const revocation = proposal.kind === "revocation";
  const left = proposal.expiry - Math.floor(at);
  const passed = BigInt(Math.max(0, Math.floor(at) - vote.seconds));
  const { decay } = vote.rule;
  return {
    conviction: conviction(proposal.conviction, proposal.staked, decay, passed),
    stake: proposal.staked + shift.own,
    // A revocation is as hard to pass as a request for half of the spending limit.
    requested: revocation ? BigInt(vote.terms.spending_limit_ppm) : (proposal.requested ?? 0n),
    funds: revocation ? 2n * PPM : vote.funds,
    totalStake: vote.staked + shift.all,
    effectiveStake: follow(vote.effectiveStake, vote.staked, decay, passed),
    supply: vote.supply,
    effectiveSupply: follow(vote.effectiveSupply, vote.supply, decay, passed),
    minStake: vote.minStake,
    rule: vote.rule,
    remaining: Number.isFinite(left) ? BigInt(Math.max(0, left)) : MAX_SECONDS,
  };
}

/** What is to be said of a proposal. */
export type Outlook =
  | { readonly kind: "over"; readonly status: ProposalStatus }
  | { readonly kind: "overdue" | "signal" | "now" }
  | { readonly kind: "in"; readonly seconds: number }
  | { readonly kind: "never"; readonly because: Obstacle; readonly tokens: bigint | null };

/** How finely missing tokens are told: to a billionth of all there are, rounded up. */
const fineness = (supply: bigint) => supply >> 30n || 1n;

/** The outlook at a second, if stakes, funds and supply stay as they are, or move as told. */
export function outlookOf(
  proposal: Proposal,
  vote: Vote,
  shift = NO_SHIFT,
  at = vote.seconds,
): Outlook {
  if (proposal.status !== "active") return { kind: "over", status: proposal.status };
  if (!isOpen(proposal, at)) return { kind: "overdue" };
  const standing = standingOf(proposal, vote, shift, at);
  if (!standing) return { kind: "signal" };
  const time = timeToPass(standing);
  if (time.kind === "now") return { kind: "now" };
  if (time.kind === "in") return { kind: "in", seconds: Number(time.seconds) };
  const needed = tokensNeeded(standing, fineness(vote.supply));
  const tokens = needed.kind === "tokens" ? needed.tokens : null;
  return { kind: "never", because: time.because, tokens };
}

/** A conviction as the tokens that, staked for good, would hold it: what people can compare. */
export function inTokens(conviction: bigint, { decay }: Rule): bigint {
  return (conviction * ((1n << 128n) - decay)) >> 128n;
}

/**
 * Support and what is needed, in tokens, so many seconds after the vote's; and the one as a part of the
 * other, 0 where nothing suffices.
 */
export function supportAt(
  standing: Standing,
  seconds: number,
): { support: bigint; needed: bigint | null; part: number } {
  const { conviction, threshold } = standingAt(standing, BigInt(Math.max(0, Math.floor(seconds))));
  return {
    support: inTokens(conviction, standing.rule),
    needed: threshold === null ? null : inTokens(threshold, standing.rule),
    // Of amounts before they are rounded to tokens, of which there may be next to none.
    part: threshold ? Number(conviction) / Number(threshold) : 0,
  };
}
