// Titles, names and symbols that strangers wrote, as the page shows them. What is stored stays as it
// is: this is the one place where it is made fit for a reader.

import { clean, hides, isVisible } from "./text";

declare const unshown: unique symbol;

/** A text as a stranger wrote it: no component shows it before it went through this module. */
export interface Foreign {
  readonly [unshown]: true;
}

/** More characters than this of a text are cut off: contracts take fewer, other programs may not. */
export const MOST_CHARACTERS = 120;

/** Letters that are written from right to left, which reorder the digits and signs around them. */
const FROM_THE_RIGHT =
  /[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefe\u{10800}-\u{10fff}\u{1e800}-\u{1efff}]/u;

/** Begins and ends a stretch of text whose direction counts for itself alone (Unicode UAX #9). */
const [ISOLATE, END] = ["\u2068", "\u2069"];

/** Marks that pile up on one letter until they cover the lines above and below. */
const PILE = /(\p{M}{3})\p{M}+/gu;

/** Marks a text as one that a stranger wrote. */
export const foreign = (text: string): Foreign => text as unknown as Foreign;

/** Reads a text as it was written, to check or to compare it. */
export const raw = (text: Foreign | string): string => text as unknown as string;

/** Says if a reader sees anything of a text. */
export const isReadable = (text: Foreign | string): boolean => [...raw(text)].some(isVisible);

/**
 * Returns a text without what hides or reorders, without piles of marks, and of limited length. What
 * went through {@link label} already is only freed of its isolation.
 */
export function tidy(text: Foreign | string, most = MOST_CHARACTERS): string {
  const characters = [...clean(bare(raw(text))).replace(PILE, "$1")];
  return characters.length > most
    ? `${characters.slice(0, most - 1).join("")}…`
    : characters.join("");
}

/**
 * Returns a text for a place that takes plain characters only, such as the title of a window or a
 * label in a sentence: {@link tidy}, and isolated where it would reorder what stands beside it.
 */
export function label(text: Foreign | string, most = MOST_CHARACTERS): string {
  const shown = tidy(text, most);
  return FROM_THE_RIGHT.test(shown) ? `${ISOLATE}${shown}${END}` : shown;
}

/** Names something by its title, or by its number where the title shows nothing. */
export function titled(
  what: string,
  id: number | string,
  title: Foreign | string | null | undefined,
): string {
  if (!title) return `${what} ${id}`;
  return isReadable(title) ? label(title) : `${what} ${id} (no readable title)`;
}

/** Returns a text without the isolation that {@link label} puts around it. */
function bare(text: string): string {
  const inner = text.slice(ISOLATE.length, -END.length);
  const isolated = text.startsWith(ISOLATE) && text.endsWith(END) && ![...inner].some(hides);
  return isolated ? inner : text;
}
