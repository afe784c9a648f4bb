// The buttons that take a proposal on its way: announce, execute, take the announcement back. Anybody
// may press them; each says why not yet.

import { useCommons } from "../../api/hooks";
import { onConviction } from "../../chain/calls";
import { useNow } from "../../lib/clock";
import { duration } from "../../lib/time";
import { ActButton } from "../../ui/ActButton";
import type { Proposal } from "../../votes/model";
import { type Deed, deedsOf, type May, noticeOf, type Stage } from "../../votes/stage";
import { effectOf } from "./effect";

const NAMES: Record<Deed, string> = {
  announce: "Announce it",
  execute: "Execute it",
  reset: "Take the announcement back",
};

/** The buttons, those that can be pressed first, and the reasons of the others. */
export function Deeds(props: { proposal: Proposal; stage: Stage; held: readonly string[] }) {
  const { proposal, stage, held } = props;
  const { terms } = useCommons();
  const at = Math.floor(useNow(5_000));
  const deeds = deedsOf(proposal, stage, held, terms, at);
  const able = deeds.filter(({ can }) => can);
  const unable = deeds.filter(({ can }) => !can);
  return (
    <>
      {able.length > 0 && (
        <div className="row">
          {able.map(({ deed }) => (
            <DeedButton key={deed} deed={deed} proposal={proposal} stage={stage} />
          ))}
          <span className="soft small">Anybody may do this.</span>
        </div>
      )}
      {unable.length > 0 && (
        <ul className="not-yet small soft">
          {unable.map((one) => (
            <NotYet key={one.deed} of={one} />
          ))}
        </ul>
      )}
    </>
  );
}

function NotYet({ of: { deed, why } }: { of: May }) {
  return (
    <li>
      <strong>{NAMES[deed]}:</strong> not now. {why}
    </li>
  );
}

function DeedButton(props: { deed: Deed; proposal: Proposal; stage: Stage }) {
  const { deed, proposal, stage } = props;
  const commons = useCommons();
  const { id, title } = proposal;
  const notice = noticeOf(proposal, commons.terms);
  const wishes = {
    announce: {
      title: "Announce the proposal",
      summary: `“${title}” passes now. It can be executed in ${duration(notice)}, if it passes then, too.${
        proposal.kind === "wind_down"
          ? " Until then nothing can be minted, donated or granted, and all redeem for the same share."
          : ""
      }`,
      call: onConviction("announce", [id]),
      done: "It is announced: its notice runs.",
    },
    execute: {
      title: "Execute the proposal",
      summary: `“${title}”: ${effectOf(proposal, commons)}`,
      call: onConviction("execute", [id]),
      done: "It has passed.",
    },
    reset: {
      title: "Take the announcement back",
      summary: `“${title}” ${
        stage.kind === "stale" ? "was not executed in time" : "does not pass any more"
      }: it has to be announced again before it can be executed.`,
      call: onConviction("reset", [id]),
      done: "The announcement is taken back.",
    },
  };
  return (
    <ActButton small wish={() => wishes[deed]}>
      {NAMES[deed]}
    </ActButton>
  );
}
