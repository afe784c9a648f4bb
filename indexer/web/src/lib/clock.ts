// The chain's time. A development chain's clock may be days ahead of this machine's, so times are
// reckoned from the last block, and only what has passed since then from this machine's clock.

import { useEffect, useState } from "react";
import { useHearing, useStatus } from "../api/hooks";
import { secondsOf } from "./time";

/** The chain's time now, in seconds, as often as told (in milliseconds). */
export function useNow(every = 1000): number {
  const status = useStatus();
  const { heard } = useHearing();
  const [, tick] = useState(0);
  useEffect(() => {
    const timer = setInterval(() => tick((n) => n + 1), every);
    return () => clearInterval(timer);
  }, [every]);
  const machine = Date.now();
  if (!status?.cursor) return machine / 1000;
  // While the indexer is silent, time does not go on: nothing is known about it.
  const since = heard ? Math.min(machine - heard, 60_000) : 0;
  return secondsOf(status.cursor.timestamp) + since / 1000;
}
