import { expect, it } from "vitest";
import { webLink } from "./link";

it("leads to the web and nowhere else", () => {
  expect(webLink("https://example.org/seed")?.host).toBe("example.org");
  for (const text of [
    "",
    "javascript:alert(1)",
    "http://example.org",
    " https://example.org",
    "data:text/html,x",
    "ftp://example.org",
    "https://example.org@evil.test/",
    "https://",
    "//example.org",
  ]) {
    expect(webLink(text), text).toBeNull();
  }
});
