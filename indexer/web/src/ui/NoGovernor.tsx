// A Commons whose owner has not named the vote takes no money yet.

import { useRows } from "../api/hooks";
import { Notice } from "./parts";

/**
 * The account that decides about the funding pool and the stakes; null where there is none yet,
 * undefined while that is not known.
 */
export function useGovernor(): string | null | undefined {
  const page = useRows<{ governor: string }>("governors", { limit: 1 }).data;
  return page && (page.rows[0]?.governor ?? null);
}

/** Why nothing can be paid in; nothing where there is a vote. */
export function NoGovernor() {
  if (useGovernor() !== null) return null;
  return (
    <Notice tone="warn">
      This Commons takes no money yet: its owner has not named the contract that decides about it.
      The rules of the vote have to be there before anybody pays in.
    </Notice>
  );
}
