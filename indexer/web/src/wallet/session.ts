// Who acts on this page: the account that was chosen, from which wallet. The choice is remembered;
// keys never are, they stay in the wallet.

import type { Actor } from "../chain";
import type { Chain } from "../chain/connection";
import { createStore } from "../lib/store";
import type { KeyKind } from "./inject";

/** An account of a wallet. */
export interface Account extends Actor {
  /** The wallet's id, or `demo`. */
  readonly wallet: string;
  readonly name: string;
  /** What kind of key it has; null where the wallet does not say. */
  readonly key: KeyKind | null;
  /** Whether its wallet signs texts, as a receipt takes it. */
  readonly signsTexts: boolean;
}

/** A wallet that was opened, with the accounts that it shows this page. */
export interface OpenWallet {
  readonly id: string;
  readonly accounts: readonly Account[];
  /** How many Ethereum accounts it has besides, which cannot act here. */
  readonly ethereum: number;
}

interface Session {
  readonly account: Account | null;
  readonly open: OpenWallet | null;
}

const KEY = "weir.account";

/** The session of this page. */
export const session = createStore<Session>({ account: null, open: null });

/** Where the chain is; told once by the shell. */
let where: { node: string | null; genesis: string } = { node: null, genesis: "" };

/** Says which node serves which chain. */
export function setChain(node: string | null, genesis: string): void {
  where = { node, genesis };
}

/** All that needs a node; loaded once. */
export const loadChain = () => import("../chain");

/** The chain, connected when it is first wanted. */
export async function getChain(): Promise<Chain> {
  const { connect, NoNode } = await loadChain();
  if (!where.node) throw new NoNode();
  return connect(where.node, where.genesis);
}

/** Names of wallets by the id that they inject. */
const NAMES: Record<string, string> = {
  "polkadot-js": "Polkadot.js",
  talisman: "Talisman",
  "subwallet-js": "SubWallet",
  "nova wallet": "Nova",
  polkagate: "PolkaGate",
  "fearless-wallet": "Fearless",
};

/** A wallet's name. */
export function walletName(id: string): string {
  // Nova's browser takes the place of Polkadot.js, so that every page knows it.
  const { walletExtension } = window as { walletExtension?: { isNovaWallet?: boolean } };
  if (id === "polkadot-js" && walletExtension?.isNovaWallet) return "Nova";
  return NAMES[id.toLowerCase()] ?? id;
}

/** Ids of the wallets that are there. */
export function injectedWallets(): string[] {
  const injected = (window as { injectedWeb3?: Record<string, unknown> }).injectedWeb3 ?? {};
  return Object.keys(injected);
}

/** Asks a wallet for its accounts; it may ask its owner first. */
export async function openWallet(id: string): Promise<OpenWallet> {
  const [{ enable }, { addressOf }] = await Promise.all([import("./inject"), loadChain()]);
  const shown = await enable(id, walletName(id));
  const accounts = shown.accounts.map(({ name, ss58, signer, key, signsTexts }) => ({
    wallet: id,
    name,
    ss58,
    address: addressOf(signer.publicKey),
    signer,
    key,
    signsTexts,
  }));
  const open = { id, accounts, ethereum: shown.ethereum };
  session.set({ ...session.get(), open });
  return open;
}

/** The development chain's known accounts. */
export async function openDemo(): Promise<OpenWallet> {
  const [{ demoAccounts }, chain] = await Promise.all([loadChain(), getChain()]);
  const accounts = demoAccounts(chain).map((account) => ({
    ...account,
    wallet: "demo",
    key: "sr25519" as const,
    signsTexts: true,
  }));
  const open = { id: "demo", accounts, ethereum: 0 };
  session.set({ ...session.get(), open });
  return open;
}

/** Acts as this account from now on, also after the page is opened again. */
export function choose(account: Account): void {
  session.set({ ...session.get(), account });
  remember({ wallet: account.wallet, ss58: account.ss58 });
}

/** Acts as nobody. */
export function leave(): void {
  session.set({ account: null, open: null });
  remember(null);
}

/** Takes up the choice of the last visit, if its wallet is still there. */
export async function resume(): Promise<void> {
  const last = remembered();
  if (!last) return;
  // Wallets inject themselves a little after the page.
  for (let tries = 0; tries < 20 && last.wallet !== "demo"; tries += 1) {
    if (injectedWallets().includes(last.wallet)) break;
    await new Promise((done) => setTimeout(done, 100));
  }
  if (last.wallet !== "demo" && !injectedWallets().includes(last.wallet)) return;
  const { accounts } = last.wallet === "demo" ? await openDemo() : await openWallet(last.wallet);
  const account = accounts.find(({ ss58 }) => ss58 === last.ss58);
  if (account) choose(account);
}

interface Remembered {
  readonly wallet: string;
  readonly ss58: string;
}

function remember(choice: Remembered | null): void {
  try {
    if (choice) localStorage.setItem(KEY, JSON.stringify(choice));
    else localStorage.removeItem(KEY);
  } catch {
    // Without storage the choice lasts as long as the page.
  }
}

function remembered(): Remembered | null {
  try {
    return JSON.parse(localStorage.getItem(KEY) ?? "null");
  } catch {
    return null;
  }
}
