// Amounts are integers of base units, written as text. They are never floats where they are read
// by people: only the positions of a chart's points are.

const DECIMALS = 18;
const UNIT = 10n ** BigInt(DECIMALS);

/** All digits of an amount: `1234.5`. */
export function exact(base) {
  const value = BigInt(base);
  const fraction = (value % UNIT).toString().padStart(DECIMALS, "0").replace(/0+$/, "");
  return grouped(value / UNIT) + (fraction && `.${fraction}`);
}

/** An amount as it is shown: cut, never rounded up, with about four telling digits. */
export function short(base) {
  const value = BigInt(base);
  const whole = value / UNIT;
  const fraction = (value % UNIT).toString().padStart(DECIMALS, "0");
  const zeros = fraction.length - fraction.replace(/^0+/, "").length;
  const digits = whole >= 1000n ? 2 : whole >= 1n ? 4 : Math.min(DECIMALS, zeros + 4);
  const shown = fraction.slice(0, digits).replace(/0+$/, "");
  return grouped(whole) + (shown && `.${shown}`);
}

/** How much `now` is above or below `then`, in percent with one decimal; null from nothing. */
export function change(then, now) {
  const from = BigInt(then);
  if (from === 0n) return null;
  const tenths = ((BigInt(now) - from) * 1000n) / from;
  const size = tenths < 0n ? -tenths : tenths;
  const sign = tenths > 0n ? "+" : tenths < 0n ? "−" : "±";
  return `${sign}${grouped(size / 10n)}.${size % 10n} %`;
}

/** The position of an amount in a chart. */
export function position(base) {
  return Number(BigInt(base)) / 1e18;
}

function grouped(integer) {
  return integer.toString().replace(/\B(?=(\d{3})+$)/g, ",");
}
