// What a figure means, for whoever asks: a small button whose text appears beside it, by pointer,
// keyboard or touch.

import { type ReactNode, useEffect, useId, useLayoutEffect, useRef, useState } from "react";
import { createPortal } from "react-dom";
import "./tip.css";

/** A question mark that explains what is before it. */
export function Tip({ about, children }: { about: string; children: ReactNode }) {
  const [open, setOpen] = useState(false);
  const button = useRef<HTMLButtonElement>(null);
  const id = useId();
  useEffect(() => {
    if (!open) return;
    // Not every browser gives a touched button the focus that it could lose again.
    const leave = (event: Event) => {
      if (!(event.target instanceof Node && button.current?.contains(event.target))) setOpen(false);
    };
    document.addEventListener("pointerdown", leave);
    return () => document.removeEventListener("pointerdown", leave);
  }, [open]);
  return (
    <>
      <button
        ref={button}
        type="button"
        className="tip"
        aria-label={`What is ${about}?`}
        aria-describedby={open ? id : undefined}
        onPointerEnter={(event) => event.pointerType === "mouse" && setOpen(true)}
        onPointerLeave={(event) => event.pointerType === "mouse" && setOpen(false)}
        onFocus={() => setOpen(true)}
        onBlur={() => setOpen(false)}
        onClick={() => setOpen(true)}
        onKeyDown={(event) => event.key === "Escape" && setOpen(false)}
      >
        ?
      </button>
      {open && (
        <Bubble id={id} anchor={button.current}>
          {children}
        </Bubble>
      )}
    </>
  );
}

function Bubble(props: { id: string; anchor: HTMLElement | null; children: ReactNode }) {
  const { id, anchor, children } = props;
  const bubble = useRef<HTMLDivElement>(null);
  useLayoutEffect(() => {
    const element = bubble.current;
    if (!element || !anchor) return;
    const place = () => {
      const at = anchor.getBoundingClientRect();
      const { offsetWidth: width, offsetHeight: height } = element;
      const middle = at.left + at.width / 2 - width / 2;
      const above = at.top - height - 8;
      element.style.left = `${Math.min(Math.max(8, middle), innerWidth - width - 8)}px`;
      element.style.top = `${above > 8 ? above : at.bottom + 8}px`;
    };
    place();
    element.style.visibility = "visible";
    // It stays with what it is about.
    document.addEventListener("scroll", place, { capture: true, passive: true });
    return () => document.removeEventListener("scroll", place, { capture: true });
  }, [anchor]);
  return createPortal(
    <div ref={bubble} id={id} role="tooltip" className="bubble">
      {children}
    </div>,
    // A tooltip inside a dialog must lie above it.
    anchor?.closest("dialog") ?? document.body,
  );
}
