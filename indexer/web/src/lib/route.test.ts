import { expect, it } from "vitest";
import { numberOf } from "./route";

it("reads a number of an address and nothing else", () => {
  expect(numberOf("0")).toBe(0);
  expect(numberOf("7")).toBe(7);
  expect(numberOf("4294967295")).toBe(4_294_967_295);
  for (const text of [
    "",
    "abc",
    "7a",
    "-1",
    "1.5",
    "1e3",
    "07",
    "0x7",
    " 7",
    "4294967296",
    "1".repeat(40),
  ]) {
    expect(numberOf(text), text).toBeNull();
  }
});
