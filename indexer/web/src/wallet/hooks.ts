// The account and what it has, for components.

import { useQuery } from "@tanstack/react-query";
import { useCommons, useStatus } from "../api/hooks";
import type { Call } from "../chain/calls";
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
  /** When the staked tokens are free that it asked for without the vote, in seconds; 0: it did not ask. */
  readonly freeAt: number;
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
      const [balance, free, staked, [contributed, granted, vesting], freeAt] = await Promise.all([
        ask(chain, deployment, "commons", "balanceOf", who),
        ask(chain, deployment, "commons", "transferable", who),
        ask(chain, deployment, "commons", "stakedOf", who),
        ask(chain, deployment, "commons", "vestingOf", who),
        ask(chain, deployment, "commons", "unlockOf", who),
      ]);
      return { balance, free, staked, vesting, contributed, granted, freeAt: Number(freeAt) };
    },
    enabled: account !== null && deployment !== undefined,
    placeholderData: (before, query) =>
      query?.queryKey[2] === account?.address ? before : undefined,
    retry: 1,
  });
}

/** What the account has of the ERC-20 currency, in base units; asked for only where there is one. */
export function useCurrency() {
  const account = useAccount();
  const deployment = useStatus()?.deployment;
  const height = useHeight();
  return useQuery({
    queryKey: ["chain", "currency", account?.address, height],
    queryFn: async () => {
      if (!account || !deployment) throw new Error("no account");
      const [{ ask }, chain] = await Promise.all([loadChain(), getChain()]);
      const who = [account.address as `0x${string}`] as const;
      return ask(chain, deployment, "currency", "balanceOf", who);
    },
    enabled: account !== null && Boolean(deployment?.currency_address),
    placeholderData: (before, query) =>
      query?.queryKey[2] === account?.address ? before : undefined,
    retry: 1,
  });
}

/**
 * Money that arrived at the Commons without a message, in base units: what a dry run of `credit` would
 * put into the pool, so by the contract's own reckoning. 0 where there is none, null where none can be
 * credited now.
 */
export function useUncredited(): bigint | null | undefined {
  const account = useAccount();
  const deployment = useStatus()?.deployment;
  const height = useHeight();
  return useQuery({
    queryKey: ["chain", "uncredited", deployment?.commons, height],
    queryFn: async () => {
      if (!deployment) throw new Error("no deployment");
      const [{ ask, Refused }, chain] = await Promise.all([loadChain(), getChain()]);
      try {
        return await ask(chain, deployment, "commons", "credit", []);
      } catch (error) {
        if (!(error instanceof Refused)) throw error;
        return error.reason === "NothingDue" ? 0n : null;
      }
    },
    // Only who could credit it is shown it: who only reads loads nothing of the chain.
    enabled: account !== null && deployment !== undefined,
    retry: 1,
  }).data;
}

/** How long an estimate of fees is good for, in milliseconds. */
const FEE_LASTS = 60_000;

/**
 * What a call takes of the chain's money besides what it pays: fee and storage deposit, in base
 * units. Undefined while it is not known, or where the call would be refused.
 */
export function useCost(call: Call | null): bigint | undefined {
  const account = useAccount();
  const deployment = useStatus()?.deployment;
  return useQuery({
    // The amounts in it change next to nothing.
    queryKey: ["chain", "cost", account?.ss58, call?.contract, call?.message],
    queryFn: async () => {
      if (!account || !deployment || !call) throw new Error("no account");
      const [{ estimate }, chain] = await Promise.all([loadChain(), getChain()]);
      return estimate(chain, deployment, account, call);
    },
    enabled: account !== null && deployment !== undefined && call !== null,
    staleTime: FEE_LASTS,
    retry: false,
  }).data;
}

/** What the account can pay into the Commons. */
export interface Purse {
  /** What it has of the money that the Commons takes; undefined while it is not known. */
  readonly has: bigint | undefined;
  /** What it can give of that at most: of the chain's own money fees are paid too. */
  readonly most: bigint | undefined;
  /** What has to stay for fee and deposit; nothing where the money is not the chain's own. */
  readonly cost: bigint;
}

/** The account's money that the Commons takes. `sample` makes a call that pays so much. */
export function usePurse(sample: (amount: bigint) => Call): Purse {
  const { deployment, money } = useCommons();
  const native = deployment.currency_address === null;
  const funds = useFunds().data;
  const currency = useCurrency().data;
  const spendable = native ? funds?.spendable : undefined;
  // What fits into the chain's own units.
  const finer = money.decimals - (deployment.native_decimals ?? NATIVE_DECIMALS);
  const unit = native ? 10n ** BigInt(finer) : 1n;
  const floor = (amount: bigint) => amount - (amount % unit);
  const half = spendable === undefined ? 0n : floor(spendable / 2n);
  const estimated = useCost(half > 0n ? sample(half) : null);
  if (!native) return { has: currency, most: currency, cost: 0n };
  if (spendable === undefined) return { has: undefined, most: undefined, cost: 0n };
  // Prices of blocks rise and fall a little while somebody types.
  const cost = estimated === undefined ? USUAL_COST : estimated + estimated / 10n;
  return { has: spendable, most: spendable > cost ? floor(spendable - cost) : 0n, cost };
}

/** Decimals of the chain's own money outside of contracts, where the indexer does not say. */
const NATIVE_DECIMALS = 10;
/** What to keep for fees where they cannot be estimated: enough for some transactions. */
const USUAL_COST = 10n ** 17n;
