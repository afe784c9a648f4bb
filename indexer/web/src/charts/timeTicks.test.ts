import { describe, expect, it } from "vitest";
import { dayNames, timeTicks } from "./timeTicks";

const DAY = 86_400;
const start = Date.UTC(2026, 0, 1) / 1000;

describe("the times on an axis", () => {
  it("are few, in order, within it, and each told from the others, whatever it spans", () => {
    const spans = [
      1,
      2,
      30,
      59,
      60,
      120,
      600,
      3_600,
      7_200,
      DAY / 2,
      DAY,
      2 * DAY,
      3 * DAY,
      10 * DAY,
    ];
    for (const days of [30, 45, 60, 90, 180, 365, 400, 730, 3_650, 36_500, 500_000])
      spans.push(days * DAY);
    const wrong: string[] = [];
    for (const span of spans) {
      for (const offset of [0, 1, 12_345, DAY - 1, 100 * DAY]) {
        for (const most of [2, 3, 8]) {
          const from = start + offset;
          const ticks = timeTicks(from, from + span, most);
          const fail = (what: string) =>
            wrong.push(`${span} s from ${from}, at most ${most}: ${what}`);
          if (ticks.length < 1 || ticks.length > Math.max(2, most) + 1)
            fail(`${ticks.length} ticks`);
          const places = ticks.map(({ at }) => at);
          if (places.some((at) => at < from || at > from + span)) fail("outside");
          if (places.some((at, n) => n > 0 && at <= (places[n - 1] ?? at))) fail("out of order");
          // An hour may come again on the next day, which is named between the two.
          let seen: string[] = [];
          for (const { words } of ticks) {
            if (!words.includes(":")) seen = seen.filter((one) => !one.includes(":"));
            if (seen.includes(words)) fail(`${words} twice`);
            seen.push(words);
          }
        }
      }
    }
    expect(wrong).toEqual([]);
  });

  it("of ten years are years", () => {
    const words = timeTicks(start, start + 3_650 * DAY, 6).map((tick) => tick.words);
    expect(words[0]).toMatch(/^20\d\d$/);
  });

  it("of a single day are that day, once, as it is in UTC", () => {
    expect(dayNames([start], 5)).toEqual([{ at: start, words: "1 Jan" }]);
    const sixty = Array.from({ length: 60 }, (_, n) => start + n * DAY);
    const names = dayNames(sixty, 6);
    expect(names.length).toBeLessThanOrEqual(6);
    expect(names.at(-1)?.words).toBe("1 Mar");
  });
});
