import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { checkRecorded, checkSignature, type Receipt, readReceipt, textOf } from "./receipt";

// Made by `weir service receipt`, of a burn on a development chain.
const text = readFileSync(new URL("./receipt.json", import.meta.url), "utf8");
const receipt = readReceipt(text);
const recorded = {
  genesis: receipt.genesis_hash,
  commons: receipt.commons,
  blockHash: receipt.block.hash,
  burn: { ...receipt },
};

describe("a receipt of the command line", () => {
  it("holds here as well", () => {
    checkSignature(receipt, null);
    checkSignature(receipt, 'login "42"');
    checkRecorded(receipt, recorded);
  });

  it("does not hold with any field changed", () => {
    const other = `0x${"09".repeat(32)}`;
    const changes: Partial<Receipt>[] = [
      { genesis_hash: other },
      { commons: other.slice(0, 42) },
      { block: { ...receipt.block, number: 9 } },
      { block: { ...receipt.block, hash: other } },
      { event_index: 9 },
      { service: 9 },
      { content: other },
      { amount: "9" },
      { challenge: "x" },
      { signature: "0x010203" },
      { signature: `0x${"00".repeat(64)}` },
    ];
    for (const change of changes) {
      expect(() => checkSignature({ ...receipt, ...change }, null), JSON.stringify(change)).toThrow(
        "signature",
      );
    }
  });

  it("cannot be claimed by another key, or for another challenge", () => {
    const stolen = { ...receipt, public_key: `0x${"11".repeat(32)}` };
    expect(() => checkSignature(stolen, null)).toThrow("not of the burner");
    expect(() => checkSignature(receipt, "login 43")).toThrow("challenge");
  });

  it("must say what the chain records", () => {
    const wrong = [
      [{ genesis: "0x0" }, "another chain"],
      [{ commons: "0x0" }, "another Commons"],
      [{ blockHash: "0x0" }, "no final block"],
      [{ blockHash: null }, "no final block"],
      [{ burn: null }, "no burn"],
      [{ burn: { ...receipt, account: "0x0" } }, "account"],
      [{ burn: { ...receipt, service: 7 } }, "service"],
      [{ burn: { ...receipt, content: "0x0" } }, "content"],
      [{ burn: { ...receipt, amount: "1" } }, "amount"],
    ] as const;
    for (const [change, words] of wrong) {
      expect(() => checkRecorded(receipt, { ...recorded, ...change }), words).toThrow(words);
    }
  });

  it("quotes a challenge, so that it cannot pass for another field", () => {
    const sly = { ...receipt, challenge: "x\namount 999" };
    expect(textOf(sly).split("\n")).toHaveLength(10);
  });
});

it("refuses what is no receipt in words", () => {
  for (const wrong of ["", "{", "null", "[]", "{}", text.replace("version", "edition")]) {
    expect(() => readReceipt(wrong), wrong).toThrow("no receipt");
  }
  expect(() => readReceipt(text.replace('"version": 1', '"version": 2'))).toThrow("version 2");
});
