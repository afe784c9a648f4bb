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
  register: "New service",
  name_governor: "Governor",
  offer_ownership: "Ownership offered",
  transfer_ownership: "Ownership",
  name_guardian: "Guardian",
  pause: "Pause",
  unpause: "End of pause",
  propose: "Proposal",
  stake: "Stake",
  release: "Stake released",
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
  ["Donations", ["donate"]],
  ["Proposals", ["propose", "execute", "cancel", "expire", "reclaim"]],
  ["Stakes", ["stake", "release"]],
  ["Grants", ["grant", "withdraw", "revoke"]],
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
  propose: "price",
  stake: "price",
  execute: "good",
};

/** The colour of a kind of act. */
export const toneOf = (kind: string): string => TONES[kind] ?? "soft";
