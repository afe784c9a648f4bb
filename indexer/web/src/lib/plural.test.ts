import { expect, it } from "vitest";
import { counted, noun } from "./plural";

it("writes counts in the grammar of one and of many", () => {
  expect(counted(1, "trade")).toBe("1 trade");
  expect(counted(0, "trade")).toBe("0 trades");
  expect(counted(1234, "trade")).toBe("1,234 trades");
  expect(counted(1, "entry", "entries")).toBe("1 entry");
  expect(noun(2, "entry", "entries")).toBe("entries");
});
