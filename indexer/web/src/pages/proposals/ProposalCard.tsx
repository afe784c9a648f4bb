// A proposal in the list: what it asks for, how far it is, when it passes or what it lacks.

import { Link } from "@tanstack/react-router";
import { useMemo } from "react";
import { useCommons } from "../../api/hooks";
import { useNow } from "../../lib/clock";
import { counted } from "../../lib/plural";
import { useStore } from "../../lib/store";
import { Account, Amount } from "../../ui/Amount";
import { Text } from "../../ui/Text";
import { draft, shiftOf } from "../../votes/draft";
import { heldVerdict } from "../../votes/held";
import { useHeld } from "../../votes/hooks";
import { isOpen, outlookOf, type Proposal, type Vote } from "../../votes/model";
import { asksFor, verdictOf } from "../../votes/words";
import { StakeSlider } from "./StakeSlider";
import { Support } from "./Support";

/** What the account has staked, and can stake. */
export interface Mine {
  readonly stakes: ReadonlyMap<number, bigint>;
  readonly balance: bigint;
  /** What is not staked, by the draft. */
  readonly free: bigint;
}

/** The card; with sliders while somebody could stake. */
export function ProposalCard(props: { proposal: Proposal; vote: Vote; mine: Mine | null }) {
  const { proposal, vote, mine } = props;
  const { money, token } = useCommons();
  const planned = useStore(draft);
  const shift = useMemo(
    () => (mine ? shiftOf(proposal.id, planned, mine.stakes) : undefined),
    [mine, planned, proposal.id],
  );
  const at = Math.floor(useNow(10_000) / 10) * 10;
  const open = isOpen(proposal, at);
  const outlook = useMemo(() => outlookOf(proposal, vote, shift, at), [proposal, vote, shift, at]);
  const held = useHeld(proposal, vote, at);
  const verdict = heldVerdict(verdictOf(outlook, token), outlook, held, money, at);
  const present = mine?.stakes.get(proposal.id) ?? 0n;
  const own = planned.get(proposal.id) ?? present;
  const thought = shift !== undefined && shift.all !== 0n;
  return (
    <li className="card proposal-card">
      <div className="proposal-head">
        <div>
          <h3>
            <Link to="/proposals/$id" params={{ id: String(proposal.id) }}>
              <Text of={proposal.title} />
            </Link>
          </h3>
          <p className="soft small row">
            <span>#{proposal.id}</span>
            <span>{asksFor(proposal, money, token)}</span>
            {proposal.beneficiary && (
              <span className="row tight">
                for <Account of={proposal.beneficiary} />
              </span>
            )}
            <span>
              {counted(proposal.stakers, "supporter")}, <Amount of={proposal.staked} unit={token} />
            </span>
          </p>
        </div>
        <p className="verdict">
          <strong className={verdict.tone}>{verdict.words}</strong>
          {verdict.more && (
            <span className="soft small">
              {thought ? "With your changes. " : ""}
              {verdict.more}
            </span>
          )}
        </p>
      </div>
      {open && <Support proposal={proposal} vote={vote} />}
      {open && mine && (
        <StakeSlider
          proposal={proposal.id}
          title={proposal.title}
          present={present}
          room={own + mine.free}
          whole={mine.balance}
        />
      )}
    </li>
  );
}
