// What the guardian has paused, while that lasts.

import { useRows } from "../api/hooks";
import { useNow } from "../lib/clock";
import { moment } from "../lib/time";
import { Notice } from "./parts";

/** A notice while there is a pause; nothing otherwise. */
export function Paused() {
  const last = useRows<{ until: string }>("pauses", { limit: 1 }).data?.rows[0];
  const now = useNow(10_000);
  const until = Number(last?.until ?? 0);
  if (until <= now) return null;
  return (
    <Notice tone="warn">
      The guardian has paused minting, proposing, raising stakes and executing until {moment(until)}
      . Redeeming, lowering stakes and withdrawing stay possible.
    </Notice>
  );
}
