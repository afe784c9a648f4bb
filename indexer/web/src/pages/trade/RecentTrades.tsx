// The latest trades.

import { Kind } from "../../acts/Act";
import { useCommons, useRows } from "../../api/hooks";
import type { Trade } from "../../api/types";
import { secondsOf } from "../../lib/time";
import { Account, Ago, Amount } from "../../ui/Amount";
import { Card, Empty, Loaded, TableScroll } from "../../ui/parts";

/** The table. */
export function RecentTrades() {
  const { token, money } = useCommons();
  const trades = useRows<Trade>("trades", { limit: 12 });
  return (
    <Card flush title="Latest trades">
      <Loaded query={trades} lines={5}>
        {({ rows }) =>
          rows.length === 0 ? (
            <Empty icon="trade" title="No trades yet" />
          ) : (
            <TableScroll label="Latest trades">
              <table>
                <thead>
                  <tr>
                    <th scope="col">What</th>
                    <th scope="col" className="hide-phone">
                      Who
                    </th>
                    <th scope="col" className="number">
                      {token.symbol}
                    </th>
                    <th scope="col" className="number">
                      {money.symbol}
                    </th>
                    <th scope="col" className="number hide-phone">
                      Price paid
                    </th>
                    <th scope="col" className="number hide-phone">
                      Spot after
                    </th>
                    <th scope="col" className="number hide-phone">
                      When
                    </th>
                  </tr>
                </thead>
                <tbody>
                  {rows.map((trade) => (
                    <tr key={`${trade.height}-${trade.event_index}`}>
                      <td>
                        <Kind of={trade.side} />
                      </td>
                      <td className="hide-phone">
                        <Account of={trade.account} />
                      </td>
                      <td className="number">
                        <Amount of={trade.tokens} unit={token} bare />
                      </td>
                      <td className="number">
                        <Amount of={trade.money} unit={money} bare />
                      </td>
                      <td className="number hide-phone">
                        <Amount of={trade.price} unit={money} bare />
                      </td>
                      <td className="number hide-phone">
                        <Amount of={trade.spot_price} unit={money} bare />
                      </td>
                      <td className="number hide-phone">
                        <Ago at={secondsOf(trade.timestamp)} />
                      </td>
                    </tr>
                  ))}
                </tbody>
              </table>
            </TableScroll>
          )
        }
      </Loaded>
    </Card>
  );
}
