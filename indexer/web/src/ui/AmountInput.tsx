// An amount to type: its unit beside it, what the account has below it, and all of that at a press.

import { type ReactNode, useId } from "react";
import { plain, short, type Unit } from "../lib/amounts";

/** The field. Its state is the text, so that nothing typed is ever changed under the fingers. */
export function AmountInput(props: {
  label: string;
  unit: Unit;
  text: string;
  onText: (text: string) => void;
  problem?: string | undefined;
  /** What the account has of it. */
  has?: bigint | undefined;
  hasWords?: string;
  /** The most that makes sense, if it is less than what the account has. */
  most?: bigint | undefined;
  aside?: ReactNode;
}) {
  const { label, unit, text, onText, problem, has, hasWords = "You have", aside } = props;
  const most = props.most ?? has;
  const id = useId();
  return (
    <div className="amount-box">
      <div className="top">
        <label htmlFor={id}>{label}</label>
        {aside}
      </div>
      <div className="middle">
        <input
          id={id}
          inputMode="decimal"
          autoComplete="off"
          spellCheck={false}
          placeholder="0"
          value={text}
          aria-invalid={Boolean(problem)}
          aria-describedby={`${id}-note`}
          onChange={({ target }) => onText(target.value)}
        />
        <span className="symbol">{unit.symbol}</span>
      </div>
      <div className="bottom" id={`${id}-note`}>
        {problem ? <span className="bad">{problem}</span> : <span />}
        {has !== undefined && (
          <span className="row nowrap">
            {hasWords} {short(has, unit.decimals)}
            {most !== undefined && most > 0n && (
              <button
                type="button"
                className="link"
                onClick={() => onText(plain(most, unit.decimals))}
              >
                Max
              </button>
            )}
          </span>
        )}
      </div>
    </div>
  );
}

/** An amount that follows from another one. */
export function AmountOutput(props: {
  label: string;
  unit: Unit;
  of: bigint | null;
  note?: ReactNode;
}) {
  const { label, unit, of, note } = props;
  return (
    <div className="amount-box">
      <div className="top">
        <span>{label}</span>
      </div>
      <div className="middle">
        <output className={of === null ? "soft" : ""} aria-live="polite" aria-label={label}>
          {of === null ? "0" : short(of, unit.decimals)}
        </output>
        <span className="symbol">{unit.symbol}</span>
      </div>
      <div className="bottom">{note}</div>
    </div>
  );
}
