// Amounts are integers of base units. They are never floats where people read them: only positions
// in a chart are. How many base units make a whole differs from one money to the next.

import { compactNumber, powerOf, timesTenTo } from "./numbers";

/** A kind of money or token: what it is called, and how many decimals it has. */
export interface Unit {
  readonly symbol: string;
  readonly decimals: number;
}

/** All digits of an amount, thousands grouped: `1,234.5`. */
export function exact(base: bigint, decimals: number): string {
  const { sign, whole, fraction } = parts(base, decimals);
  const telling = fraction.replace(/0+$/, "");
  return sign + grouped(whole) + (telling && `.${telling}`);
}

/** All digits of an amount as it is typed: `1234.5`. {@link parse} reads it back. */
export function plain(base: bigint, decimals: number): string {
  return exact(base, decimals).replaceAll(",", "").replace("−", "-");
}

/** From here on an amount is written with a power of ten: more digits are counted, not read. */
const HUGE = 10n ** 12n;

/**
 * An amount as it is shown: cut and never rounded up, with about four telling digits. What is too large
 * or too small to be read as digits is written with a power of ten.
 */
export function short(base: bigint, decimals: number): string {
  const { sign, whole, fraction } = parts(base, decimals);
  const zeros = fraction.length - fraction.replace(/^0+/, "").length;
  if (whole >= HUGE || (whole === 0n && base !== 0n && zeros >= 8)) {
    return sign + power((base < 0n ? -base : base).toString(), decimals);
  }
  const digits =
    whole >= 1_000_000_000n
      ? 0
      : whole >= 1000n
        ? 2
        : whole >= 1n
          ? 4
          : Math.min(decimals, zeros + 4);
  const shown = fraction.slice(0, digits).replace(/0+$/, "");
  return sign + grouped(whole) + (shown && `.${shown}`);
}

/** An amount in the space of a label: `1.21K`. Rounded. */
export function compact(base: bigint, decimals: number): string {
  return compactNumber(toNumber(base, decimals));
}

/** The position of an amount in a chart. */
export function toNumber(base: bigint, decimals: number): number {
  return Number(base) / 10 ** decimals;
}

/** What was typed: an amount, or what is wrong with it. */
export type Typed =
  | { readonly amount: bigint; readonly problem?: undefined }
  | { readonly amount?: undefined; readonly problem: string };

/** Reads an amount as people type it. Nothing is guessed: a comma could mean two things. */
export function parse(text: string, { decimals, symbol }: Unit): Typed {
  const typed = text.trim().replace(/[\s_](?=\d)/g, "");
  if (typed === "") return { problem: "" };
  if (typed.startsWith("-")) return { problem: "Give an amount above zero." };
  if (typed.includes(",")) return { problem: "Use a point for decimals, and no commas." };
  const match = /^(\d*)\.?(\d*)$/.exec(typed);
  const [, whole = "", fraction = ""] = match ?? [];
  if (!match || whole + fraction === "") return { problem: "This is not a number." };
  const telling = fraction.replace(/0+$/, "");
  if (telling.length > decimals) return { problem: `${symbol} has ${decimals} decimals.` };
  const digits = whole + telling.padEnd(decimals, "0");
  if (digits.replace(/^0+/, "").length > 60) return { problem: "This is too much." };
  return { amount: BigInt(digits || "0") };
}

/** Parts per million as a percentage: `2.5 %`. */
export function percent(ppm: number | bigint, places = 4): string {
  return hundredths(Number(ppm) / 10_000, places);
}

/**
 * A share from 0 to 1 as a percentage of few digits. What is little but not nothing stays so, and so
 * does what is next to all but not all.
 */
export function share(value: number): string {
  const hundred = value * 100;
  if (!Number.isFinite(hundred)) return "–";
  if (hundred > 0 && hundred < 0.01) return "<0.01 %";
  if (hundred < 100 && hundred >= 99.995) return ">99.99 %";
  const places = hundred === 0 || hundred >= 100 ? 0 : hundred >= 10 && hundred < 99.95 ? 1 : 2;
  return hundredths(hundred, places);
}

/** How much `now` is above or below `then`, in percent with one decimal; null from nothing. */
export function change(then: bigint, now: bigint): string | null {
  if (then === 0n) return null;
  const tenths = ((now - then) * 1000n) / then;
  const size = tenths < 0n ? -tenths : tenths;
  const sign = tenths > 0n ? "+" : tenths < 0n ? "−" : "±";
  return `${sign}${size / 10n >= MANY ? power(size.toString(), 1) : `${grouped(size / 10n)}.${size % 10n}`} %`;
}

/** From here on a percentage is written with a power of ten. */
const MANY = 1_000_000_000n;

function hundredths(value: number, places: number): string {
  if (Math.abs(value) >= Number(MANY)) return `${powerOf(value)} %`;
  return `${value.toLocaleString("en", { maximumFractionDigits: places })} %`;
}

/** Digits and how many of them are decimals, with a power of ten: `5.125 × 10²¹`. Cut. */
function power(digits: string, decimals: number): string {
  const rest = digits.slice(1, 4).replace(/0+$/, "");
  return timesTenTo(digits.slice(0, 1) + (rest && `.${rest}`), digits.length - 1 - decimals);
}

function parts(base: bigint, decimals: number) {
  const size = base < 0n ? -base : base;
  const unit = 10n ** BigInt(decimals);
  const fraction = decimals ? (size % unit).toString().padStart(decimals, "0") : "";
  return { sign: base < 0n ? "−" : "", whole: size / unit, fraction };
}

function grouped(integer: bigint): string {
  return integer.toString().replace(/\B(?=(\d{3})+$)/g, ",");
}
