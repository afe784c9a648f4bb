// Who stands behind a proposal.

import { useAllRows, useCommons } from "../../api/hooks";
import type { StakeRow } from "../../api/votes";
import { share } from "../../lib/amounts";
import { secondsOf } from "../../lib/time";
import { Account, Ago, Amount } from "../../ui/Amount";
import { Bar, Card, Empty, Loaded } from "../../ui/parts";

/** How many are shown at once. */
const SHOWN = 50;

/** The card. */
export function Stakers({ proposal, staked }: { proposal: number; staked: bigint }) {
  const { token } = useCommons();
  const stakes = useAllRows<StakeRow>("stakes_now", { proposal });
  return (
    <Card flush title="Who stakes" tip="The accounts whose tokens lie on this proposal now.">
      <Loaded query={stakes}>
        {(rows) =>
          rows.length === 0 ? (
            <Empty icon="holders" title="Nobody yet" />
          ) : (
            <ul className="staker-list">
              {[...rows]
                .sort((a, b) => (BigInt(a.stake) > BigInt(b.stake) ? -1 : 1))
                .slice(0, SHOWN)
                .map(({ account, stake, timestamp }) => {
                  const part = staked > 0n ? Number(BigInt(stake)) / Number(staked) : 0;
                  return (
                    <li key={account}>
                      <span className="row apart">
                        <Account of={account} />
                        <Amount of={stake} unit={token} />
                      </span>
                      <Bar share={part} label={`Share of the stakes on it: ${share(part)}`} />
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
                <li className="soft small">
                  and {(rows.length - SHOWN).toLocaleString("en")} more
                </li>
              )}
            </ul>
          )
        }
      </Loaded>
    </Card>
  );
}
