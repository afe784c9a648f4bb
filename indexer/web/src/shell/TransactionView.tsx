// The states of a transaction, as steps: what was done, what is awaited, and what went wrong.

import { Link } from "@tanstack/react-router";
import { useStore } from "../lib/store";
import { Dialog } from "../ui/Dialog";
import { Icon } from "../ui/Icon";
import { Notice } from "../ui/parts";
import { current, forget, type Progress, show, type Transaction } from "../wallet/transactions";
import "./transaction.css";

type Step = readonly [name: string, note: string];

/** Which step a state is in; those before it are done. */
function stepOf(progress: Progress, mapped: boolean): number {
  const offset = mapped ? 1 : 0;
  switch (progress.at) {
    case "checking":
      return 0;
    case "signing":
    case "sent":
      if (progress.what === "mapping") return 1;
      return offset + (progress.at === "signing" ? 1 : 2);
    case "included":
      return offset + 3;
    case "final":
      return offset + 4;
    case "indexed":
      return offset + 5;
    case "failed":
      return -1;
  }
}

function stepsOf({ progress, mapped }: Transaction): Step[] {
  const block = "block" in progress ? `block ${progress.block.toLocaleString("en")}` : "";
  return [
    ["Tried", "the contract would accept it"],
    ...(mapped
      ? [["Account registered", "so that contracts know it; sign this first"] as const]
      : []),
    ["Signed", "in your wallet"],
    ["Sent", "waiting for a block"],
    ["Final", block || "can no longer be undone"],
    ["Indexed", "on this page and in the database"],
  ];
}

/** The dialog of the transaction; closed, a pill at the edge of the page. */
export function TransactionView() {
  const transaction = useStore(current);
  if (!transaction) return null;
  const { wish, progress, shown } = transaction;
  // Another one may begin once this is final; people want to know of this until it is indexed.
  const over = progress.at === "failed" || progress.at === "indexed";
  if (!shown) {
    return (
      <button type="button" className="pill" onClick={() => show(true)}>
        {!over && <i className="spinner" aria-hidden="true" />}
        {wish.title}
        {progress.at === "failed" ? ": failed" : over ? ": done" : "…"}
      </button>
    );
  }
  const close = () => (over ? forget() : show(false));
  return (
    <Dialog title={wish.title} onClose={close}>
      <div className="stack">
        <p className="soft">{wish.summary}</p>
        {progress.at === "failed" ? (
          <Notice tone="bad">
            <strong>It was not done.</strong> {progress.problem}
          </Notice>
        ) : (
          <Steps transaction={transaction} />
        )}
        {progress.at === "indexed" && <Notice tone="good">{wish.done}</Notice>}
        <div className="row apart">
          {"hash" in progress ? (
            <Link to="/explorer" onClick={close} className="small">
              See it in the explorer
            </Link>
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

function Steps({ transaction }: { transaction: Transaction }) {
  const now = stepOf(transaction.progress, transaction.mapped);
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
