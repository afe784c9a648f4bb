// How holders will decide about the funding pool: to be read before anybody contributes.

import { Link } from "@tanstack/react-router";
import { useCommons } from "../../api/hooks";
import { percent } from "../../lib/amounts";
import { duration } from "../../lib/time";
import { isFixed } from "../../rules/rules";
import { Card } from "../../ui/parts";
import { Tip } from "../../ui/Tip";

/** The card. */
export function VoteRulesCard() {
  const { terms, rules, token } = useCommons();
  const changing = rules.filter((rule) => !isFixed(rule)).length;
  const votes = terms.rule_share_ppm > 0 && changing > 0;
  return (
    <Card
      title="How the money is decided about"
      tip={`A part of what is raised goes to the funding pool. Those who hold ${token.symbol} decide what is granted from it, by these rules.`}
      aside={
        <Link to="/rules" className="small">
          All rules
        </Link>
      }
    >
      <dl className="facts">
        <dt>
          Grants{" "}
          <Tip about="the limit of grants">
            All grants of that time together stay below this part of the funding pool.
          </Tip>
        </dt>
        <dd>
          below {percent(terms.spending_limit_ppm)} in {duration(terms.window)}
        </dd>
        <dt>
          Support reaches half in{" "}
          <Tip about="the half-life">
            A stake counts the more the longer it stays: half of it after this time, half of the
            rest after as much again.
          </Tip>
        </dt>
        <dd>{duration(terms.half_life)}</dd>
        <dt>
          Time to object{" "}
          <Tip about="the notice">
            What passes is announced. It is executed when this time is over, and only if it passes
            then, too.
          </Tip>
        </dt>
        <dd>{duration(terms.notice)}</dd>
        <dt>
          Least that counts as staked{" "}
          <Tip about="the minimum stake">
            However few take part, at least this part of the supply counts in what a request needs.
          </Tip>
        </dt>
        <dd>{percent(terms.min_stake_ppm)} of the supply</dd>
        <dt>Rules that votes can change</dt>
        <dd>
          {votes
            ? `${changing} of ${rules.length}, with ${percent(terms.rule_share_ppm)} of the supply`
            : "none"}
        </dd>
        <dt>
          To wind it down{" "}
          <Tip about="the wind-down">
            Holders can end the Commons: the funding pool joins the collateral pool, and all redeem
            for the same share.
          </Tip>
        </dt>
        <dd>
          {terms.exit_share_ppm > 0
            ? `${percent(terms.exit_share_ppm)} of the supply`
            : "not possible"}
        </dd>
      </dl>
    </Card>
  );
}
