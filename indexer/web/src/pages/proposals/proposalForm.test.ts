import { describe, expect, it } from "vitest";
import type { Commons } from "../../api/commons";
import { NOBODY } from "../../lib/address";
import { parse } from "../../lib/amounts";
import { type About, emptyForm, proposeCall, read } from "./proposalForm";

const DOT = { symbol: "DOT", decimals: 18 };
const terms = {
  half_life: 3_600,
  spending_limit_ppm: 200_000,
  window: 86_400,
  weight_ppm: 2_000,
  min_stake_ppm: 100_000,
  deposit: "1",
  max_lifetime: 604_800,
  notice: 3_600,
  long_notice: 86_400,
  rule_share_ppm: 250_000,
  exit_share_ppm: 400_000,
};
const commons = `0x${"ab".repeat(20)}`;
const conviction = `0x${"cd".repeat(20)}`;
const about: About = {
  commons: {
    deployment: { commons, conviction, currency_address: null },
    terms,
    native: DOT,
    rules: [
      { number: 3, value: 200_000n, least: 1n, most: 500_000n, step: 50_000n, changeableFrom: 0 },
      { number: 2, value: 20_000n, least: 0n, most: 0n, step: 0n, changeableFrom: 0 },
    ],
  } as unknown as Commons,
  money: (text) => parse(text, DOT),
  grants: 3,
};
const good = { ...emptyForm(terms), title: "Seed library", amount: "50" };

function draftOf({ draft }: ReturnType<typeof read>) {
  if (!draft) throw new Error("something is wrong with it");
  return draft;
}

describe("a new proposal", () => {
  it("is made as the contract takes it", () => {
    const { draft, missing } = read({ ...good, days: "1.5", lifetime: "7" }, about);
    expect(missing).toBeNull();
    expect(draft).toEqual({
      kind: 1,
      amount: 50n * 10n ** 18n,
      duration: 129_600n,
      lifetime: 604_800n,
      beneficiary: null,
    });
    const revocation = { ...good, kind: "revocation", grant: "3" } as const;
    expect(read(revocation, about).draft).toMatchObject({ kind: 2, amount: 3n });
    const signal = { ...good, kind: "signal", amount: "nonsense" } as const;
    expect(read(signal, about).draft).toMatchObject({ kind: 0, amount: 0n });
  });

  it("changes a rule within its bounds and by one step", () => {
    const of = (value: string, rule = 3) => read({ ...good, kind: "rule", rule, value }, about);
    expect(of("25").draft).toMatchObject({ kind: 3, amount: 250_000n, duration: 3n });
    expect(of("25.1").problems.value).toContain("not higher");
    expect(of("20").problems.value).toContain("already");
    expect(of("").missing).toBe("Say what it becomes");
    expect(of("3", 2).problems.value).toContain("does not let");
    expect(of("3", 9).problems.value).toContain("not known");
    const call = proposeCall({ ...good, kind: "rule" }, { ...draftOf(of("25")) }, commons, 1n);
    expect(call.args.slice(0, 4)).toEqual([3, NOBODY, 250_000n, 3n]);
  });

  it("names a new governor that is no contract of the Commons", () => {
    const of = (governor: string) => read({ ...good, kind: "governor", governor }, about);
    const other = `0x${"12".repeat(20)}`;
    expect(of(other).draft).toMatchObject({ kind: 4, beneficiary: other, amount: 0n });
    expect(of(commons).problems.governor).toBeTruthy();
    expect(of("").missing).toBe("Say which contract");
    const call = proposeCall({ ...good, kind: "governor" }, draftOf(of(other)), commons, 1n);
    expect(call.args[1]).toBe(other);
  });

  it("winds down with nothing but a title, and stays open for longer than its notice", () => {
    const of = (lifetime: string) => read({ ...good, kind: "wind_down", lifetime }, about);
    expect(of("7").draft).toMatchObject({ kind: 5, amount: 0n, duration: 0n, beneficiary: null });
    expect(of("1").problems.lifetime).toBe(
      "More than its notice of 1 d, or it could never be executed.",
    );
    expect(read({ ...good, kind: "signal", lifetime: "0.01" }, about).draft).not.toBeNull();
  });

  it("says what is missing first, and what is wrong where it is", () => {
    expect(read(emptyForm(terms), about).missing).toBe("Give it a title");
    expect(read({ ...good, amount: "" }, about).missing).toBe("Say how much it asks for");
    const wrong = {
      ...good,
      title: "ü".repeat(33),
      days: "soon",
      lifetime: "8",
      beneficiary: "0x1",
      link: "http://example.org",
    };
    const { problems, draft } = read(wrong, about);
    expect(Object.keys(problems).sort()).toEqual([
      "beneficiary",
      "days",
      "lifetime",
      "link",
      "title",
    ]);
    expect(draft).toBeNull();
    expect(read({ ...good, link: "https:/" }, about)).toMatchObject({
      draft: null,
      problems: {},
      missing: "Finish the link, or leave it out",
    });
  });

  it("names which value is out of its range, and what its range is", () => {
    const problems = (change: Partial<typeof good>) => read({ ...good, ...change }, about).problems;
    expect(problems({ lifetime: "0.000001" })).toEqual({ lifetime: "That is less than a second." });
    expect(problems({ lifetime: "7.00001" })).toEqual({ lifetime: "At most 7 days." });
    expect(problems({ lifetime: "0" })).toEqual({ lifetime: "Give a number of days above zero." });
    expect(problems({ days: "3651" })).toEqual({ days: "At most 3650 days." });
    expect(read({ ...good, days: "3650", lifetime: "0.05" }, about).missing).toBeNull();
    expect(problems({ amount: `1${"0".repeat(30)}` })).toEqual({
      amount: "This is more than can be counted.",
    });
    expect(problems({ title: "\u200b" }).title).toContain("U+200B");
    expect(problems({ title: "\u3164" }).title).toContain("shows nothing");
  });

  it("goes to who can use it, however the address is written", () => {
    const of = (beneficiary: string) => read({ ...good, beneficiary }, about);
    expect(of("15oF4uVJwmo4TdGW7VfQxNLavjCXviqxT9S1MgbjMNHr6Sp5").draft?.beneficiary).toBe(
      "0x9621dde636de098b43efb0fa9b61facfe328f99d",
    );
    for (const lost of [NOBODY, commons, conviction, ` 0X${"AB".repeat(20)} `]) {
      expect(of(lost).problems.beneficiary, lost).toBeTruthy();
      expect(of(lost).draft).toBeNull();
    }
    expect(of("alice.eth").problems.beneficiary).toContain("is a name");
  });

  it("takes back only a grant that there is", () => {
    const of = (grant: string, grants: number | null = 3) =>
      read({ ...good, kind: "revocation", grant }, { ...about, grants });
    expect(of("4").problems.grant).toBe("The last grant is number 3.");
    expect(of("1", 0).problems.grant).toBe("There are no grants yet.");
    expect(of("0").problems.grant).toContain("from 1 on");
    expect(of("x").problems.grant).toBeTruthy();
    expect(of("3").draft).toMatchObject({ kind: 2, amount: 3n });
    expect(of("9", null).draft).toMatchObject({ amount: 9n });
  });
});
