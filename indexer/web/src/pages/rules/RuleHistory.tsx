// What votes changed so far.

import { ActTable } from "../../acts/ActTable";
import { useCommons } from "../../api/hooks";
import type { RuleChangeRow } from "../../api/votes";
import { secondsOf } from "../../lib/time";
import { ruleKind, ruleWords } from "../../rules/rules";
import { Ago } from "../../ui/Amount";
import { Empty } from "../../ui/parts";

/** The table. */
export function RuleHistory() {
  const commons = useCommons();
  return (
    <ActTable<RuleChangeRow>
      title="Changes so far"
      dataset="rule_changes"
      limit={20}
      empty={
        <Empty icon="clock" title="No rule was changed yet">
          All are as they were at the deployment.
        </Empty>
      }
      columns={[
        { head: "Rule", cell: (row) => ruleKind(row.rule).name },
        {
          head: "Became",
          className: "number",
          cell: (row) => ruleWords(row.rule, BigInt(row.value), commons),
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
