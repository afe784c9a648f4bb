import { expect, it } from "vitest";
import { leaversOf } from "./asked";

const stake = (account: string, proposal: number, amount: string, against = false) => ({
  account,
  proposal,
  stake: amount,
  against,
  timestamp: "2026-01-01T00:00:00Z",
});
const unlock = (account: string) => ({ account, staked: "9", free_at: "77", free: false });

it("finds those who asked and still have stakes, for or against", () => {
  const stakes = [stake("0xa", 1, "2"), stake("0xa", 2, "3", true), stake("0xb", 1, "9")];
  expect(leaversOf([unlock("0xa"), unlock("0xc")], stakes)).toEqual([
    { account: "0xa", staked: 5n, freeAt: 77 },
  ]);
  expect(leaversOf([unlock("0xa"), unlock("0xb")], stakes).map(({ account }) => account)).toEqual([
    "0xb",
    "0xa",
  ]);
  expect(leaversOf([], stakes)).toEqual([]);
});
