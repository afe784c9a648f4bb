// What is around every page.

import { Link, Outlet, useRouterState } from "@tanstack/react-router";
import { useEffect, useRef } from "react";
import { nameOf, symbolOf } from "../api/commons";
import { useStatus } from "../api/hooks";
import { Skeleton } from "../ui/parts";
import { resume, setChain } from "../wallet/session";
import { AccountButton } from "./AccountButton";
import { Live, LiveNotice } from "./Live";
import { BottomNav, SideNav } from "./Nav";
import { nodeUrl } from "./node";
import { PhaseNotice } from "./PhaseNotice";
import { ThemeButton } from "./ThemeButton";
import { TransactionView } from "./TransactionView";
import "./shell.css";

/** The frame: navigation, how up to date the page is, the account, and the page itself. */
export function Shell() {
  const status = useStatus();
  const deployment = status?.deployment;
  const main = useRef<HTMLElement>(null);
  const path = useRouterState({ select: (state) => state.location.pathname });
  const shown = useRef(path);

  const name = deployment && nameOf(deployment);
  const symbol = deployment && symbolOf(deployment.symbol);
  const title = deployment && `${name} (${symbol})`;
  const genesis = deployment?.genesis_hash;

  useEffect(() => {
    if (title) document.title = title;
  }, [title]);

  useEffect(() => {
    if (!genesis) return;
    setChain(nodeUrl(), genesis);
    // A wallet that is gone, or a node that does not answer, shows when somebody wants to act.
    resume().catch(() => {});
  }, [genesis]);

  useEffect(() => {
    // Whoever goes by keyboard or listens starts at the page, not at the link that led there.
    if (shown.current !== path) main.current?.focus({ preventScroll: true });
    shown.current = path;
  }, [path]);

  return (
    <div className="shell">
      <button type="button" className="skip" onClick={() => main.current?.focus()}>
        Skip to the page
      </button>
      <aside className="side">
        <Link to="/" className="brand">
          <img src="icon.svg" alt="" width="38" height="38" />
          <span>
            <strong>{name ?? "Weir"}</strong>
            <small>{symbol ? `${symbol}, a Commons` : "A Commons"}</small>
          </span>
        </Link>
        <SideNav />
        <div className="side-foot">
          <Live />
          <ThemeButton />
        </div>
      </aside>
      <div className="body">
        <header className="topbar">
          <Link to="/" className="brand phone-only">
            <img src="icon.svg" alt="" width="32" height="32" />
            <strong>{symbol ?? "Weir"}</strong>
          </Link>
          <div className="phone-only">
            <Live />
          </div>
          <AccountButton />
        </header>
        <main id="main" ref={main} tabIndex={-1}>
          <LiveNotice />
          {status && <PhaseNotice />}
          {status ? <Outlet /> : <Skeleton lines={6} height="2.4rem" />}
        </main>
        <footer className="foot">
          Only final blocks are shown. <Link to="/data">Data and API</Link>
          {status && <> · Weir {status.version}</>}
        </footer>
      </div>
      <BottomNav />
      <TransactionView />
    </div>
  );
}
