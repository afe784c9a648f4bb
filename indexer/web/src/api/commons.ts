// The Commons as the page works with it: numbers instead of texts, units instead of columns.

import type { Pools } from "../economics/quote";
import type { Unit } from "../lib/amounts";
import { type Foreign, isReadable, label } from "../lib/label";
import { secondsOf } from "../lib/time";
import type { RuleNow } from "../rules/rules";
import type { Deployment, RuleRow, Status, VoteTerms } from "./types";

/** A Commons at the indexer's cursor. */
export interface Commons {
  readonly name: string;
  readonly token: Unit;
  /** What is paid in and out: the chain's own money, or an ERC-20 token. */
  readonly money: Unit;
  /** The chain's own money, which fees and deposits are paid in. */
  readonly native: Unit;
  /** Null before the curve is open: there is nothing to trade on. */
  readonly pools: Pools | null;
  readonly supply: bigint;
  readonly phase: Status["phase"];
  /** How the Commons was deployed; what votes changed since is in {@link Commons.rules}. */
  readonly deployment: Deployment;
  /** The rules that votes may change. */
  readonly rules: readonly RuleNow[];
  /** The rules of the vote as they are now. */
  readonly terms: VoteTerms;
  /** The tributes as they are now, in parts per million. */
  readonly entryTribute: number;
  readonly exitTribute: number;
  /** Until when the guardian has paused, in seconds; null without a pause. */
  readonly pausedUntil: number | null;
  /** The time of the cursor, in seconds. */
  readonly time: number;
}

/** More characters of a symbol are cut off: it stands beside every amount. */
const MOST_OF_A_SYMBOL = 16;

/** The symbol of a money or a token, as it is shown. */
export const symbolOf = (symbol: Foreign): string => label(symbol, MOST_OF_A_SYMBOL);

/** The name of a Commons, as it is shown. */
export const nameOf = ({ name, symbol }: Deployment): string =>
  isReadable(name) ? label(name, 48) : `The Commons of ${symbolOf(symbol)}`;

/** Reads a status. */
export function commonsOf(status: Status): Commons {
  const d = status.deployment;
  const pools = status.pools;
  const reserve = BigInt(pools?.reserve ?? 0);
  const supply = BigInt(pools?.supply ?? 0);
  const rules = (status.rules ?? []).map(ruleOf);
  const value = (rule: number, initial: number) =>
    Number(rules.find(({ number }) => number === rule)?.value ?? initial);
  const entryTribute = value(1, d.entry_tribute_ppm);
  const exitTribute = value(2, d.exit_tribute_ppm);
  return {
    name: nameOf(d),
    token: { symbol: symbolOf(d.symbol), decimals: d.decimals },
    money: { symbol: symbolOf(d.currency), decimals: d.currency_decimals },
    // The chain's money has 18 decimals wherever contracts see it.
    native: { symbol: symbolOf(d.native_symbol), decimals: 18 },
    pools:
      isTrading(status.phase) && reserve > 0n && supply > 0n
        ? {
            supply,
            reserve,
            reserveRatio: BigInt(d.reserve_ratio_ppm),
            fundingPool: BigInt(pools?.funding_pool ?? 0),
            entryTribute: BigInt(entryTribute),
            exitTribute: BigInt(exitTribute),
          }
        : null,
    supply,
    phase: status.phase,
    deployment: d,
    rules,
    terms: {
      ...d.vote,
      spending_limit_ppm: value(3, d.vote.spending_limit_ppm),
      window: value(4, d.vote.window),
      notice: value(5, d.vote.notice),
      weight_ppm: value(6, d.vote.weight_ppm),
      min_stake_ppm: value(7, d.vote.min_stake_ppm),
      deposit: rules.find(({ number }) => number === 8)?.value.toString() ?? d.vote.deposit,
      half_life: value(9, d.vote.half_life),
    },
    entryTribute,
    exitTribute,
    pausedUntil: status.paused_until ? secondsOf(status.paused_until) : null,
    time: status.cursor ? secondsOf(status.cursor.timestamp) : Date.now() / 1000,
  };
}

/** Whether a phase has a curve, or shares of its pool, to redeem on. */
export const isTrading = (phase: Status["phase"]): boolean => phase === "open" || isEnding(phase);

/** Whether a wind-down is announced or done: all redeem for the same share then. */
export const isEnding = (phase: Status["phase"]): boolean =>
  phase === "closing" || phase === "closed";

function ruleOf(row: RuleRow): RuleNow {
  return {
    number: row.rule,
    value: BigInt(row.value),
    least: BigInt(row.least),
    most: BigInt(row.most),
    step: BigInt(row.step),
    changeableFrom: row.changeable_from ? secondsOf(row.changeable_from) : 0,
  };
}
