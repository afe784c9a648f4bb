// The price over time, with what can be done about it.

import { Link } from "@tanstack/react-router";
import { useState } from "react";
import { query } from "../../api/client";
import { isEnding, isTrading } from "../../api/commons";
import { useApi, useCommons } from "../../api/hooks";
import type { PoolsAt } from "../../api/types";
import { TimeSeries } from "../../charts/TimeSeries";
import { change, toNumber } from "../../lib/amounts";
import { moment, secondsOf } from "../../lib/time";
import { Empty, figure, Segments, Skeleton } from "../../ui/parts";
import { Tip } from "../../ui/Tip";

const RANGES = [
  ["1", "Day"],
  ["7", "Week"],
  ["30", "Month"],
  ["all", "All"],
] as const;
type Range = (typeof RANGES)[number][0];

const MEASURES = [
  ["spot_price", "Price"],
  ["supply", "Supply"],
  ["reserve", "Collateral"],
  ["funding_pool", "Funding"],
] as const;
type Measure = (typeof MEASURES)[number][0];

const TONES: Record<Measure, string> = {
  spot_price: "price",
  supply: "supply",
  reserve: "reserve",
  funding_pool: "funding",
};
const WHEN: Record<Range, string> = {
  "1": "in a day",
  "7": "in a week",
  "30": "in a month",
  all: "since the beginning",
};

/** The card. */
export function PriceCard() {
  const commons = useCommons();
  const [range, setRange] = useState<Range>("all");
  const [measure, setMeasure] = useState<Measure>(
    // In a wind-down the curve prices nothing: what is shared out comes first.
    isEnding(commons.phase) ? "reserve" : "spot_price",
  );
  const [hovered, setHovered] = useState<number | null>(null);
  // To the hour: the question stays the same from one second to the next.
  const hour = Math.floor(commons.time / 3600) * 3600;
  const from =
    range === "all" ? null : new Date((hour - Number(range) * 86_400) * 1000).toISOString();
  const { data } = useApi<{ points: PoolsAt[] }>(`/v1/pools${query({ from })}`, true);

  const unit = measure === "supply" ? commons.token : commons.money;
  const all = (data?.points ?? []).filter((point) => point[measure] !== null);
  const last = all.at(-1);
  // The last state holds until now.
  const now = new Date(commons.time * 1000).toISOString();
  const points = last ? [...all, { ...last, timestamp: now }] : [];
  const value = (point: PoolsAt | undefined) => (point ? BigInt(point[measure] ?? 0) : null);
  const shown = points[hovered ?? -1] ?? points.at(-1);
  const moved =
    points.length > 1 ? change(value(points[0]) ?? 0n, value(points.at(-1)) ?? 0n) : null;
  const words =
    measure === "spot_price" ? `${unit.symbol} per ${commons.token.symbol}` : unit.symbol;

  return (
    <section className="card price-card">
      <div className="card-head">
        <div>
          <h2 className="figure-label">
            {NAMES[measure]}{" "}
            <Tip about={NAMES[measure].toLowerCase()}>
              {meaning(measure, commons.token.symbol, commons.money.symbol)}
            </Tip>
          </h2>
          <p className="figure-value huge">
            {figure(value(shown), unit)} <span className="unit">{words}</span>
          </p>
          <p className="figure-note">
            {hovered !== null && shown
              ? moment(secondsOf(shown.timestamp))
              : moved
                ? `${moved} ${WHEN[range]}`
                : " "}
          </p>
        </div>
        {isTrading(commons.phase) && (
          <div className="row">
            {commons.phase === "open" && (
              <Link to="/trade" className="button primary">
                Mint {commons.token.symbol}
              </Link>
            )}
            <Link to="/trade" search={{ side: "redeem" }} className="button">
              Redeem
            </Link>
          </div>
        )}
      </div>
      {!data ? (
        <Skeleton lines={4} height="2.6rem" />
      ) : points.length === 0 ? (
        commons.phase === "refunding" ? (
          <Empty icon="trade" title="No price">
            The hatch has failed, and the curve does not open.
          </Empty>
        ) : (
          <Empty icon="trade" title="No price yet">
            It begins when the curve opens.
          </Empty>
        )
      ) : (
        <TimeSeries
          times={points.map(({ timestamp }) => secondsOf(timestamp))}
          lines={[
            {
              label: NAMES[measure],
              tone: TONES[measure],
              look: "area",
              values: points.map((point) => toNumber(value(point) ?? 0n, unit.decimals)),
            },
          ]}
          height={270}
          label={`${NAMES[measure]} over time, in ${words}`}
          onHover={setHovered}
        />
      )}
      {data && (points.length > 0 || range !== "all") && (
        <div className="row apart chart-controls">
          <Segments
            label="What is drawn"
            options={MEASURES}
            value={measure}
            onChange={setMeasure}
          />
          <Segments label="Time shown" options={RANGES} value={range} onChange={setRange} />
        </div>
      )}
    </section>
  );
}

const NAMES: Record<Measure, string> = {
  spot_price: "Spot price",
  supply: "Supply",
  reserve: "Collateral pool",
  funding_pool: "Funding pool",
};

/** What a figure of the pools means. */
export function meaning(measure: Measure, token: string, money: string): string {
  return {
    spot_price: `What the next tiny bit of ${token} costs, in ${money}, before the entry tribute. Deposits push it up, redemptions push it down, and burning ${token} raises it for everybody else.`,
    supply: `All ${token} there are. Deposits create them; redemptions and burns destroy them.`,
    reserve: `The ${money} that backs the token. Whoever redeems ${token} is paid from it, and it can be spent on nothing else.`,
    funding_pool: `The ${money} that holders can grant to projects: a part of every deposit and redemption, and donations.`,
  }[measure];
}
