import { describe, expect, it } from "vitest";
import type { ProposalRow, VoteRow } from "../api/votes";
import { convictionLimit, threshold } from "../economics/conviction";
import { ONE } from "../economics/limits";
import { foreign } from "../lib/label";
import { inTokens, outlookOf, proposalOf, standingOf, supportAt, voteOf } from "./model";

const terms = {
  half_life: 259_200,
  spending_limit_ppm: 200_000,
  window: 86_400,
  weight_ppm: 2_500,
  min_stake_ppm: 100_000,
  deposit: "1000000000000000000",
  max_lifetime: 604_800,
};
const tokens = (n: number) => (BigInt(n) * ONE).toString();
const voteRow: VoteRow = {
  seconds: "1000000",
  staked: tokens(10_000),
  effective_stake: tokens(10_000),
  effective_supply: tokens(50_000),
  threshold_stake: tokens(10_000),
  supply: tokens(50_000),
  funding_pool: tokens(1_000),
};
const row: ProposalRow = {
  proposal: 7,
  timestamp: "1970-01-10T00:00:00Z",
  author: "0x1",
  kind: "grant",
  status: "active",
  open: true,
  title: foreign(""),
  link: foreign(""),
  beneficiary: "0x2",
  requested: tokens(50),
  duration: "0",
  as_tokens: false,
  grant_id: null,
  expiry: "18446744073709551615",
  deposit: "0",
  deposit_returned: false,
  staked: tokens(2_000),
  stakers: 3,
  conviction: "0",
  threshold: null,
  progress: null,
  paused_until: null,
  recently_granted: null,
};
const vote = voteOf(voteRow, terms);
const outlook = (change: Partial<ProposalRow>, shift?: { own: bigint; all: bigint }) =>
  outlookOf(proposalOf({ ...row, ...change }), vote, shift);

describe("an outlook", () => {
  it("is the one that the economics tell", () => {
    const passes = outlook({});
    expect(passes.kind === "in" && Math.floor(passes.seconds / 3600)).toBe(84);
    expect(outlook({ status: "passed" })).toEqual({ kind: "over", status: "passed" });
    expect(outlook({ open: false }).kind).toBe("overdue");
    expect(outlook({ kind: "signal", requested: null }).kind).toBe("signal");
    expect(outlook({ expiry: "1000060" })).toMatchObject({
      kind: "never",
      because: { kind: "expires" },
    });
  });

  it("says how many tokens are needed, and they are enough", () => {
    const short = outlook({ staked: tokens(100) });
    if (short.kind !== "never" || short.tokens === null) throw new Error(short.kind);
    expect(short.tokens / ONE).toBe(1_137n);
    const shift = { own: short.tokens, all: short.tokens };
    expect(outlook({ staked: tokens(100) }, shift).kind).toBe("in");
  });

  it("goes on with time, as the economics do", () => {
    const later = 1_000_000 + 200_000;
    const after = outlookOf(proposalOf(row), vote, undefined, later);
    const passes = outlook({});
    if (after.kind !== "in" || passes.kind !== "in") throw new Error(after.kind);
    // Rounded once more on the way.
    expect(Math.abs(passes.seconds - 200_000 - after.seconds)).toBeLessThanOrEqual(1);
    expect(outlookOf(proposalOf(row), vote, undefined, 1_000_000 + passes.seconds + 1).kind).toBe(
      "now",
    );
    const ends = proposalOf({ ...row, expiry: "1100000" });
    expect(outlookOf(ends, vote, undefined, 1_100_000).kind).toBe("overdue");
  });

  it("takes a revocation for a request of half of the limit", () => {
    const standing = standingOf(proposalOf({ ...row, kind: "revocation", requested: null }), vote);
    if (!standing) throw new Error("none");
    const half = threshold(100n * ONE, 1_000n * ONE, 10_000n * ONE, vote.rule);
    const { needed } = supportAt(standing, 0);
    expect(needed).toBe(inTokens(half, vote.rule));
  });
});

it("tells support in tokens: what is staked for good, in the end", () => {
  const held = convictionLimit(2_000n * ONE, vote.rule.decay);
  const off = 2_000n * ONE - inTokens(held, vote.rule);
  expect(off >= -1n && off <= 1n).toBe(true);
  const standing = standingOf(proposalOf(row), vote);
  if (!standing) throw new Error("none");
  const later = supportAt(standing, 259_200).support;
  expect(Number(later / 10n ** 12n) / 1e6).toBeCloseTo(1_000, 2);
});
