// The vote as a whole: what can be granted, and how much is staked.

import { useMemo } from "react";
import { useCommons } from "../../api/hooks";
import { largestRequest } from "../../economics/forecast";
import { percent, share } from "../../lib/amounts";
import { duration } from "../../lib/time";
import { figure, Tile } from "../../ui/parts";
import type { Vote } from "../../votes/model";

/** The tiles. */
export function VoteFigures({ vote }: { vote: Vote }) {
  const { money, token } = useCommons();
  const { terms, funds, supply, staked, rule } = vote;
  const largest = useMemo(() => largestRequest(supply, funds, rule), [supply, funds, rule]);
  return (
    <dl className="tiles">
      <Tile
        label="Funding pool"
        tone="funding"
        tip="What can be granted to projects. It grows with deposits, redemptions and donations."
        value={figure(funds, money)}
        unit={money.symbol}
        note={`all grants of ${duration(terms.window)} stay below ${percent(terms.spending_limit_ppm)}`}
      />
      <Tile
        label="Largest request"
        tone="price"
        tip="The most that a proposal can ask for and still pass, if all tokens there are were staked on it. The more of the pool it asks for, the more support it needs."
        value={figure(largest, money)}
        unit={money.symbol}
        note="with all tokens behind it"
      />
      <Tile
        label="Staked"
        tone="supply"
        tip="The tokens that lie on proposals, for and against, all together; on those that are over until their owners take them away. The more is staked, the more support each request needs."
        value={figure(staked, token)}
        unit={token.symbol}
        note={supply > 0n ? `${share(Number(staked) / Number(supply))} of the supply` : undefined}
      />
      <Tile
        label="Support grows"
        tip="Support and opposition grow towards the tokens that are staked, and fade as slowly when they leave: so a stake counts the more the longer it stays, and no one decides in a moment."
        value={duration(terms.half_life)}
        note="to half of a stake, and half of the rest again"
      />
      <Tile
        label="Notice"
        tone="funding"
        tip="What passes is announced first. It is executed when this time is over, and only if it passes then, too: so all can object in time."
        value={duration(terms.notice)}
        note={`${duration(terms.long_notice)} for rules, the governor and the wind-down`}
      />
    </dl>
  );
}
