// What the funding pool is asked for, and how far each is; stakes are moved here, all at once.

import { Link } from "@tanstack/react-router";
import { useMemo, useState } from "react";
import { useCommons } from "../api/hooks";
import { onConviction } from "../chain/calls";
import { counted, noun } from "../lib/plural";
import { useStore } from "../lib/store";
import { ActButton } from "../ui/ActButton";
import { Icon } from "../ui/Icon";
import { Paused } from "../ui/Paused";
import { Portion } from "../ui/Portion";
import { Empty, Loaded, Notice, PageHead, Segments, Skeleton } from "../ui/parts";
import { draft, total } from "../votes/draft";
import { useMyStakes, useProposals, useVote } from "../votes/hooks";
import type { Proposal, Vote } from "../votes/model";
import { useAccount, useHolding } from "../wallet/hooks";
import { type Mine, ProposalCard } from "./proposals/ProposalCard";
import { StakeBar } from "./proposals/StakeBar";
import { VoteFigures } from "./proposals/VoteFigures";
import "./proposals/proposals.css";

const FILTERS = [
  ["open", "Open"],
  ["announced", "Announced"],
  ["passed", "Passed"],
  ["ended", "Ended"],
  ["all", "All"],
] as const;
type Filter = (typeof FILTERS)[number][0];

const CHOOSE: Record<Filter, (proposal: Proposal) => boolean> = {
  open: ({ open }) => open,
  announced: ({ open, announced }) => open && announced !== null,
  passed: ({ status }) => status === "passed",
  ended: ({ open, status }) => !open && status !== "passed",
  all: () => true,
};

/** The page. */
export function Proposals() {
  const { phase } = useCommons();
  const [filter, setFilter] = useState<Filter>("open");
  const vote = useVote();
  const proposals = useProposals();
  return (
    <>
      <PageHead title="Proposals">
        Stake tokens for what you want funded, and against what you do not. Both grow the longer a
        stake stays; what passes is announced, and executed when its notice is over.
      </PageHead>
      <div className="stack">
        {vote ? <VoteFigures vote={vote} /> : <Skeleton lines={2} height="3rem" />}
        <Paused />
        {phase === "hatch" && (
          <Notice>Nothing can be granted before the hatch has ended and the curve is open.</Notice>
        )}
        {phase === "refunding" && (
          <Notice>The hatch has failed: there is no money that could be granted.</Notice>
        )}
        {phase === "closed" && (
          <Notice>The Commons is wound down: there is nothing left to decide about.</Notice>
        )}
        <div className="row apart">
          <Segments label="Proposals shown" options={FILTERS} value={filter} onChange={setFilter} />
          <div className="row">
            <Freed proposals={proposals.data} />
            <Link to="/proposals/new" className="button">
              <Icon name="plus" size={18} /> Propose
            </Link>
          </div>
        </div>
        <Loaded query={proposals} lines={6}>
          {(all) =>
            vote ? (
              <List proposals={all.filter(CHOOSE[filter])} vote={vote} />
            ) : (
              <Skeleton lines={4} />
            )
          }
        </Loaded>
      </div>
      <StakeBar />
    </>
  );
}

function List({ proposals, vote }: { proposals: readonly Proposal[]; vote: Vote }) {
  const account = useAccount();
  const stakes = useMyStakes();
  const balance = useHolding().data?.balance;
  const planned = useStore(draft);
  const mine: Mine | null = useMemo(() => {
    if (!account || !stakes || balance === undefined) return null;
    const free = balance - total(planned, stakes);
    return { stakes, balance, free: free > 0n ? free : 0n };
  }, [account, stakes, balance, planned]);
  if (proposals.length === 0) {
    return (
      <section className="card">
        <Empty icon="proposals" title="No proposals here">
          Anybody can <Link to="/proposals/new">make one</Link>.
        </Empty>
      </section>
    );
  }
  return (
    <>
      <h2 className="visually-hidden">Proposals shown</h2>
      <Portion items={proposals} className="stack">
        {(proposal) => (
          <ProposalCard key={proposal.id} proposal={proposal} vote={vote} mine={mine} />
        )}
      </Portion>
    </>
  );
}

/** Stakes on proposals that are over do nothing; one press frees them. */
function Freed({ proposals }: { proposals: readonly Proposal[] | undefined }) {
  const account = useAccount();
  const stakes = useMyStakes();
  const over = (proposals ?? []).filter(
    ({ id, status }) => status !== "active" && (stakes?.get(id) ?? 0n) !== 0n,
  );
  if (!account || over.length === 0) return null;
  return (
    <p className="row small">
      {counted(over.length, "stake")} of yours {noun(over.length, "is", "are")} on{" "}
      {noun(over.length, "a proposal that is", "proposals that are")} over.
      <ActButton
        small
        wish={() => ({
          title: "Free stakes",
          summary:
            "Stakes on proposals that are over are taken away, so that the tokens are free and no longer count in what requests need.",
          call: onConviction("release", [account.address as `0x${string}`]),
          done: "The stakes are free.",
        })}
      >
        Free them
      </ActButton>
    </p>
  );
}
