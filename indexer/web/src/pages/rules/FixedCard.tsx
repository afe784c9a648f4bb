// What never changes, and who has which role.

import { useCommons, useRows } from "../../api/hooks";
import { NOBODY, sameAddress } from "../../lib/address";
import { percent } from "../../lib/amounts";
import { useNow } from "../../lib/clock";
import { duration, moment } from "../../lib/time";
import { Account } from "../../ui/Amount";
import { useGovernor } from "../../ui/NoGovernor";
import { Card } from "../../ui/parts";
import { Tip } from "../../ui/Tip";

/** The card. */
export function FixedCard() {
  const { deployment, terms, token } = useCommons();
  const governor = useGovernor();
  const now = useNow(60_000);
  const guardian = useRows<{ guardian: string | null; until: string }>("guardians", { limit: 1 })
    .data?.rows[0];
  const until = Number(guardian?.until ?? 0);
  return (
    <Card title="What never changes, and who decides">
      <dl className="facts">
        <dt>
          Reserve ratio{" "}
          <Tip about="the reserve ratio">
            How much of the value of all {token.symbol} lies in the collateral pool. It gives the
            curve its form, and no vote changes it.
          </Tip>
        </dt>
        <dd>{percent(deployment.reserve_ratio_ppm)}</dd>
        <dt>A proposal stays open for at most</dt>
        <dd>{duration(terms.max_lifetime)}</dd>
        <dt>
          Long notice{" "}
          <Tip about="the long notice">
            The notice of changes of rules and of the governor, and of the wind-down.
          </Tip>
        </dt>
        <dd>{duration(terms.long_notice)}</dd>
        <dt>To change a rule or the governor</dt>
        <dd>
          {terms.rule_share_ppm > 0
            ? `${percent(terms.rule_share_ppm)} of the supply`
            : "not possible"}
        </dd>
        <dt>To wind the Commons down</dt>
        <dd>
          {terms.exit_share_ppm > 0
            ? `${percent(terms.exit_share_ppm)} of the supply`
            : "not possible"}
        </dd>
        <dt>
          Governor{" "}
          <Tip about="the governor">
            The contract that decides about the funding pool and about staked tokens: the vote of
            this Commons, unless holders named another.
          </Tip>
        </dt>
        <dd>{governor ? <Account of={governor} /> : governor === null ? "none yet" : "–"}</dd>
        <dt>
          Guardian{" "}
          <Tip about="the guardian">
            It can pause minting, proposing and grants for a time, and nothing else: not redeeming,
            not staking, not objecting.
          </Tip>
        </dt>
        <dd>
          {guardian?.guardian && !sameAddress(guardian.guardian, NOBODY) && until > now ? (
            <>
              <Account of={guardian.guardian} /> until {moment(until)}
            </>
          ) : (
            "none"
          )}
        </dd>
      </dl>
    </Card>
  );
}
