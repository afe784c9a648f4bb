// The button that ends a form: it says what is missing before it does anything.

import type { ReactNode } from "react";
import { useStore } from "../lib/store";
import { accountDialog } from "../shell/accountDialog";
import { useAccount } from "../wallet/hooks";
import { isBusy, transact, transactions, type Wish } from "../wallet/transactions";

/** The button. `missing` says, in a few words, what is still to be done; then it cannot be pressed. */
export function ActButton(props: {
  children: ReactNode;
  missing?: string | null | undefined;
  /** What is wished; nothing where the form does not say it. */
  wish: () => Wish | null;
  onDone?: () => void;
  small?: boolean;
}) {
  const { children, missing, wish, onDone, small } = props;
  const account = useAccount();
  const busy = isBusy(useStore(transactions));
  const size = small ? "small" : "large block";
  if (!account) {
    return (
      <button type="button" className={`button primary ${size}`} onClick={accountDialog.open}>
        {small ? children : "Connect an account"}
      </button>
    );
  }
  const act = async () => {
    const wished = wish();
    if (wished && (await transact(wished))) onDone?.();
  };
  return (
    <button
      type="button"
      className={`button primary ${size}`}
      disabled={Boolean(missing) || busy}
      onClick={act}
    >
      {missing || (busy ? "A transaction is under way" : children)}
    </button>
  );
}
