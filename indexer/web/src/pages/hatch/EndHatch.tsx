// Closing a hatch that is over, and taking the money back from one that failed.

import { useCommons } from "../../api/hooks";
import type { HatchTerms } from "../../api/types";
import { onCommons } from "../../chain/calls";
import { short } from "../../lib/amounts";
import { useNow } from "../../lib/clock";
import { secondsOf } from "../../lib/time";
import { ActButton } from "../../ui/ActButton";
import { Card } from "../../ui/parts";
import { useHolding } from "../../wallet/hooks";

/** What can be done about the end; nothing while the hatch runs and after it succeeded. */
export function EndHatch({ terms, raised }: { terms: HatchTerms; raised: bigint }) {
  const { phase, money } = useCommons();
  const now = useNow(5_000);
  const contributed = useHolding().data?.contributed ?? 0n;
  if (phase === "refunding") {
    const words = `${short(contributed, money.decimals)} ${money.symbol}`;
    return (
      <Card title="Your money back">
        <div className="stack tight">
          <p className="soft">
            The hatch did not reach its minimum. All who contributed can take their money back, at
            any time.
          </p>
          <ActButton
            missing={contributed === 0n ? "Nothing of yours is left" : null}
            wish={() => ({
              title: `Take ${words} back`,
              summary: "Your contribution is returned, and its tokens are destroyed.",
              call: onCommons("refund", []),
              done: "Your money is back.",
            })}
          >
            Take {words} back
          </ActButton>
        </div>
      </Card>
    );
  }
  const full = raised >= BigInt(terms.maximum);
  const late = terms.deadline !== null && now > secondsOf(terms.deadline);
  if (phase !== "hatch" || !(full || late)) return null;
  const opens = raised >= BigInt(terms.minimum);
  return (
    <Card title={opens ? "The curve can open" : "The hatch is over"}>
      <div className="stack tight">
        <p className="soft">
          {opens
            ? "Enough was raised. Anybody can open the curve now."
            : "Too little was raised. Once somebody closes the hatch, everybody can take the money back."}
        </p>
        <ActButton
          wish={() => ({
            title: opens ? "Open the curve" : "Close the hatch",
            summary: opens
              ? "The pools are filled, and minting and redeeming begin."
              : "Contributors can take their money back after it.",
            call: onCommons("close", []),
            done: opens ? "The curve is open." : "The hatch is closed.",
          })}
        >
          {opens ? "Open the curve" : "Close the hatch"}
        </ActButton>
      </div>
    </Card>
  );
}
