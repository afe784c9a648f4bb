// Where a proposal is, in a word.

import type { Proposal } from "../../votes/model";
import type { Stage } from "../../votes/stage";

/** A word and its colour, by stage. */
const WORDS: Record<Exclude<Stage["kind"], "none">, readonly [word: string, tone: string]> = {
  gathering: ["open", ""],
  ready: ["can be announced", "accent"],
  notice: ["announced", "warn"],
  executable: ["can be executed", "good"],
  failing: ["announced, fails", "bad"],
  stale: ["announcement over", "warn"],
};

const STATUS = {
  active: ["open", ""],
  passed: ["passed", "good"],
  cancelled: ["withdrawn", ""],
  expired: ["ended", ""],
} as const;

/** The badge. */
export function StageBadge({ proposal, stage }: { proposal: Proposal; stage: Stage }) {
  const [word, tone] = stage.kind === "none" ? STATUS[proposal.status] : WORDS[stage.kind];
  return <span className={`badge ${tone}`}>{word}</span>;
}
