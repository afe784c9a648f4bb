// When the tokens of the hatch come free: one's own in tokens, or for nobody in particular as a share.

import { useMemo } from "react";
import { useAllRows, useCommons } from "../../api/hooks";
import type { HatchTerms } from "../../api/types";
import { TimeSeries } from "../../charts/TimeSeries";
import { share, toNumber } from "../../lib/amounts";
import { useNow } from "../../lib/clock";
import { duration, moment, secondsOf } from "../../lib/time";
import { Amount } from "../../ui/Amount";
import { Card } from "../../ui/parts";
import { freeAfter, milestones, vestingCurve, vestingWords } from "./hatch";

interface Row {
  readonly account: string;
  readonly tokens: string;
}

/** The card. `opened`: when the curve did, if it has. */
export function Vesting(props: {
  terms: HatchTerms;
  opened: string | undefined;
  account: string | null;
}) {
  const { opened, account } = props;
  const { token } = useCommons();
  const now = useNow(10_000);
  const rows = useAllRows<Row>("contributions", { account }, account !== null).data;
  const granted = (account && rows?.reduce((sum, { tokens }) => sum + BigInt(tokens), 0n)) || 0n;
  const terms = useMemo(
    () => ({ cliff: props.terms.vesting_cliff, halfLife: props.terms.vesting_half_life }),
    [props.terms.vesting_cliff, props.terms.vesting_half_life],
  );
  const start = opened ? secondsOf(opened) : null;
  const curve = useMemo(() => vestingCurve(terms), [terms]);
  // Before the opening nobody knows when it will be: the axis then begins today.
  const from = start ?? now;
  const whole = granted > 0n ? toNumber(granted, token.decimals) : 100;
  const free = start === null ? 0n : freeAfter(granted, now - start, terms);
  const part = start === null ? 0 : Number(freeAfter(10n ** 18n, now - start, terms)) / 1e18;
  return (
    <Card
      title={granted > 0n ? "Your vesting" : "Vesting"}
      tip="Nothing is free before the cliff; from there on half of the rest comes free with each half-life. Tokens that still vest can be staked, and not be sent or redeemed."
    >
      <div className="stack tight">
        {granted > 0n ? (
          <p>
            <strong>
              <Amount of={free} unit={token} />
            </strong>{" "}
            of <Amount of={granted} unit={token} /> are free now, {share(part)}.
          </p>
        ) : (
          <p className="soft">
            {vestingWords(terms)}
            {start !== null && curve.length > 0 && ` Of all of them ${share(part)} are free now.`}
          </p>
        )}
        {curve.length > 0 && (
          <TimeSeries
            times={curve.map(([seconds]) => from + seconds)}
            lines={[
              {
                label: "Free",
                tone: "supply",
                look: terms.halfLife === 0 ? "area" : "curve",
                values: curve.map(([, one]) => one * whole),
              },
            ]}
            height={210}
            fromZero
            {...(start !== null && { mark: now })}
            unit={granted > 0n ? "" : " %"}
            label={
              granted > 0n
                ? `Your free tokens over time, in ${token.symbol}`
                : "Share of the hatch’s tokens that is free, over time"
            }
          />
        )}
        {curve.length > 0 && (
          <dl className="facts">
            {milestones(terms).map(({ share: one, seconds }) => (
              <div
                key={one}
                className="milestone"
                data-past={start !== null && start + seconds <= now}
              >
                <dt>
                  {share(one)} free
                  {granted > 0n && (
                    <>
                      ,{" "}
                      <Amount of={(granted * BigInt(Math.round(one * 100))) / 100n} unit={token} />
                    </>
                  )}
                </dt>
                <dd>
                  {start === null
                    ? `${duration(seconds)} after the opening`
                    : moment(start + seconds)}
                </dd>
              </div>
            ))}
          </dl>
        )}
      </div>
    </Card>
  );
}
