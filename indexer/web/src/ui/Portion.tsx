// A long list of cards, some at a time: each card reckons as time passes, and a thousand of them would
// hold the page up.

import { type ReactNode, useState } from "react";

/** How many are shown at first, and with each press more. */
const STEP = 40;

/** The list's first items, and a button for more of them. */
export function Portion<Item>(props: {
  items: readonly Item[];
  className: string;
  children: (item: Item) => ReactNode;
}) {
  const { items, className, children } = props;
  const [most, setMost] = useState(STEP);
  const left = items.length - most;
  return (
    <>
      <ul className={className}>{items.slice(0, most).map(children)}</ul>
      {left > 0 && (
        <p className="row soft small">
          <button type="button" className="button" onClick={() => setMost(most + STEP)}>
            Show {Math.min(left, STEP)} more
          </button>
          {most.toLocaleString("en")} of {items.length.toLocaleString("en")} are shown.
        </p>
      )}
    </>
  );
}
