// Counts with their nouns: the grammar of one, in one place.

const rules = new Intl.PluralRules("en");

/** Picks the form of a noun for a count: `trade` of one, `trades` of none or many. */
export const noun = (count: number, one: string, other = `${one}s`): string =>
  rules.select(count) === "one" ? one : other;

/** Writes a count with its noun: `1 trade`, `1,234 trades`. */
export const counted = (count: number, one: string, other = `${one}s`): string =>
  `${count.toLocaleString("en")} ${noun(count, one, other)}`;
