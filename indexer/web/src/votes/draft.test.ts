import { beforeEach, expect, it } from "vitest";
import { discard, draft, moves, plan, shiftOf, total } from "./draft";

const present = new Map([
  [1, 100n],
  [2, 50n],
]);
beforeEach(discard);

it("sets only what changes, in one call", () => {
  plan(1, 40n, 100n);
  plan(3, -60n, 0n);
  plan(2, 70n, 50n);
  plan(2, 50n, 50n);
  expect(moves(draft.get(), present)).toEqual([
    { proposal: 1, amount: 40n, against: false },
    { proposal: 3, amount: 60n, against: true },
  ]);
  expect(total(draft.get(), present)).toBe(150n);
});

it("knows how a proposal's stakes and all stakes would change", () => {
  plan(1, 0n, 100n);
  plan(3, 30n, 0n);
  expect(shiftOf(3, draft.get(), present)).toEqual({ own: 30n, against: 0n, all: -70n });
  expect(shiftOf(2, draft.get(), present)).toEqual({ own: 0n, against: 0n, all: -70n });
});

it("takes a stake from one side to the other, and counts its tokens once", () => {
  plan(1, -80n, 100n);
  expect(moves(draft.get(), present)).toEqual([{ proposal: 1, amount: 80n, against: true }]);
  expect(shiftOf(1, draft.get(), present)).toEqual({ own: -100n, against: 80n, all: -20n });
  expect(total(draft.get(), present)).toBe(130n);
});
