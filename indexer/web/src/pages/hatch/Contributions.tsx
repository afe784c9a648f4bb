// Who contributed.

import { useCommons, useRows } from "../../api/hooks";
import { secondsOf } from "../../lib/time";
import { Account, Ago, Amount } from "../../ui/Amount";
import { Card, Empty, Loaded, TableScroll } from "../../ui/parts";

interface Row {
  readonly height: number;
  readonly event_index: number;
  readonly timestamp: string;
  readonly account: string;
  readonly amount: string;
  readonly tokens: string;
}

/** The table. */
export function Contributions() {
  const { money, token } = useCommons();
  const rows = useRows<Row>("contributions", { limit: 20 });
  return (
    <Card flush title="Contributions">
      <Loaded query={rows}>
        {({ rows: all }) =>
          all.length === 0 ? (
            <Empty icon="hatch" title="None yet">
              Be the first.
            </Empty>
          ) : (
            <TableScroll label="Contributions">
              <table>
                <thead>
                  <tr>
                    <th scope="col">Who</th>
                    <th scope="col" className="number">
                      {money.symbol}
                    </th>
                    <th scope="col" className="number">
                      {token.symbol}
                    </th>
                    <th scope="col" className="number hide-phone">
                      When
                    </th>
                  </tr>
                </thead>
                <tbody>
                  {all.map((row) => (
                    <tr key={`${row.height}-${row.event_index}`}>
                      <td>
                        <Account of={row.account} />
                      </td>
                      <td className="number">
                        <Amount of={row.amount} unit={money} bare />
                      </td>
                      <td className="number">
                        <Amount of={row.tokens} unit={token} bare />
                      </td>
                      <td className="number hide-phone">
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
