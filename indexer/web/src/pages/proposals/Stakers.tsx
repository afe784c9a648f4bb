// Who stands behind a proposal, and who against it.

import { useAllRows, useCommons } from "../../api/hooks";
import type { StakeRow } from "../../api/votes";
import { share } from "../../lib/amounts";
import { secondsOf } from "../../lib/time";
import { Account, Ago, Amount } from "../../ui/Amount";
import { Bar, Card, Empty, Loaded } from "../../ui/parts";
import type { Proposal } from "../../votes/model";

/** How many of each side are shown at once. */
const SHOWN = 25;

/** The card. */
export function Stakers({ proposal }: { proposal: Proposal }) {
  const stakes = useAllRows<StakeRow>("stakes_now", { proposal: proposal.id });
  return (
    <Card
      flush
      title="Who stakes"
      tip="The accounts whose tokens lie on this proposal now, for it and against it."
    >
      <Loaded query={stakes}>
        {(rows) =>
          rows.length === 0 ? (
            <Empty icon="holders" title="Nobody yet" />
          ) : (
            <>
              <Side
                name="For"
                tone="accent"
                rows={rows.filter(({ against }) => !against)}
                whole={proposal.staked}
              />
              <Side
                name="Against"
                tone="burn"
                rows={rows.filter(({ against }) => against)}
                whole={proposal.opposed}
              />
            </>
          )
        }
      </Loaded>
    </Card>
  );
}

function Side(props: { name: string; tone: string; rows: readonly StakeRow[]; whole: bigint }) {
  const { name, tone, rows, whole } = props;
  const { token } = useCommons();
  if (rows.length === 0) return null;
  const sorted = [...rows].sort((a, b) => (BigInt(a.stake) > BigInt(b.stake) ? -1 : 1));
  return (
    <>
      <h3 className="side-head row apart">
        <span>{name}</span>
        <Amount of={whole} unit={token} />
      </h3>
      <ul className="staker-list">
        {sorted.slice(0, SHOWN).map(({ account, stake, timestamp }) => {
          const part = whole > 0n ? Number(BigInt(stake)) / Number(whole) : 0;
          return (
            <li key={account}>
              <span className="row apart">
                <Account of={account} />
                <Amount of={stake} unit={token} />
              </span>
              <Bar
                share={part}
                tone={tone}
                label={`Share of the stakes ${name.toLowerCase()} it: ${share(part)}`}
              />
              <span className="row apart small soft">
                <span>{share(part)}</span>
                <span>
                  since <Ago at={secondsOf(timestamp)} />
                </span>
              </span>
            </li>
          );
        })}
        {rows.length > SHOWN && (
          <li className="soft small">and {(rows.length - SHOWN).toLocaleString("en")} more</li>
        )}
      </ul>
    </>
  );
}
