// The kinds of acts that the indexer tells of: what people call them, and which belong together.

/** The name of each kind. */
const NAMES: Record<string, string> = {
  open: "Opening",
  mint: "Mint",
  redeem: "Redemption",
  burn: "Burn",
  donate: "Donation",
  transfer: "Transfer",
  approval: "Approval",
  contribute: "Contribution",
  hatch_failed: "Hatch failed",
  refund: "Refund",
  allow: "May contribute",
  disallow: "May no longer contribute",
  grant: "Grant",
  withdraw: "Withdrawal",
  revoke: "Revocation",
  lapse: "Lapsed",
  credit: "Credit",
  unlock: "Asked for own tokens",
  unlocked: "Own tokens free",
  cancel_unlock: "Request taken back",
  change_rule: "Rule changed",
  announce_closing: "Wind-down announced",
  end_closing: "Wind-down taken back",
  wind_down: "Wound down",
  register: "New service",
  name_governor: "Governor",
  offer_ownership: "Ownership offered",
  transfer_ownership: "Ownership",
  name_guardian: "Guardian",
  pause: "Pause",
  unpause: "End of pause",
  propose: "Proposal",
  stake: "Stake",
  oppose: "Stake against",
  release: "Stake released",
  announce: "Announced",
  reset: "Announcement taken back",
  execute: "Passed",
  cancel: "Cancelled",
  expire: "Expired",
  reclaim: "Deposit back",
};

/** What a kind of act is called. */
export const nameOf = (kind: string): string => NAMES[kind] ?? kind;

/** What can be filtered by, and the kinds that it shows. */
export const GROUPS: readonly (readonly [name: string, kinds: readonly string[]])[] = [
  ["Mints", ["mint"]],
  ["Redemptions", ["redeem"]],
  ["Burns", ["burn", "register"]],
  ["Donations", ["donate", "credit"]],
  ["Proposals", ["propose", "announce", "reset", "execute", "cancel", "expire", "reclaim"]],
  ["Stakes", ["stake", "oppose", "release", "unlock", "unlocked", "cancel_unlock"]],
  ["Grants", ["grant", "withdraw", "revoke", "lapse"]],
  ["Rules", ["change_rule", "announce_closing", "end_closing", "wind_down"]],
  ["Hatch", ["contribute", "hatch_failed", "refund", "allow", "disallow", "open"]],
  ["Transfers", ["transfer"]],
  ["Approvals", ["approval"]],
  [
    "Roles",
    ["name_governor", "offer_ownership", "transfer_ownership", "name_guardian", "pause", "unpause"],
  ],
];

const TONES: Record<string, string> = {
  open: "reserve",
  mint: "reserve",
  contribute: "reserve",
  redeem: "burn",
  refund: "burn",
  burn: "supply",
  register: "supply",
  donate: "funding",
  grant: "funding",
  withdraw: "funding",
  revoke: "funding",
  lapse: "funding",
  credit: "funding",
  propose: "price",
  stake: "price",
  oppose: "burn",
  announce: "warn",
  reset: "warn",
  change_rule: "warn",
  announce_closing: "bad",
  wind_down: "bad",
  execute: "good",
};

/** The colour of a kind of act. */
export const toneOf = (kind: string): string => TONES[kind] ?? "soft";
