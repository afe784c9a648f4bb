// Amounts are integers of base units, written as text. They are never floats where they are read
// by people: only the positions of a chart's points are. How many base units make a whole differs
// from one money to the next, so each function takes the decimals.

/** All digits of an amount: `1234.5`. */
export function exact(base, decimals) {
  const { whole, fraction } = parts(base, decimals);
  const telling = fraction.replace(/0+$/, "");
  return grouped(whole) + (telling && `.${telling}`);
}

/** An amount as it is shown: cut, never rounded up, with about four telling digits. */
export function short(base, decimals) {
  const { whole, fraction } = parts(base, decimals);
  const zeros = fraction.length - fraction.replace(/^0+/, "").length;
  const digits = whole >= 1000n ? 2 : whole >= 1n ? 4 : Math.min(decimals, zeros + 4);
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
export function position(base, decimals) {
  return Number(BigInt(base)) / 10 ** decimals;
}

function parts(base, decimals) {
  const unit = 10n ** BigInt(decimals);
  const value = BigInt(base);
  const fraction = decimals ? (value % unit).toString().padStart(decimals, "0") : "";
  return { whole: value / unit, fraction };
}

function grouped(integer) {
  return integer.toString().replace(/\B(?=(\d{3})+$)/g, ",");
}
