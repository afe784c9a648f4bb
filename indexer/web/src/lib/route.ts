// Numbers in the address of a page.

/** The largest number that contracts give. */
const MOST = 2 ** 32 - 1;

/** Reads a number as the address of a page has it; null for all that is written another way. */
export function numberOf(text: string): number | null {
  if (!/^(0|[1-9]\d{0,9})$/.test(text)) return null;
  const number = Number(text);
  return number <= MOST ? number : null;
}
