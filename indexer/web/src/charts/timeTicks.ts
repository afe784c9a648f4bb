// The times that an axis names: few enough to be read, each told from its neighbours.

const MINUTE = 60;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** What there may be between two ticks, where it is shorter than a day. */
const CLOCK = [
  1,
  2,
  5,
  10,
  15,
  30,
  ...[1, 2, 5, 10, 15, 30].map((n) => n * MINUTE),
  ...[1, 2, 3, 6, 12].map((n) => n * HOUR),
];
const DAYS = [1, 2, 5, 10, 15];
const MONTHS = [1, 2, 3, 6];

/** A tick: seconds, and its words. */
export interface TimeTick {
  readonly at: number;
  readonly words: string;
}

/**
 * Chooses at most `most` moments between two to name, in the time of this machine. There is at least
 * one wherever the two are in order.
 */
export function timeTicks(from: number, to: number, most: number): readonly TimeTick[] {
  const ticks = chosen(from, to, most);
  // Between two round moments lies a whole span at times: its middle is named then.
  return ticks.length > 0 ? ticks : named([(from + to) / 2], daily);
}

function chosen(from: number, to: number, most: number): readonly TimeTick[] {
  const wanted = Math.max(2, most);
  for (const step of CLOCK) {
    if ((to - from) / step <= wanted) return clockTicks(from, to, step);
  }
  for (const days of DAYS) {
    if ((to - from) / DAY / days <= wanted) return named(dayTicks(from, to, days), daily);
  }
  for (const months of MONTHS) {
    if ((to - from) / (30 * DAY) / months <= wanted)
      return named(monthTicks(from, to, months), monthly);
  }
  for (let years = 1; ; years *= years % 3 === 2 ? 2.5 : 2) {
    const whole = Math.round(years);
    if ((to - from) / (365 * DAY) / whole <= wanted)
      return named(monthTicks(from, to, 12 * whole), yearly);
  }
}

/** Names days, which begin at midnight UTC: all of them, or as many as fit. */
export function dayNames(days: readonly number[], most: number): readonly TimeTick[] {
  const every = Math.ceil(days.length / Math.max(1, most));
  // Counted from the last: the newest day is the one that is looked for.
  return days
    .filter((_, at) => (days.length - 1 - at) % every === 0)
    .map((at) => ({ at, words: utcDay.format(at * 1000) }));
}

const utcDay = new Intl.DateTimeFormat("en-GB", {
  day: "numeric",
  month: "short",
  timeZone: "UTC",
});
const daily = new Intl.DateTimeFormat("en-GB", { day: "numeric", month: "short" });
const monthly = new Intl.DateTimeFormat("en-GB", { month: "short", year: "numeric" });
const yearly = new Intl.DateTimeFormat("en-GB", { year: "numeric" });
const minute = new Intl.DateTimeFormat("en-GB", { hour: "2-digit", minute: "2-digit" });
const second = new Intl.DateTimeFormat("en-GB", { timeStyle: "medium" });

const named = (ticks: readonly number[], format: Intl.DateTimeFormat): readonly TimeTick[] =>
  ticks.map((at) => ({ at, words: format.format(at * 1000) }));

/** Moments within a day or a few: the day is named where one begins. */
function clockTicks(from: number, to: number, step: number): readonly TimeTick[] {
  const ticks: TimeTick[] = [];
  const date = new Date(startOfDay(from) * 1000);
  while (date.getTime() / 1000 <= to) {
    const midnight = date.getTime() / 1000;
    date.setDate(date.getDate() + 1);
    const next = date.getTime() / 1000;
    // Steps count from each midnight where the reader is, so that hours are round.
    const first = Math.max(0, Math.ceil((from - midnight) / step));
    for (let at = midnight + first * step; at < next && at <= to; at += step) {
      const format = at === midnight ? daily : step < MINUTE ? second : minute;
      ticks.push({ at, words: format.format(at * 1000) });
    }
  }
  return ticks;
}

function dayTicks(from: number, to: number, days: number): readonly number[] {
  const ticks: number[] = [];
  const date = new Date(startOfDay(from) * 1000);
  for (; date.getTime() / 1000 <= to; date.setDate(date.getDate() + 1)) {
    // Counted in the month, so that the days named stay as time goes on.
    const counts = (date.getDate() - 1) % days === 0 && date.getDate() + days / 2 <= 32;
    if (date.getTime() / 1000 >= from && counts) ticks.push(date.getTime() / 1000);
  }
  return ticks;
}

function monthTicks(from: number, to: number, months: number): readonly number[] {
  const ticks: number[] = [];
  const first = new Date(from * 1000);
  const count = first.getFullYear() * 12 + first.getMonth();
  for (let month = Math.ceil(count / months) * months; ; month += months) {
    // The constructor reads years below 100 as of the last century.
    const at = new Date(2000, month - 2000 * 12, 1).getTime() / 1000;
    // Beyond what has a date there is no number that compares.
    if (!(at <= to)) return ticks;
    if (at >= from) ticks.push(at);
  }
}

function startOfDay(seconds: number): number {
  const date = new Date(seconds * 1000);
  return new Date(date.getFullYear(), date.getMonth(), date.getDate()).getTime() / 1000;
}
