import { expect, it } from "vitest";
import { ago, date, duration, isoOf, moment } from "./time";

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

it("has words for what has no date", () => {
  for (const seconds of [2 ** 63, 2 ** 64, Number.POSITIVE_INFINITY, 253_402_300_800]) {
    expect(moment(seconds)).toBe("after the year 9999");
    expect(date(seconds)).toBe("after the year 9999");
    expect(isoOf(seconds)).toBeUndefined();
    expect(ago(0, seconds)).toBe("1 Jan 1970");
  }
  expect(isoOf(0)).toBe("1970-01-01T00:00:00.000Z");
  expect(duration(86_400 * 365 * 2_500)).toBe("2,500 years");
  expect(duration(2 ** 64)).toBe("more than 10,000 years");
  expect(duration(Number.POSITIVE_INFINITY)).toBe("more than 10,000 years");
});
