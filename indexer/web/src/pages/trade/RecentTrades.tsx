// The latest trades.

import { Kind } from "../../acts/Act";
import { ActTable } from "../../acts/ActTable";
import { useCommons } from "../../api/hooks";
import type { Trade } from "../../api/types";
import { secondsOf } from "../../lib/time";
import { Account, Ago, Amount } from "../../ui/Amount";
import { Empty } from "../../ui/parts";

/** The table. */
export function RecentTrades() {
  const { token, money } = useCommons();
  return (
    <ActTable<Trade>
      title="Latest trades"
      dataset="trades"
      limit={12}
      lines={5}
      empty={<Empty icon="trade" title="No trades yet" />}
      columns={[
        { head: "What", cell: (trade) => <Kind of={trade.side} /> },
        {
          head: "Who",
          className: "hide-phone",
          cell: (trade) => <Account of={trade.account} />,
        },
        {
          head: token.symbol,
          className: "number",
          cell: (trade) => <Amount of={trade.tokens} unit={token} bare />,
        },
        {
          head: money.symbol,
          className: "number",
          cell: (trade) => <Amount of={trade.money} unit={money} bare />,
        },
        {
          head: "Price paid",
          className: "number hide-phone",
          cell: (trade) => <Amount of={trade.price} unit={money} bare />,
        },
        {
          head: "Spot after",
          className: "number hide-phone",
          cell: (trade) => <Amount of={trade.spot_price} unit={money} bare />,
        },
        {
          head: "When",
          className: "number hide-phone",
          cell: (trade) => <Ago at={secondsOf(trade.timestamp)} />,
        },
      ]}
    />
  );
}
