// The contracts' own code was asked; the browser must answer the same, to the last unit.

import { describe, expect, it } from "vitest";
import { conviction, decayOfHalfLife, threshold } from "../conviction";
import { purchaseReturn, saleReturn, spotPrice } from "../curve";
import { EconomicsError } from "../limits";
import { hatchTokens, locked, openingJump, tribute } from "../shares";
import { type Answered, answered } from "./files";

const questions = answered();

function answer(question: Answered): bigint {
  const n = (field: string): bigint => BigInt(question[field] ?? 0);
  const curve = () => ({
    supply: n("supply"),
    reserve: n("reserve"),
    reserveRatio: n("reserve_ratio_ppm"),
  });
  switch (question.op) {
    case "purchase_return":
      return purchaseReturn(curve(), n("amount"));
    case "sale_return":
      return saleReturn(curve(), n("amount"));
    case "spot_price":
      return spotPrice(curve());
    case "tribute":
      return tribute(n("amount"), n("tribute_ppm"));
    case "conviction":
      return conviction(n("previous"), n("stake"), decayOfHalfLife(n("half_life")), n("steps"));
    case "threshold":
      return threshold(n("requested"), n("funds"), n("supply"), {
        decay: decayOfHalfLife(n("half_life")),
        limit: n("max_ratio_over_1e7"),
        weight: n("weight_over_1e7"),
      });
    case "decay":
      return decayOfHalfLife(n("half_life"));
    case "vesting":
      return n("amount") - locked(n("amount"), n("age"), n("cliff"), n("half_life"));
    case "hatch_tokens":
      return hatchTokens(n("contribution"), n("price"));
    case "opening_jump":
      return openingJump(n("tribute_ppm"), n("reserve_ratio_ppm"));
    default:
      throw new Error(`no function ${question.op}`);
  }
}

describe("what the contracts' own code answers", () => {
  for (const op of new Set(questions.map((question) => question.op))) {
    it(`is answered by the browser as well: ${op}`, () => {
      const asked = questions.filter((question) => question.op === op);
      expect(asked.length).toBeGreaterThan(30);
      for (const question of asked) {
        if (question.result === undefined) {
          expect(() => answer(question), JSON.stringify(question)).toThrow(EconomicsError);
        } else {
          expect(answer(question).toString(), JSON.stringify(question)).toBe(question.result);
        }
      }
    });
  }
});
