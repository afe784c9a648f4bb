// Support and what is needed, over time, with the forecast: both move.

import { useMemo } from "react";
import { query } from "../../api/client";
import { useApi, useCommons } from "../../api/hooks";
import type { ConvictionPoint } from "../../api/votes";
import { TimeSeries } from "../../charts/TimeSeries";
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
  return (
    <Card
      title="Support over time"
      tip={`Support in ${token.symbol}: it grows towards the tokens staked on the proposal and fades as slowly when they leave. What is needed moves with all stakes, the supply and the funding pool. Dashed: what will be if nothing changes.`}
    >
      <Loaded query={past} lines={6}>
        {() =>
          lines && (
            <>
              <TimeSeries
                times={lines.times}
                lines={[
                  { label: "Support", tone: "price", look: "line", values: lines.support },
                  {
                    label: "Support to come",
                    tone: "price",
                    look: "dashed",
                    values: lines.supportToCome,
                  },
                  ...(needs
                    ? ([
                        { label: "Needed", tone: "funding", look: "line", values: lines.needed },
                        {
                          label: "Needed to come",
                          tone: "funding",
                          look: "dashed",
                          values: lines.neededToCome,
                        },
                      ] as const)
                    : []),
                ]}
                height={280}
                fromZero
                {...(proposal.open && { mark: vote.seconds })}
                label={`Support of the proposal over time, in ${token.symbol}${needs ? ", and what it needs" : ""}`}
              />
              <p className="row small soft">
                <span className="key">
                  <i style={{ background: "var(--price)" }} /> support
                </span>
                {needs && (
                  <span className="key">
                    <i style={{ background: "var(--funding)" }} /> needed
                  </span>
                )}
                <span>in {token.symbol}; dashed: if nothing changes</span>
              </p>
            </>
          )
        }
      </Loaded>
    </Card>
  );
}
