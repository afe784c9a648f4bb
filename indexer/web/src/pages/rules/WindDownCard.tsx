// How holders can end the Commons, and what each token would get.

import { Link } from "@tanstack/react-router";
import { useCommons } from "../../api/hooks";
import { shownShare } from "../../economics/curve";
import { percent } from "../../lib/amounts";
import { duration } from "../../lib/time";
import { Amount } from "../../ui/Amount";
import { Card } from "../../ui/parts";

/** The card. */
export function WindDownCard() {
  const { terms, phase, pools, token, money } = useCommons();
  const each = (amount: bigint) => shownShare(amount, pools?.supply ?? 0n);
  const possible = terms.exit_share_ppm > 0;
  return (
    <Card
      title="Winding it down"
      aside={
        possible &&
        phase === "open" && (
          <Link to="/proposals/new" search={{ kind: "wind_down" }} className="small">
            Propose it
          </Link>
        )
      }
    >
      <div className="stack tight">
        {phase === "closed" ? (
          <p>
            The Commons is wound down. The funding pool has joined the collateral pool, and each{" "}
            {token.symbol} redeems for the same part of it, at any time.
          </p>
        ) : possible ? (
          <ol className="plain-steps">
            <li>
              Support of {percent(terms.exit_share_ppm)} of all {token.symbol}, less the opposition,
              lets anybody announce it.
            </li>
            <li>
              From then on, for {duration(terms.long_notice)} at least, nothing is minted, donated
              or granted, and each {token.symbol} redeems for the same part of the collateral pool.
              If support falls away, all goes on as before.
            </li>
            <li>
              Once it is executed, the funding pool joins the collateral pool. Tokens that vest or
              are staked are free to be redeemed, and there is no hurry: the share is the same for
              all, and for good.
            </li>
          </ol>
        ) : (
          <p>This Commons cannot be wound down by a vote.</p>
        )}
        {pools && (
          <dl className="facts">
            <dt>
              {phase === "closed" ? "Each" : "Now, each"} {token.symbol}’s part of the collateral
              pool
            </dt>
            <dd>
              <Amount of={each(pools.reserve)} unit={money} />
            </dd>
            {phase !== "closed" && possible && (
              <>
                <dt>With the funding pool</dt>
                <dd>
                  <Amount of={each(pools.reserve + pools.fundingPool)} unit={money} />
                </dd>
              </>
            )}
          </dl>
        )}
      </div>
    </Card>
  );
}
