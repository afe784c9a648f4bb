import { expect, it } from "vitest";
import { isOther, joined } from "./identity";

const one = { genesis: "0x1", commons: "0xc", block: "0xb" };

it("knows another chain, another Commons, and the same chain started over", () => {
  expect(isOther(one, { ...one })).toBe(false);
  expect(isOther(one, { ...one, genesis: "0x2" })).toBe(true);
  expect(isOther(one, { ...one, commons: "0xd" })).toBe(true);
  // A development chain has the same genesis and addresses each time.
  expect(isOther(one, { ...one, block: "0xe" })).toBe(true);
});

it("takes nothing for another while the block is not known", () => {
  expect(isOther(one, { ...one, block: null })).toBe(false);
  expect(joined(one, { ...one, block: null }).block).toBe("0xb");
});
