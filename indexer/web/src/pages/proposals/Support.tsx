// How far a proposal is: support and opposition on one scale, with the mark that support must exceed.
// All of it moves as others stake.

import { useCommons } from "../../api/hooks";
import { share } from "../../lib/amounts";
import { useNow } from "../../lib/clock";
import { counted } from "../../lib/plural";
import { Amount } from "../../ui/Amount";
import { Bar } from "../../ui/parts";
import { NO_SHIFT, type Proposal, sidesAt, standingOf, type Vote } from "../../votes/model";
import { scaleOf } from "./scale";

/** Both bars and what they stand for. A signal has no mark. */
export function Support({ proposal, vote }: { proposal: Proposal; vote: Vote }) {
  const { token } = useCommons();
  const now = useNow(1_000);
  const standing = standingOf(proposal, vote, NO_SHIFT);
  if (!standing || !proposal.open) return null;
  const { support, opposition, needed, part } = sidesAt(standing, now - vote.seconds);
  const scale = scaleOf(support, opposition, needed);
  return (
    <div className="support">
      <div className="sides">
        <span className="side-name">Support</span>
        <Bar
          share={scale.support}
          {...(scale.needed !== null && { mark: scale.needed })}
          label="Support, on the scale of what is needed"
          tone={part > 1 ? "good" : "accent"}
        />
        <span className="side-amount">
          <Amount of={support} unit={token} bare />
        </span>
        <span className="side-name">Opposition</span>
        <Bar
          share={scale.opposition}
          label="Opposition, on the scale of what is needed"
          tone="burn"
        />
        <span className="side-amount">
          <Amount of={opposition} unit={token} bare />
        </span>
      </div>
      <p className="small row apart">
        {needed === null ? (
          <span>No support suffices for what it asks for.</span>
        ) : (
          <span>
            <strong>{share(part)}</strong>{" "}
            <span className="soft">
              of what it needs: support must exceed <Amount of={needed} unit={token} />
              {opposition > 0n && ", the opposition included"}
            </span>
          </span>
        )}
        <span className="soft">
          {counted(proposal.stakers, "supporter")}, {counted(proposal.opposers, "objector")}
        </span>
      </p>
    </div>
  );
}
