// The Commons as the page works with it: numbers instead of texts, units instead of columns.

import type { Pools } from "../economics/quote";
import type { Unit } from "../lib/amounts";
import { type Foreign, isReadable, label } from "../lib/label";
import { secondsOf } from "../lib/time";
import type { Deployment, Status } from "./types";

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
  readonly deployment: Deployment;
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
  return {
    name: nameOf(d),
    token: { symbol: symbolOf(d.symbol), decimals: d.decimals },
    money: { symbol: symbolOf(d.currency), decimals: d.currency_decimals },
    // The chain's money has 18 decimals wherever contracts see it.
    native: { symbol: symbolOf(d.native_symbol), decimals: 18 },
    pools:
      status.phase === "open" && reserve > 0n && supply > 0n
        ? {
            supply,
            reserve,
            reserveRatio: BigInt(d.reserve_ratio_ppm),
            fundingPool: BigInt(pools?.funding_pool ?? 0),
            entryTribute: BigInt(d.entry_tribute_ppm),
            exitTribute: BigInt(d.exit_tribute_ppm),
          }
        : null,
    supply,
    phase: status.phase,
    deployment: d,
    time: status.cursor ? secondsOf(status.cursor.timestamp) : Date.now() / 1000,
  };
}
