// How up to date the page is, judged by what the indexer said last.

import type { Status } from "../api/types";
import { tidy } from "../lib/label";
import { counted } from "../lib/plural";
import { moment, secondsOf } from "../lib/time";

/** How things are. */
export interface Verdict {
  readonly tone: "wait" | "good" | "warn" | "bad";
  readonly words: string;
  /** Where the indexer is, for those who have room for it. */
  readonly where?: string;
  /** What to tell the reader; empty where all is well. */
  readonly notice: string;
}

/** Judges by the last answer, and by whether the indexer is still heard. */
export function judge(status: Status | undefined, lost: boolean, failed: boolean): Verdict {
  if (!status) {
    return failed
      ? {
          tone: "bad",
          words: "Not connected",
          notice: "This page cannot reach the indexer. It keeps trying.",
        }
      : { tone: "wait", words: "Connecting…", notice: "" };
  }
  const { cursor } = status;
  const height = cursor ? `block ${cursor.height.toLocaleString("en")}` : "no block yet";
  const asOf = cursor
    ? `What you see is the state of ${height}, ${moment(secondsOf(cursor.timestamp))}.`
    : "There is nothing to show yet.";
  if (lost) {
    const notice = `This page has lost the indexer and keeps trying. ${asOf}`;
    return { tone: "bad", words: "Not connected", notice };
  }
  if (status.ready && !status.trouble)
    return { tone: "good", words: "Live", where: height, notice: "" };
  if (status.ready) {
    const notice = `The indexer has a problem and keeps trying: ${tidy(status.trouble ?? "", 300)}. ${asOf}`;
    return { tone: "warn", words: "Waiting", where: height, notice };
  }
  const node = status.reasons.find((reason) => reason.startsWith("the node"));
  // Only where it says so is the node to blame: an indexer that waits for its database hears nothing.
  if (node && !status.trouble) {
    const silence = node.replace(
      /^the node has not answered/,
      "The indexer has heard nothing from the chain",
    );
    const notice = `${silence}: the node is silent, or the indexer itself is held up, by its database say. ${asOf}`;
    return { tone: "bad", words: "Nothing new", where: height, notice };
  }
  if (node) {
    const notice = `The indexer cannot reach the chain: ${node}. ${asOf}`;
    return { tone: "bad", words: "No node", where: height, notice };
  }
  const behind = status.blocks_behind ?? 0;
  if (behind > 0) {
    const blocks = counted(behind, "block");
    const notice = `The indexer is catching up with the chain: ${blocks} to go. ${asOf}`;
    return { tone: "warn", words: `${blocks} behind`, notice };
  }
  return {
    tone: "warn",
    words: "Not up to date",
    notice: `${tidy(status.reasons.join("; "), 300)}. ${asOf}`,
  };
}
