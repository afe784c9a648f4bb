// Published numbers of other implementations of the same formulas, as in contracts/economics.

import { expect, it } from "vitest";
import { conviction, RULE_WHOLE, threshold } from "../conviction";
import { purchaseReturn, saleReturn, spotPrice } from "../curve";
import { ONE, PPM } from "../limits";
import { locked, openingJump, tribute } from "../shares";
import { published } from "./files";

/** A decay as a share of 10^7, as 1Hive states it. */
const decay = (over1e7: number) => (BigInt(over1e7) << 128n) / RULE_WHOLE;
const ppm = (share: number) => BigInt(Math.round(share * 1e6));
const whole = (tokens: number | string) => (BigInt(Math.round(Number(tokens) * 1e6)) * ONE) / PPM;

it("meets every published trade to the last unit or one below", () => {
  const { cases } = published("curve.json");
  expect(cases.length).toBeGreaterThanOrEqual(35);
  for (const { op, supply, reserve, reserve_ratio_ppm, amount, floor_exact } of cases) {
    const curve = {
      supply: BigInt(supply),
      reserve: BigInt(reserve),
      reserveRatio: BigInt(reserve_ratio_ppm),
    };
    const trade = op === "purchase_return" ? purchaseReturn : saleReturn;
    const low = BigInt(floor_exact) - trade(curve, BigInt(amount));
    expect([0n, 1n], `${op} ${amount}`).toContain(low);
  }
});

it("meets every published conviction and threshold", () => {
  const { cases } = published("conviction.json");
  expect(cases.length).toBeGreaterThanOrEqual(12);
  for (const c of cases) {
    const expected = BigInt(c.result);
    if (c.op === "conviction") {
      const stake = BigInt(c.stake);
      const steps = BigInt(c.steps);
      expect(conviction(BigInt(c.previous), stake, decay(c.decay_over_1e7), steps)).toBe(expected);
    } else {
      const rule = {
        decay: decay(c.decay_over_1e7),
        limit: BigInt(c.max_ratio_over_1e7),
        weight: BigInt(c.weight_over_1e7),
      };
      const result = threshold(BigInt(c.requested), BigInt(c.funds), BigInt(c.supply), rule);
      const off = result > expected ? result - expected : expected - result;
      expect(off * 10n ** 15n <= expected, `${c.result}: ${result}`).toBe(true);
    }
  }
});

it("meets every published hatch and its vesting", () => {
  const vectors = published("hatch.json");
  for (const { age, cliff, half_life, unlocked } of vectors.vesting) {
    const vests = locked(ONE, BigInt(age), BigInt(cliff), BigInt(half_life));
    expect(ONE - vests).toBe(whole(unlocked));
  }
  for (const hatch of vectors.hatch) {
    const raised = whole(hatch.raised);
    const funding = tribute(raised, ppm(hatch.hatch_tribute));
    expect(funding).toBe(whole(hatch.funding_pool));
    expect(raised - funding).toBe(whole(hatch.reserve));
    if (hatch.kappa === undefined) continue;
    const reserveRatio = PPM / BigInt(hatch.kappa);
    const supply = whole(hatch.hatch_supply);
    const price = spotPrice({ supply, reserve: raised - funding, reserveRatio });
    expect(price).toBe(whole(hatch.spot_price));
    const jump = openingJump(ppm(hatch.hatch_tribute), reserveRatio);
    expect(((raised / (supply / ONE)) * jump) / PPM).toBe(price);
  }
});
