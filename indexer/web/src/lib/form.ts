// Texts and numbers that are typed into forms.

const encoder = new TextEncoder();

/** How many bytes a text takes: contracts count these, not letters. */
export const bytesOf = (text: string): number => encoder.encode(text).length;

/** A whole or broken number above zero; null for all else. */
export function positive(text: string): number | null {
  const value = Number(text.trim());
  return text.trim() !== "" && Number.isFinite(value) && value > 0 ? value : null;
}
