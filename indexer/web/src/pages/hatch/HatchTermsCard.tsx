// The terms of the hatch.

import { useCommons } from "../../api/hooks";
import type { HatchTerms } from "../../api/types";
import { percent } from "../../lib/amounts";
import { duration, moment, secondsOf } from "../../lib/time";
import { Amount } from "../../ui/Amount";
import { Card } from "../../ui/parts";
import { Tip } from "../../ui/Tip";

/** The card. */
export function HatchTermsCard({ terms }: { terms: HatchTerms }) {
  const { money, token } = useCommons();
  return (
    <Card title="Terms">
      <dl className="facts">
        <dt>Price</dt>
        <dd>
          <Amount of={terms.price} unit={money} /> for 1 {token.symbol}
        </dd>
        <dt>
          Price at the opening{" "}
          <Tip about="the price at the opening">
            The spot price right after the curve opens. It differs from the hatch’s price, because a
            part of what was raised goes to the funding pool and the reserve ratio gives the rest
            its weight.
          </Tip>
        </dt>
        <dd>{terms.opening_price ? <Amount of={terms.opening_price} unit={money} /> : "–"}</dd>
        <dt>To the funding pool</dt>
        <dd>{percent(terms.tribute_ppm)}</dd>
        <dt>
          Locked at first{" "}
          <Tip about="the cliff">Nothing of the tokens comes free before this time has passed.</Tip>
        </dt>
        <dd>{terms.vesting_cliff > 0 ? duration(terms.vesting_cliff) : "nothing"}</dd>
        <dt>
          {terms.vesting_half_life > 0 ? "Then half free after" : "Then free"}{" "}
          <Tip about="the half-life">
            After each such time, half of what is still locked has come free. Without one, all comes
            free at once.
          </Tip>
        </dt>
        <dd>{terms.vesting_half_life > 0 ? duration(terms.vesting_half_life) : "all at once"}</dd>
        <dt>Deadline</dt>
        <dd>{terms.deadline ? moment(secondsOf(terms.deadline)) : "none"}</dd>
        <dt>Who may contribute</dt>
        <dd>{terms.allowlist ? "accounts on a list" : "everybody"}</dd>
      </dl>
    </Card>
  );
}
