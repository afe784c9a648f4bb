import { expect, it } from "vitest";
import { commons } from "./abi/commons";
import { conviction } from "./abi/conviction";
import { knownErrors, wordsFor } from "./refusals";

it("has words for every error of both contracts", () => {
  const errors = [...commons, ...conviction].filter((item) => item.type === "error");
  expect(errors.length).toBeGreaterThan(50);
  expect(errors.map(({ name }) => name).filter((name) => !knownErrors.has(name))).toEqual([]);
});

it("says what it knows of an error without words", () => {
  expect(wordsFor("Error", "no")).toBe("The contract says: no");
  expect(wordsFor("Strange", "what it says")).toContain("what it says");
  expect(wordsFor("Unknown", null)).toContain("without a reason");
});
