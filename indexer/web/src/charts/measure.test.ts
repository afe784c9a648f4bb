import { expect, it } from "vitest";
import { fitted } from "./measure";

it("cuts a label to its room, between letters", () => {
  const measure = (text: string) => text.length;
  expect(fitted("Seed library", 12, measure)).toBe("Seed library");
  expect(fitted("Seed library", 7, measure)).toBe("Seed l…");
  expect(fitted("Seed library", 6, measure)).toBe("Seed…");
  expect(fitted("👨‍👩‍👧👨‍👩‍👧", 10, measure)).toBe("👨‍👩‍👧…");
  expect(fitted("wide", 0, measure)).toBe("…");
});
