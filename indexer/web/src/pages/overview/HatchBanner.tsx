// While the hatch runs or has failed, the overview begins with it.

import { Link } from "@tanstack/react-router";
import { useCommons, useStatus } from "../../api/hooks";
import { Amount } from "../../ui/Amount";
import { Bar } from "../../ui/parts";
import { useRaised } from "../hatch/raised";

/** The banner; nothing once the curve is open. */
export function HatchBanner() {
  const { deployment, phase, money } = useCommons();
  const raised = BigInt(useStatus()?.raised ?? 0);
  const sums = useRaised();
  const over = sums !== undefined && sums.returned === sums.whole;
  const terms = deployment.hatch;
  if (!terms || (phase !== "hatch" && phase !== "refunding")) return null;
  const share = (amount: bigint) => Number(amount) / Number(terms.maximum);
  return (
    <section className="card stack tight">
      <div className="row apart">
        <h2>{phase === "hatch" ? "The hatch is open" : "The hatch has failed"}</h2>
        <Link to="/hatch" className="button primary">
          {phase === "hatch" ? "Contribute" : over ? "See the hatch" : "Take your money back"}
        </Link>
      </div>
      {phase === "hatch" ? (
        <>
          <p className="soft">
            The Commons raises its first {money.symbol}, at one price for all.{" "}
            <Amount of={raised} unit={money} /> of at most{" "}
            <Amount of={terms.maximum} unit={money} /> so far; the mark is the minimum.
          </p>
          <Bar
            share={share(raised)}
            mark={share(BigInt(terms.minimum))}
            label="Raised of the maximum"
            tone="supply"
          />
        </>
      ) : (
        <p className="soft">
          {sums && (
            <>
              It raised <Amount of={sums.whole} unit={money} /> of at least{" "}
            </>
          )}
          {!sums && "It did not reach its minimum of "}
          <Amount of={terms.minimum} unit={money} />.{" "}
          {over
            ? sums.whole > 0n && "All of it has been paid back."
            : "All who contributed can take their money back, at any time."}
        </p>
      )}
    </section>
  );
}
