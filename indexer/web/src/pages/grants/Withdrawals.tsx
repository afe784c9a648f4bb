// What was drawn of grants.

import { ActTable } from "../../acts/ActTable";
import { useCommons } from "../../api/hooks";
import type { WithdrawalRow } from "../../api/votes";
import { secondsOf } from "../../lib/time";
import { Account, Ago, Amount } from "../../ui/Amount";
import { Empty } from "../../ui/parts";

/** The table. */
export function Withdrawals() {
  const { money, token } = useCommons();
  return (
    <ActTable<WithdrawalRow>
      title="Latest withdrawals"
      dataset="withdrawals"
      limit={20}
      empty={<Empty icon="grants" title="Nothing was withdrawn yet" />}
      columns={[
        { head: "Grant", cell: (row) => row.grant_id },
        { head: "To", cell: (row) => <Account of={row.receiver} /> },
        {
          head: money.symbol,
          className: "number",
          cell: (row) => <Amount of={row.amount} unit={money} bare />,
        },
        {
          head: <>As {token.symbol}</>,
          className: "number hide-phone",
          cell: (row) => (row.tokens === "0" ? "–" : <Amount of={row.tokens} unit={token} bare />),
        },
        {
          head: "When",
          className: "number",
          cell: (row) => <Ago at={secondsOf(row.timestamp)} />,
        },
      ]}
    />
  );
}
