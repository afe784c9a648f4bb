// A field with its label, a hint, and what is wrong with it.

import { type InputHTMLAttributes, type ReactNode, useId } from "react";

/** A line to type into. */
export function Field(
  props: {
    label: ReactNode;
    hint?: ReactNode;
    problem?: string | undefined;
    onText: (text: string) => void;
  } & Omit<InputHTMLAttributes<HTMLInputElement>, "onChange">,
) {
  const { label, hint, problem, onText, ...rest } = props;
  const id = useId();
  return (
    <div className="field">
      <label htmlFor={id}>{label}</label>
      <input
        {...rest}
        id={id}
        className="input"
        aria-invalid={Boolean(problem)}
        aria-describedby={`${id}-hint`}
        onChange={({ target }) => onText(target.value)}
      />
      <span id={`${id}-hint`} className={problem ? "problem" : "hint"}>
        {problem ?? hint}
      </span>
    </div>
  );
}
