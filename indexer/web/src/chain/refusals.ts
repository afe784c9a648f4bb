// Why a contract refuses: its errors by name, as sentences that say what to do.

const WORDS: Record<string, string> = {
  ZeroAmount: "The amount is zero: give one above zero.",
  ZeroAddress: "The zero address can spend nothing: check whom you approve.",
  InvalidRecipient:
    "Whatever goes there is lost: the account is the zero address, the Commons itself, its vote, one of its code libraries, or its currency's contract. Give another one.",
  InsufficientBalance:
    "You hold fewer tokens than that, all your stakes together: lower the amount.",
  InsufficientAllowance: "The owner has not approved that much: raise the allowance.",
  Locked:
    "You hold the tokens, but they vest or are staked: wait until they are free, lower a stake, or lower the amount.",
  DeadlinePassed:
    "The deadline passed before the transaction was executed, and nothing was done. Try again, with a longer deadline if the chain is slow.",
  BelowMinimum:
    "The price moved, and you would get less than the least you accept. Nothing was done: look at the new quote, or accept more slippage.",
  AmountTooSmall: "The amount is so small that rounding leaves nothing: give more.",
  OutOfDomain: "The amount is beyond what the contract can compute: give a smaller one.",
  LastToken: "The last base unit of supply must stay, or the curve could never open again.",
  PaymentRefused:
    "The account did not take the payment: a contract may not accept money, and an account must keep the existential deposit.",
  InvalidParameter:
    "A value is out of its range: a proposal stays open for a second at least and for the longest lifetime at most, a stream lasts ten years at most, only a grant that there is can be taken back, and a rule stays within its bounds and moves by one step at most.",
  NotOpen:
    "This is not possible now: the hatch is still running or has failed, or the Commons is being wound down.",
  NotHatching: "The hatch is over.",
  HatchFull: "The hatch has reached its maximum and takes no more: anyone can open the curve now.",
  HatchNotOver: "The hatch can be closed once its maximum is reached or its deadline has passed.",
  NotRefunding: "Nothing is refunded, because the hatch has not failed.",
  NothingToRefund: "You have contributed nothing, or have your money back already.",
  NotAllowed: "This hatch takes contributions only from accounts on its list.",
  WrongCurrency: "The money is not of the Commons' currency.",
  CurrencyRefused:
    "The currency's own contract refused: check your balance and your allowance of that currency.",
  Paused:
    "The guardian has paused this for a time. Redeeming, staking, taking a grant back and withdrawing stay possible.",
  Unauthorized:
    "Your account may not do this: a proposal is withdrawn by its author, a grant by its beneficiary.",
  GovernorFixed: "The owner has named the governor already: only a vote can change it now.",
  NoGovernor:
    "This Commons has no vote yet: no money is taken before its owner has named the contract that decides about it.",
  RuleFixed: "This Commons does not let a vote change that.",
  TooSoon: "The rule changed only lately: it can change once in each window.",
  NotYetFree:
    "The account asked for its staked tokens without the vote: they are not free before the waiting time is over, and until the request is taken back it cannot stake more.",
  NotLapsed: "The grant can still be claimed: it lapses a year after the last of it came due.",
  OverSpendingLimit:
    "Together with what was granted lately this reaches the spending limit of the funding pool: ask for less, or wait until earlier grants no longer count.",
  UnknownGrant: "There is no grant of this number.",
  GrantRevoked: "The grant is revoked already: what was due then can still be withdrawn.",
  NothingDue:
    "There is nothing of it now: nothing of the grant is due or left, no money waits to be credited, or no tokens of yours are staked or asked for.",
  UnknownService: "There is no service of this number.",
  InvalidText:
    "A text is not taken: a name or title shows at least one character and hides none, in at most 32 bytes for a service and 64 for a proposal; a link begins with https://, in at most 128 and 160 bytes.",
  InvalidList: "At most 16 stakes can be set in one call, each proposal once.",
  UnknownProposal: "There is no proposal of this number.",
  NotActive:
    "The proposal is over: it has passed, was cancelled or has expired, and takes no more stakes.",
  NotExpired: "The proposal's time is not over: only its author can end it before.",
  NotExecutable: "The proposal requests nothing: it is there to be staked on, and never passes.",
  NotAnnounced:
    "The proposal is not announced, or its week is over: it has to be announced first, and its notice has to pass.",
  Announced: "The proposal is announced already.",
  TooEarly: "The notice of the proposal is not over yet: until then all can still object.",
  StillPasses:
    "The proposal still has enough support and its week is not over, so its announcement stands.",
  BelowThreshold: "Support less opposition is not enough for the proposal.",
  DepositTooLow: "The deposit is below what this Commons asks for a proposal.",
  TooManyStakes:
    "An account can stake on at most 16 proposals at once: take another stake away first, or free those on proposals that are over.",
  NothingToRelease:
    "There is no stake to take away: none is on a proposal that is over, or those of others are not over for long enough, or the account did not ask for its tokens.",
  NothingToReclaim:
    "The proposal's deposit is back with its author, or the proposal is not over yet.",
};

/** Says what an error of a contract means; `detail` is what is known of one without words. */
export function wordsFor(name: string, detail: string | null): string {
  const words = WORDS[name];
  if (words) return words;
  if (name === "Error" && detail) return `The contract says: ${detail}`;
  return detail
    ? `The contract refused it (${detail}).`
    : "The contract refused it without a reason.";
}

/** The errors that there are words for. */
export const knownErrors: ReadonlySet<string> = new Set(Object.keys(WORDS));
