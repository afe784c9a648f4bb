// The states of a transaction, as steps: what was done, what is awaited, and what went wrong.

import { Link } from "@tanstack/react-router";
import { shortHex } from "../lib/address";
import { useStore } from "../lib/store";
import { Copy } from "../ui/Amount";
import { Dialog } from "../ui/Dialog";
import { Icon } from "../ui/Icon";
import { Notice } from "../ui/parts";
import {
  forget,
  isOver,
  type Progress,
  show,
  type Transaction,
  transactions,
} from "../wallet/transactions";
import "./transaction.css";

type Named = readonly [name: string, note: string];

/** What has to be signed before the call in some cases. */
const BEFORE = {
  mapping: ["Account registered", "so that contracts know it; sign this first"],
  approval: ["Approved", "so that the Commons can take the amount; sign this first"],
} as const;

/** Which step a state is in; those before it are done. */
function stepOf({ progress, before }: Transaction): number {
  switch (progress.at) {
    case "checking":
      return 0;
    case "signing":
    case "sent":
    case "included":
    case "lost":
      if (progress.what !== "call") return 1 + before.indexOf(progress.what);
      return before.length + { signing: 1, sent: 2, lost: 2, included: 3 }[progress.at];
    case "final":
      return before.length + 4;
    case "indexed":
      return before.length + 5;
    case "failed":
      return -1;
  }
}

function stepsOf({ progress, before }: Transaction): Named[] {
  const block =
    "block" in progress && "what" in progress && progress.what !== "call"
      ? ""
      : "block" in progress
        ? `block ${progress.block.toLocaleString("en")}`
        : "";
  return [
    ["Tried", "the contract would accept it"],
    ...before.flatMap((step) => (step === "call" ? [] : [BEFORE[step]])),
    ["Signed", "in your wallet"],
    ["Sent", "waiting for a block"],
    ["Final", block || "can no longer be undone"],
    ["Indexed", "on this page and in the database"],
  ];
}

const endOf = ({ at }: Progress): string =>
  ({ failed: ": failed", indexed: ": done", lost: ": not heard of" })[at as string] ?? "…";

/** The dialog of a transaction; closed, a pill at the edge of the page. */
export function TransactionView() {
  const all = useStore(transactions);
  const open = all.find(({ shown }) => shown);
  const closed = all.filter(({ shown }) => !shown);
  return (
    <>
      {closed.length > 0 && (
        <div className="pills">
          {closed.map(({ id, wish, progress }) => (
            <button key={id} type="button" className="pill" onClick={() => show(id, true)}>
              {!isOver(progress) && <i className="spinner" aria-hidden="true" />}
              {wish.title}
              {endOf(progress)}
            </button>
          ))}
        </div>
      )}
      {open && <TransactionDialog transaction={open} />}
    </>
  );
}

function TransactionDialog({ transaction }: { transaction: Transaction }) {
  const { id, wish, account, progress, leave } = transaction;
  // Another one may begin once this is final; people want to know of this until it is indexed.
  const over = isOver(progress);
  const close = () => (over ? forget(id) : show(id, false));
  const hash = "hash" in progress ? progress.hash : null;
  return (
    <Dialog title={wish.title} onClose={close}>
      <div className="stack">
        <p className="soft">{wish.summary}</p>
        {progress.at === "failed" && (
          <Notice tone="bad">
            <strong>It was not done.</strong> {progress.problem}
          </Notice>
        )}
        {progress.at === "lost" && <Lost transaction={transaction} />}
        {progress.at === "signing" && progress.again && (
          <Notice>
            Another transaction of your account came first, so that this one was not taken. It needs
            another signature.
          </Notice>
        )}
        {progress.at !== "failed" && progress.at !== "lost" && <Steps transaction={transaction} />}
        {progress.at === "indexed" && <Notice tone="good">{wish.done}</Notice>}
        {hash && (
          <p className="small row tight">
            <span className="soft">Transaction</span> <code title={hash}>{shortHex(hash, 8)}</code>
            <Copy text={hash} what="the transaction’s hash" />
          </p>
        )}
        <div className="row apart">
          {hash && progress.at !== "failed" ? (
            <Link to="/explorer" search={{ account }} onClick={close} className="small">
              See it in the explorer
            </Link>
          ) : progress.at === "signing" ? (
            <button type="button" className="button plain" onClick={leave}>
              Do not sign it
            </button>
          ) : (
            <span />
          )}
          <button type="button" className={`button ${over ? "primary" : ""}`} onClick={close}>
            {over ? "Close" : "Go on in the background"}
          </button>
        </div>
      </div>
    </Dialog>
  );
}

function Lost({ transaction: { progress } }: { transaction: Transaction }) {
  if (progress.at !== "lost") return null;
  return (
    <Notice tone="warn">
      <p>
        <strong>It was sent, and it is not known yet what became of it.</strong>{" "}
        {progress.why === "broken"
          ? "The connection to the node broke."
          : "Nothing was heard of it for a minute."}{" "}
        It may be in a block already, or come into one within some minutes.
      </p>
      <p>
        This page looks for it as soon as the node answers, and says here what it finds. Before you
        do the same once more, wait for that, or look in the explorer: it could be done twice.
      </p>
    </Notice>
  );
}

function Steps({ transaction }: { transaction: Transaction }) {
  const now = stepOf(transaction);
  const steps = stepsOf(transaction);
  const waiting = steps[now]?.[0];
  return (
    <>
      <ol className="steps">
        {steps.map(([name, note], index) => (
          <li key={name} data-state={index < now ? "done" : index === now ? "now" : "open"}>
            <span className="dot">
              {index < now ? <Icon name="check" size={14} /> : index === now && <i />}
            </span>
            <span>
              <strong>{name}</strong>
              <small>{note}</small>
            </span>
          </li>
        ))}
      </ol>
      <p className="visually-hidden" role="status">
        {waiting ? `Waiting: ${waiting}` : "Done"}
      </p>
    </>
  );
}
