// How much is raised of how much, and until when.

import { useCommons } from "../../api/hooks";
import type { HatchTerms } from "../../api/types";
import { share } from "../../lib/amounts";
import { useNow } from "../../lib/clock";
import { duration, moment, secondsOf } from "../../lib/time";
import { Amount } from "../../ui/Amount";
import type { Raised } from "./raised";

/** The card. */
export function HatchProgress({ terms, raised }: { terms: HatchTerms; raised: Raised }) {
  const { money, phase } = useCommons();
  const now = useNow(1_000);
  const { whole, returned } = raised;
  const part = Number(whole) / Number(terms.maximum);
  const mark = Number(terms.minimum) / Number(terms.maximum);
  const deadline = terms.deadline ? secondsOf(terms.deadline) : null;
  const enough = whole >= BigInt(terms.minimum);
  const words = {
    hatch: enough ? "The minimum is reached" : "Raising the first money",
    open: "The hatch has succeeded",
    refunding: "The hatch has failed",
    closing: "The hatch has succeeded",
    closed: "The hatch has succeeded",
  }[phase ?? "hatch"];
  return (
    <section className="card stack tight">
      <div className="row apart">
        <p className="verdict-big">{words}</p>
        {phase === "hatch" && deadline && (
          <p className="soft">
            {deadline > now ? `ends in ${duration(deadline - now)}` : `ended ${moment(deadline)}`}
          </p>
        )}
      </div>
      <div
        className="hatch-bar"
        role="progressbar"
        aria-label="Raised, of the most that can be"
        aria-valuemin={0}
        aria-valuemax={100}
        aria-valuenow={Math.round(Math.min(1, part) * 100)}
      >
        <span style={{ width: `${Math.min(1, part) * 100}%` }} />
        <i style={{ left: `${mark * 100}%` }} />
      </div>
      <p className="row apart">
        <span>
          <strong>
            <Amount of={whole} unit={money} />
          </strong>{" "}
          <span className="soft">
            raised, {share(part)} of the maximum
            {returned > 0n && (
              <>
                ; <Amount of={returned} unit={money} /> of it paid back
              </>
            )}
          </span>
        </span>
        <span className="soft small">
          minimum <Amount of={terms.minimum} unit={money} />, maximum{" "}
          <Amount of={terms.maximum} unit={money} />
        </span>
      </p>
    </section>
  );
}
