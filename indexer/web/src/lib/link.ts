// Links that anybody may have written into the chain.

/** What to say of a link that nobody could follow. */
export const NO_LINK = "A link begins with https://, and names a host.";

/** An encrypted link of the web; null for all else, which is shown as text and leads nowhere. */
export function webLink(text: string): URL | null {
  if (!/^https:\/\//i.test(text)) return null;
  try {
    const url = new URL(text);
    // A name before an @ makes one host look like another.
    return url.username || url.password ? null : url;
  } catch {
    return null;
  }
}
