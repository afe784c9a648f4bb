import { expect, it } from "vitest";
import { ago, duration } from "./time";

it("writes durations in at most two units", () => {
  expect(duration(0)).toBe("0 s");
  expect(duration(119)).toBe("119 s");
  expect(duration(120)).toBe("2 min");
  expect(duration(3_600)).toBe("1 h");
  expect(duration(12_000)).toBe("3 h 20 min");
  expect(duration(90_000)).toBe("1 d 1 h");
  expect(duration(86_400 * 400)).toBe("400 d");
  expect(duration(86_400 * 365 * 3)).toBe("3 years");
});

it("says how long ago something was", () => {
  expect(ago(100, 130)).toBe("just now");
  expect(ago(100, 90)).toBe("just now");
  expect(ago(0, 600)).toBe("10 min ago");
  expect(ago(0, 7_200)).toBe("2 h ago");
  expect(ago(0, 86_400 * 3)).toBe("3 d ago");
  expect(ago(0, 86_400 * 30)).toBe("1 Jan 1970");
});
