// Support, opposition and what is needed, over time, with the forecast: all of them move.

import { useMemo } from "react";
import { query } from "../../api/client";
import { useApi, useCommons } from "../../api/hooks";
import type { ConvictionPoint } from "../../api/votes";
import { type Line, TimeSeries } from "../../charts/TimeSeries";
import { Card, Loaded } from "../../ui/parts";
import { horizon, supportLines } from "../../votes/history";
import { type Outlook, type Proposal, standingOf, type Vote } from "../../votes/model";

/** The card. */
export function SupportChart(props: { proposal: Proposal; vote: Vote; outlook: Outlook }) {
  const { proposal, vote, outlook } = props;
  const { token } = useCommons();
  const past = useApi<{ points: ConvictionPoint[] }>(
    `/v1/proposals/${proposal.id}/conviction${query({ points: 160 })}`,
  );
  const points = past.data?.points;
  const lines = useMemo(() => {
    if (!points) return null;
    const standing = proposal.open ? standingOf(proposal, vote) : null;
    const passesIn = outlook.kind === "in" ? outlook.seconds : outlook.kind === "now" ? 0 : null;
    const seconds = horizon(passesIn, vote.terms.half_life, proposal.expiry - vote.seconds);
    const ahead = standing ? { standing, from: vote.seconds, seconds } : null;
    return supportLines(points, vote.rule, token.decimals, ahead);
  }, [points, proposal, vote, outlook, token.decimals]);
  const needs = proposal.kind !== "signal";
  const shown: Line[] = lines
    ? [
        ...pair("Support", "price", lines.support, lines.supportToCome),
        ...pair("Opposition", "burn", lines.opposition, lines.oppositionToCome),
        ...(needs ? pair("Needed", "funding", lines.needed, lines.neededToCome) : []),
      ]
    : [];
  return (
    <Card
      title="Support and opposition over time"
      tip={`In ${token.symbol}: each grows towards the tokens staked on its side and fades as slowly when they leave. What support needs moves with the opposition, all stakes, the supply and the funding pool. Dashed: what will be if nothing changes.`}
    >
      <Loaded query={past} lines={6}>
        {() =>
          lines && (
            <>
              <TimeSeries
                times={lines.times}
                lines={shown}
                height={280}
                fromZero
                {...(proposal.open && { mark: vote.seconds })}
                label={`Support of the proposal and opposition to it over time, in ${token.symbol}${needs ? ", and what support needs" : ""}`}
              />
              <p className="row small soft">
                <Key tone="price">support</Key>
                <Key tone="burn">opposition</Key>
                {needs && <Key tone="funding">needed, opposition included</Key>}
                <span>in {token.symbol}; dashed: if nothing changes</span>
              </p>
            </>
          )
        }
      </Loaded>
    </Card>
  );
}

/** A line as it was, and as it will be. */
function pair(
  label: string,
  tone: string,
  past: readonly (number | null)[],
  toCome: readonly (number | null)[],
): Line[] {
  return [
    { label, tone, look: "line", values: past },
    { label: `${label} to come`, tone, look: "dashed", values: toCome },
  ];
}

function Key({ tone, children }: { tone: string; children: string }) {
  return (
    <span className="key">
      <i style={{ background: `var(--${tone})` }} /> {children}
    </span>
  );
}
