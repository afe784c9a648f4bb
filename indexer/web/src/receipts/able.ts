// Whether an account can make receipts of its burns: said before it burns, for nothing can be done
// about it afterwards.

import { bytesOf } from "../lib/text";
import type { Account } from "../wallet/session";

/** The most bytes of a challenge. */
const MOST = 256;

/** What is wrong with a challenge, as a sentence; null where a receipt can carry it. */
export const challengeProblem = (challenge: string): string | null =>
  bytesOf(challenge) > MOST
    ? `A challenge has at most ${MOST} bytes; this has ${bytesOf(challenge)}.`
    : null;

/** Says why an account can make no receipt, or that it is not certain; null where it can. */
export function doubt(
  account: Pick<Account, "key" | "signsTexts">,
): { readonly certain: boolean; readonly words: string } | null {
  const { key, signsTexts } = account;
  if (!signsTexts) {
    return {
      certain: true,
      words:
        "Your wallet signs no texts, so no receipt can be made of this burn. With a receipt in mind, connect the account by a wallet that does.",
    };
  }
  if (key === "sr25519") return null;
  if (key !== null) {
    return {
      certain: true,
      words: `No receipt can be made of this burn: that takes an sr25519 key, and your account has an ${key} key. With a receipt in mind, burn from another account.`,
    };
  }
  return {
    certain: false,
    words:
      "Your wallet does not say what kind of key this account has. Receipts take an sr25519 key: sign a trial before you burn with a receipt in mind.",
  };
}
