import type { WhitelistEntry } from "./descriptors";

/** All that the page asks of the chain: the descriptors hold nothing else. */
export const whitelist: WhitelistEntry[] = [
  "api.ReviveApi.call",
  "const.Balances.ExistentialDeposit",
  "const.Revive.DepositPerByte",
  "const.Revive.DepositPerItem",
  "const.Revive.NativeToEthRatio",
  "const.System.SS58Prefix",
  "event.Revive.ContractEmitted",
  "query.Revive.OriginalAccount",
  "query.System.Account",
  "query.System.Events",
  "query.Timestamp.Now",
  "tx.Revive.call",
  "tx.Revive.map_account",
];
