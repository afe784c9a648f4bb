// Grants with their titles, and what of them stays granted.

import { useMemo } from "react";
import { useAllRows } from "../../api/hooks";
import type { GrantRow, ProposalRow } from "../../api/votes";
import { titled } from "../../lib/label";
import type { Granted } from "./money";

/** All grants; undefined while they are loading. */
export function useGranted(): readonly Granted[] | undefined {
  const grants = useAllRows<GrantRow>("grants").data;
  const proposals = useAllRows<ProposalRow>("proposals").data;
  return useMemo(() => {
    if (!grants || !proposals) return undefined;
    const titles = new Map(proposals.map(({ proposal, title }) => [proposal, title]));
    return grants.map(({ grant_id: id, proposal, amount, returned }) => ({
      id,
      title: titled("Grant", id, titles.get(proposal)),
      amount: BigInt(amount) - BigInt(returned ?? 0),
    }));
  }, [grants, proposals]);
}
