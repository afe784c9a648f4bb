// Grants with their titles, and what of them stays granted.

import { useMemo } from "react";
import { useAllRows } from "../../api/hooks";
import type { GrantRow, ProposalRow, RevocationRow } from "../../api/votes";
import type { Granted } from "./money";

/** All grants; undefined while they are loading. */
export function useGranted(): readonly Granted[] | undefined {
  const grants = useAllRows<GrantRow>("grants").data;
  const revocations = useAllRows<RevocationRow>("revocations").data;
  const proposals = useAllRows<ProposalRow>("proposals").data;
  return useMemo(() => {
    if (!grants || !revocations || !proposals) return undefined;
    const titles = new Map(proposals.map(({ proposal, title }) => [proposal, title]));
    const returned = new Map(revocations.map((row) => [row.grant_id, BigInt(row.returned)]));
    return grants.map(({ grant_id: id, proposal, amount }) => ({
      id,
      title: titles.get(proposal) || `Grant ${id}`,
      amount: BigInt(amount) - (returned.get(id) ?? 0n),
    }));
  }, [grants, revocations, proposals]);
}
