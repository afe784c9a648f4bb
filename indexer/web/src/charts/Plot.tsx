// Lines over time, drawn by uPlot. Loaded when the first chart is shown.

import { useEffect, useRef } from "react";
import uPlot from "uplot";
import "uplot/dist/uPlot.min.css";
import { tickLabels } from "../lib/numbers";
import { moment } from "../lib/time";
import { useColours } from "../shell/theme";
import { colourOf, faint } from "./colour";
import { widthOf } from "./measure";
import type { TimeSeriesProps } from "./TimeSeries";
import { dayNames, type TimeTick, timeTicks } from "./timeTicks";

/** The drawing, without what it is called. */
export function Plot(props: TimeSeriesProps) {
  const { times, lines, height } = props;
  const host = useRef<HTMLDivElement>(null);
  const latest = useRef(props);
  latest.current = props;
  const colours = useColours();
  const shape = lines.map(({ label, look, tone }) => `${label} ${look} ${tone}`).join();

  // biome-ignore lint/correctness/useExhaustiveDependencies: drawn anew when its form or colours change
  useEffect(() => {
    const element = host.current;
    if (!element) return;
    const plot = new uPlot(options(element, latest), data(latest.current), element);
    element.dataset.ready = "true";
    const resized = new ResizeObserver(() =>
      plot.setSize({ width: element.clientWidth, height: element.clientHeight }),
    );
    resized.observe(element);
    plots.set(element, plot);
    return () => {
      resized.disconnect();
      plots.delete(element);
      plot.destroy();
    };
  }, [shape, colours, height]);

  // biome-ignore lint/correctness/useExhaustiveDependencies: lines are compared by their values
  useEffect(() => {
    if (host.current) plots.get(host.current)?.setData(data(latest.current));
  }, [times, lines]);

  return <div ref={host} style={{ height }} />;
}

const plots = new WeakMap<HTMLElement, uPlot>();

function data({ times, lines }: TimeSeriesProps): uPlot.AlignedData {
  return [times as number[], ...lines.map(({ values }) => values as (number | null)[])];
}

const FONT = "11px system-ui, sans-serif";
const DAY = 86_400;

/** The times shown; a bar needs half a day to each side, and a lone moment some time around it. */
function span(low: number, high: number, barred: boolean): [number, number] {
  const pad = barred ? DAY * 0.6 : high > low ? 0 : 60;
  return [low - pad, high + pad];
}

/** The times named on the axis: days below bars, the moment itself where there is but one. */
function named(plot: uPlot, barred: boolean): readonly TimeTick[] {
  const times = plot.data[0];
  const [first, last] = [times[0], times.at(-1)];
  if (first === undefined || last === undefined) return [];
  if (barred)
    return dayNames(times as number[], Math.floor(plot.bbox.width / devicePixelRatio / 60));
  if (first === last) return [{ at: first, words: moment(first) }];
  return timeTicks(first, last, Math.max(2, Math.floor(plot.width / 90)));
}

/** How wide the widest of some labels is. */
const widest = (labels: readonly string[]): number =>
  Math.max(0, ...labels.map((text) => widthOf(text ?? "", FONT)));

/** Some room above and below; a flat line lies in the middle. */
function room(low: number, high: number, fromZero: boolean): [number, number] {
  const pad = (high - low || Math.abs(high) || 1) * 0.12;
  if (fromZero) return [Math.min(0, low < 0 ? low - pad : 0), high + pad];
  return [low < 0 ? low - pad : Math.max(0, low - pad), high + pad];
}

function options(element: HTMLElement, latest: { current: TimeSeriesProps }): uPlot.Options {
  const { lines, fromZero = false } = latest.current;
  const soft = colourOf("soft");
  const grid = faint(colourOf("line"), 0.8);
  const axis = {
    stroke: soft,
    font: FONT,
    grid: { stroke: grid, width: 1 },
    ticks: { show: false },
  };
  const barred = lines.some(({ look }) => look === "bars");
  const { bars, stepped, spline } = uPlot.paths;
  return {
    width: element.clientWidth,
    height: element.clientHeight,
    legend: { show: false },
    padding: [10, 10, 0, 0],
    cursor: { y: false, drag: { x: false, y: false }, points: { size: 8 } },
    scales: {
      x: { range: (plot) => span(plot.data[0][0] ?? 0, plot.data[0].at(-1) ?? 1, barred) },
      y: { range: (_, low, high) => room(low ?? 0, high ?? 1, fromZero) },
    },
    axes: [
      {
        ...axis,
        size: 26,
        space: 76,
        grid: { show: false },
        splits: (plot) => named(plot, barred).map(({ at }) => at),
        values: (plot) => named(plot, barred).map(({ words }) => words),
      },
      {
        ...axis,
        size: (_, labels) => Math.max(52, widest(labels ?? []) + 14),
        space: 36,
        values: (_, ticks) => tickLabels(ticks, latest.current.unit),
      },
    ],
    series: [
      {},
      ...lines.map(({ tone, label, look = "line" }): uPlot.Series => {
        const stroke = colourOf(tone);
        const paths =
          look === "bars"
            ? bars?.({ size: [0.7, 28], radius: 0.25 })
            : look === "area" || look === "step"
              ? stepped?.({ align: 1 })
              : spline?.();
        return {
          label,
          // Smooth lines, not steps from pixel to pixel.
          pxAlign: 0,
          stroke,
          width: look === "bars" ? 0 : 2,
          ...(look === "dashed" && { dash: [6, 5] }),
          ...((look === "area" || look === "curve") && { fill: (plot) => fade(plot, stroke) }),
          ...(look === "bars" && { fill: faint(stroke, 0.75) }),
          ...(paths && { paths }),
          // A line through a single point is nothing to see.
          points: {
            show: (plot, at) =>
              look !== "bars" && (plot.data[at] ?? []).filter((y) => y != null).length === 1,
          },
        };
      }),
    ],
    hooks: {
      setCursor: [(plot) => latest.current.onHover?.(plot.cursor.idx ?? null)],
      draw: [(plot) => drawMark(plot, latest.current.mark, soft)],
    },
  };
}

/** From a little of the colour at the top to nothing at the bottom. */
function fade(plot: uPlot, colour: string): CanvasGradient | string {
  const { top, height } = plot.bbox;
  if (!Number.isFinite(top) || height <= 0) return "transparent";
  const gradient = plot.ctx.createLinearGradient(0, top, 0, top + height);
  gradient.addColorStop(0, faint(colour, 0.28));
  gradient.addColorStop(1, faint(colour, 0.02));
  return gradient;
}

function drawMark(plot: uPlot, mark: number | undefined, colour: string): void {
  if (mark === undefined) return;
  const x = Math.round(plot.valToPos(mark, "x", true));
  const { ctx, bbox } = plot;
  if (x < bbox.left || x > bbox.left + bbox.width) return;
  ctx.save();
  ctx.strokeStyle = colour;
  ctx.setLineDash([3, 4]);
  ctx.beginPath();
  ctx.moveTo(x, bbox.top);
  ctx.lineTo(x, bbox.top + bbox.height);
  ctx.stroke();
  ctx.restore();
}
