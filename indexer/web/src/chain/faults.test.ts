// Words for what the chain refuses, held to the metadata of the chain that the page is made for.

import { readFileSync } from "node:fs";
import { decAnyMetadata, unifyMetadata } from "@polkadot-api/substrate-bindings";
import { InvalidTxError } from "polkadot-api";
import { describe, expect, it } from "vitest";
import { ofDispatch } from "./call";
import { chainWords, hasOwnWords } from "./faults";
import { ofValidity } from "./validity";

const file = new URL("../../.papi/metadata/weir.scale", import.meta.url);
const { lookup, pallets } = unifyMetadata(decAnyMetadata(new Uint8Array(readFileSync(file))));

/** Names of the variants of a type of the runtime. */
function variants(path: string): string[] {
  const found = lookup.find((type) => type.path.join("::") === path);
  if (found?.def.tag !== "variant") throw new Error(`no ${path}`);
  return found.def.value.map(({ name }) => name);
}

describe("what the chain refuses", () => {
  it("has own words, whichever way a transaction is invalid", () => {
    const path = "sp_runtime::transaction_validity";
    const all = [
      ...variants(`${path}::InvalidTransaction`).map((name) => ["Invalid", name]),
      ...variants(`${path}::UnknownTransaction`).map((name) => ["Unknown", name]),
    ];
    expect(all.length).toBeGreaterThan(12);
    expect(all.filter((one) => !hasOwnWords(one))).toEqual([]);
  });

  it("has own words for every error of the runtime that a call can end with", () => {
    const of = (kind: string, path: string) => variants(path).map((name) => [kind, name]);
    const all = [
      ...of("Token", "sp_runtime::TokenError"),
      ...of("Arithmetic", "sp_arithmetic::ArithmeticError"),
      ...of("Transactional", "sp_runtime::TransactionalError"),
      ...variants("sp_runtime::DispatchError")
        .filter(
          (name) => !["Module", "Token", "Arithmetic", "Transactional", "Trie"].includes(name),
        )
        .map((name) => [name]),
    ];
    expect(all.length).toBeGreaterThan(20);
    expect(all.filter((one) => !hasOwnWords(one))).toEqual([]);
  });

  it("is said in a sentence that names it, also where only a report helps", () => {
    let count = 0;
    for (const { name: pallet, errors } of pallets) {
      const type = errors && lookup[typeof errors === "number" ? errors : errors.type];
      if (type?.def.tag !== "variant") continue;
      for (const { name } of type.def.value) {
        const words = chainWords([pallet, name]);
        count += 1;
        expect(words, name).toMatch(/^[A-Z].{20,}[.?]$/);
        if (!hasOwnWords([pallet, name])) expect(words).toContain(`${pallet}.${name}`);
      }
    }
    expect(count).toBeGreaterThan(60);
  });

  it("is not taken for an error of a contract of the same name", () => {
    const refused = ofDispatch({ type: "Token", value: { type: "BelowMinimum" } });
    expect(refused.message).toContain("existential deposit");
  });
});

it("reads why a transaction is not taken, and nothing else", () => {
  const stale = ofValidity(new InvalidTxError({ type: "Invalid", value: { type: "Stale" } }));
  expect(stale).toMatchObject({ reason: "Stale", again: true });
  const custom = ofValidity(
    new InvalidTxError({ type: "Invalid", value: { type: "Custom", value: 7 } }),
  );
  expect(custom).toMatchObject({ reason: "Custom", again: false });
  expect(custom?.message).toContain("rule of its own");
  expect(ofValidity(new Error("closed"))).toBeNull();
});
