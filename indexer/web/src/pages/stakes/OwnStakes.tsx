// One's stakes, on what is open and on what is over.

import { Link } from "@tanstack/react-router";
import { useCommons } from "../../api/hooks";
import { onConviction } from "../../chain/calls";
import { ActButton } from "../../ui/ActButton";
import { Amount } from "../../ui/Amount";
import { Card, Empty, Skeleton } from "../../ui/parts";
import { Text } from "../../ui/Text";
import { type Stake, sizeOf } from "../../votes/draft";
import { useMyStakes, useProposals } from "../../votes/hooks";
import type { Proposal } from "../../votes/model";
import { useAccount } from "../../wallet/hooks";

/** The card. */
export function OwnStakes() {
  const account = useAccount();
  const stakes = useMyStakes();
  const proposals = useProposals().data;
  if (!account) return null;
  if (!stakes || !proposals) return <Skeleton lines={4} />;
  const own = proposals
    .map((proposal) => ({ proposal, stake: stakes.get(proposal.id) ?? 0n }))
    .filter(({ stake }) => stake !== 0n);
  const over = own.filter(({ proposal }) => proposal.status !== "active");
  return (
    <Card
      flush
      title="Where your tokens lie"
      tip="On each proposal you have one stake, for it or against it. Those on what is over count in what requests need until you take them away."
      aside={
        over.length > 0 && (
          <ActButton
            small
            wish={() => ({
              title: "Free stakes",
              summary: "Your stakes on proposals that are over are taken away.",
              call: onConviction("release", [account.address as `0x${string}`]),
              done: "The stakes are free.",
            })}
          >
            Free those that are over
          </ActButton>
        )
      }
    >
      {own.length === 0 ? (
        <Empty icon="proposals" title="You have no stakes">
          Stake for or against a <Link to="/proposals">proposal</Link>.
        </Empty>
      ) : (
        <ul className="own-stakes">
          {own.map(({ proposal, stake }) => (
            <Row key={proposal.id} proposal={proposal} stake={stake} />
          ))}
        </ul>
      )}
    </Card>
  );
}

function Row({ proposal, stake }: { proposal: Proposal; stake: Stake }) {
  const { token } = useCommons();
  return (
    <li>
      <span className="row tight">
        <span className={`badge ${stake < 0n ? "bad" : "good"}`}>
          {stake < 0n ? "against" : "for"}
        </span>
        <Link to="/proposals/$id" params={{ id: String(proposal.id) }}>
          <Text of={proposal.title} />
        </Link>
        {proposal.status !== "active" && <span className="soft small">over</span>}
      </span>
      <Amount of={sizeOf(stake)} unit={token} />
    </li>
  );
}
