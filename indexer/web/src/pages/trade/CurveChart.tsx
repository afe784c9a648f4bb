// The curve, with where it stands now and one's move on it. The area below it up to the supply is the
// collateral pool; the area of a move is what it puts in or takes out.

import { useState } from "react";
import { useCommons } from "../../api/hooks";
import { curvePoints, priceAt, ticks, viewOf } from "../../charts/curve";
import type { Pools } from "../../economics/quote";
import { compactNumber, tickLabels } from "../../lib/numbers";
import { useWidth } from "../../lib/width";
import "./curve.css";

const HEIGHT = 330;
const PAD = { right: 14, top: 18, bottom: 40 };
/** Room for a character of a label. */
const CHARACTER = 6.6;

/** The chart; `after` is where one's move would lead. */
export function CurveChart({ pools, after }: { pools: Pools; after: Pools | null }) {
  const { token, money } = useCommons();
  const [host, width] = useWidth<HTMLDivElement>();
  const [hovered, setHovered] = useState<number | null>(null);
  const now = Number(pools.supply) / 1e18;
  const then = after ? Number(after.supply) / 1e18 : now;
  const moved = Math.abs(then - now);
  const { from, to, low, high } = viewOf(pools, now, then, money.decimals);
  const prices = ticks(low, high, 4);
  const priceLabels = tickLabels(prices);
  const left = Math.max(54, 14 + CHARACTER * Math.max(...priceLabels.map(({ length }) => length)));

  const x = (supply: number) => left + ((supply - from) / (to - from)) * (width - left - PAD.right);
  const y = (price: number) =>
    HEIGHT - PAD.bottom - ((price - low) / (high - low)) * (HEIGHT - PAD.top - PAD.bottom);
  const floor = HEIGHT - PAD.bottom;
  const line = (a: number, b: number) =>
    curvePoints(pools, a, b, money.decimals)
      .map(([supply, price]) => `${x(supply).toFixed(1)} ${y(price).toFixed(1)}`)
      .join("L");
  const area = (a: number, b: number) =>
    `M${x(a).toFixed(1)} ${floor}L${line(a, b)}L${x(b).toFixed(1)} ${floor}Z`;
  const price = (supply: number) => priceAt(pools, supply, money.decimals);
  const [first, second] = now < then ? [now, then] : [then, now];
  const tone = then >= now ? "reserve" : "burn";
  const supplies = ticks(from, to, Math.max(2, Math.floor(width / 130)));
  const supplyLabels = tickLabels(supplies);
  const pointed = hovered === null ? null : Math.min(to, Math.max(from, hovered));

  return (
    <figure className="curve">
      <div ref={host} className="curve-host">
        {width > 0 && (
          <svg
            width={width}
            height={HEIGHT}
            role="img"
            aria-label={`The curve: at a supply of ${compactNumber(now)} ${token.symbol} the price is ${compactNumber(price(now))} ${money.symbol}${after ? `; your move leads to ${compactNumber(price(then))} ${money.symbol}` : ""}`}
            onPointerMove={({ nativeEvent: { offsetX } }) =>
              setHovered(from + ((offsetX - left) / (width - left - PAD.right)) * (to - from))
            }
            onPointerLeave={() => setHovered(null)}
          >
            {prices.map((tick, at) => (
              <g key={tick}>
                <line className="grid" x1={left} x2={width - PAD.right} y1={y(tick)} y2={y(tick)} />
                <text x={left - 8} y={y(tick) + 4} textAnchor="end">
                  {priceLabels[at]}
                </text>
              </g>
            ))}
            {supplies.map((tick, at) => (
              <text key={tick} x={x(tick)} y={floor + 18} textAnchor="middle">
                {supplyLabels[at]}
              </text>
            ))}
            <text className="title" x={left} y={HEIGHT - 4}>
              Supply, {token.symbol}
            </text>
            <text className="title" x={left} y={12}>
              Price, {money.symbol}
            </text>
            <path className="pool" d={area(from, first)} />
            {moved > 0 && <path className="move" d={area(first, second)} fill={`var(--${tone})`} />}
            <path className="line" d={`M${line(from, to)}`} />
            {moved > 0 && (
              <path className="line own" d={`M${line(first, second)}`} stroke={`var(--${tone})`} />
            )}
            <circle className="here" cx={x(now)} cy={y(price(now))} r={6} />
            {moved > 0 && (
              <circle
                className="there"
                cx={x(then)}
                cy={y(price(then))}
                r={6}
                stroke={`var(--${tone})`}
              />
            )}
            {pointed !== null && (
              <g className="pointed">
                <line x1={x(pointed)} x2={x(pointed)} y1={y(price(pointed))} y2={floor} />
                <circle cx={x(pointed)} cy={y(price(pointed))} r={4} />
              </g>
            )}
          </svg>
        )}
      </div>
      <figcaption className="row">
        {pointed !== null ? (
          <span>
            At a supply of {compactNumber(pointed)} {token.symbol} the price is{" "}
            {compactNumber(price(pointed))} {money.symbol}.
          </span>
        ) : (
          <>
            <span className="key">
              <i className="key-pool" /> collateral pool
            </span>
            {moved > 0 && (
              <span className="key">
                <i style={{ background: `var(--${tone})` }} /> your move
              </span>
            )}
            <span className="key">
              <i className="key-here" /> now
            </span>
          </>
        )}
      </figcaption>
    </figure>
  );
}
