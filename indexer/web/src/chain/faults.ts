// Why the chain itself refuses: its errors by the path that leads to them, as sentences that say what
// to do. A test holds the list to the chain's own metadata.

const WORDS: Record<string, string> = {
  // A transaction that no block may take.
  "Invalid.Call": "The chain does not take this kind of transaction.",
  "Invalid.Payment":
    "Your account cannot pay the fee: send it some of the chain’s money first, or give less.",
  "Invalid.Future":
    "Other transactions of your account that should have come first are gone. Sign it once more.",
  "Invalid.Stale":
    "Another transaction of your account came first and took this one’s place. Sign it once more.",
  "Invalid.BadProof":
    "The signature is not your account’s over this transaction. The wallet may know another version of this chain: update its metadata, then try again.",
  "Invalid.AncientBirthBlock":
    "It was signed too long ago: the chain takes a transaction for some minutes only. Sign it once more.",
  "Invalid.ExhaustsResources": "The block is full, or the call is too large for one. Try again.",
  "Invalid.Custom": "The chain has a rule of its own against this transaction.",
  "Invalid.BadMandatory": "The chain makes such transactions itself and takes none.",
  "Invalid.MandatoryValidation": "The chain makes such transactions itself and takes none.",
  "Invalid.BadSigner": "The chain does not take transactions of this account.",
  "Invalid.IndeterminateImplicit":
    "The chain cannot check the signature now. Try again in a moment.",
  "Invalid.UnknownOrigin": "The chain does not take transactions of this account.",
  "Unknown.CannotLookup": "The chain does not know your account. Has it ever had any money?",
  "Unknown.NoUnsignedValidator": "The chain takes this only with a signature.",
  "Unknown.Custom": "The chain has a rule of its own against this transaction.",
  // Of the runtime.
  Other: "The chain refused it without a reason.",
  CannotLookup: "The chain does not know an account that this names.",
  BadOrigin: "Your account may not do this.",
  RootNotAllowed: "The chain itself may not do this.",
  ConsumerRemaining: "An account is still in use and cannot be emptied.",
  NoProviders: "An account would be left without the money that it needs to exist.",
  TooManyConsumers: "An account is used by too much at once.",
  Exhausted: "The chain has no room left for this. Try again later.",
  Corruption: "The chain found what it keeps damaged. Please report this.",
  Unavailable: "The chain cannot do this now. Try again later.",
  "Token.FundsUnavailable": "Your balance does not cover the amount and the fee.",
  "Token.OnlyProvider":
    "That is all that keeps the account in existence: leave the existential deposit in it.",
  "Token.BelowMinimum":
    "An account would be left with less than the existential deposit: the recipient must have it, or get it by this.",
  "Token.CannotCreate": "The recipient’s account does not exist and cannot be made by this.",
  "Token.UnknownAsset": "The chain has no such money.",
  "Token.Frozen": "The money is frozen: whoever looks after it has to free it.",
  "Token.Unsupported": "This money cannot do that.",
  "Token.CannotCreateHold": "The chain cannot put that money aside.",
  "Token.NotExpendable": "The account would be emptied: leave the existential deposit in it.",
  "Token.Blocked": "An account is blocked for this money.",
  "Arithmetic.Underflow": "The chain computed less than nothing. Give another amount.",
  "Arithmetic.Overflow": "The chain computed more than it can count. Give a smaller amount.",
  "Arithmetic.DivisionByZero": "The chain divided by zero. Give another amount.",
  "Transactional.LimitReached": "The call goes too deep for the chain.",
  "Transactional.NoLayer": "The chain cannot undo this, and so does not begin it.",
  // Contracts.
  "Revive.OutOfGas":
    "The call needed more computation than was allowed, and nothing was done: try again.",
  "Revive.TransferFailed":
    "Money could not be sent: your balance does not cover amount and fee, or the recipient would not have the existential deposit.",
  "Revive.MaxCallDepthReached": "Contracts call each other too deeply.",
  "Revive.ContractNotFound": "There is no contract at this address: is this the right chain?",
  "Revive.OutOfBounds":
    "A contract gave more or less than was asked of it: the recipient may be one that cannot take this.",
  "Revive.DecodingFailed": "A contract could not read what it was given.",
  "Revive.ContractTrapped": "A contract broke off: the recipient may be one that cannot take this.",
  "Revive.ReentranceDenied": "A contract that is at work may not be called again.",
  "Revive.ReenteredPallet": "A contract that is at work may not be called again.",
  "Revive.StateChangeDenied": "A contract tried to change what it may only read.",
  "Revive.StorageDepositNotEnoughFunds": "Your balance does not cover the storage deposit.",
  "Revive.StorageDepositLimitExhausted":
    "The call needs a larger storage deposit than was allowed: try again.",
  "Revive.ContractReverted":
    "The contract refused it when it was executed, though it would accept it now: things moved meanwhile. Nothing was done but the fee; try again.",
  "Revive.BalanceConversionFailed": "The amount has more decimals than the chain’s money has.",
  "Revive.AccountUnmapped": "Your account is not mapped to an address yet.",
  "Revive.AccountAlreadyMapped": "Your account is mapped to an address already.",
  "Revive.AutoMappingEnabled": "The chain maps your account by itself.",
  "Revive.CallDataTooLarge": "That is more text than a call can carry: shorten it.",
  "Revive.ReturnDataTooLarge": "The contract answers with more than the chain allows.",
  "Revive.TxFeeOverdraw": "Your balance does not cover the fee.",
  "Revive.StorageRefundNotEnoughFunds":
    "A storage deposit cannot be paid back now. Try again later.",
  "Revive.StorageRefundLocked": "A storage deposit cannot be paid back now. Try again later.",
  "Revive.PendingDepositCleanup":
    "The chain is still paying back storage deposits. Try again later.",
  // Money.
  "Balances.VestingBalance": "That money still vests: wait until it is free.",
  "Balances.LiquidityRestrictions": "That money is locked: wait until it is free.",
  "Balances.InsufficientBalance": "Your balance does not cover the amount and the fee.",
  "Balances.ExistentialDeposit":
    "That is less than an account needs to exist: send more, or to an account that exists.",
  "Balances.Expendability": "The account would be emptied: leave the existential deposit in it.",
  "Balances.DeadAccount": "The recipient’s account does not exist.",
  "Assets.BalanceLow": "You hold less of the currency than that: lower the amount.",
  "Assets.NoAccount": "You hold nothing of the currency.",
  "Assets.NoPermission": "Your account may not do that with the currency.",
  "Assets.Unknown": "The chain has no such currency.",
  "Assets.Frozen": "The currency is frozen: those who look after it have to free it.",
  "Assets.Unapproved": "Less of the currency was approved than that: approve it again.",
  "Assets.WouldDie":
    "An account would be left with less of the currency than the least it may hold.",
  "Assets.AssetNotLive": "The currency is not in use now.",
  "Assets.BadAssetId": "The chain has no such currency.",
  "System.CallFiltered": "The chain does not take this kind of transaction at present.",
  "System.MultiBlockMigrationsOngoing":
    "The chain is being upgraded and takes no transactions. Try again in some minutes.",
};

/** Says that something is at fault which the reader cannot change, and names it for a report. */
const report = (where: string): string =>
  `The chain stopped it with an error that is not yours (${where}), and nothing was done but the fee, if it was in a block. Please report it to those who run this page.`;

/** The path of an error of the chain, outermost first, without the steps that say nothing. */
export function pathOf(error: unknown): string[] {
  const names: string[] = [];
  let at = error as { type?: string; value?: unknown } | undefined;
  while (at && typeof at === "object" && typeof at.type === "string") {
    if (at.type !== "Module") names.push(at.type);
    at = at.value as typeof at;
  }
  return names;
}

/** An error of the chain in words. */
export function chainWords(path: readonly string[]): string {
  const where = path.slice(0, 2).join(".");
  return WORDS[where] ?? WORDS[path[0] ?? ""] ?? report(where || "Unknown");
}

/** Says if there are own words for an error of the chain. */
export const hasOwnWords = (path: readonly string[]): boolean =>
  chainWords(path) !== report(path.slice(0, 2).join("."));
