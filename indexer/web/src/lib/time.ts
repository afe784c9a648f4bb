// Times as people read them. Times of the chain are seconds since the Unix epoch.

const MINUTE = 60;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

const medium = new Intl.DateTimeFormat("en-GB", { dateStyle: "medium", timeStyle: "short" });
const dateOnly = new Intl.DateTimeFormat("en-GB", { dateStyle: "medium" });

/** Seconds of a timestamp as the API writes it. */
export const secondsOf = (timestamp: string): number => Date.parse(timestamp) / 1000;

/** The last second of the year 9999. What is later is as good as never, and has no date. */
const LAST = 253_402_300_799;

/** `21 Nov 2026, 18:10`. */
export const moment = (seconds: number): string => written(medium, seconds);

/** `21 Nov 2026`. */
export const date = (seconds: number): string => written(dateOnly, seconds);

/** The moment as machines read it; undefined where it has no date. */
export const isoOf = (seconds: number): string | undefined =>
  seconds <= LAST ? new Date(seconds * 1000).toISOString() : undefined;

function written(format: Intl.DateTimeFormat, seconds: number): string {
  return seconds <= LAST ? format.format(seconds * 1000) : "after the year 9999";
}

/** More years than this are not counted. */
const MOST_YEARS = 10_000;

/** A duration in at most two units: `3 h 20 min`. Seconds count only below two minutes. */
export function duration(seconds: number): string {
  const total = Math.max(0, Math.round(seconds));
  if (total < 2 * MINUTE) return `${total} s`;
  const years = Math.floor(total / (365 * DAY));
  if (years >= MOST_YEARS) return "more than 10,000 years";
  if (years >= 2) return `${years.toLocaleString("en")} years`;
  const units: [number, string][] = [
    [DAY, "d"],
    [HOUR, "h"],
    [MINUTE, "min"],
  ];
  const first = units.findIndex(([length]) => total >= length);
  const [length, name] = units[first] ?? [MINUTE, "min"];
  const head = `${Math.floor(total / length)} ${name}`;
  const next = units[first + 1];
  // The hours of a hundred days say nothing.
  if (!next || total >= 100 * DAY) return head;
  const rest = Math.floor((total % length) / next[0]);
  return rest ? `${head} ${rest} ${next[1]}` : head;
}

/** How long ago: `just now`, `5 min ago`, and a date after a day or more. */
export function ago(seconds: number, now: number): string {
  const past = Math.max(0, now - seconds);
  if (past < MINUTE) return "just now";
  if (past < HOUR) return `${Math.floor(past / MINUTE)} min ago`;
  if (past < DAY) return `${Math.floor(past / HOUR)} h ago`;
  if (past < 7 * DAY) return `${Math.floor(past / DAY)} d ago`;
  return date(seconds);
}
