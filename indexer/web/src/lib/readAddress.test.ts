// Addresses as people write them, by the vectors that command line and API answer too.

import { describe, expect, it } from "vitest";
import { published } from "../economics/tests/files";
import { addressIn, addressProblem, readAddress } from "./readAddress";

interface Case {
  readonly text: string;
  readonly address?: string;
  readonly account?: string | null;
  readonly fault?: string;
  readonly words?: string;
}
const { cases }: { cases: readonly Case[] } = published("address.json");
const hex = (bytes: Uint8Array | null) =>
  bytes && `0x${[...bytes].map((byte) => byte.toString(16).padStart(2, "0")).join("")}`;

describe("a text of the vectors", () => {
  it("is read as the account that it names", () => {
    const taken = cases.filter(({ address }) => address !== undefined);
    expect(taken.length).toBeGreaterThan(20);
    for (const { text, address, account } of taken) {
      const read = readAddress(text);
      expect("address" in read ? [read.address, hex(read.account)] : read, text).toEqual([
        address,
        account,
      ]);
    }
  });

  it("is refused for what is wrong with the form that was meant", () => {
    const refused = cases.filter(({ fault }) => fault !== undefined);
    expect(refused.length).toBeGreaterThan(40);
    for (const { text, fault, words } of refused) {
      expect(readAddress(text), text).toEqual({ fault, words });
    }
  });
});

it("says what is wrong in a sentence", () => {
  expect(addressProblem("0x12")).toBe("This needs 40 hexadecimal digits, not 2.");
  expect(addressProblem(`0x${"1".repeat(40)}`)).toBeNull();
  expect(addressIn(` 0X${"A".repeat(40)}`)).toBe(`0x${"a".repeat(40)}`);
});
