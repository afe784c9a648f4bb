// How much was burnt on each day.

import { useAllRows, useCommons } from "../../api/hooks";
import { TimeSeries } from "../../charts/TimeSeries";
import { toNumber } from "../../lib/amounts";
import { Card, Loaded } from "../../ui/parts";

interface Row {
  readonly service: number;
  readonly day: string;
  readonly burns: number;
  readonly burnt: string;
}

/** The most days that are drawn. */
const DAYS = 60;

/** The chart; nothing while nothing was burnt. */
export function BurnsByDay() {
  const { token } = useCommons();
  const rows = useAllRows<Row>("service_burns_by_day");
  return (
    <Loaded query={rows}>
      {(all) => {
        const days = new Map<string, bigint>();
        for (const { day, burnt } of all) days.set(day, (days.get(day) ?? 0n) + BigInt(burnt));
        const shown = [...days].sort(([a], [b]) => (a < b ? -1 : 1)).slice(-DAYS);
        if (shown.length === 0) return null;
        return (
          <Card title="Burnt by day" tip={`${token.symbol} destroyed on each day, in UTC.`}>
            <TimeSeries
              times={shown.map(([day]) => Date.parse(day) / 1000)}
              lines={[
                {
                  label: "Burnt",
                  tone: "burn",
                  look: "bars",
                  values: shown.map(([, burnt]) => toNumber(burnt, token.decimals)),
                },
              ]}
              height={190}
              fromZero
              label={`Burnt by day, in ${token.symbol}`}
            />
          </Card>
        );
      }}
    </Loaded>
  );
}
