// Small parts that pages are made of.

import type { ReactNode } from "react";
import { ApiError, mayPass } from "../api/client";
import { exact, short, type Unit } from "../lib/amounts";
import { Icon, type IconName } from "./Icon";
import { Tip } from "./Tip";

/** The head of a page: its title, and what the page is for. */
export function PageHead(props: { title: string; children?: ReactNode }) {
  return (
    <div className="page-head">
      <div>
        <h1>{props.title}</h1>
        {props.children && <p>{props.children}</p>}
      </div>
    </div>
  );
}

/** A card with a heading. */
export function Card(props: {
  title?: ReactNode;
  tip?: ReactNode;
  aside?: ReactNode;
  flush?: boolean;
  className?: string;
  children: ReactNode;
}) {
  const { title, tip, aside, flush, className = "", children } = props;
  return (
    <section className={`card ${flush ? "flush" : ""} ${className}`}>
      {(title || aside) && (
        <div className="card-head">
          {title && (
            <h2 className="figure-label heading">
              {title}
              {tip && <Tip about={String(title).toLowerCase()}>{tip}</Tip>}
            </h2>
          )}
          {aside}
        </div>
      )}
      {children}
    </section>
  );
}

/** A figure: what it is called, its value with its unit, what it means, and a note. */
export function Tile(props: {
  label: string;
  tip: ReactNode;
  value: ReactNode;
  unit?: ReactNode;
  note?: ReactNode;
  tone?: string;
}) {
  const { label, tip, value, unit, note, tone } = props;
  return (
    <div className="tile" style={tone ? { ["--tone" as string]: `var(--${tone})` } : undefined}>
      <dt>
        {label} <Tip about={label.toLowerCase()}>{tip}</Tip>
      </dt>
      <dd className="figure-value">
        {value} {unit && <span className="unit">{unit}</span>}
      </dd>
      {note && <dd className="figure-note">{note}</dd>}
    </div>
  );
}

/** An amount as the value of a {@link Tile}. */
export function figure(base: bigint | null | undefined, unit: Unit): ReactNode {
  if (base == null) return "–";
  return (
    <span title={`${exact(base, unit.decimals)} ${unit.symbol}`}>{short(base, unit.decimals)}</span>
  );
}

/** Something to know. */
export function Notice(props: { tone?: "warn" | "bad" | "good"; children: ReactNode }) {
  const { tone, children } = props;
  const icon: IconName = tone === "good" ? "check" : tone ? "warn" : "info";
  return (
    <div className={`notice ${tone ?? ""}`} role={tone === "bad" ? "alert" : "status"}>
      <Icon name={icon} size={18} />
      <div>{children}</div>
    </div>
  );
}

/** Nothing there, and why, and what to do. */
export function Empty(props: { icon: IconName; title: string; children?: ReactNode }) {
  return (
    <div className="empty">
      <Icon name={props.icon} />
      <strong>{props.title}</strong>
      {props.children && <div>{props.children}</div>}
    </div>
  );
}

/** Grey lines where something will be. */
export function Skeleton({ lines = 3, height = "1rem" }: { lines?: number; height?: string }) {
  return (
    <div className="stack tight" aria-hidden="true">
      {Array.from({ length: lines }, (_, n) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the lines are all the same
        <span key={n} className="skeleton" style={{ height, width: `${100 - ((n * 17) % 40)}%` }} />
      ))}
    </div>
  );
}

/** What a query has, or how it is: loading, or failed, with a way to try again where that may help. */
export function Loaded<T>(props: {
  query: { data: T | undefined; error: Error | null; refetch: () => unknown };
  lines?: number | undefined;
  children: (data: T) => ReactNode;
}) {
  const { query, lines, children } = props;
  if (query.data !== undefined) return children(query.data);
  if (!query.error) return <Skeleton lines={lines ?? 3} />;
  const gone = query.error instanceof ApiError && query.error.status === 0;
  return (
    <Notice tone="bad">
      {gone ? "The indexer cannot be reached." : query.error.message}{" "}
      {mayPass(query.error) && (
        <button type="button" className="button small" onClick={() => query.refetch()}>
          Try again
        </button>
      )}
    </Notice>
  );
}

/** A share as a bar. */
export function Bar(props: { share: number; label: string; tone?: string; mark?: number }) {
  const { share, label, tone = "accent", mark } = props;
  const width = `${Math.max(0, Math.min(1, share)) * 100}%`;
  return (
    <div
      className="bar"
      role="progressbar"
      aria-label={label}
      aria-valuemin={0}
      aria-valuemax={100}
      aria-valuenow={Math.round(Math.min(1, share) * 100)}
    >
      <span style={{ width, background: `var(--${tone})` }} />
      {mark !== undefined && <i style={{ left: `${mark * 100}%` }} />}
    </div>
  );
}

/** A choice of one of a few. */
export function Segments<T extends string>(props: {
  label: string;
  options: readonly (readonly [T, string])[];
  value: T;
  onChange: (value: T) => void;
  fill?: boolean;
}) {
  const { label, options, value, onChange, fill } = props;
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset cannot be laid out in a row everywhere
    <div className={`segments ${fill ? "fill" : ""}`} role="group" aria-label={label}>
      {options.map(([key, text]) => (
        <button key={key} type="button" aria-pressed={key === value} onClick={() => onChange(key)}>
          {text}
        </button>
      ))}
    </div>
  );
}

/** A table that is wider than a phone scrolls by itself, also by keyboard. */
export function TableScroll({ label, children }: { label: string; children: ReactNode }) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by keyboard
    <section className="table-scroll" aria-label={label} tabIndex={0}>
      {children}
    </section>
  );
}
