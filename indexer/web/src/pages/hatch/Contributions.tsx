// Who contributed.

import { ActTable } from "../../acts/ActTable";
import { useCommons } from "../../api/hooks";
import { secondsOf } from "../../lib/time";
import { Account, Ago, Amount } from "../../ui/Amount";
import { Empty } from "../../ui/parts";

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
  const { money, token, phase } = useCommons();
  return (
    <ActTable<Row>
      title="Contributions"
      dataset="contributions"
      limit={20}
      empty={
        phase === "hatch" ? (
          <Empty icon="hatch" title="None yet">
            Be the first.
          </Empty>
        ) : (
          <Empty icon="hatch" title="There were none" />
        )
      }
      columns={[
        { head: "Who", cell: (row) => <Account of={row.account} /> },
        {
          head: money.symbol,
          className: "number",
          cell: (row) => <Amount of={row.amount} unit={money} bare />,
        },
        {
          head: token.symbol,
          className: "number",
          cell: (row) => <Amount of={row.tokens} unit={token} bare />,
        },
        {
          head: "When",
          className: "number hide-phone",
          cell: (row) => <Ago at={secondsOf(row.timestamp)} />,
        },
      ]}
    />
  );
}
