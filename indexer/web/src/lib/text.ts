// Texts that anyone may write into a Commons: which of them are taken, and how they are shown. The
// rules of contracts/text; both are held by tests/vectors/text.json.

type Ranges = readonly (readonly [first: number, last: number])[];

/**
 * Characters that hide or reorder, in rising order: controls, line and paragraph separators,
 * directional marks, embeddings, overrides and isolates, characters without width, and tags.
 */
const HIDING: Ranges = [
  [0x00, 0x1f],
  [0x7f, 0x9f],
  [0xad, 0xad],
  [0x61c, 0x61c],
  [0x180e, 0x180e],
  [0x200b, 0x200b],
  [0x200e, 0x200f],
  [0x2028, 0x202e],
  [0x2060, 0x206f],
  [0xfeff, 0xfeff],
  [0xfff0, 0xfffb],
  [0xe0000, 0xe007f],
];

/**
 * Characters that are drawn as nothing or as room between others, in rising order: spaces, joiners,
 * fillers, variation selectors, and what else Unicode calls ignorable by default.
 */
const BLANK: Ranges = [
  [0x20, 0x20],
  [0xa0, 0xa0],
  [0x34f, 0x34f],
  [0x115f, 0x1160],
  [0x1680, 0x1680],
  [0x17b4, 0x17b5],
  [0x180b, 0x180f],
  [0x2000, 0x200d],
  [0x202f, 0x202f],
  [0x205f, 0x205f],
  [0x2800, 0x2800],
  [0x3000, 0x3000],
  [0x3164, 0x3164],
  [0xfe00, 0xfe0f],
  [0xffa0, 0xffa0],
  [0x1bca0, 0x1bca3],
  [0x1d173, 0x1d17a],
  [0xe0080, 0xe0fff],
];

const within = (ranges: Ranges, character: string): boolean => {
  const code = character.codePointAt(0) ?? 0;
  return ranges.some(([first, last]) => first <= code && code <= last);
};

/** Says if a character hides or reorders what stands around it. */
export const hides = (character: string): boolean => within(HIDING, character);

/** Says if a reader sees a character: it neither hides nor is blank. */
export const isVisible = (character: string): boolean =>
  !within(HIDING, character) && !within(BLANK, character);

/** The mark in the place of a character that hides. */
const MARK = "\ufffd";

/**
 * Returns a text as it may be shown: each character that hides is shown as a mark, and so is a text
 * that would show nothing, so that there is something to see and to click.
 */
export function clean(text: string): string {
  const cleaned = [...text].map((one) => (hides(one) ? MARK : one));
  return text === "" || cleaned.some(isVisible) ? cleaned.join("") : MARK;
}

/** Why a text is refused. */
export interface Fault {
  readonly kind: "too_long" | "blank" | "hides" | "no_link";
  /** A sentence that says what to change. */
  readonly words: string;
}

const encoder = new TextEncoder();

/** Counts the bytes of a text: contracts limit these, not letters. */
export const bytesOf = (text: string): number => encoder.encode(text).length;

/** Checks a title, a name or a symbol of at most `longest` bytes; null where it is taken. */
export function checkLabel(text: string, longest: number): Fault | null {
  const fault = unreadable(text, longest);
  if (fault) return fault;
  if ([...text].some(isVisible)) return null;
  return { kind: "blank", words: "It shows nothing: give it at least one visible character." };
}

const NO_LINK: Fault = {
  kind: "no_link",
  words:
    "A link begins with https://, names a host, and has neither spaces nor a name before an @.",
};
const SCHEME = "https://";

/** Checks a link of at most `longest` bytes; null where it is taken, or where there is none. */
export function checkLink(link: string, longest: number): Fault | null {
  if (link === "") return null;
  const fault = unreadable(link, longest);
  if (fault) return fault;
  if (link.slice(0, SCHEME.length).toLowerCase() !== SCHEME) return NO_LINK;
  const rest = [...link.slice(SCHEME.length)];
  // A browser reads a backslash as a slash.
  const end = rest.findIndex((one) => "/\\?#".includes(one));
  const host = end < 0 ? rest : rest.slice(0, end);
  // A name before an @ makes one host look like another.
  return host.length === 0 || host.includes("@") || !rest.every(isVisible) ? NO_LINK : null;
}

/** Finds what is wrong with any text: its length, or a character in which something hides. */
function unreadable(text: string, longest: number): Fault | null {
  if (bytesOf(text) > longest) {
    return { kind: "too_long", words: `At most ${longest} bytes; this has ${bytesOf(text)}.` };
  }
  const hiding = [...text].find(hides);
  if (hiding === undefined) return null;
  const code = (hiding.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, "0");
  const words = `It has the character U+${code}, which hides or reorders others: leave it out.`;
  return { kind: "hides", words };
}
