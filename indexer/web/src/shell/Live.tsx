// How up to date the page is: a dot with words, and a notice where something is wrong.

import { useEffect, useState } from "react";
import { startedOver } from "../api/again";
import { useHearing, useStatus } from "../api/hooks";
import { useStore } from "../lib/store";
import { Notice } from "../ui/parts";
import { judge, type Verdict } from "./judge";

/** {@link judge}, as time passes. */
export function useVerdict(): Verdict {
  const status = useStatus();
  const { heard, failed } = useHearing();
  const [, tick] = useState(0);
  useEffect(() => {
    const timer = setInterval(() => tick((n) => n + 1), 2_000);
    return () => clearInterval(timer);
  }, []);
  return judge(status, heard > 0 && Date.now() - heard > 30_000, failed);
}

/** The dot. */
export function Live() {
  const { tone, words, where } = useVerdict();
  return (
    <div className="live" role="status" data-tone={tone}>
      <i aria-hidden="true" />
      <span>
        {words}
        {where && <span className="hide-phone">, {where}</span>}
      </span>
    </div>
  );
}

/** The notice. */
export function LiveNotice() {
  const { tone, notice } = useVerdict();
  const again = useStore(startedOver);
  return (
    <>
      {again && (
        <Notice tone="warn">
          {again}{" "}
          <button type="button" className="button small" onClick={() => startedOver.set(null)}>
            All right
          </button>
        </Notice>
      )}
      {notice && <Notice tone={tone === "bad" ? "bad" : "warn"}>{notice}</Notice>}
    </>
  );
}
