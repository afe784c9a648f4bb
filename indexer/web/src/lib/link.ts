// Links that anybody may have written into the chain.

/** A link of the web; null for all else, which is shown as text and leads nowhere. */
export function webLink(text: string): URL | null {
  if (!/^https?:\/\//i.test(text)) return null;
  try {
    const url = new URL(text);
    // A name before an @ makes one host look like another.
    return url.username || url.password ? null : url;
  } catch {
    return null;
  }
}
