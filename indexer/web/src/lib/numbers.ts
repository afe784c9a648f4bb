// Numbers of any size in little room, for labels and axes. Amounts that are read as amounts are
// written by amounts.ts.

const RAISED: Record<string, string> = {
  "-": "⁻",
  ...Object.fromEntries([..."⁰¹²³⁴⁵⁶⁷⁸⁹"].map((raised, digit) => [String(digit), raised])),
};

/** Writes a number with a power of ten: `5 × 10²¹`. */
export const timesTenTo = (factor: string, exponent: number): string =>
  `${factor} × 10${[...String(exponent)].map((sign) => RAISED[sign]).join("")}`;

/** Writes a number with a power of ten, of at most so many digits, rounded: `5.25 × 10²¹`. */
export function powerOf(value: number, digits = 4): string {
  const [factor = "", exponent = ""] = value.toExponential(digits - 1).split("e");
  const telling = factor.includes(".") ? factor.replace(/\.?0+$/, "") : factor;
  return timesTenTo(telling.replace("-", "−"), Number(exponent));
}

const formats = new Map<number, Intl.NumberFormat>();

function format(digits: number): Intl.NumberFormat {
  const known = formats.get(digits);
  if (known) return known;
  const made = new Intl.NumberFormat("en", {
    notation: "compact",
    maximumSignificantDigits: digits,
  });
  formats.set(digits, made);
  return made;
}

/** Writes a number in the space of a label, rounded to so many digits: `1.25K`, `5×10²¹`. */
export function compactNumber(value: number, digits = 4): string {
  const size = Math.abs(value);
  if (size >= 1e15 || (size > 0 && size < 1e-4)) return powerOf(value, digits).replace(" × ", "×");
  return format(digits).format(value);
}

/** More digits than this are not tried: a number of the machine has no more that tell. */
const MOST_DIGITS = 12;

/**
 * Writes the ticks of an axis with as many digits as it takes to tell them apart. One that cannot be
 * told from another before it has no words.
 */
export function tickLabels(ticks: readonly number[], unit = ""): string[] {
  let labels: string[] = [];
  for (let digits = 4; digits <= MOST_DIGITS; digits += 1) {
    labels = ticks.map((tick) => compactNumber(tick, digits) + unit);
    if (new Set(labels).size === labels.length) return labels;
  }
  return labels.map((text, at) => (labels.indexOf(text) < at ? "" : text));
}
