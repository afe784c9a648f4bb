// Where a rule lies between its bounds, to be drawn.

import { type RuleNow, reachOf } from "../../rules/rules";

/** Parts of the way from the least to the most, from 0 to 1. */
export interface Place {
  readonly value: number;
  /** How far the next change reaches, down and up. */
  readonly from: number;
  readonly to: number;
}

/** The place; all in the middle where there is but one value. */
export function placeOf(rule: RuleNow): Place {
  const span = Number(rule.most - rule.least);
  if (span <= 0) return { value: 0.5, from: 0.5, to: 0.5 };
  const at = (value: bigint) => Math.min(1, Math.max(0, Number(value - rule.least) / span));
  const reach = reachOf(rule) ?? { from: rule.value, to: rule.value };
  return { value: at(rule.value), from: at(reach.from), to: at(reach.to) };
}
