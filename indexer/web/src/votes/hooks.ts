// Votes, for components.

import { useMemo } from "react";
import { query } from "../api/client";
import { useAllRows, useApi, useCommons, useRows } from "../api/hooks";
import type { Page } from "../api/types";
import type { GrantRow, ProposalRow, StakeRow, VoteRow } from "../api/votes";
import { useAccount } from "../wallet/hooks";
import { type Held, heldAt } from "./held";
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

/** One proposal; none for a number that there cannot be. */
export function useProposal(id: number | null) {
  const query = useApi<ProposalRow>(id === null ? null : `/v1/proposals/${id}`);
  const { data } = query;
  const proposal: Proposal | undefined = useMemo(
    () => (data ? proposalOf(data) : undefined),
    [data],
  );
  return { ...query, data: proposal };
}

/** What holds a proposal up, apart from the vote, at a second; null where nothing does. */
export function useHeld(proposal: Proposal, vote: Vote, at: number): Held | null {
  const { beneficiary, recentlyGranted } = proposal;
  const asked = recentlyGranted !== null && beneficiary !== null;
  const path = `/v1/grants${query({ account: beneficiary, limit: 1 })}`;
  const last = useApi<Page<GrantRow>>(asked ? path : null).data?.rows[0];
  const granted = asked && last ? Number(last.start) : null;
  return useMemo(() => heldAt(proposal, vote, granted, at), [proposal, vote, granted, at]);
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
