// What a proposal would take to pass, before it is made.

import { useMemo } from "react";
import { useCommons } from "../../api/hooks";
import { convictionLimit, threshold } from "../../economics/conviction";
import { type Bar, largestRequest, timeToPass } from "../../economics/forecast";
import { EconomicsError, MAX_SECONDS } from "../../economics/limits";
import { tribute } from "../../economics/shares";
import { percent, share, short } from "../../lib/amounts";
import { duration } from "../../lib/time";
import { Amount } from "../../ui/Amount";
import { Card, Notice } from "../../ui/parts";
import { inTokens, type Vote } from "../../votes/model";
import { noticeOf } from "../../votes/stage";
import type { Kind } from "./proposalForm";

/** Stakes to show the time for, as multiples of what is needed in the end. */
const MULTIPLES = [11n, 15n, 20n, 40n];

/** The card; of a kind that asks for no money `requested` says nothing. */
export function WhatItTakes(props: { vote: Vote; kind: Kind; requested: bigint }) {
  const { vote, kind, requested } = props;
  const { terms } = vote;
  if (kind === "grant") return <Request vote={vote} requested={requested} />;
  const notice = duration(noticeOf({ kind }, terms));
  if (kind === "signal") {
    return (
      <Card title="What it takes">
        <p className="soft">Nothing: it is open for stakes, and never executed.</p>
      </Card>
    );
  }
  if (kind === "revocation") {
    return (
      <Card title="What it takes">
        <div className="stack tight">
          <p>
            As much as a request of what is still to flow, and at least what the stream itself had
            when it passed; never more than half of the stakes.
          </p>
          <p className="soft">
            Once it passes it is announced, and executed {notice} later if it passes then, too. A
            pause does not hold it up. Those who want the stream stake against it.
          </p>
        </div>
      </Card>
    );
  }
  const ppm = kind === "wind_down" ? terms.exit_share_ppm : terms.rule_share_ppm;
  return <OfSupply vote={vote} ppm={ppm} notice={notice} />;
}

/** What a share of the supply comes to. */
function OfSupply({ vote, ppm, notice }: { vote: Vote; ppm: number; notice: string }) {
  const takes = useMemo(() => {
    const bar: Bar = { kind: "supply", share: BigInt(ppm) };
    const limit = convictionLimit(tribute(vote.effectiveSupply, bar.share), vote.rule.decay);
    return timesFor(vote, bar, inTokens(limit, vote.rule));
  }, [vote, ppm]);
  return (
    <Card
      title="What it takes"
      tip="A share of all tokens, however many of them are staked. The supply moves, and the need with it."
    >
      <div className="stack tight">
        <Takes takes={takes} vote={vote} words={`Support of ${percent(ppm)} of the supply, `} />
        <p className="soft small">
          Less the opposition. Once it passes it is announced, and executed {notice} later, if it
          passes then, too.
        </p>
      </div>
    </Card>
  );
}

/** What a request comes to. */
function Request({ vote, requested }: { vote: Vote; requested: bigint }) {
  const { money } = useCommons();
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
          <Takes takes={takes} vote={vote} words="Support of " />
          <p className="soft small">
            Less the opposition. Once it passes it is announced, and executed{" "}
            {duration(vote.terms.notice)} later, if it passes then, too.
          </p>
        </div>
      )}
    </Card>
  );
}

interface Taken {
  readonly needed: bigint;
  readonly rows: readonly { readonly stake: bigint; readonly seconds: number | null }[];
}

function Takes({ takes, vote, words }: { takes: Taken; vote: Vote; words: string }) {
  const { token } = useCommons();
  return (
    <>
      <p>
        {words}
        <strong>
          {short(takes.needed, token.decimals)} {token.symbol}
        </strong>
        {vote.supply > 0n &&
          words === "Support of " &&
          `, ${share(Number(takes.needed) / Number(vote.supply))} of the supply`}
        .
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
                {seconds === null ? "never" : seconds === 0 ? "at once" : `in ${duration(seconds)}`}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </>
  );
}

function whatItTakes(vote: Vote, requested: bigint): Taken | null {
  try {
    const bar: Bar = { kind: "request", requested };
    const limit = threshold(requested, vote.effectiveFunds, vote.thresholdStake, vote.rule);
    return timesFor(vote, bar, inTokens(limit, vote.rule));
  } catch (error) {
    if (error instanceof EconomicsError) return null;
    throw error;
  }
}

function timesFor(vote: Vote, bar: Bar, needed: bigint): Taken {
  const rows = MULTIPLES.map((tenths) => {
    const stake = (needed * tenths) / 10n;
    const time = timeToPass({
      bar,
      conviction: 0n,
      stake,
      opposition: 0n,
      opposed: 0n,
      funds: vote.funds,
      effectiveFunds: vote.effectiveFunds,
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
}
