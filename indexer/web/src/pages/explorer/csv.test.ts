import { expect, it } from "vitest";
import type { Commons } from "../../api/commons";
import { foreign } from "../../lib/label";
import { fileName, head, line, quoted } from "./csv";

const unit = (symbol: string, decimals: number) => ({ symbol, decimals });
const commons = {
  token: unit("WEIR", 18),
  money: unit("USDC", 6),
  native: unit("DOT", 18),
} as Commons;

it("writes amounts with the decimals of their money", () => {
  const text = line(
    {
      id: "7-1",
      kind: "mint",
      block: 7,
      event_index: 1,
      extrinsic_index: 0,
      timestamp: "2026-01-01T00:00:00Z",
      tokens: "1500000000000000000",
      value: "2500000",
      title: foreign('A "quoted", title'),
    },
    commons,
  );
  const columns = head.trim().split(",");
  expect(text).toContain('7-1,7,2026-01-01T00:00:00Z,mint,,,,1.5,2.5,,,,"A ""quoted"", title"');
  expect(
    text
      .replace(/"[^"]*(""[^"]*)*"/, "")
      .trim()
      .split(","),
  ).toHaveLength(columns.length);
});

it("lets no text be a formula", () => {
  expect(quoted("=1+1")).toBe("'=1+1");
  expect(quoted("@x")).toBe("'@x");
  expect(quoted("-cmd")).toBe("'-cmd");
  expect(quoted("-1.5")).toBe("-1.5");
  expect(quoted("+49")).toBe("+49");
  expect(quoted('=HYPERLINK("http://x","y")')).toBe(`"'=HYPERLINK(""http://x"",""y"")"`);
  for (const text of [
    "-1+cmd|' /C calc'!A0",
    "+1-1",
    " =1",
    "\t=1",
    "\n@x",
    "\uff1d1",
    "-",
    "-.5x",
  ]) {
    expect(quoted(text).replace(/^"/, ""), text).toMatch(/^'/);
  }
  expect(quoted("a - b = c")).toBe("a - b = c");
  expect(quoted("x;y")).toBe('"x;y"');
  expect(quoted(-3)).toBe("-3");
  expect(quoted("a\nb")).toBe('"a\nb"');
  expect(quoted(undefined)).toBe("");
});

it("writes nothing that hides or reorders", () => {
  const text = line(
    {
      id: "7-1",
      kind: "propose",
      block: 7,
      event_index: 1,
      extrinsic_index: 0,
      timestamp: "2026-01-01T00:00:00Z",
      title: foreign("Pay \u202eTOD\r\n=1+1"),
      service_name: foreign("=1+1"),
    },
    commons,
  );
  expect(text).toContain("Pay \ufffdTOD\ufffd\ufffd=1+1");
  expect(text).toContain("'=1+1");
});

it("is named by what any system takes", () => {
  expect(fileName("WEIR")).toBe("weir-activity.csv");
  expect(fileName("../\ufffd")).toBe("weir-activity.csv");
});
