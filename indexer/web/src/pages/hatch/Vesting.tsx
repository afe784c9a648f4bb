// When the tokens of the hatch come free: one's own in tokens, or for nobody in particular as a share.

import { useMemo } from "react";
import { useAllRows, useCommons } from "../../api/hooks";
import type { HatchTerms } from "../../api/types";
import { compactTick, TimeSeries } from "../../charts/TimeSeries";
import { share, short, toNumber } from "../../lib/amounts";
import { useNow } from "../../lib/clock";
import { duration, moment, secondsOf } from "../../lib/time";
import { Amount } from "../../ui/Amount";
import { Card } from "../../ui/parts";
import { freeAfter, milestones, vestingCurve } from "./hatch";

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
            {start === null
              ? "Counts from the moment that the curve opens."
              : `${share(part)} of all tokens of the hatch are free now.`}
          </p>
        )}
        <TimeSeries
          times={curve.map(([seconds]) => from + seconds)}
          lines={[
            {
              label: "Free",
              tone: "supply",
              look: "curve",
              values: curve.map(([, one]) => one * whole),
            },
          ]}
          height={210}
          fromZero
          {...(start !== null && { mark: now })}
          format={(tick) => (granted > 0n ? compactTick(tick) : `${tick} %`)}
          label={
            granted > 0n
              ? `Your free tokens over time, in ${token.symbol}`
              : "Share of the hatch’s tokens that is free, over time"
          }
        />
        <dl className="facts">
          {milestones(terms).map(({ share: one, seconds }) => (
            <div
              key={one}
              className="milestone"
              data-past={start !== null && start + seconds <= now}
            >
              <dt>
                {share(one)} free
                {granted > 0n &&
                  `, ${short((granted * BigInt(Math.round(one * 100))) / 100n, token.decimals)} ${token.symbol}`}
              </dt>
              <dd>
                {start === null
                  ? `${duration(seconds)} after the opening`
                  : moment(start + seconds)}
              </dd>
            </div>
          ))}
        </dl>
      </div>
    </Card>
  );
}
