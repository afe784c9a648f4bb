// Amounts are integers of base units. They are never floats where people read them: only positions
// in a chart are. How many base units make a whole differs from one money to the next.

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
  return exact(base, decimals).replaceAll(",", "");
}

/**
 * An amount as it is shown: cut and never rounded up, with about four telling digits. What is too
 * small for that is shown as less than the smallest.
 */
export function short(base: bigint, decimals: number): string {
  const { sign, whole, fraction } = parts(base, decimals);
  const zeros = fraction.length - fraction.replace(/^0+/, "").length;
  const digits = whole >= 1000n ? 2 : whole >= 1n ? 4 : Math.min(decimals, zeros + 4);
  if (whole === 0n && base !== 0n && zeros >= 8) return `${sign}<0.00000001`;
  const shown = fraction.slice(0, digits).replace(/0+$/, "");
  return sign + grouped(whole) + (shown && `.${shown}`);
}

const compactly = new Intl.NumberFormat("en", {
  notation: "compact",
  maximumSignificantDigits: 4,
});

/** An amount in the space of a label: `1.21K`. Rounded. */
export function compact(base: bigint, decimals: number): string {
  const value = toNumber(base, decimals);
  if (value !== 0 && Math.abs(value) < 0.001) return value.toExponential(1);
  return compactly.format(value);
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
  const value = Number(ppm) / 10_000;
  return `${value.toLocaleString("en", { maximumFractionDigits: places })} %`;
}

/** A share from 0 to 1 as a percentage of few digits; what is little but not nothing stays so. */
export function share(value: number): string {
  const hundred = value * 100;
  if (hundred > 0 && hundred < 0.01) return "<0.01 %";
  const places = hundred >= 99.995 || hundred === 0 ? 0 : hundred >= 10 ? 1 : 2;
  return `${hundred.toLocaleString("en", { maximumFractionDigits: places })} %`;
}

/** How much `now` is above or below `then`, in percent with one decimal; null from nothing. */
export function change(then: bigint, now: bigint): string | null {
  if (then === 0n) return null;
  const tenths = ((now - then) * 1000n) / then;
  const size = tenths < 0n ? -tenths : tenths;
  const sign = tenths > 0n ? "+" : tenths < 0n ? "−" : "±";
  return `${sign}${grouped(size / 10n)}.${size % 10n} %`;
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
