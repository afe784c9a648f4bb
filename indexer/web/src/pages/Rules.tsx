// The rules that decide about the money: what each is, within which bounds votes may change it, what
// never changes, and how the Commons can be ended.

import { Link } from "@tanstack/react-router";
import { useCommons } from "../api/hooks";
import { isFixed } from "../rules/rules";
import { Paused } from "../ui/Paused";
import { Card, Empty, Notice, PageHead } from "../ui/parts";
import { FixedCard } from "./rules/FixedCard";
import { RuleCard } from "./rules/RuleCard";
import { RuleHistory } from "./rules/RuleHistory";
import { WindDownCard } from "./rules/WindDownCard";
import "./rules/rules.css";

/** The page. */
export function Rules() {
  const { rules, terms, token } = useCommons();
  const changes = terms.rule_share_ppm > 0 && rules.some((rule) => !isFixed(rule));
  return (
    <>
      <PageHead title="Rules">
        What holds in this Commons, for all.{" "}
        {changes
          ? `Holders of ${token.symbol} can change some of it by a vote, a step at a time and within bounds that were fixed at the deployment.`
          : "It was fixed at the deployment, and no vote changes it."}
      </PageHead>
      <div className="stack">
        <Paused />
        {!changes && rules.length > 0 && (
          <Notice>No vote changes these rules: what you read here stays.</Notice>
        )}
        {rules.length === 0 ? (
          <Card>
            <Empty icon="rules" title="No rules are known yet" />
          </Card>
        ) : (
          <ul className="rule-list">
            {rules.map((rule) => (
              <RuleCard key={rule.number} rule={rule} />
            ))}
          </ul>
        )}
        <div className="columns halves">
          <WindDownCard />
          <div className="stack">
            <FixedCard />
            <RuleHistory />
          </div>
        </div>
        {changes && (
          <p className="soft small">
            A rule changes by a <Link to="/proposals">proposal</Link>, like everything else, with a
            longer notice: time to object, or to redeem.
          </p>
        )}
      </div>
    </>
  );
}
