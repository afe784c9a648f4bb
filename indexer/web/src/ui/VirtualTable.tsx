// A table of any length: only the rows in sight exist. It scrolls with the page.

import { useWindowVirtualizer } from "@tanstack/react-virtual";
import { type ReactNode, useEffect, useLayoutEffect, useRef, useState } from "react";
import "./virtual.css";

/** A column: its name, and how wide it is as CSS grids say it. */
export interface Column {
  readonly name: string;
  readonly width: string;
  readonly number?: boolean;
  /** Left out where there is little room. */
  readonly wide?: boolean;
}

/** The table. `onEnd` is called when the last rows come in sight. */
export function VirtualTable<Row>(props: {
  label: string;
  columns: readonly Column[];
  rows: readonly Row[];
  rowKey: (row: Row) => string;
  /** A row's height in pixels before it is known. */
  estimate: number;
  cells: (row: Row, index: number) => readonly ReactNode[];
  isFresh?: (row: Row) => boolean;
  onEnd?: () => void;
  end?: ReactNode;
}) {
  const { label, columns, rows, rowKey, estimate, cells, isFresh, onEnd, end } = props;
  const list = useRef<HTMLDivElement>(null);
  const [offset, setOffset] = useState(0);
  // Where the list begins on the page changes with what is above it.
  useLayoutEffect(() => {
    const measure = () =>
      setOffset((list.current?.getBoundingClientRect().top ?? 0) + window.scrollY);
    measure();
    const observer = new ResizeObserver(measure);
    observer.observe(document.body);
    return () => observer.disconnect();
  }, []);
  const virtualizer = useWindowVirtualizer({
    count: rows.length,
    estimateSize: () => estimate,
    overscan: 12,
    scrollMargin: offset,
    getItemKey: (index) => {
      const row = rows[index];
      return row ? rowKey(row) : index;
    },
  });
  const items = virtualizer.getVirtualItems();
  const last = items.at(-1)?.index ?? 0;
  useEffect(() => {
    if (last >= rows.length - 20) onEnd?.();
  }, [last, rows.length, onEnd]);

  const narrow = columns.filter(({ wide }) => !wide);
  const template = (some: readonly Column[]) => some.map(({ width }) => width).join(" ");
  return (
    <div
      role="table"
      aria-label={label}
      aria-rowcount={rows.length + 1}
      className="virtual"
      style={{
        ["--columns" as string]: template(columns),
        ["--narrow-columns" as string]: template(narrow),
      }}
    >
      <div role="row" className="virtual-row virtual-head" aria-rowindex={1}>
        {columns.map(({ name, number, wide }) => (
          <div key={name} role="columnheader" className={classOf(number, wide)}>
            {name}
          </div>
        ))}
      </div>
      <div
        ref={list}
        role="rowgroup"
        style={{ height: virtualizer.getTotalSize() }}
        className="virtual-body"
      >
        {items.map((item) => {
          const row = rows[item.index];
          if (row === undefined) return null;
          return (
            <div
              key={item.key}
              role="row"
              aria-rowindex={item.index + 2}
              data-index={item.index}
              ref={virtualizer.measureElement}
              className={`virtual-row ${isFresh?.(row) ? "fresh" : ""}`}
              style={{ transform: `translateY(${item.start - offset}px)` }}
            >
              {cells(row, item.index).map((cell, at) => (
                <div
                  key={columns[at]?.name}
                  role="cell"
                  className={classOf(columns[at]?.number, columns[at]?.wide)}
                >
                  {cell}
                </div>
              ))}
            </div>
          );
        })}
      </div>
      {end && <div className="virtual-end">{end}</div>}
    </div>
  );
}

const classOf = (number?: boolean, wide?: boolean) =>
  `${number ? "number" : ""} ${wide ? "wide-only" : ""}`;
