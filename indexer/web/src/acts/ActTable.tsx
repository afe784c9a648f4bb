// The newest acts of one kind, as a table in a card.

import type { ReactNode } from "react";
import { useRows } from "../api/hooks";
import { Card, Loaded, TableScroll } from "../ui/parts";

/** What a row of acts has in common: by these it is told apart. */
interface Act {
  readonly height: number;
  readonly event_index: number;
}

/** A column; `className` is that of its head and of its cells. */
export interface Column<Row> {
  readonly head: ReactNode;
  readonly className?: string;
  readonly cell: (row: Row) => ReactNode;
}

/** The table: the newest rows of a dataset, or `empty` where there are none. */
export function ActTable<Row extends Act>(props: {
  title: string;
  dataset: string;
  limit: number;
  lines?: number;
  empty: ReactNode;
  columns: readonly Column<Row>[];
}) {
  const { title, columns } = props;
  const query = useRows<Row>(props.dataset, { limit: props.limit });
  return (
    <Card flush title={title}>
      <Loaded query={query} lines={props.lines}>
        {({ rows }) =>
          rows.length === 0 ? (
            props.empty
          ) : (
            <TableScroll label={title}>
              <table>
                <thead>
                  <tr>
                    {columns.map(({ head, className }, place) => (
                      // biome-ignore lint/suspicious/noArrayIndexKey: columns stay where they are
                      <th key={place} scope="col" className={className}>
                        {head}
                      </th>
                    ))}
                  </tr>
                </thead>
                <tbody>
                  {rows.map((row) => (
                    <tr key={`${row.height}-${row.event_index}`}>
                      {columns.map(({ className, cell }, place) => (
                        // biome-ignore lint/suspicious/noArrayIndexKey: columns stay where they are
                        <td key={place} className={className}>
                          {cell(row)}
                        </td>
                      ))}
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
