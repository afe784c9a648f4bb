// Who acts: a button that opens the choice of wallet and account.

import { useState } from "react";
import { symbolOf } from "../api/commons";
import { useStatus } from "../api/hooks";
import { short } from "../lib/amounts";
import { tidy } from "../lib/label";
import { useStore } from "../lib/store";
import { Blocks } from "../ui/Amount";
import { Icon } from "../ui/Icon";
import { useAccount, useHolding } from "../wallet/hooks";
import { session } from "../wallet/session";
import { AccountDialog } from "./AccountDialog";
import { accountDialog } from "./accountDialog";

/** The account that acts, or the way to one. */
export function AccountButton() {
  const [open, setOpen] = useState(false);
  accountDialog.open = () => setOpen(true);
  const { account } = useStore(session);
  return (
    <>
      {account ? (
        <button type="button" className="button account-button" onClick={() => setOpen(true)}>
          <Blocks of={account.address} size={22} />
          <bdi className="account-name">{tidy(account.name, 60)}</bdi>
          <HeldTokens />
        </button>
      ) : (
        <button type="button" className="button primary" onClick={() => setOpen(true)}>
          <Icon name="wallet" size={18} /> Connect
        </button>
      )}
      {open && <AccountDialog onClose={() => setOpen(false)} />}
    </>
  );
}

function HeldTokens() {
  const account = useAccount();
  const { data } = useHolding();
  const deployment = useStatus()?.deployment;
  if (!account || !data || !deployment) return null;
  return (
    <span className="soft small hide-phone">
      {short(data.balance, deployment.decimals)} {symbolOf(deployment.symbol)}
    </span>
  );
}
