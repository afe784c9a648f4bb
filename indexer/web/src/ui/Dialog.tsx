// A dialog: the browser's own, which keeps the focus inside and closes on Escape.

import { type ReactNode, useEffect, useId, useRef } from "react";
import { Icon } from "./Icon";

/** A dialog that is open for as long as it is there. */
export function Dialog(props: { title: string; onClose: () => void; children: ReactNode }) {
  const { title, onClose, children } = props;
  const dialog = useRef<HTMLDialogElement>(null);
  const id = useId();
  useEffect(() => {
    const element = dialog.current;
    const before = document.activeElement;
    element?.showModal();
    return () => {
      element?.close();
      // Whoever goes by keyboard goes on where the dialog was opened, or, where that is gone or
      // cannot be pressed any more, at the page.
      const lost = () => !document.activeElement || document.activeElement === document.body;
      const toPage = () => document.getElementById("main")?.focus({ preventScroll: true });
      if (lost() && before instanceof HTMLElement) before.focus();
      if (lost()) toPage();
      if (!(before instanceof HTMLElement) || document.activeElement !== before) return;
      // A form that is emptied now disables its button a moment later, and a disabled one loses the focus.
      const observer = new MutationObserver(() => {
        if (before.matches(":disabled") && (lost() || document.activeElement === before)) toPage();
      });
      observer.observe(before, { attributes: true, attributeFilter: ["disabled"] });
      setTimeout(() => observer.disconnect(), 1_000);
    };
  }, []);
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: Escape closes a dialog by itself
    <dialog
      ref={dialog}
      aria-labelledby={id}
      onCancel={(event) => {
        event.preventDefault();
        onClose();
      }}
      onClick={(event) => event.target === dialog.current && onClose()}
    >
      <div className="dialog-head">
        <h2 id={id}>{title}</h2>
        <button type="button" className="icon-button" aria-label="Close" onClick={onClose}>
          <Icon name="close" />
        </button>
      </div>
      <div className="dialog-body">{children}</div>
    </dialog>
  );
}
