// How far a proposal is: its support as a share of what it needs, which moves as others stake.

import { useCommons } from "../../api/hooks";
import { share } from "../../lib/amounts";
import { useNow } from "../../lib/clock";
import { Amount } from "../../ui/Amount";
import { Bar } from "../../ui/parts";
import { NO_SHIFT, type Proposal, standingOf, supportAt, type Vote } from "../../votes/model";

/** The bar, whose end is the threshold, and both amounts. */
export function Support({ proposal, vote }: { proposal: Proposal; vote: Vote }) {
  const { token } = useCommons();
  const now = useNow(1_000);
  const standing = standingOf(proposal, vote, NO_SHIFT);
  if (!standing || !proposal.open) return null;
  const { support, needed, part } = supportAt(standing, now - vote.seconds);
  if (needed === null) {
    return (
      <p className="soft small">
        Support: <Amount of={support} unit={token} />. No support suffices for what it asks for.
      </p>
    );
  }
  return (
    <div className="support">
      <Bar share={part} label="Support, of what is needed" tone={part > 1 ? "good" : "accent"} />
      <p className="small row apart">
        <span>
          <strong>{share(part)}</strong> <span className="soft">of the support it needs</span>
        </span>
        <span className="soft">
          <Amount of={support} unit={token} bare /> of <Amount of={needed} unit={token} />
        </span>
      </p>
    </div>
  );
}
