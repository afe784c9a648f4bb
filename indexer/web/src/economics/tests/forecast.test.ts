// What people are told of a proposal: the same questions as contracts/economics/tests/forecast.rs.

import { describe, expect, it } from "vitest";
import { convictionLimit, decayOfHalfLife, RULE_WHOLE } from "../conviction";
import {
  largestRequest,
  oppositionNeeded,
  passesAt,
  type Standing,
  standingAt,
  timeToPass,
  tokensNeeded,
} from "../forecast";
import { MAX_SECONDS, ONE, PPM } from "../limits";

const DAY = 86_400n;

/**
 * A proposal for 5 % of the funds in a vote with a half-life of three days, a spending limit of 20 %
 * and a weight of 0.25 %: this one needs 11.1 % of the stake.
 */
const usual: Standing = {
  bar: { kind: "request", requested: 50n * ONE },
  conviction: 0n,
  stake: 2_000n * ONE,
  opposition: 0n,
  opposed: 0n,
  funds: 1_000n * ONE,
  effectiveFunds: 1_000n * ONE,
  totalStake: 10_000n * ONE,
  effectiveStake: 10_000n * ONE,
  supply: 50_000n * ONE,
  effectiveSupply: 50_000n * ONE,
  minStake: PPM / 10n,
  rule: {
    decay: decayOfHalfLife(3n * DAY),
    limit: RULE_WHOLE / 5n,
    weight: RULE_WHOLE / 400n,
  },
  remaining: MAX_SECONDS,
};

const passes = passesAt;

/** A request of so much. */
const asks = (requested: bigint): Partial<Standing> => ({ bar: { kind: "request", requested } });

function secondsOf(standing: Standing): bigint {
  const time = timeToPass(standing);
  if (time.kind !== "in") throw new Error(time.kind);
  return time.seconds;
}

function reason(standing: Partial<Standing>): string {
  const time = timeToPass({ ...usual, ...standing });
  return time.kind === "never" ? time.because.kind : time.kind;
}

describe("time to pass", () => {
  it("is the first second in which conviction exceeds the threshold", () => {
    const seconds = secondsOf(usual);
    expect(seconds / 3_600n).toBe(84n);
    expect(passes(usual, seconds)).toBe(true);
    expect(passes(usual, seconds - 1n)).toBe(false);
    const { support } = standingAt(usual, seconds);
    expect(timeToPass({ ...usual, conviction: support }).kind).toBe("now");
  });

  it("counts a threshold that falls with stakes or supply that are gone", () => {
    const spikes: Partial<Standing>[] = [
      { effectiveStake: 40_000n * ONE },
      { effectiveSupply: 500_000n * ONE },
    ];
    for (const spike of spikes) {
      const standing = { ...usual, ...spike };
      const seconds = secondsOf(standing);
      expect(passes(standing, seconds) && !passes(standing, seconds - 1n)).toBe(true);
      expect(seconds).toBeGreaterThan(secondsOf(usual));
    }
  });

  it("finds what passes for a moment only now and not later", () => {
    const left = (tokens: bigint) => ({
      conviction: convictionLimit(tokens * ONE, usual.rule.decay),
      stake: tokens * ONE,
      opposed: 300n * ONE,
    });
    expect(reason(left(1_200n))).toBe("now");
    expect(reason(left(1_100n))).toBe("stakeTooSmall");
    const past = convictionLimit(300n * ONE, usual.rule.decay);
    expect(reason({ ...left(1_200n), opposition: past })).toBe("opposed");
  });

  it("counts no more support than the stake that is left could reach", () => {
    const conviction = convictionLimit(2_000n * ONE, usual.rule.decay);
    expect(reason({ conviction })).toBe("now");
    expect(reason({ conviction, stake: 1_000n * ONE })).toBe("stakeTooSmall");
    expect(reason({ conviction, stake: 0n })).toBe("stakeTooSmall");
  });

  it("subtracts the opposition, which grows as support does", () => {
    const alone = secondsOf(usual);
    const opposed = secondsOf({ ...usual, opposed: 500n * ONE });
    expect(opposed).toBeGreaterThan(alone);
    expect(reason({ opposed: 900n * ONE })).toBe("opposed");
    // Opposition that has left counts no more.
    const past = convictionLimit(900n * ONE, usual.rule.decay);
    expect(reason({ opposition: past, opposed: 0n })).toBe("in");
    const { support, opposition, threshold } = standingAt(
      { ...usual, opposed: 500n * ONE },
      opposed,
    );
    expect(support > opposition + (threshold ?? 0n)).toBe(true);
  });

  it("counts money that came in only lately little by little", () => {
    const fresh = { ...usual, effectiveFunds: 300n * ONE };
    expect(secondsOf(fresh)).toBeGreaterThan(secondsOf(usual));
    const seconds = secondsOf(fresh);
    expect(passes(fresh, seconds) && !passes(fresh, seconds - 1n)).toBe(true);
  });

  it("takes a share of the supply for what changes the Commons itself", () => {
    const share: Partial<Standing> = { bar: { kind: "supply", share: PPM / 4n } };
    expect(reason({ ...share, stake: 12_000n * ONE })).toBe("stakeTooSmall");
    expect(reason({ ...share, stake: 13_000n * ONE, totalStake: 13_000n * ONE })).toBe("in");
    // Whatever the pool holds, and whatever is staked.
    const at = { ...usual, ...share, stake: 13_000n * ONE };
    expect(secondsOf({ ...at, funds: 0n, effectiveFunds: 0n, totalStake: 50_000n * ONE })).toBe(
      secondsOf(at),
    );
  });

  it("lets what a revocation takes move with the stakes that count", () => {
    const now = convictionLimit(1_000n * ONE, usual.rule.decay);
    const revocation: Standing = { ...usual, bar: { kind: "stake", now } };
    const seconds = secondsOf(revocation);
    expect(seconds / DAY).toBe(3n);
    const falling = { ...revocation, totalStake: 5_000n * ONE };
    expect(secondsOf(falling)).toBeLessThan(seconds);
  });

  it("finds what gets ahead once more, of a few base units", () => {
    const few: Standing = {
      conviction: 447n,
      stake: 47n,
      bar: { kind: "request", requested: 1_118_855_774_087_156_608n },
      opposition: 0n,
      opposed: 0n,
      funds: 505_138_680_756_635_323_193n,
      effectiveFunds: 505_138_680_756_635_323_193n,
      totalStake: 63n,
      effectiveStake: 72n,
      supply: 128n,
      effectiveSupply: 1_098_208_396_461_942_729_629_130_612_015_104n,
      minStake: 1n,
      rule: { decay: decayOfHalfLife(4n), limit: 71_367n, weight: 179n },
      remaining: MAX_SECONDS,
    };
    expect(passes(few, MAX_SECONDS)).toBe(true);
    const seconds = secondsOf(few);
    expect(passes(few, seconds) && !passes(few, seconds - 1n)).toBe(true);
  });

  it("says why a proposal cannot pass", () => {
    expect(reason({ funds: 0n, effectiveFunds: 0n })).toBe("noFunds");
    expect(reason(asks(200n * ONE))).toBe("overLimit");
    expect(reason(asks(199n * ONE))).toBe("tooMuch");
    expect(reason(asks(150n * ONE))).toBe("tooMuch");
    expect(reason(asks(150n * ONE - 1n))).toBe("stakeTooSmall");
    expect(reason({ stake: 1_000n * ONE })).toBe("stakeTooSmall");
    const seconds = secondsOf(usual);
    expect(reason({ remaining: seconds })).toBe("expires");
    expect(reason({ remaining: seconds + 1n })).toBe("in");
  });
});

describe("tokens needed", () => {
  const needed = (standing: Standing): bigint => {
    const answer = tokensNeeded(standing);
    if (answer.kind !== "tokens") throw new Error(answer.because.kind);
    return answer.tokens;
  };
  const short = { ...usual, stake: 100n * ONE };

  it("is nothing for what passes anyway", () => {
    expect(needed(usual)).toBe(0n);
  });

  it("is just enough, and one unit less is not", () => {
    const tokens = needed(short);
    expect(tokens / ONE).toBe(9_100n / 8n);
    const plus = (more: bigint): Standing => ({
      ...short,
      stake: short.stake + more,
      totalStake: short.totalStake + more,
    });
    expect(timeToPass(plus(tokens)).kind).not.toBe("never");
    expect(timeToPass(plus(tokens - 1n)).kind).toBe("never");
  });

  it("is enough and at most a step too much where it is rounded", () => {
    const step = ONE / 100n;
    const exact = needed(short);
    const answer = tokensNeeded(short, step);
    if (answer.kind !== "tokens") throw new Error(answer.because.kind);
    expect(answer.tokens % step).toBe(0n);
    expect(answer.tokens - exact).toBeGreaterThanOrEqual(0n);
    expect(answer.tokens - exact).toBeLessThan(step);
  });

  it("grows as the time shrinks", () => {
    let before = needed(short);
    for (const days of [300n, 30n, 10n, 5n, 2n, 1n]) {
      const tokens = needed({ ...short, remaining: days * DAY });
      expect(tokens).toBeGreaterThanOrEqual(before);
      before = tokens;
    }
  });

  it("says why no number would do", () => {
    const why = (standing: Partial<Standing>) => {
      const answer = tokensNeeded({ ...short, ...standing });
      return answer.kind === "never" ? answer.because.kind : answer.kind;
    };
    expect(why({ supply: 10_500n * ONE })).toBe("notEnoughTokens");
    expect(why({ remaining: 60n })).toBe("expires");
    expect(why({ funds: 0n, effectiveFunds: 0n })).toBe("noFunds");
    expect(why(asks(160n * ONE))).toBe("tooMuch");
    expect(why({ opposed: 30_000n * ONE, totalStake: 32_000n * ONE })).toBe("notEnoughTokens");
  });
});

describe("opposition needed", () => {
  const soon: Standing = {
    ...usual,
    conviction: convictionLimit(2_000n * ONE, usual.rule.decay),
    totalStake: 12_000n * ONE,
  };

  it("is just enough to stop it from then on", () => {
    const at = 3n * DAY;
    const tokens = oppositionNeeded(soon, at, ONE);
    if (tokens === null) throw new Error("none");
    const against = (more: bigint) => ({
      ...soon,
      opposed: more,
      totalStake: soon.totalStake + more,
    });
    expect(passes(against(tokens), at)).toBe(false);
    expect(passes(against(tokens - ONE), at)).toBe(true);
    // The later it is asked about, the longer the opposition has grown.
    expect(oppositionNeeded(soon, 9n * DAY, ONE)).toBeLessThan(tokens);
  });

  it("is nothing for what does not pass then, and none where too few tokens are left", () => {
    expect(oppositionNeeded({ ...soon, stake: 500n * ONE }, DAY)).toBe(0n);
    expect(oppositionNeeded({ ...soon, supply: 12_100n * ONE }, DAY, ONE)).toBeNull();
    expect(oppositionNeeded({ ...soon, remaining: DAY }, 2n * DAY)).toBe(0n);
  });
});

it("tells the largest request that can pass at all", () => {
  const { supply, funds, rule } = usual;
  expect(largestRequest(supply, funds, rule)).toBe(150n * ONE - 1n);
  expect(largestRequest(supply, 0n, rule)).toBe(0n);
  expect(largestRequest(0n, funds, rule)).toBe(0n);
  expect(largestRequest(supply, funds, { ...rule, weight: RULE_WHOLE })).toBe(0n);
});
