// A rule: what it is now, where that lies between its bounds, and how it can change.

import { Link } from "@tanstack/react-router";
import { useCommons } from "../../api/hooks";
import { useNow } from "../../lib/clock";
import { moment } from "../../lib/time";
import { isFixed, type RuleNow, reachOf, ruleKind, ruleWords } from "../../rules/rules";
import { placeOf } from "./place";

/** The card. */
export function RuleCard({ rule }: { rule: RuleNow }) {
  const commons = useCommons();
  const now = useNow(60_000);
  const { name, means, number } = { ...ruleKind(rule.number), number: rule.number };
  const words = (value: bigint) => ruleWords(number, value, commons);
  const votes = commons.terms.rule_share_ppm > 0;
  const fixed = isFixed(rule) || !votes;
  const reach = reachOf(rule);
  return (
    <li className="card rule-card">
      <div className="row apart">
        <h2 className="heading">{name}</h2>
        {fixed ? (
          <span className="badge">never changes</span>
        ) : rule.changeableFrom > now ? (
          <span className="badge warn">changed lately</span>
        ) : (
          <span className="badge accent">by vote</span>
        )}
      </div>
      <p className="rule-value">{words(rule.value)}</p>
      <p className="soft small">{means}</p>
      {!fixed && reach && (
        <>
          <Range rule={rule} />
          <p className="row apart small soft">
            <span>{words(rule.least)}</span>
            <span>{words(rule.most)}</span>
          </p>
          <p className="small">
            <span className="soft">
              Next change: {words(reach.from)} to {words(reach.to)}.
            </span>{" "}
            {rule.changeableFrom > now ? (
              <span className="soft">It can change again from {moment(rule.changeableFrom)}.</span>
            ) : (
              commons.phase === "open" && (
                <Link to="/proposals/new" search={{ kind: "rule", rule: number }}>
                  Propose a change
                </Link>
              )
            )}
          </p>
        </>
      )}
    </li>
  );
}

/** Where the value lies between its bounds, and how far one change reaches. */
function Range({ rule }: { rule: RuleNow }) {
  const { value, from, to } = placeOf(rule);
  const { name } = ruleKind(rule.number);
  return (
    <div
      className="rule-range"
      role="img"
      aria-label={`Where ${name.toLowerCase()} lies between its bounds`}
    >
      <span style={{ left: `${from * 100}%`, width: `${(to - from) * 100}%` }} />
      <i style={{ left: `${value * 100}%` }} />
    </div>
  );
}
