// What the collateral pool gained and lost, day by day, and where that tends to.

import { useAllRows, useCommons } from "../../api/hooks";
import type { FlowDay } from "../../api/types";
import { TimeSeries } from "../../charts/TimeSeries";
import { short, toNumber } from "../../lib/amounts";
import { Card, Empty, Skeleton } from "../../ui/parts";
import { Tip } from "../../ui/Tip";

/** How many days are drawn. */
const DAYS = 60;

/** The card. */
export function NetFlow() {
  const { money } = useCommons();
  const { data } = useAllRows<FlowDay>("flows");
  const days = (data ?? []).slice(0, DAYS).toReversed();
  const latest = days.at(-1);
  const amount = (value: string) => toNumber(BigInt(value), money.decimals);
  const sums = days.map(({ net }) => amount(net));
  const average = BigInt(latest?.average_7d ?? 0);
  const signed = `${average > 0n ? "+" : ""}${short(average, money.decimals)} ${money.symbol} a day`;
  return (
    <Card
      title="Net flow"
      tip={`What deposits brought into the collateral pool each day, less what redemptions took out of it, in ${money.symbol}. Above zero, more people come than go.`}
      aside={
        latest && (
          <p>
            7-day average {signed}
            <Trend of={latest.trend} symbol={money.symbol} decimals={money.decimals} />
          </p>
        )
      }
    >
      {!data ? (
        <Skeleton lines={4} height="2rem" />
      ) : days.length === 0 ? (
        <Empty icon="trade" title="Nothing has flowed yet" />
      ) : (
        <TimeSeries
          times={days.map(({ day }) => Date.parse(day) / 1000)}
          lines={[
            {
              label: "In",
              tone: "reserve",
              look: "bars",
              values: sums.map((n) => (n >= 0 ? n : null)),
            },
            {
              label: "Out",
              tone: "burn",
              look: "bars",
              values: sums.map((n) => (n < 0 ? n : null)),
            },
            {
              label: "7-day average",
              tone: "ink",
              look: "line",
              values: days.map((one) => amount(one.average_7d)),
            },
          ]}
          height={200}
          label={`Net flow into the collateral pool by day, in ${money.symbol}`}
          fromZero
        />
      )}
    </Card>
  );
}

function Trend(props: { of: string | null; symbol: string; decimals: number }) {
  const { of, symbol, decimals } = props;
  if (of === null) return null;
  const slope = BigInt(of);
  const words = slope > 0n ? "rising" : slope < 0n ? "falling" : "steady";
  return (
    <>
      , {words}{" "}
      <Tip about="the trend">
        {`By how much the net flow rises from day to day: ${short(slope, decimals)} ${symbol}, the slope of a line through the last 30 days.`}
      </Tip>
    </>
  );
}
