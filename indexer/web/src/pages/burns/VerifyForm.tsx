// Checking a receipt that somebody shows: against its signature, and against what the chain records.

import { useState } from "react";
import { useCommons } from "../../api/hooks";
import { exact } from "../../lib/amounts";
import type { Receipt } from "../../receipts/receipt";
import { Account } from "../../ui/Amount";
import { Notice } from "../../ui/parts";
import { Text } from "../../ui/Text";

type Result =
  | { readonly holds: true; readonly receipt: Receipt }
  | { readonly holds: false; readonly problem: string };

/** The form. */
export function VerifyForm() {
  const { deployment } = useCommons();
  const [text, setText] = useState("");
  const [challenge, setChallenge] = useState("");
  const [result, setResult] = useState<Result | null>(null);
  const [busy, setBusy] = useState(false);
  const check = async () => {
    setBusy(true);
    try {
      const { verify } = await import("../../receipts/check");
      const receipt = await verify(text, challenge || null, deployment);
      setResult({ holds: true, receipt });
    } catch (error) {
      setResult({ holds: false, problem: error instanceof Error ? error.message : String(error) });
    } finally {
      setBusy(false);
    }
  };
  return (
    <div className="stack tight">
      <div className="field">
        <label htmlFor="receipt">The receipt</label>
        <textarea
          id="receipt"
          className="input mono"
          rows={7}
          placeholder={'{ "version": 1, … }'}
          spellCheck={false}
          value={text}
          onChange={({ target }) => {
            setText(target.value);
            setResult(null);
          }}
        />
        <span className="row">
          <input
            type="file"
            className="file"
            accept="application/json,.json"
            aria-label="The receipt as a file"
            onChange={async ({ target }) => {
              const file = target.files?.[0];
              if (file) setText(await file.text());
              setResult(null);
            }}
          />
        </span>
      </div>
      <div className="field">
        <label htmlFor="challenge">The challenge it must be signed for, if you gave one</label>
        <input
          id="challenge"
          className="input"
          value={challenge}
          onChange={({ target }) => {
            setChallenge(target.value);
            setResult(null);
          }}
        />
      </div>
      <button
        type="button"
        className="button primary large block"
        disabled={busy || text.trim() === ""}
        onClick={check}
      >
        {busy ? "Checking…" : "Check it"}
      </button>
      {result && !result.holds && (
        <Notice tone="bad">
          <strong>It does not hold.</strong> <Text of={result.problem} most={300} />
        </Notice>
      )}
      {result?.holds && <Holds receipt={result.receipt} />}
    </div>
  );
}

function Holds({ receipt }: { receipt: Receipt }) {
  const { token } = useCommons();
  return (
    <Notice tone="good">
      <p>
        <strong>It holds.</strong> <Account of={receipt.account} /> burnt{" "}
        {exact(BigInt(receipt.amount), token.decimals)} {token.symbol} for{" "}
        {receipt.service === 0 ? "no service" : `service ${receipt.service}`} in the final block{" "}
        {receipt.block.number.toLocaleString("en")}, and the holder of its key signed this
        {receipt.challenge === undefined ? (
          "."
        ) : (
          <>
            {" "}
            for the challenge “<Text of={receipt.challenge} most={256} />
            ”.
          </>
        )}
      </p>
      <p className="small">
        Content <code className="wrap">{receipt.content}</code>
      </p>
      {receipt.challenge === undefined && (
        <p className="small">
          Whoever shows it may have it from them: to know who you talk to, give a challenge to sign
          along.
        </p>
      )}
    </Notice>
  );
}
