// A proposal in the list: what it asks for, how far it is, when it passes or what it lacks.

import { Link } from "@tanstack/react-router";
import { useMemo } from "react";
import { useCommons } from "../../api/hooks";
import { useNow } from "../../lib/clock";
import { useStore } from "../../lib/store";
import { Account, Amount } from "../../ui/Amount";
import { Text } from "../../ui/Text";
import { draft, type Stake, shiftOf, sizeOf } from "../../votes/draft";
import { heldVerdict } from "../../votes/held";
import { useHeld } from "../../votes/hooks";
import { isOpen, outlookOf, type Proposal, type Vote } from "../../votes/model";
import { stageOf } from "../../votes/stage";
import { asksFor, stagedVerdict, verdictOf } from "../../votes/words";
import { StageBadge } from "./StageBadge";
import { StakeSlider } from "./StakeSlider";
import { Support } from "./Support";

/** What the account has staked, and can stake. */
export interface Mine {
  readonly stakes: ReadonlyMap<number, Stake>;
  readonly balance: bigint;
  /** What is not staked, by the draft. */
  readonly free: bigint;
}

/** The card; with sliders while somebody could stake. */
export function ProposalCard(props: { proposal: Proposal; vote: Vote; mine: Mine | null }) {
  const { proposal, vote, mine } = props;
  const commons = useCommons();
  const { token, terms } = commons;
  const planned = useStore(draft);
  const shift = useMemo(
    () => (mine ? shiftOf(proposal.id, planned, mine.stakes) : undefined),
    [mine, planned, proposal.id],
  );
  const at = Math.floor(useNow(10_000) / 10) * 10;
  const open = isOpen(proposal, at);
  const outlook = useMemo(() => outlookOf(proposal, vote, shift, at), [proposal, vote, shift, at]);
  const held = useHeld(proposal, vote, at);
  const stage = stageOf(proposal, outlook, at);
  const staged = stagedVerdict(verdictOf(outlook, token), stage, proposal, terms, at);
  const verdict = heldVerdict(staged, outlook, stage, held, at);
  const present = mine?.stakes.get(proposal.id) ?? 0n;
  const own = planned.get(proposal.id) ?? present;
  const thought =
    shift !== undefined && (shift.all !== 0n || shift.own !== 0n || shift.against !== 0n);
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
            <StageBadge proposal={proposal} stage={stage} />
            <span>{asksFor(proposal, commons)}</span>
            {proposal.beneficiary && (
              <span className="row tight">
                for <Account of={proposal.beneficiary} />
              </span>
            )}
            <span>
              <Amount of={proposal.staked} unit={token} /> for
              {proposal.opposed > 0n && (
                <>
                  , <Amount of={proposal.opposed} unit={token} /> against
                </>
              )}
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
          room={sizeOf(own) + mine.free}
          whole={mine.balance}
        />
      )}
    </li>
  );
}
