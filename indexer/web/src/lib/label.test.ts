import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { isReadable, label, MOST_CHARACTERS, tidy, titled } from "./label";

const vectors: { labels: { text: string; error: string | null }[] } = JSON.parse(
  readFileSync(new URL("../../../../tests/vectors/text.json", import.meta.url), "utf8"),
);

describe("a text of a stranger", () => {
  it("is shown as it is where it is one that contracts take", () => {
    for (const { text, error } of vectors.labels) {
      if (error !== null) continue;
      expect(tidy(text), text).toBe(text);
      expect(titled("Proposal", 7, text)).toContain(text);
    }
  });

  it("reorders and hides nothing", () => {
    expect(tidy("Pay \u202eTOD 001")).toBe("Pay \ufffdTOD 001");
    expect(tidy("a\u2066b\u2069")).toBe("a\ufffdb\ufffd");
  });

  it("is isolated in a sentence where its letters would reorder it", () => {
    expect(label("WEIR")).toBe("WEIR");
    expect(label("Bücher 📚")).toBe("Bücher 📚");
    expect(label("שלום")).toBe("\u2068שלום\u2069");
    expect(label("سلام 100")).toBe("\u2068سلام 100\u2069");
  });

  it("goes through more than once without a change", () => {
    for (const text of ["WEIR", "שלום", "a\u202eb", "\u2068a\u2069b\u2068c\u2069"]) {
      expect(label(label(text)), text).toBe(label(text));
      expect(tidy(label(text)), text).toBe(tidy(text));
    }
  });

  it("stays within its line and its length", () => {
    const piled = tidy(`a${"\u0301".repeat(30)}b`);
    expect(piled).toBe(`a${"\u0301".repeat(3)}b`);
    expect([...tidy("📚".repeat(500))]).toHaveLength(MOST_CHARACTERS);
    expect(tidy("x".repeat(500)).endsWith("…")).toBe(true);
  });

  it("always leaves something to see and to click", () => {
    expect(titled("Proposal", 7, "Seed library")).toBe("Seed library");
    expect(titled("Proposal", 7, "")).toBe("Proposal 7");
    expect(titled("Grant", 2, undefined)).toBe("Grant 2");
    for (const { text, error } of vectors.labels) {
      if (error !== "blank" || text === "") continue;
      expect(titled("Proposal", 7, text), JSON.stringify(text)).toBe(
        "Proposal 7 (no readable title)",
      );
    }
    expect(titled("Proposal", 7, "\u200b\u202e")).toBe("Proposal 7 (no readable title)");
    expect(isReadable("\u2800\u3164")).toBe(false);
  });
});
