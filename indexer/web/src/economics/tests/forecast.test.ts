// What people are told of a proposal: the same questions as contracts/economics/tests/forecast.rs.

import { describe, expect, it } from "vitest";
import { convictionLimit, decayOfHalfLife, RULE_WHOLE } from "../conviction";
import { largestRequest, type Standing, standingAt, timeToPass, tokensNeeded } from "../forecast";
import { MAX_SECONDS, ONE, PPM } from "../limits";

const DAY = 86_400n;

/**
 * A proposal for 5 % of the funds in a vote with a half-life of three days, a spending limit of 20 %
 * and a weight of 0.25 %: this one needs 11.1 % of the stake.
 */
const usual: Standing = {
  conviction: 0n,
  stake: 2_000n * ONE,
  requested: 50n * ONE,
  funds: 1_000n * ONE,
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

function passes(standing: Standing, seconds: bigint): boolean {
  const { conviction, threshold } = standingAt(standing, seconds);
  return threshold !== null && conviction > threshold;
}

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
    const { conviction } = standingAt(usual, seconds);
    expect(timeToPass({ ...usual, conviction }).kind).toBe("now");
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
      stake: 0n,
    });
    expect(reason(left(1_200n))).toBe("now");
    expect(reason(left(1_100n))).toBe("stakeTooSmall");
  });

  it("finds what gets ahead once more, of a few base units", () => {
    const few: Standing = {
      conviction: 447n,
      stake: 47n,
      requested: 1_118_855_774_087_156_608n,
      funds: 505_138_680_756_635_323_193n,
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
    expect(reason({ funds: 0n })).toBe("noFunds");
    expect(reason({ requested: 200n * ONE })).toBe("overLimit");
    expect(reason({ requested: 199n * ONE })).toBe("tooMuch");
    expect(reason({ requested: 150n * ONE })).toBe("tooMuch");
    expect(reason({ requested: 150n * ONE - 1n })).toBe("stakeTooSmall");
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
    expect(why({ funds: 0n })).toBe("noFunds");
    expect(why({ requested: 160n * ONE })).toBe("tooMuch");
  });
});

it("tells the largest request that can pass at all", () => {
  const { supply, funds, rule } = usual;
  expect(largestRequest(supply, funds, rule)).toBe(150n * ONE - 1n);
  expect(largestRequest(supply, 0n, rule)).toBe(0n);
  expect(largestRequest(0n, funds, rule)).toBe(0n);
  expect(largestRequest(supply, funds, { ...rule, weight: RULE_WHOLE })).toBe(0n);
});
