// The rules on texts, by the vectors that contracts, command line and API answer too.

import { describe, expect, it } from "vitest";
import { published } from "../economics/tests/files";
import { bytesOf, checkLabel, checkLink, clean, hides, isVisible } from "./text";

interface Case {
  readonly text: string;
  readonly error: string | null;
  readonly shown: string;
}
const vectors: Record<"labels" | "links" | "clean", readonly Case[]> = published("text.json");

describe("a text of the vectors", () => {
  it("is taken or refused as a label", () => {
    expect(vectors.labels.length).toBeGreaterThan(20);
    for (const { text, error } of vectors.labels) {
      expect(checkLabel(text, 64)?.kind ?? null, JSON.stringify(text)).toBe(error);
    }
  });

  it("is taken or refused as a link", () => {
    expect(vectors.links.length).toBeGreaterThan(20);
    for (const { text, error } of vectors.links) {
      expect(checkLink(text, 160)?.kind ?? null, JSON.stringify(text)).toBe(error);
    }
  });

  it("is cleaned to what may be shown", () => {
    expect(vectors.clean.length).toBeGreaterThan(5);
    for (const { text, shown } of vectors.clean) expect(clean(text)).toBe(shown);
  });
});

it("names what is wrong, so that it can be changed", () => {
  expect(checkLabel("a\u202eb", 64)?.words).toContain("U+202E");
  expect(checkLabel("ü".repeat(33), 64)?.words).toBe("At most 64 bytes; this has 66.");
  expect(bytesOf("ü")).toBe(2);
});

it("leaves nothing in a cleaned text that hides, and something to see", () => {
  const bad: number[] = [];
  for (let code = 0; code <= 0x10ffff; code += code < 0x3000 ? 1 : 37) {
    if (code >= 0xd800 && code < 0xe000) continue;
    const shown = clean(String.fromCodePoint(code));
    const all = [...shown];
    if (all.some(hides) || !all.some(isVisible) || clean(shown) !== shown) bad.push(code);
  }
  expect(bad).toEqual([]);
});
