// The way of a proposal: support, announcement, notice, execution; where it is, what comes next, and
// who can do it.

import { useMemo } from "react";
import { useCommons } from "../../api/hooks";
import { useNow } from "../../lib/clock";
import { duration, moment } from "../../lib/time";
import { Amount } from "../../ui/Amount";
import { Icon } from "../../ui/Icon";
import { Card, Notice } from "../../ui/parts";
import type { Held } from "../../votes/held";
import { type Outlook, type Proposal, prospectAt, standingOf, type Vote } from "../../votes/model";
import { noticeOf, type Stage } from "../../votes/stage";
import { Deeds } from "./Deeds";
import { type StepOfWay, wayOf } from "./way";

/** The card; nothing for what asks for nothing or is over. */
export function WayCard(props: {
  proposal: Proposal;
  vote: Vote;
  outlook: Outlook;
  stage: Stage;
  held: readonly Held[];
}) {
  const { proposal, vote, outlook, stage, held } = props;
  const { terms } = useCommons();
  const now = useNow(1_000);
  const steps = useMemo(
    () => wayOf(stage, outlook, noticeOf(proposal, terms)),
    [stage, outlook, proposal, terms],
  );
  if (stage.kind === "none") return null;
  return (
    <Card
      title="On its way"
      tip="A proposal that passes is announced first. Until its notice is over, all can object or add support; only if it passes then, too, it is executed."
    >
      <div className="stack tight">
        {stage.kind === "notice" && <Countdown until={stage.from} now={now} />}
        <ol className="way">
          {steps.map((step) => (
            <Step key={step.name} step={step} />
          ))}
        </ol>
        <Outlooks proposal={proposal} vote={vote} stage={stage} now={now} />
        {held.map(({ words }) => (
          <Notice key={words} tone="warn">
            {words}
          </Notice>
        ))}
        <Deeds proposal={proposal} stage={stage} held={held.map(({ words }) => words)} />
      </div>
    </Card>
  );
}

function Step({ step: { name, note, state } }: { step: StepOfWay }) {
  return (
    <li data-state={state} aria-current={state === "now" ? "step" : undefined}>
      <span className="way-dot">
        {state === "done" ? <Icon name="check" size={14} /> : state === "now" && <i />}
      </span>
      <span>
        <strong>{name}</strong>
        <small className="soft">{note}</small>
      </span>
    </li>
  );
}

function Countdown({ until, now }: { until: number; now: number }) {
  return (
    <p className="countdown">
      <Icon name="clock" size={22} />
      <span>
        <strong role="timer">{duration(until - now)}</strong>{" "}
        <span className="soft">until it can be executed, {moment(until)}</span>
      </span>
    </p>
  );
}

/** Whether it will still pass at the end of its notice by the stakes as they are, and what would stop it. */
function Outlooks(props: { proposal: Proposal; vote: Vote; stage: Stage; now: number }) {
  const { proposal, vote, stage, now } = props;
  const { token } = useCommons();
  const from = stage.kind === "notice" || stage.kind === "failing" ? stage.from : null;
  // To the minute: the answer does not change from one second to the next.
  const minute = Math.floor(now / 60) * 60;
  const prospect = useMemo(() => {
    const standing = from === null ? null : standingOf(proposal, vote, undefined, minute);
    return standing && from !== null ? prospectAt(standing, from - minute) : null;
  }, [proposal, vote, from, minute]);
  if (!prospect) return null;
  const { passes, stoppedBy } = prospect;
  return (
    <p className="soft small">
      {!passes && "With the stakes as they are it does not pass when its notice is over."}
      {passes && "With the stakes as they are it passes when its notice is over. "}
      {passes && stoppedBy !== null && (
        <>
          <Amount of={stoppedBy} unit={token} /> more against it, staked now, would stop it.
        </>
      )}
      {passes && stoppedBy === null && "Not even all tokens that are not staked would stop it."}
    </p>
  );
}
