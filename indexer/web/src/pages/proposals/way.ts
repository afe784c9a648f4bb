// The steps of a proposal's way, and which of them it is at.

import { duration, moment } from "../../lib/time";
import type { Outlook } from "../../votes/model";
import type { Stage } from "../../votes/stage";

/** A step: done, under way, or still to come. */
export interface StepOfWay {
  readonly name: string;
  readonly note: string;
  readonly state: "done" | "now" | "open";
}

/** How many steps are done, by stage. */
const DONE: Record<Stage["kind"], number> = {
  none: 0,
  gathering: 0,
  ready: 1,
  notice: 2,
  failing: 0,
  stale: 1,
  executable: 3,
};

/** The steps; `notice` is how long that of the proposal is, in seconds. */
export function wayOf(stage: Stage, outlook: Outlook, notice: number): readonly StepOfWay[] {
  const done = stage.kind === "stale" && !stage.passes ? 0 : DONE[stage.kind];
  const window = "from" in stage ? stage : null;
  const steps: readonly (readonly [name: string, note: string])[] = [
    ["Support", supportNote(outlook)],
    ["Announcement", "by anybody, once it passes"],
    [
      "Notice",
      window && stage.kind !== "stale"
        ? `until ${moment(window.from)}; all can still object`
        : `${duration(notice)}, in which all can object`,
    ],
    [
      "Execution",
      window && stage.kind !== "stale"
        ? `by anybody until ${moment(window.until)}, if it passes then`
        : "by anybody within a week, if it passes then",
    ],
  ];
  return steps.map(([name, note], at) => ({
    name,
    note,
    state: at < done ? "done" : at === done ? "now" : "open",
  }));
}

function supportNote(outlook: Outlook): string {
  if (outlook.kind === "now") return "enough, less the opposition";
  if (outlook.kind === "in") return `enough in ${duration(outlook.seconds)}, if nothing changes`;
  return "less the opposition, not enough yet";
}
