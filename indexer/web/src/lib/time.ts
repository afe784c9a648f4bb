// Times as people read them. Times of the chain are seconds since the Unix epoch.

const MINUTE = 60;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

const medium = new Intl.DateTimeFormat("en-GB", { dateStyle: "medium", timeStyle: "short" });
const dateOnly = new Intl.DateTimeFormat("en-GB", { dateStyle: "medium" });

/** Seconds of a timestamp as the API writes it. */
export const secondsOf = (timestamp: string): number => Date.parse(timestamp) / 1000;

/** `21 Nov 2026, 18:10`. */
export const moment = (seconds: number): string => medium.format(seconds * 1000);

/** `21 Nov 2026`. */
export const date = (seconds: number): string => dateOnly.format(seconds * 1000);

/** A duration in at most two units: `3 h 20 min`. Seconds count only below two minutes. */
export function duration(seconds: number): string {
  const total = Math.max(0, Math.round(seconds));
  if (total < 2 * MINUTE) return `${total} s`;
  const years = Math.floor(total / (365 * DAY));
  if (years >= 2) return `${years} years`;
  const units: [number, string][] = [
    [DAY, "d"],
    [HOUR, "h"],
    [MINUTE, "min"],
  ];
  const first = units.findIndex(([length]) => total >= length);
  const [length, name] = units[first] ?? [MINUTE, "min"];
  const head = `${Math.floor(total / length)} ${name}`;
  const next = units[first + 1];
  // The hours of a hundred days tell nothing.
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
