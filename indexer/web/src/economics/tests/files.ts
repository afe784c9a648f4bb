// The numbers that the economics must reproduce: the repository's published vectors, and answers of
// the contracts' own code.

import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";

/** A file of the repository's vectors. */
export function published(name: string) {
  const path = new URL(`../../../../../tests/vectors/${name}`, import.meta.url);
  return JSON.parse(readFileSync(fileURLToPath(path), "utf8"));
}

/** A question that `weir calc` was asked, and its answer. */
export interface Answered {
  readonly op: string;
  readonly result?: string;
  readonly error?: string;
  readonly [field: string]: string | number | undefined;
}

/** Questions to the contracts' own code and its answers; scripts/vectors.mjs makes them. */
export function answered(): readonly Answered[] {
  const text = readFileSync(new URL("./calc.jsonl", import.meta.url), "utf8");
  return text
    .trimEnd()
    .split("\n")
    .map((line) => JSON.parse(line));
}
