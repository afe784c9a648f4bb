// The figures of the Commons, each with its unit and its meaning.

import { isEnding } from "../../api/commons";
import { useCommons, useRows } from "../../api/hooks";
import type { Candle } from "../../api/types";
import { worthOf } from "../../economics/curve";
import { percent, short, type Unit } from "../../lib/amounts";
import { counted } from "../../lib/plural";
import { figure, Tile } from "../../ui/parts";
import { meaning } from "./PriceCard";

/** The tiles. */
export function Figures() {
  const { token, money, pools, supply, time, deployment, phase, entryTribute, exitTribute } =
    useCommons();
  // To the hour: the question stays the same from one second to the next.
  const from = new Date((Math.floor(time / 3600) * 3600 - 86_400) * 1000).toISOString();
  const day = useRows<Candle>("candles", { interval: "1h", from, limit: 48 }, true).data?.rows;
  const volume = day?.reduce((sum, candle) => sum + BigInt(candle.money), 0n);
  const trades = day?.reduce((sum, candle) => sum + candle.trades, 0) ?? 0;
  const extreme = (column: "high" | "low") => {
    const values = (day ?? []).map((candle) => BigInt(candle[column]));
    return values.reduce((a, b) => ((column === "high" ? a > b : a < b) ? a : b), values[0] ?? 0n);
  };
  // In a wind-down a token is worth its share, and not what the curve says.
  const value = pools && (isEnding(phase) ? pools.reserve : worthOf(pools));
  return (
    <dl className="tiles">
      <Tile
        label="Supply"
        tone="supply"
        tip={meaning("supply", token.symbol, money.symbol)}
        value={figure(supply, token)}
        unit={token.symbol}
        note={
          value === null
            ? undefined
            : isEnding(phase)
              ? `redeem for ${short(value, money.decimals)} ${money.symbol} together`
              : `worth ${short(value, money.decimals)} ${money.symbol} at the spot price`
        }
      />
      <Tile
        label="Collateral pool"
        tone="reserve"
        tip={meaning("reserve", token.symbol, money.symbol)}
        value={figure(pools?.reserve, money)}
        unit={money.symbol}
        note={
          pools && !isEnding(phase)
            ? `${percent(deployment.reserve_ratio_ppm)} of the token’s value`
            : undefined
        }
      />
      <Tile
        label="Funding pool"
        tone="funding"
        tip={meaning("funding_pool", token.symbol, money.symbol)}
        value={figure(pools?.fundingPool, money)}
        unit={money.symbol}
        note={
          isEnding(phase)
            ? phase === "closed"
              ? "joined the collateral pool"
              : "joins the collateral pool if the wind-down is executed"
            : `gets ${percent(entryTribute)} of deposits, ${percent(exitTribute)} of redemptions`
        }
      />
      <Tile
        label="Traded in a day"
        tone="price"
        tip={`What was paid in for ${token.symbol} and taken out for ${token.symbol} in the last 24 hours, before tributes, in ${money.symbol}.`}
        value={figure(volume, money)}
        unit={money.symbol}
        note={
          trades > 0
            ? `${counted(trades, "trade")} ${span(extreme("low"), extreme("high"), money)}`
            : "no trades"
        }
      />
    </dl>
  );
}

/** Prices from one to another, which may be the same. */
function span(low: bigint, high: bigint, { decimals }: Unit): string {
  const [from, to] = [short(low, decimals), short(high, decimals)];
  return from === to ? `at ${from}` : `between ${from} and ${to}`;
}
