// Choosing a wallet and an account of it; on a development chain also the known accounts.

import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useStatus } from "../api/hooks";
import { shortHex } from "../lib/address";
import { useStore } from "../lib/store";
import { Blocks, Copy } from "../ui/Amount";
import { Dialog } from "../ui/Dialog";
import { Notice, Skeleton } from "../ui/parts";
import {
  choose,
  getChain,
  injectedWallets,
  leave,
  type OpenWallet,
  openDemo,
  openWallet,
  session,
  walletName,
} from "../wallet/session";
import { Balances } from "./Balances";
import { nodeUrl } from "./node";

/** The dialog. */
export function AccountDialog({ onClose }: { onClose: () => void }) {
  const { account, open } = useStore(session);
  const [other, setOther] = useState(account === null);
  if (account && !other) {
    return (
      <Dialog title={account.name} onClose={onClose}>
        <div className="stack">
          <Identity ss58={account.ss58} address={account.address} />
          <Balances />
          <div className="row">
            <button type="button" className="button" onClick={() => setOther(true)}>
              Another account
            </button>
            <button type="button" className="button plain" onClick={leave}>
              Disconnect
            </button>
          </div>
        </div>
      </Dialog>
    );
  }
  return (
    <Dialog title="Connect an account" onClose={onClose}>
      <div className="stack">
        {nodeUrl() ? (
          <Wallets />
        ) : (
          <Notice tone="warn">
            This page was set up without a node: it shows everything, but nothing can be signed
            here.
          </Notice>
        )}
        {open && <Accounts of={open} onChosen={onClose} />}
      </div>
    </Dialog>
  );
}

function Accounts({ of: open, onChosen }: { of: OpenWallet; onChosen: () => void }) {
  const name = open.id === "demo" ? "this chain" : walletName(open.id);
  return (
    <>
      {open.accounts.length > 0 && (
        <>
          <h3>Accounts of {name}</h3>
          <ul className="stack tight">
            {open.accounts.map((one) => (
              <li key={one.ss58}>
                <button
                  type="button"
                  className="button block choice"
                  onClick={() => {
                    choose(one);
                    onChosen();
                  }}
                >
                  <Blocks of={one.address} size={26} />
                  <span>
                    {one.name}
                    <small className="soft">{shortHex(one.ss58, 6)}</small>
                  </span>
                </button>
              </li>
            ))}
          </ul>
        </>
      )}
      {open.ethereum > 0 && (
        <Notice {...(open.accounts.length === 0 && { tone: "warn" })}>
          {open.ethereum === 1 ? "An Ethereum account" : `${open.ethereum} Ethereum accounts`} of{" "}
          {name} cannot be used here: this page signs the chain’s own transactions.
          {open.accounts.length === 0 && " Make a Polkadot account in the wallet, and allow it."}
        </Notice>
      )}
      {open.accounts.length === 0 && open.ethereum === 0 && (
        <Notice tone="warn">
          {name} shows this page no account. Allow one in the wallet’s settings for this site, or
          make one there.
        </Notice>
      )}
    </>
  );
}

function Identity({ ss58, address }: { ss58: string; address: string }) {
  return (
    <dl className="facts">
      <dt>Account</dt>
      <dd className="nowrap">
        <code title={ss58}>{shortHex(ss58, 6)}</code>
        <Copy text={ss58} what="the account" />
      </dd>
      <dt>Address in contracts</dt>
      <dd className="nowrap">
        <code title={address}>{shortHex(address, 6)}</code>
        <Copy text={address} what="the address" />
      </dd>
    </dl>
  );
}

function Wallets() {
  const [problem, setProblem] = useState<string | null>(null);
  const [busy, setBusy] = useState<string | null>(null);
  const genesis = useStatus()?.deployment.genesis_hash;
  const chain = useQuery({
    queryKey: ["chain", "connection", genesis],
    queryFn: getChain,
    retry: false,
    refetchOnMount: (query) => query.state.status === "error",
  });
  const wallets = injectedWallets();
  const attempt = async (id: string, work: () => Promise<unknown>) => {
    setBusy(id);
    setProblem(null);
    try {
      await work();
    } catch (error) {
      setProblem(error instanceof Error ? error.message : String(error));
    } finally {
      setBusy(null);
    }
  };
  return (
    <>
      {wallets.length > 0 ? (
        <div className="stack tight">
          {wallets.map((id) => (
            <button
              key={id}
              type="button"
              className="button block"
              disabled={busy !== null}
              onClick={() => attempt(id, () => openWallet(id))}
            >
              {walletName(id)}
            </button>
          ))}
        </div>
      ) : (
        <Notice>
          No wallet is there. Talisman, SubWallet, Nova and Polkadot.js work with this page: install
          one, then load the page again. On a phone, open this page in the wallet’s own browser.
        </Notice>
      )}
      {busy && busy !== "demo" && (
        <p className="soft small" role="status">
          {walletName(busy)} asks in its own window whether this page may see your accounts.
        </p>
      )}
      {chain.isPending && <Skeleton lines={1} />}
      {chain.error && <Notice tone="bad">{chain.error.message}</Notice>}
      {chain.data?.isDevelopment && (
        <button
          type="button"
          className="button block"
          disabled={busy !== null}
          onClick={() => attempt("demo", openDemo)}
        >
          Demo accounts of {chain.data.name}
        </button>
      )}
      {problem && <Notice tone="bad">{problem}</Notice>}
    </>
  );
}
