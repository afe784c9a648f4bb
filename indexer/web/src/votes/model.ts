// Proposals and the vote they stand in, as the economics take them.

import type { VoteTerms } from "../api/types";
import type { ProposalKind, ProposalRow, ProposalStatus, VoteRow } from "../api/votes";
import { conviction, decayOfHalfLife, follow, type Rule } from "../economics/conviction";
import {
  type Bar,
  type Obstacle,
  oppositionNeeded,
  passesAt,
  type Standing,
  standingAt,
  timeToPass,
  tokensNeeded,
} from "../economics/forecast";
import { MAX_CONVICTION, MAX_SECONDS } from "../economics/limits";
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
  /** The funding pool that thresholds count with. */
  readonly effectiveFunds: bigint;
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
  /** The rule that it changes, and the value that it gives it. */
  readonly rule: number | null;
  readonly ruleValue: bigint | null;
  readonly newGovernor: string | null;
  /** Infinity: never. */
  readonly expiry: number;
  readonly deposit: bigint;
  readonly depositReturned: boolean;
  readonly staked: bigint;
  readonly stakers: number;
  readonly conviction: bigint;
  readonly opposed: bigint;
  readonly opposers: number;
  readonly opposition: bigint;
  readonly threshold: bigint | null;
  /** When it was announced, in seconds; null where it is not. */
  readonly announced: number | null;
  /** When it can be executed, first and last, if it is announced. */
  readonly executableFrom: number | null;
  readonly executableUntil: number | null;
  readonly ended: number | null;
  /** What recent grants count, where they forbid this one for now. */
  readonly recentlyGranted: bigint | null;
}

/** The proposal that is there from the start: stake on it raises what all others need. */
export const ABSTAIN = 1;

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
    effectiveFunds: BigInt(row.effective_funds),
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
  const moment = (seconds: string | null) => (seconds === null ? null : Number(seconds));
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
    rule: row.rule,
    ruleValue: row.rule_value === null ? null : BigInt(row.rule_value),
    newGovernor: row.new_governor,
    expiry: expiry === MAX_SECONDS ? Number.POSITIVE_INFINITY : Number(expiry),
    deposit: BigInt(row.deposit),
    depositReturned: row.deposit_returned,
    staked: BigInt(row.staked),
    stakers: row.stakers,
    conviction: BigInt(row.conviction),
    opposed: BigInt(row.opposed),
    opposers: row.opposers,
    opposition: BigInt(row.opposition),
    threshold: row.threshold === null ? null : BigInt(row.threshold),
    announced: moment(row.announced),
    executableFrom: moment(row.executable_from),
    executableUntil: moment(row.executable_until),
    ended: moment(row.ended),
    recentlyGranted: row.recently_granted ? BigInt(row.recently_granted) : null,
  };
}

/** Whether it can still gather stake and pass, at a second. */
export const isOpen = (proposal: Proposal, at: number): boolean =>
  proposal.open && at < proposal.expiry;

/** How stakes would be if some moved: more or less for and against this proposal, and on all together. */
export interface Shift {
  readonly own: bigint;
  readonly against: bigint;
  readonly all: bigint;
}

/** Nothing moved. */
export const NO_SHIFT: Shift = { own: 0n, against: 0n, all: 0n };

/** What a proposal has to exceed; null for one that requests nothing. */
function barOf(proposal: Proposal, { terms }: Vote): Bar | null {
  switch (proposal.kind) {
    case "signal":
      return null;
    case "grant":
      return { kind: "request", requested: proposal.requested ?? 0n };
    case "revocation":
      // What it takes follows from the grant; where there is none any more nothing suffices.
      return { kind: "stake", now: proposal.threshold ?? MAX_CONVICTION };
    case "rule":
    case "governor":
      return { kind: "supply", share: BigInt(terms.rule_share_ppm) };
    case "wind_down":
      return { kind: "supply", share: BigInt(terms.exit_share_ppm) };
  }
}

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
  const bar = barOf(proposal, vote);
  if (!bar) return null;
  const left = proposal.expiry - Math.floor(at);
  const passed = BigInt(Math.max(0, Math.floor(at) - vote.seconds));
  const { decay } = vote.rule;
  return {
    bar,
    conviction: conviction(proposal.conviction, proposal.staked, decay, passed),
    stake: proposal.staked + shift.own,
    opposition: conviction(proposal.opposition, proposal.opposed, decay, passed),
    opposed: proposal.opposed + shift.against,
    funds: vote.funds,
    effectiveFunds: follow(vote.effectiveFunds, vote.funds, decay, passed),
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

/** How far a proposal is, in tokens. */
export interface Sides {
  readonly support: bigint;
  readonly opposition: bigint;
  /** What support must exceed: the threshold and the opposition together; null where nothing suffices. */
  readonly needed: bigint | null;
  /** Support less opposition as a part of the threshold, 0 where nothing suffices. */
  readonly part: number;
}

/** How far a proposal is so many seconds after the standing's. */
export function sidesAt(standing: Standing, seconds: number): Sides {
  const { support, opposition, threshold } = standingAt(
    standing,
    BigInt(Math.max(0, Math.floor(seconds))),
  );
  const net = support > opposition ? support - opposition : 0n;
  return {
    support: inTokens(support, standing.rule),
    opposition: inTokens(opposition, standing.rule),
    needed: threshold === null ? null : inTokens(threshold + opposition, standing.rule),
    // Of amounts before they are rounded to tokens, of which there may be next to none.
    part: threshold ? Number(net) / Number(threshold) : 0,
  };
}

/** What becomes of a proposal so many seconds after the standing's, if nothing changes. */
export interface Prospect {
  readonly passes: boolean;
  /** The stake against it that would stop it from then on; null where no stake that is free would. */
  readonly stoppedBy: bigint | null;
}

/** What becomes of an announced proposal when its notice is over. */
export function prospectAt(standing: Standing, seconds: number): Prospect {
  const then = BigInt(Math.max(0, Math.ceil(seconds)));
  return {
    passes: passesAt(standing, then),
    stoppedBy: oppositionNeeded(standing, then, fineness(standing.supply)),
  };
}
