// Votes, for components.

import { useMemo } from "react";
import { useAllRows, useApi, useCommons, useRows } from "../api/hooks";
import type { GrantRow, ProposalRow, StakeRow, VoteRow } from "../api/votes";
import { useAccount } from "../wallet/hooks";
import type { Stake } from "./draft";
import { countedOf, type Held, heldAt } from "./held";
import { type Proposal, proposalOf, type Vote, voteOf } from "./model";

/** The vote at the cursor; undefined while it is loading. */
export function useVote(): Vote | undefined {
  const { terms } = useCommons();
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

/** What holds a proposal up, apart from the vote, at a second. */
export function useHeld(proposal: Proposal, vote: Vote, at: number): readonly Held[] {
  const commons = useCommons();
  // Only where recent grants forbid it they are asked for; the newest come first.
  const asked = proposal.recentlyGranted !== null;
  const rows = useRows<GrantRow>("grants", { limit: 500 }, false, asked).data?.rows;
  return useMemo(
    () => heldAt(proposal, vote, commons, rows ? countedOf(rows) : null, at),
    [proposal, vote, commons, rows, at],
  );
}

/** The account's stakes by proposal, those against below zero; those on what is over included. */
export function useMyStakes(): ReadonlyMap<number, Stake> | undefined {
  const account = useAccount();
  const rows = useAllRows<StakeRow>(
    "stakes_now",
    { account: account?.address },
    account !== null,
  ).data;
  return useMemo(() => (account && rows ? stakesOf(rows) : undefined), [account, rows]);
}

const stakesOf = (rows: readonly StakeRow[]): ReadonlyMap<number, Stake> =>
  new Map(
    rows.map(({ proposal, stake, against }) => [
      proposal,
      against ? -BigInt(stake) : BigInt(stake),
    ]),
  );
