// The account and what it has, for components.

import { useQuery } from "@tanstack/react-query";
import { useStatus } from "../api/hooks";
import { useStore } from "../lib/store";
import { type Account, getChain, loadChain, session } from "./session";

/** The account that acts; null while there is none. */
export const useAccount = (): Account | null => useStore(session).account;

/** What an account holds of the token, in base units. */
export interface Holding {
  readonly balance: bigint;
  /** What can be moved, redeemed and burnt now. */
  readonly free: bigint;
  readonly staked: bigint;
  readonly vesting: bigint;
  /** What was paid for tokens in the hatch, and how many came of it. */
  readonly contributed: bigint;
  readonly granted: bigint;
}

/** The height that the chain's answers are asked anew for: the indexer's last act or block. */
function useHeight(): number {
  return useStatus()?.finalized_height ?? 0;
}

/** The account's money and whether it is mapped. */
export function useFunds() {
  const account = useAccount();
  const height = useHeight();
  return useQuery({
    queryKey: ["chain", "funds", account?.ss58, height],
    queryFn: async () => {
      if (!account) throw new Error("no account");
      const [{ fundsOf }, chain] = await Promise.all([loadChain(), getChain()]);
      return fundsOf(chain, account.ss58, account.address);
    },
    enabled: account !== null,
    placeholderData: (before, query) => (query?.queryKey[2] === account?.ss58 ? before : undefined),
    retry: 1,
  });
}

/** What the account holds of the token. */
export function useHolding() {
  const account = useAccount();
  const deployment = useStatus()?.deployment;
  const height = useHeight();
  return useQuery<Holding>({
    queryKey: ["chain", "holding", account?.address, height],
    queryFn: async () => {
      if (!account || !deployment) throw new Error("no account");
      const [{ ask }, chain] = await Promise.all([loadChain(), getChain()]);
      const who = [account.address as `0x${string}`] as const;
      const [balance, free, staked, [contributed, granted, vesting]] = await Promise.all([
        ask(chain, deployment, "commons", "balanceOf", who),
        ask(chain, deployment, "commons", "transferable", who),
        ask(chain, deployment, "commons", "stakedOf", who),
        ask(chain, deployment, "commons", "vestingOf", who),
      ]);
      return { balance, free, staked, vesting, contributed, granted };
    },
    enabled: account !== null && deployment !== undefined,
    placeholderData: (before, query) =>
      query?.queryKey[2] === account?.address ? before : undefined,
    retry: 1,
  });
}
