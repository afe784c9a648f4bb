// What a request would take to pass, before it is made.

import { useMemo } from "react";
import { useCommons } from "../../api/hooks";
import { threshold } from "../../economics/conviction";
import { largestRequest, timeToPass } from "../../economics/forecast";
import { EconomicsError, MAX_SECONDS } from "../../economics/limits";
import { share, short } from "../../lib/amounts";
import { duration } from "../../lib/time";
import { Amount } from "../../ui/Amount";
import { Card, Notice } from "../../ui/parts";
import { inTokens, type Vote } from "../../votes/model";

/** Stakes to show the time for, as multiples of what is needed in the end. */
const MULTIPLES = [11n, 15n, 20n, 40n];

/** The card. */
export function WhatItTakes({ vote, requested }: { vote: Vote; requested: bigint }) {
  const { money, token } = useCommons();
  const takes = useMemo(() => whatItTakes(vote, requested), [vote, requested]);
  const largest = useMemo(() => largestRequest(vote.supply, vote.funds, vote.rule), [vote]);
  return (
    <Card
      title="What it takes"
      tip="By today’s stakes, supply and funding pool. All of them move, and the need with them."
    >
      {requested === 0n ? (
        <p className="soft">
          Say how much you ask for, and see how much support that takes. At most{" "}
          <Amount of={largest} unit={money} /> can pass at all.
        </p>
      ) : takes === null || requested > largest ? (
        <Notice tone="warn">
          This cannot pass: at most <Amount of={largest} unit={money} /> could, with all tokens
          behind it.
        </Notice>
      ) : (
        <div className="stack tight">
          <p>
            Support of{" "}
            <strong>
              {short(takes.needed, token.decimals)} {token.symbol}
            </strong>
            , {share(Number(takes.needed) / Number(vote.supply))} of the supply.
          </p>
          <table className="plain-table">
            <thead>
              <tr>
                <th scope="col">With stakes of</th>
                <th scope="col" className="number">
                  it passes
                </th>
              </tr>
            </thead>
            <tbody>
              {takes.rows.map(({ stake, seconds }) => (
                <tr key={String(stake)}>
                  <td>
                    <Amount of={stake} unit={token} />
                  </td>
                  <td className="number">
                    {seconds === null
                      ? "never"
                      : seconds === 0
                        ? "at once"
                        : `in ${duration(seconds)}`}
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
    </Card>
  );
}

function whatItTakes(vote: Vote, requested: bigint) {
  try {
    const needed = inTokens(
      threshold(requested, vote.funds, vote.thresholdStake, vote.rule),
      vote.rule,
    );
    const rows = MULTIPLES.map((tenths) => {
      const stake = (needed * tenths) / 10n;
      const time = timeToPass({
        conviction: 0n,
        stake,
        requested,
        funds: vote.funds,
        totalStake: vote.staked + stake,
        effectiveStake: vote.effectiveStake,
        supply: vote.supply,
        effectiveSupply: vote.effectiveSupply,
        minStake: vote.minStake,
        rule: vote.rule,
        remaining: MAX_SECONDS,
      });
      const seconds = time.kind === "in" ? Number(time.seconds) : time.kind === "now" ? 0 : null;
      return { stake, seconds };
    });
    return { needed, rows };
  } catch (error) {
    if (error instanceof EconomicsError) return null;
    throw error;
  }
}
