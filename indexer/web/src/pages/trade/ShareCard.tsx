// What is shared out in a wind-down, and each token's part of it.

import { useCommons } from "../../api/hooks";
import { shownShare } from "../../economics/curve";
import type { Pools } from "../../economics/quote";
import { Amount } from "../../ui/Amount";
import { Card } from "../../ui/parts";

/** The card. `after`: the pools as a redemption would leave them. */
export function ShareCard({ pools, after }: { pools: Pools; after: Pools | null }) {
  const { token, money, phase } = useCommons();
  const done = phase === "closed";
  const each = shownShare(pools.reserve, pools.supply);
  return (
    <Card
      title="The share"
      tip={`The collateral pool divided by all ${token.symbol} there are. Those who redeem take that part of both, so it stays the same for those who come later.`}
    >
      <div className="stack tight">
        <p className="verdict-big">
          <Amount of={each} unit={money} /> for 1 {token.symbol}
        </p>
        <dl className="facts">
          <dt>Collateral pool</dt>
          <dd>
            <Amount of={pools.reserve} unit={money} />
          </dd>
          <dt>Supply</dt>
          <dd>
            <Amount of={pools.supply} unit={token} />
          </dd>
          {after && (
            <>
              <dt>Left after you redeem</dt>
              <dd>
                <Amount of={after.reserve} unit={money} />
              </dd>
            </>
          )}
          {!done && (
            <>
              <dt>Funding pool</dt>
              <dd>
                <Amount of={pools.fundingPool} unit={money} />
              </dd>
            </>
          )}
        </dl>
        <p className="soft">
          {done
            ? `All ${token.symbol} are worth the same, early or late: there is no hurry. Tokens that vest or are staked are free for it. What grants still return later joins the pool and makes the share larger.`
            : `The funding pool joins only if the wind-down is executed: then the share is larger. Those who redeem now get no part of it. Tokens that vest or are staked are not free before that.`}
        </p>
      </div>
    </Card>
  );
}
