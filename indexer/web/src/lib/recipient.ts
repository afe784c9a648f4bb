// Who can receive money or tokens of a Commons: the check of the contracts, before anything is sent.

import { NOBODY, sameAddress } from "./address";

/** The contracts of a Commons. */
interface Contracts {
  readonly commons: string;
  readonly conviction: string;
  readonly currency_address: string | null;
}

/** What is wrong with a recipient, as a sentence; null for one that can use what it gets. */
export function recipientProblem(address: string, contracts: Contracts): string | null {
  const { commons, conviction, currency_address } = contracts;
  if (sameAddress(address, NOBODY)) {
    return "This is the zero address, which belongs to nobody: what is sent there is lost.";
  }
  if (sameAddress(address, commons)) {
    return "This is the Commons itself, which could never use what it gets.";
  }
  if (sameAddress(address, conviction)) {
    return "This is the vote of the Commons, which could never use what it gets.";
  }
  if (currency_address && sameAddress(address, currency_address)) {
    return "This is the contract of the currency, which could never use what it gets.";
  }
  return null;
}
