// Links that anybody may have written into the chain.

import { type Foreign, raw } from "./label";
import { checkLink } from "./text";

/** An encrypted link of the web; null for all else, which is shown as text and leads nowhere. */
export function webLink(link: Foreign | string): URL | null {
  const text = raw(link);
  if (text === "" || checkLink(text, Number.POSITIVE_INFINITY)) return null;
  try {
    const url = new URL(text);
    // A browser may read a name and a host out of a text that has none to the eye.
    return url.username || url.password ? null : url;
  } catch {
    return null;
  }
}
