// What the guardian has paused, while that lasts.

import { useCommons } from "../api/hooks";
import { useNow } from "../lib/clock";
import { moment } from "../lib/time";
import { Notice } from "./parts";

/** A notice while there is a pause; nothing otherwise. */
export function Paused() {
  const { pausedUntil } = useCommons();
  const now = useNow(10_000);
  if (pausedUntil === null || pausedUntil <= now) return null;
  return (
    <Notice tone="warn">
      The guardian has paused minting, contributing, proposing and executing until{" "}
      {moment(pausedUntil)}. Redeeming, staking for and against, taking a grant back and withdrawing
      stay possible; what is announced waits a while longer after the pause.
    </Notice>
  );
}
