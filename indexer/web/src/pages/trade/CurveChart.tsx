// The curve, with where it stands now and one's move on it. The area below it up to the supply is the
// collateral pool; the area of a move is what it puts in or takes out.

import { useState } from "react";
import { useCommons } from "../../api/hooks";
import { curvePoints, priceAt, ticks } from "../../charts/curve";
import type { Pools } from "../../economics/quote";
import { useWidth } from "../../lib/width";
import "./curve.css";

const HEIGHT = 330;
const PAD = { left: 54, right: 14, top: 18, bottom: 40 };
const compactly = new Intl.NumberFormat("en", { notation: "compact", maximumSignificantDigits: 4 });

/** The chart; `after` is where one's move would lead. */
export function CurveChart({ pools, after }: { pools: Pools; after: Pools | null }) {
  const { token, money } = useCommons();
  const [host, width] = useWidth<HTMLDivElement>();
  const [hovered, setHovered] = useState<number | null>(null);
  const now = Number(pools.supply) / 1e18;
  const then = after ? Number(after.supply) / 1e18 : now;
  // A small move fills a good part of the picture; none shows the curve from its beginning.
  const far = Math.max(now, then);
  const moved = Math.abs(then - now);
  const to = moved > 0 ? far + Math.max(moved * 0.6, far * 0.035) : far * 1.35;
  const from = moved > 0 ? Math.max(0, Math.min(now, then) - Math.max(moved * 2.5, far * 0.09)) : 0;
  const high = priceAt(pools, to, money.decimals) * 1.04;
  const low = from > 0 ? priceAt(pools, from, money.decimals) * 0.9 : 0;

  const x = (supply: number) =>
    PAD.left + ((supply - from) / (to - from)) * (width - PAD.left - PAD.right);
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
  const pointed = hovered === null ? null : Math.min(to, Math.max(from, hovered));

  return (
    <figure className="curve">
      <div ref={host} className="curve-host">
        {width > 0 && (
          <svg
            width={width}
            height={HEIGHT}
            role="img"
            aria-label={`The curve: at a supply of ${compactly.format(now)} ${token.symbol} the price is ${compactly.format(price(now))} ${money.symbol}${after ? `; your move leads to ${compactly.format(price(then))} ${money.symbol}` : ""}`}
            onPointerMove={({ nativeEvent: { offsetX } }) =>
              setHovered(
                from + ((offsetX - PAD.left) / (width - PAD.left - PAD.right)) * (to - from),
              )
            }
            onPointerLeave={() => setHovered(null)}
          >
            {ticks(low, high, 4).map((tick) => (
              <g key={tick}>
                <line
                  className="grid"
                  x1={PAD.left}
                  x2={width - PAD.right}
                  y1={y(tick)}
                  y2={y(tick)}
                />
                <text x={PAD.left - 8} y={y(tick) + 4} textAnchor="end">
                  {compactly.format(tick)}
                </text>
              </g>
            ))}
            {ticks(from, to, Math.max(2, Math.floor(width / 130))).map((tick) => (
              <text key={tick} x={x(tick)} y={floor + 18} textAnchor="middle">
                {compactly.format(tick)}
              </text>
            ))}
            <text className="title" x={PAD.left} y={HEIGHT - 4}>
              Supply, {token.symbol}
            </text>
            <text className="title" x={PAD.left} y={12}>
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
            At a supply of {compactly.format(pointed)} {token.symbol} the price is{" "}
            {compactly.format(price(pointed))} {money.symbol}.
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
