// What an account should know of receipts before it burns.

import { useState } from "react";
import { doubt } from "../../receipts/able";
import { Notice } from "../../ui/parts";
import type { Account } from "../../wallet/session";

type Trial = { readonly account: string; readonly words: string; readonly good: boolean };

/** The notice; nothing where a receipt can be made. */
export function ReceiptDoubt({ account }: { account: Account }) {
  const [trial, setTrial] = useState<Trial | null>(null);
  const problem = doubt(account);
  if (!problem) return null;
  if (problem.certain) return <Notice tone="warn">{problem.words}</Notice>;
  const tried = trial?.account === account.ss58 ? trial : null;
  const test = async () => {
    const end = (good: boolean, words: string) => setTrial({ account: account.ss58, good, words });
    try {
      const { tryKey } = await import("../../receipts/check");
      if (await tryKey(account)) end(true, "Receipts can be made with this account.");
      else end(false, "No receipt can be made with this account: its key is not an sr25519 key.");
    } catch (error) {
      const said = error instanceof Error ? error.message : String(error);
      end(false, `The wallet did not sign the trial: “${said}”.`);
    }
  };
  return (
    <Notice tone={tried?.good ? "good" : "warn"}>
      {tried ? tried.words : problem.words}{" "}
      {!tried?.good && (
        <button type="button" className="button small" onClick={test}>
          Sign a trial
        </button>
      )}
    </Notice>
  );
}
