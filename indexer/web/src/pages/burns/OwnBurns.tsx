// The account's own burns, each with its receipt to sign.

import { useState } from "react";
import { useCommons, useRows } from "../../api/hooks";
import type { Burn, Service } from "../../api/types";
import { shortHex } from "../../lib/address";
import { titled } from "../../lib/label";
import { save } from "../../lib/save";
import { secondsOf } from "../../lib/time";
import { challengeProblem } from "../../receipts/able";
import { Ago, Amount, Copy } from "../../ui/Amount";
import { Dialog } from "../../ui/Dialog";
import { Field } from "../../ui/Field";
import { Card, Notice } from "../../ui/parts";
import { Text } from "../../ui/Text";
import { useAccount } from "../../wallet/hooks";

/** The card; nothing for an account that burnt nothing. */
export function OwnBurns({ services }: { services: readonly Service[] }) {
  const { token } = useCommons();
  const account = useAccount();
  const rows = useRows<Burn>("burns", { account: account?.address, limit: 10 }).data?.rows;
  const [chosen, setChosen] = useState<Burn | null>(null);
  if (!account || !rows || rows.length === 0) return null;
  const nameOf = (id: number) =>
    id ? titled("Service", id, services.find((one) => one.service === id)?.name) : "no service";
  return (
    <Card flush title="Your burns">
      <ul className="act-list">
        {rows.map((burn) => (
          <li key={`${burn.height}-${burn.event_index}`}>
            <span>
              <Amount of={burn.amount} unit={token} /> for <Text of={nameOf(burn.service)} />
            </span>
            <span className="what">
              <button type="button" className="button small" onClick={() => setChosen(burn)}>
                Receipt
              </button>
            </span>
            <span className="about">
              <code title={burn.content}>{shortHex(burn.content)}</code>
              <Ago at={secondsOf(burn.timestamp)} />
            </span>
          </li>
        ))}
      </ul>
      {chosen && <ReceiptDialog burn={chosen} onClose={() => setChosen(null)} />}
    </Card>
  );
}

function ReceiptDialog({ burn, onClose }: { burn: Burn; onClose: () => void }) {
  const { deployment } = useCommons();
  const account = useAccount();
  const [challenge, setChallenge] = useState("");
  const [json, setJson] = useState<string | null>(null);
  const [problem, setProblem] = useState<string | null>(null);
  const sign = async () => {
    if (!account) return;
    setProblem(null);
    try {
      const { make } = await import("../../receipts/check");
      const receipt = await make(burn, challenge.trim() || null, account, deployment);
      setJson(`${JSON.stringify(receipt, null, 2)}\n`);
    } catch (error) {
      setProblem(error instanceof Error ? error.message : String(error));
    }
  };
  return (
    <Dialog title="A receipt of this burn" onClose={onClose}>
      <div className="stack tight">
        <p className="soft">
          It names the burn’s place on the chain and carries your signature, so that nobody else can
          show your burn as theirs. Signing it costs nothing.
        </p>
        {json === null ? (
          <>
            <Field
              label="Challenge"
              value={challenge}
              onText={setChallenge}
              problem={challengeProblem(challenge.trim()) ?? undefined}
              hint="What the service asked you to sign along, if anything."
            />
            <button
              type="button"
              className="button primary large block"
              disabled={challengeProblem(challenge.trim()) !== null}
              onClick={sign}
            >
              Sign the receipt
            </button>
          </>
        ) : (
          <>
            <pre className="code">{json}</pre>
            <div className="row">
              <button
                type="button"
                className="button"
                onClick={() => save(`receipt-${burn.height}-${burn.event_index}.json`, json)}
              >
                Download
              </button>
              <Copy text={json} what="the receipt" />
            </div>
          </>
        )}
        {problem && <Notice tone="bad">{problem}</Notice>}
      </div>
    </Dialog>
  );
}
