// One proposal: what it asks for, how support and opposition grow, how far it is on its way, who stands
// on either side, and one's own stake.

import { Link, useParams } from "@tanstack/react-router";
import { useMemo } from "react";
import { ApiError } from "../api/client";
import { useCommons } from "../api/hooks";
import { useNow } from "../lib/clock";
import { label, raw } from "../lib/label";
import { webLink } from "../lib/link";
import { numberOf } from "../lib/route";
import { useStore } from "../lib/store";
import { duration, moment } from "../lib/time";
import { NothingThere } from "../shell/NothingThere";
import { Account, Amount } from "../ui/Amount";
import { Icon } from "../ui/Icon";
import { Card, Loaded, Notice, Skeleton } from "../ui/parts";
import { Text } from "../ui/Text";
import { draft, shiftOf, sizeOf, total } from "../votes/draft";
import { heldVerdict } from "../votes/held";
import { useHeld, useMyStakes, useProposal, useVote } from "../votes/hooks";
import {
  ABSTAIN,
  isOpen,
  NO_SHIFT,
  outlookOf,
  type Proposal as ProposalModel,
  type Vote,
} from "../votes/model";
import { stageOf } from "../votes/stage";
import { asksFor, stagedVerdict, verdictOf } from "../votes/words";
import { useHolding } from "../wallet/hooks";
import { effectOf } from "./proposals/effect";
import { ProposalActions } from "./proposals/ProposalActions";
import { StageBadge } from "./proposals/StageBadge";
import { StakeBar } from "./proposals/StakeBar";
import { Stakers } from "./proposals/Stakers";
import { StakeSlider } from "./proposals/StakeSlider";
import { Support } from "./proposals/Support";
import { SupportChart } from "./proposals/SupportChart";
import { WayCard } from "./proposals/WayCard";
import "./proposals/proposals.css";

/** The page. */
export function Proposal() {
  const { id } = useParams({ from: "/proposals/$id" });
  const number = numberOf(id);
  const proposal = useProposal(number);
  const vote = useVote();
  const { error } = proposal;
  if (number === null || (error instanceof ApiError && [400, 404].includes(error.status))) {
    const what = `There is no proposal ${label(id, 24)}`;
    return <NothingThere what={what} to="/proposals" back="All proposals" />;
  }
  return (
    <>
      <p className="back">
        <Link to="/proposals">
          <Icon name="back" size={16} /> All proposals
        </Link>
      </p>
      <Loaded query={proposal} lines={6}>
        {(found) =>
          vote ? <Body key={found.id} proposal={found} vote={vote} /> : <Skeleton lines={6} />
        }
      </Loaded>
      <StakeBar />
    </>
  );
}

function Body({ proposal, vote }: { proposal: ProposalModel; vote: Vote }) {
  const commons = useCommons();
  const { token, terms } = commons;
  const stakes = useMyStakes();
  const balance = useHolding().data?.balance;
  const planned = useStore(draft);
  const shift = useMemo(
    () => (stakes ? shiftOf(proposal.id, planned, stakes) : undefined),
    [stakes, planned, proposal.id],
  );
  const at = Math.floor(useNow(5_000) / 5) * 5;
  const open = isOpen(proposal, at);
  const outlook = useMemo(() => outlookOf(proposal, vote, shift, at), [proposal, vote, shift, at]);
  // What can be done follows from the stakes as they are, not from those that are thought about.
  const current = useMemo(() => outlookOf(proposal, vote, NO_SHIFT, at), [proposal, vote, at]);
  const stage = stageOf(proposal, current, at);
  const held = useHeld(proposal, vote, at);
  const thought = stageOf(proposal, outlook, at);
  const staged = stagedVerdict(verdictOf(outlook, token), thought, proposal, terms, at);
  const verdict = heldVerdict(staged, outlook, thought, held, at);
  const present = stakes?.get(proposal.id) ?? 0n;
  const own = planned.get(proposal.id) ?? present;
  const free = stakes && balance !== undefined ? balance - total(planned, stakes) : 0n;
  return (
    <>
      <div className="page-head">
        <div>
          <h1>
            <Text of={proposal.title} />
          </h1>
          <p className="row">
            <span>
              Proposal {proposal.id}: {asksFor(proposal, commons)}
            </span>
            <StageBadge proposal={proposal} stage={stage} />
          </p>
        </div>
      </div>
      <div className="columns wide-left">
        <div className="stack">
          <Card className="proposal-main">
            <div className="stack tight">
              <div>
                <p className={`verdict-big ${verdict.tone}`}>{verdict.words}</p>
                {verdict.more && <p className="soft">{verdict.more}</p>}
              </div>
              <Support proposal={proposal} vote={vote} />
              {open && stakes && balance !== undefined && (
                <div className="stack tight">
                  <h2 className="heading">Your stake</h2>
                  <StakeSlider
                    proposal={proposal.id}
                    title={proposal.title}
                    present={present}
                    room={sizeOf(own) + (free > 0n ? free : 0n)}
                    whole={balance}
                  />
                  <Neither proposal={proposal.id} />
                </div>
              )}
              <div className="row">
                <ProposalActions proposal={proposal} outlook={current} />
              </div>
            </div>
          </Card>
          <WayCard proposal={proposal} vote={vote} outlook={current} stage={stage} held={held} />
          <SupportChart proposal={proposal} vote={vote} outlook={outlook} />
        </div>
        <div className="stack">
          <Terms proposal={proposal} />
          <Stakers proposal={proposal} />
        </div>
      </div>
    </>
  );
}

/** Those who are neither for nor against one thing can raise what all need. */
function Neither({ proposal }: { proposal: number }) {
  if (proposal === ABSTAIN) {
    return (
      <p className="soft small">
        Tokens here are neither for nor against anything: they raise what every request needs.
      </p>
    );
  }
  return (
    <p className="soft small">
      On each proposal you have one stake, for it or against it. To be neither, and have all
      requests need more, stake on{" "}
      <Link to="/proposals/$id" params={{ id: String(ABSTAIN) }}>
        Abstain
      </Link>
      .
    </p>
  );
}

function Terms({ proposal }: { proposal: ProposalModel }) {
  const commons = useCommons();
  const { money, native, token } = commons;
  const link = webLink(proposal.link);
  return (
    <Card title="Terms">
      <p className="terms-effect">{effectOf(proposal, commons)}</p>
      <dl className="facts">
        {proposal.requested !== null && (
          <>
            <dt>Asks for</dt>
            <dd>
              <Amount of={proposal.requested} unit={money} />
            </dd>
            <dt>Paid</dt>
            <dd>
              {proposal.duration > 0 ? `evenly over ${duration(proposal.duration)}` : "at once"}
              {proposal.asTokens ? `, in ${token.symbol}` : ""}
            </dd>
          </>
        )}
        {proposal.beneficiary && (
          <>
            <dt>Beneficiary</dt>
            <dd>
              <Account of={proposal.beneficiary} />
            </dd>
          </>
        )}
        {proposal.newGovernor && (
          <>
            <dt>New governor</dt>
            <dd>
              <Account of={proposal.newGovernor} />
            </dd>
          </>
        )}
        {proposal.announced !== null && (
          <>
            <dt>Announced</dt>
            <dd>{moment(proposal.announced)}</dd>
          </>
        )}
        {proposal.executableFrom !== null && (
          <>
            <dt>Executable from</dt>
            <dd>{moment(proposal.executableFrom)}</dd>
          </>
        )}
        {proposal.executableUntil !== null && (
          <>
            <dt>Executable until</dt>
            <dd>{moment(proposal.executableUntil)}</dd>
          </>
        )}
        <dt>Author</dt>
        <dd>
          <Account of={proposal.author} />
        </dd>
        <dt>Made</dt>
        <dd>{moment(proposal.made)}</dd>
        <dt>Ends</dt>
        <dd>{Number.isFinite(proposal.expiry) ? moment(proposal.expiry) : "never"}</dd>
        <dt>Deposit</dt>
        <dd>
          <Amount of={proposal.deposit} unit={native} />
          {proposal.depositReturned ? ", returned" : ""}
        </dd>
        {proposal.grant !== null && (
          <>
            <dt>Grant</dt>
            <dd>
              <Link to="/grants">{proposal.grant}</Link>
            </dd>
          </>
        )}
      </dl>
      {link && (
        <p className="read-more">
          <a href={link.href} target="_blank" rel="noopener noreferrer nofollow">
            Read more at <Text of={link.host} /> <Icon name="link" size={14} />
          </a>
        </p>
      )}
      {raw(proposal.link) !== "" && !link && (
        <Notice>
          The author gives as a link:{" "}
          <code>
            <Text of={proposal.link} />
          </code>
        </Notice>
      )}
    </Card>
  );
}
