// Lines over time, drawn by uPlot. Loaded when the first chart is shown.

import { useEffect, useRef } from "react";
import uPlot from "uplot";
import "uplot/dist/uPlot.min.css";
import { useColours } from "../shell/theme";
import { colourOf, faint } from "./colour";
import type { TimeSeriesProps } from "./TimeSeries";

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

const day = new Intl.DateTimeFormat("en-GB", { day: "numeric", month: "short" });
const minute = new Intl.DateTimeFormat("en-GB", { hour: "2-digit", minute: "2-digit" });
const second = new Intl.DateTimeFormat("en-GB", { timeStyle: "medium" });

function when(seconds: number, step: number): string {
  return (step >= 86_400 ? day : step >= 60 ? minute : second).format(seconds * 1000);
}

const DAY = 86_400;

/** The times shown; a bar needs half a day to each side, and a lone moment some time around it. */
function span(low: number, high: number, barred: boolean): [number, number] {
  const pad = barred ? DAY * 0.6 : high > low ? 0 : 60;
  return [low - pad, high + pad];
}

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
    font: "11px system-ui, sans-serif",
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
      x: { range: (_, low, high) => span(low ?? 0, high ?? 1, barred) },
      y: { range: (_, low, high) => room(low ?? 0, high ?? 1, fromZero) },
    },
    axes: [
      {
        ...axis,
        size: 26,
        space: 76,
        grid: { show: false },
        // Bars are days: between two there is nothing to name.
        ...(barred && { incrs: [1, 2, 7, 14, 30, 60, 180, 365].map((n) => n * DAY) }),
        values: (_, ticks, __, ___, step) => ticks.map((tick) => when(tick, step)),
      },
      {
        ...axis,
        size: 52,
        space: 36,
        values: (_, ticks) => ticks.map((tick) => latest.current.format(tick)),
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
          points: { show: false },
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
