// The share of all that the n largest have together.

import { useState } from "react";
import { ticks } from "../../charts/curve";
import { share } from "../../lib/amounts";
import { useWidth } from "../../lib/width";
import "./share.css";

const HEIGHT = 220;
const PAD = { left: 48, right: 14, top: 12, bottom: 34 };

/** The chart; `shares` from the largest down. */
export function ShareCurve({ shares }: { shares: readonly number[] }) {
  const [host, width] = useWidth<HTMLDivElement>();
  const [pointed, setPointed] = useState<number | null>(null);
  const sums = [0];
  for (const one of shares) sums.push((sums.at(-1) ?? 0) + one);
  const count = shares.length;
  const x = (n: number) => PAD.left + (n / count) * (width - PAD.left - PAD.right);
  const y = (sum: number) => HEIGHT - PAD.bottom - sum * (HEIGHT - PAD.top - PAD.bottom);
  const line = sums.map((sum, n) => `${x(n).toFixed(1)} ${y(sum).toFixed(1)}`).join("L");
  const shown = Math.min(pointed ?? 10, count);
  const held = share(sums[shown] ?? 0);
  const words =
    shown === 1
      ? `The largest holder has ${held} of the supply`
      : `The ${shown.toLocaleString("en")} largest hold ${held} of the supply`;
  return (
    <figure className="share-curve">
      <div ref={host}>
        {width > 0 && (
          <svg
            width={width}
            height={HEIGHT}
            role="img"
            aria-label={words}
            onPointerMove={({ nativeEvent: { offsetX } }) => {
              const n = ((offsetX - PAD.left) / (width - PAD.left - PAD.right)) * count;
              setPointed(Math.max(1, Math.min(count, Math.round(n))));
            }}
            onPointerLeave={() => setPointed(null)}
          >
            {[0, 0.25, 0.5, 0.75, 1].map((tick) => (
              <g key={tick}>
                <line x1={PAD.left} x2={width - PAD.right} y1={y(tick)} y2={y(tick)} />
                <text x={PAD.left - 8} y={y(tick) + 4} textAnchor="end">
                  {tick * 100} %
                </text>
              </g>
            ))}
            {ticks(0, count, Math.max(2, Math.min(count, Math.floor(width / 120))))
              .filter(Number.isInteger)
              .map((tick) => (
                <text key={tick} x={x(tick)} y={HEIGHT - PAD.bottom + 18} textAnchor="middle">
                  {tick.toLocaleString("en")}
                </text>
              ))}
            <path className="even" d={`M${x(0)} ${y(0)}L${x(count)} ${y(sums.at(-1) ?? 0)}`} />
            <path className="area" d={`M${line}L${x(count)} ${y(0)}Z`} />
            <path className="sums" d={`M${line}`} />
            <circle cx={x(shown)} cy={y(sums[shown] ?? 0)} r={5} />
          </svg>
        )}
      </div>
      <figcaption className="soft small">
        {words}.{pointed === null && count > 1 && " Dashed: if all held the same."}
      </figcaption>
    </figure>
  );
}
