// Votes, for components.

import { useMemo } from "react";
import { useAllRows, useApi, useCommons, useRows } from "../api/hooks";
import type { ProposalRow, StakeRow, VoteRow } from "../api/votes";
import { useAccount } from "../wallet/hooks";
import { type Proposal, proposalOf, type Vote, voteOf } from "./model";

/** The vote at the cursor; undefined while it is loading. */
export function useVote(): Vote | undefined {
  const terms = useCommons().deployment.vote;
  const row = useRows<VoteRow>("vote").data?.rows[0];
  return useMemo(() => (row ? voteOf(row, terms) : undefined), [row, terms]);
}

/** All proposals, the newest first. */
export function useProposals() {
  const query = useAllRows<ProposalRow>("proposals");
  const { data } = query;
  const proposals = useMemo(() => data?.map(proposalOf), [data]);
  return { ...query, data: proposals };
}

/** One proposal. */
export function useProposal(id: number) {
  const query = useApi<ProposalRow>(`/v1/proposals/${id}`);
  const { data } = query;
  const proposal: Proposal | undefined = useMemo(
    () => (data ? proposalOf(data) : undefined),
    [data],
  );
  return { ...query, data: proposal };
}

/** The account's stakes by proposal, those on proposals that are over included. */
export function useMyStakes(): ReadonlyMap<number, bigint> | undefined {
  const account = useAccount();
  const rows = useAllRows<StakeRow>(
    "stakes_now",
    { account: account?.address },
    account !== null,
  ).data;
  return useMemo(
    () =>
      account && rows
        ? new Map(rows.map(({ proposal, stake }) => [proposal, BigInt(stake)]))
        : undefined,
    [account, rows],
  );
}
