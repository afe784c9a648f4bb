// Burning tokens for a service, and for what: a file, whose hash stands for it, or nothing.

import { useState } from "react";
import { useCommons } from "../../api/hooks";
import type { Service } from "../../api/types";
import { onCommons } from "../../chain/calls";
import { shortHex } from "../../lib/address";
import { parse, short } from "../../lib/amounts";
import { titled } from "../../lib/label";
import { doubt } from "../../receipts/able";
import { ActButton } from "../../ui/ActButton";
import { AmountInput } from "../../ui/AmountInput";
import { useAccount, useHolding } from "../../wallet/hooks";
import { loadChain } from "../../wallet/session";
import { ReceiptDoubt } from "./ReceiptDoubt";

const NOTHING = `0x${"00".repeat(32)}`;

/** The form. */
export function BurnForm({ services }: { services: readonly Service[] }) {
  const { token } = useCommons();
  const [text, setText] = useState("");
  const [service, setService] = useState(0);
  const [content, setContent] = useState(NOTHING);
  const [file, setFile] = useState<string | null>(null);
  const account = useAccount();
  const free = useHolding().data?.free;
  const typed = parse(text, token);
  const amount = typed.amount ?? 0n;
  const missing = typed.problem
    ? "Check the amount"
    : amount === 0n
      ? "Enter an amount"
      : free !== undefined && amount > free
        ? `Not enough free ${token.symbol}`
        : null;
  const chosen = services.find((one) => one.service === service);
  const name = chosen ? titled("Service", service, chosen.name) : "no service";
  const cannot = account !== null && doubt(account)?.certain === true;
  const words = `${short(amount, token.decimals)} ${token.symbol}`;
  const choose = async (picked: File | undefined) => {
    setFile(picked?.name ?? null);
    if (!picked) return setContent(NOTHING);
    const { hashOf } = await loadChain();
    setContent(hashOf(new Uint8Array(await picked.arrayBuffer())));
  };
  return (
    <div className="stack tight">
      <AmountInput
        label="You burn"
        unit={token}
        text={text}
        onText={setText}
        problem={typed.problem || undefined}
        has={free}
        hasWords="Free"
      />
      <div className="field">
        <label htmlFor="burn-service">For</label>
        <select
          id="burn-service"
          className="input"
          value={service}
          onChange={({ target }) => setService(Number(target.value))}
        >
          <option value={0}>no service</option>
          {services.map((one) => (
            <option key={one.service} value={one.service}>
              {titled("Service", one.service, one.name)}
            </option>
          ))}
        </select>
      </div>
      <div className="field">
        <label htmlFor="burn-file">And for this file, if any</label>
        <input
          id="burn-file"
          type="file"
          className="file"
          onChange={({ target }) => choose(target.files?.[0])}
        />
        <span className="hint">
          {file ? (
            <>
              Its hash <code title={content}>{shortHex(content, 6)}</code> is written into the burn;
              the file stays with you.
            </>
          ) : (
            "Only its hash is written into the burn; the file stays with you."
          )}
        </span>
      </div>
      {account && <ReceiptDoubt account={account} />}
      <ActButton
        missing={missing}
        onDone={() => {
          setText("");
          choose(undefined);
        }}
        wish={() => ({
          title: `Burn ${words}`,
          summary: `${words} are destroyed for ${name}. You get nothing back for them${cannot ? ", and no receipt can be made" : " but the receipt"}.`,
          call: onCommons("burn", [amount, service, content as `0x${string}`]),
          done: cannot ? "They are burnt." : "They are burnt. You can make a receipt of it below.",
        })}
      >
        Burn {token.symbol}
      </ActButton>
    </div>
  );
}
