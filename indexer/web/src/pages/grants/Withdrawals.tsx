// What was drawn of grants.

import { useCommons, useRows } from "../../api/hooks";
import type { WithdrawalRow } from "../../api/votes";
import { secondsOf } from "../../lib/time";
import { Account, Ago, Amount } from "../../ui/Amount";
import { Card, Empty, Loaded, TableScroll } from "../../ui/parts";

/** The table. */
export function Withdrawals() {
  const { money, token } = useCommons();
  const rows = useRows<WithdrawalRow>("withdrawals", { limit: 20 });
  return (
    <Card flush title="Latest withdrawals">
      <Loaded query={rows}>
        {({ rows: withdrawals }) =>
          withdrawals.length === 0 ? (
            <Empty icon="grants" title="Nothing was withdrawn yet" />
          ) : (
            <TableScroll label="Latest withdrawals">
              <table>
                <thead>
                  <tr>
                    <th scope="col">Grant</th>
                    <th scope="col">To</th>
                    <th scope="col" className="number">
                      {money.symbol}
                    </th>
                    <th scope="col" className="number hide-phone">
                      As {token.symbol}
                    </th>
                    <th scope="col" className="number">
                      When
                    </th>
                  </tr>
                </thead>
                <tbody>
                  {withdrawals.map((row) => (
                    <tr key={`${row.height}-${row.event_index}`}>
                      <td>{row.grant_id}</td>
                      <td>
                        <Account of={row.receiver} />
                      </td>
                      <td className="number">
                        <Amount of={row.amount} unit={money} bare />
                      </td>
                      <td className="number hide-phone">
                        {row.tokens === "0" ? "–" : <Amount of={row.tokens} unit={token} bare />}
                      </td>
                      <td className="number">
                        <Ago at={secondsOf(row.timestamp)} />
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
