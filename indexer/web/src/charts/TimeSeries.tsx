// A chart of lines over time. Numbers come first: what draws is loaded while they are read.

import { lazy, Suspense } from "react";

const Plot = lazy(() => import("./Plot").then(({ Plot }) => ({ default: Plot })));

/** One line. */
export interface Line {
  readonly label: string;
  /** The name of a CSS variable. */
  readonly tone: string;
  /** Null where there is no value. */
  readonly values: readonly (number | null)[];
  readonly look?: "area" | "curve" | "step" | "line" | "dashed" | "bars";
}

/** A chart. */
export interface TimeSeriesProps {
  /** Seconds, rising. */
  readonly times: readonly number[];
  readonly lines: readonly Line[];
  readonly height?: number;
  /** What stands after each number of the scale. */
  readonly unit?: string;
  /** What the chart shows, in a sentence. */
  readonly label: string;
  /** Called with the place that the pointer is at, or null. */
  readonly onHover?: (index: number | null) => void;
  /** Whether the scale begins at zero. */
  readonly fromZero?: boolean;
  /** A time to mark, such as now. */
  readonly mark?: number;
}

/** The chart; its place is kept until it is drawn. */
export function TimeSeries(props: TimeSeriesProps) {
  const { height = 220, label } = props;
  return (
    <figure className="chart" role="img" aria-label={label}>
      <Suspense fallback={<div style={{ height }} />}>
        <Plot {...props} height={height} />
      </Suspense>
    </figure>
  );
}
