// Wallets as they inject themselves into pages: more of them than follow the rules to the letter.
// Some list accounts without the kind of their key, some cannot sign texts, some answer late.

import { AccountId, type PolkadotSigner } from "polkadot-api";
import { getPolkadotSignerFromPjs, type SignPayload, type SignRaw } from "polkadot-api/pjs-signer";

/** The kinds of keys that sign the chain's own transactions. */
const KINDS = ["sr25519", "ed25519", "ecdsa"] as const;

/** The kind of a key. */
export type KeyKind = (typeof KINDS)[number];

/** An account of a wallet. */
export interface Injected {
  readonly name: string;
  readonly ss58: string;
  readonly signer: PolkadotSigner;
  /** Null where the wallet does not say. */
  readonly key: KeyKind | null;
  readonly signsTexts: boolean;
}

/** What a wallet shows a page. */
export interface Shown {
  readonly accounts: readonly Injected[];
  /** How many Ethereum accounts it has besides, which cannot sign the chain's own transactions. */
  readonly ethereum: number;
}

/** A wallet did not let this page in, or shows what nothing can be done with. */
export class WalletClosed extends Error {
  constructor(words: string) {
    super(words);
    this.name = "WalletClosed";
  }
}

/** What a wallet puts into a page; nothing of it is certain. */
interface Provider {
  readonly enable?: (origin: string) => Promise<{
    readonly accounts?: { readonly get?: () => Promise<unknown> };
    readonly signer?: { readonly signPayload?: SignPayload; readonly signRaw?: SignRaw };
  }>;
}

/** Opens a wallet by the id that it injects; `name` is what people call it. */
export async function enable(id: string, name: string): Promise<Shown> {
  const all = (globalThis as { injectedWeb3?: Record<string, Provider | undefined> }).injectedWeb3;
  const provider = all?.[id];
  if (!provider?.enable)
    throw new WalletClosed(`${name} is not in this page any more: load it again.`);
  const closed = (error: unknown) => {
    const said = error instanceof Error ? error.message : String(error);
    return new WalletClosed(
      `${name} did not open for this page: “${said}”. Allow this page in the wallet’s settings, and choose it here again.`,
    );
  };
  const opened = await provider.enable("Weir").catch((error) => {
    throw closed(error);
  });
  const { signer } = opened;
  // Bound: some wallets keep what they need in the object.
  const signPayload = signer?.signPayload?.bind(signer);
  const signRaw = signer?.signRaw?.bind(signer);
  if (!signPayload) {
    throw new WalletClosed(`${name} shows accounts and signs nothing: choose another wallet.`);
  }
  const listed = await opened.accounts?.get?.().catch((error: unknown) => {
    throw closed(error);
  });
  const entries = Array.isArray(listed) ? listed.flatMap(entryOf) : [];
  const accounts = entries.flatMap((entry) => accountOf(entry, signPayload, signRaw));
  const keys = accounts.map(({ ss58 }) => ss58);
  return {
    // One that is listed twice is one account.
    accounts: accounts.filter(({ ss58 }, at) => keys.indexOf(ss58) === at),
    ethereum: entries.filter(isEthereum).length,
  };
}

interface Entry {
  readonly address: string;
  readonly name: string;
  readonly type: string;
}

function entryOf(listed: unknown): Entry[] {
  const { address, name, type } = (listed ?? {}) as Record<string, unknown>;
  if (typeof address !== "string") return [];
  const text = (value: unknown) => (typeof value === "string" ? value.trim() : "");
  return [{ address, name: text(name) || "Account", type: text(type).toLowerCase() }];
}

const isEthereum = ({ address, type }: Entry): boolean =>
  type === "ethereum" || /^0x[0-9a-f]{40}$/i.test(address);

function accountOf(
  entry: Entry,
  signPayload: SignPayload,
  signRaw: SignRaw | undefined,
): Injected[] {
  if (isEthereum(entry)) return [];
  // A key that is written as such is of the same account.
  const ss58 = /^0x[0-9a-f]{64}$/i.test(entry.address)
    ? AccountId().dec(entry.address)
    : entry.address;
  try {
    const signer = getPolkadotSignerFromPjs(ss58, signPayload, signRaw ?? cannot);
    const key = KINDS.find((kind) => kind === entry.type) ?? null;
    return [{ name: entry.name, ss58, signer, key, signsTexts: signRaw !== undefined }];
  } catch {
    // What is no address at all belongs to no account.
    return [];
  }
}

const cannot: SignRaw = async () => {
  throw new Error("This wallet signs transactions only, and no texts.");
};
