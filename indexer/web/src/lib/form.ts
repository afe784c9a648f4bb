// Texts and numbers that are typed into forms.

/** A whole or broken number above zero; null for all else. */
export function positive(text: string): number | null {
  const value = Number(text.trim());
  return text.trim() !== "" && Number.isFinite(value) && value > 0 ? value : null;
}
