import { describe, expect, it } from "vitest";
import type { ProposalRow, VoteRow } from "../api/votes";
import { convictionLimit } from "../economics/conviction";
import { ONE } from "../economics/limits";
import { foreign } from "../lib/label";
import { inTokens, outlookOf, proposalOf, type Shift, sidesAt, standingOf, voteOf } from "./model";

const terms = {
  half_life: 259_200,
  spending_limit_ppm: 200_000,
  window: 86_400,
  weight_ppm: 2_500,
  min_stake_ppm: 100_000,
  deposit: "1000000000000000000",
  max_lifetime: 604_800,
  notice: 86_400,
  long_notice: 302_400,
  rule_share_ppm: 250_000,
  exit_share_ppm: 400_000,
};
const tokens = (n: number) => (BigInt(n) * ONE).toString();
const voteRow: VoteRow = {
  seconds: "1000000",
  staked: tokens(10_000),
  effective_stake: tokens(10_000),
  effective_supply: tokens(50_000),
  effective_funds: tokens(1_000),
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
  rule: null,
  rule_value: null,
  new_governor: null,
  expiry: "18446744073709551615",
  deposit: "0",
  deposit_returned: false,
  staked: tokens(2_000),
  stakers: 3,
  conviction: "0",
  opposed: "0",
  opposers: 0,
  opposition: "0",
  threshold: null,
  progress: null,
  announced: null,
  executable_from: null,
  executable_until: null,
  ended: null,
  obstacle: null,
  paused_until: null,
  recently_granted: null,
};
const vote = voteOf(voteRow, terms);
const outlook = (change: Partial<ProposalRow>, shift?: Shift) =>
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
    const shift = { own: short.tokens, against: 0n, all: short.tokens };
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

  it("takes what a revocation needs from what the indexer says of the grant", () => {
    const needs = convictionLimit(1_500n * ONE, vote.rule.decay);
    const revocation = { ...row, kind: "revocation", requested: null } as const;
    const standing = standingOf(proposalOf({ ...revocation, threshold: String(needs) }), vote);
    if (!standing) throw new Error("none");
    expect(sidesAt(standing, 0).needed).toBe(inTokens(needs, vote.rule));
    // Of a grant that is over nothing can be taken back.
    expect(outlook(revocation)).toMatchObject({ kind: "never" });
  });

  it("takes a share of the supply for rules, the governor and the end", () => {
    const needed = (kind: ProposalRow["kind"]) => {
      const standing = standingOf(proposalOf({ ...row, kind, requested: null }), vote);
      return standing && Number((sidesAt(standing, 0).needed ?? 0n) / 10n ** 14n) / 1e4;
    };
    expect(needed("rule")).toBeCloseTo(12_500, 3);
    expect(needed("governor")).toBeCloseTo(12_500, 3);
    expect(needed("wind_down")).toBeCloseTo(20_000, 3);
    expect(needed("signal")).toBeNull();
  });

  it("counts the opposition, and what an objection would do", () => {
    const against = { own: 0n, against: 1_500n * ONE, all: 1_500n * ONE };
    expect(outlook({}, against)).toMatchObject({ kind: "never", because: { kind: "opposed" } });
    expect(outlook({ opposed: tokens(100) }).kind).toBe("in");
  });
});

it("tells support in tokens: what is staked for good, in the end", () => {
  const held = convictionLimit(2_000n * ONE, vote.rule.decay);
  const off = 2_000n * ONE - inTokens(held, vote.rule);
  expect(off >= -1n && off <= 1n).toBe(true);
  const standing = standingOf(proposalOf(row), vote);
  if (!standing) throw new Error("none");
  const later = sidesAt(standing, 259_200).support;
  expect(Number(later / 10n ** 12n) / 1e6).toBeCloseTo(1_000, 2);
});

it("tells how far it is by support less opposition", () => {
  const held = (amount: bigint) => String(convictionLimit(amount * ONE, vote.rule.decay));
  const standing = standingOf(
    proposalOf({
      ...row,
      kind: "rule",
      staked: tokens(10_000),
      conviction: held(10_000n),
      opposed: tokens(5_000),
      opposition: held(5_000n),
    }),
    vote,
  );
  if (!standing) throw new Error("none");
  const { support, opposition, needed, part } = sidesAt(standing, 0);
  expect(part).toBeCloseTo(0.4, 6);
  expect(Number((needed ?? 0n) / ONE)).toBeCloseTo(17_500, -1);
  expect(support > opposition).toBe(true);
});
