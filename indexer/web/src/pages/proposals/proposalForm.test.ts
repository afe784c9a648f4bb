import { describe, expect, it } from "vitest";
import { emptyForm, read } from "./proposalForm";

const DOT = { symbol: "DOT", decimals: 18 };
const terms = {
  half_life: 3_600,
  spending_limit_ppm: 200_000,
  window: 86_400,
  weight_ppm: 2_000,
  min_stake_ppm: 100_000,
  deposit: "1",
  max_lifetime: 604_800,
};
const good = { ...emptyForm(terms), title: "Seed library", amount: "50" };

describe("a new proposal", () => {
  it("is made as the contract takes it", () => {
    const { draft, missing } = read({ ...good, days: "1.5", lifetime: "7" }, DOT, terms);
    expect(missing).toBeNull();
    expect(draft).toEqual({
      kind: 1,
      amount: 50n * 10n ** 18n,
      duration: 129_600n,
      lifetime: 604_800n,
      beneficiary: null,
    });
    const revocation = { ...good, kind: "revocation", grant: "3" } as const;
    expect(read(revocation, DOT, terms).draft).toMatchObject({ kind: 2, amount: 3n });
    const signal = { ...good, kind: "signal", amount: "nonsense" } as const;
    expect(read(signal, DOT, terms).draft).toMatchObject({ kind: 0, amount: 0n });
  });

  it("says what is missing first, and what is wrong where it is", () => {
    expect(read(emptyForm(terms), DOT, terms).missing).toBe("Give it a title");
    expect(read({ ...good, amount: "" }, DOT, terms).missing).toBe("Say how much it asks for");
    const wrong = {
      ...good,
      title: "ü".repeat(33),
      days: "soon",
      lifetime: "8",
      beneficiary: "0x1",
      link: "http://example.org",
    };
    const { problems, draft } = read(wrong, DOT, terms);
    expect(Object.keys(problems).sort()).toEqual([
      "beneficiary",
      "days",
      "lifetime",
      "link",
      "title",
    ]);
    expect(draft).toBeNull();
    expect(read({ ...good, link: "https:/" }, DOT, terms)).toMatchObject({
      draft: null,
      problems: {},
      missing: "Finish the link, or leave it out",
    });
  });
});
