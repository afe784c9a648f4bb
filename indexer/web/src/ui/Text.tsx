// A text of a stranger, among the page's own: it can neither hide, nor reorder what is beside it, nor
// widen the page.

import { type Foreign, tidy } from "../lib/label";

/** Shows a text; all of it appears when pointed at, where it is cut. */
export function Text({ of, most }: { of: Foreign | string; most?: number }) {
  const shown = tidy(of, most);
  return (
    <bdi className="text" title={shown.endsWith("…") ? tidy(of, 2_000) : undefined}>
      {shown}
    </bdi>
  );
}
