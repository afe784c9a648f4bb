// Which rule a proposal changes, and to what: with what it is now, its bounds and its next change.

import { useId } from "react";
import { useCommons } from "../../api/hooks";
import { useNow } from "../../lib/clock";
import { moment } from "../../lib/time";
import {
  isFixed,
  plainRule,
  type RuleNow,
  reachOf,
  ruleKind,
  ruleUnit,
  ruleWords,
} from "../../rules/rules";
import { Field } from "../../ui/Field";
import { Notice } from "../../ui/parts";
import type { ProposalForm } from "./proposalForm";

/** The fields. */
export function RuleFields(props: {
  form: ProposalForm;
  problem: string | undefined;
  onChange: (part: Partial<ProposalForm>) => void;
}) {
  const { form, problem, onChange } = props;
  const commons = useCommons();
  const id = useId();
  const rule = commons.rules.find(({ number }) => number === form.rule);
  const { name, means, higher } = ruleKind(form.rule);
  return (
    <>
      <div className="field">
        <label htmlFor={id}>Which rule</label>
        <select
          id={id}
          className="input"
          value={form.rule}
          aria-describedby={`${id}-hint`}
          onChange={({ target }) => onChange({ rule: Number(target.value), value: "" })}
        >
          {commons.rules.map((one) => (
            <option key={one.number} value={one.number} disabled={isFixed(one)}>
              {ruleKind(one.number).name}, now {ruleWords(one.number, one.value, commons)}
              {isFixed(one) ? ", never changes" : ""}
            </option>
          ))}
        </select>
        <span id={`${id}-hint`} className="hint">
          {means} {higher && `If it rises: ${higher.charAt(0).toLowerCase()}${higher.slice(1)}`}
        </span>
      </div>
      {rule && <RuleFacts rule={rule} />}
      <Field
        label={`${name} becomes, in ${ruleUnit(form.rule, commons)}`}
        inputMode="decimal"
        value={form.value}
        onText={(value) => onChange({ value })}
        problem={problem}
        hint={rule && reachWords(rule, commons)}
        placeholder={rule ? plainRule(rule.number, rule.value, commons) : "0"}
      />
    </>
  );
}

function reachWords(rule: RuleNow, commons: ReturnType<typeof useCommons>): string {
  const reach = reachOf(rule);
  if (!reach) return "It never changes.";
  const words = (value: bigint) => ruleWords(rule.number, value, commons);
  return `From ${words(reach.from)} to ${words(reach.to)} this time.`;
}

/** What a rule is now, its bounds, and when it can change next. */
function RuleFacts({ rule }: { rule: RuleNow }) {
  const commons = useCommons();
  const now = useNow(10_000);
  const words = (value: bigint) => ruleWords(rule.number, value, commons);
  return (
    <>
      <dl className="facts rule-facts">
        <dt>Now</dt>
        <dd>{words(rule.value)}</dd>
        <dt>Bounds, for good</dt>
        <dd>
          {words(rule.least)} to {words(rule.most)}
        </dd>
        <dt>One change moves it by</dt>
        <dd>at most {words(rule.step)}</dd>
      </dl>
      {rule.changeableFrom > now && (
        <Notice tone="warn">
          It changed lately, and can change again from {moment(rule.changeableFrom)}. A proposal can
          gather support until then.
        </Notice>
      )}
    </>
  );
}
