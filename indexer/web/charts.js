// The four charts: the pools stay as they are until an event changes them, so lines are steps.

import { position } from "./amounts.js";

const { uPlot } = window;
const hover = uPlot.sync("pools");
const compact = new Intl.NumberFormat("en", { notation: "compact", maximumSignificantDigits: 5 });

export class Chart {
  /** `read` takes the amount out of a point; `onHover` gets the point under the pointer or null. */
  constructor(host, colour, read, onHover) {
    Object.assign(this, { host, colour, read, onHover, points: [], decimals: 0, plot: null });
    new ResizeObserver(() => this.plot?.setSize(this.size())).observe(host);
  }

  size() {
    return { width: this.host.clientWidth, height: this.host.clientHeight };
  }

  /** Shows these points, oldest first, of amounts with this many decimals. */
  show(points, decimals) {
    this.decimals = decimals;
    this.points = points.filter((point) => this.read(point) !== null);
    const data = [
      this.points.map((point) => point.seconds),
      this.points.map((point) => position(this.read(point), decimals)),
    ];
    if (this.plot) this.plot.setData(data);
    else if (this.points.length) this.draw(data);
  }

  /** Draws anew: the colours may be others now. */
  redraw() {
    this.plot?.destroy();
    this.plot = null;
    this.show(this.points, this.decimals);
  }

  draw(data) {
    const style = getComputedStyle(document.documentElement);
    const colour = (name) => style.getPropertyValue(name).trim();
    const stroke = colour(this.colour);
    const axis = {
      stroke: colour("--soft"),
      font: "11px system-ui, sans-serif",
      grid: { stroke: colour("--line"), width: 1 },
      ticks: { show: false },
    };
    this.plot = new uPlot({
      ...this.size(),
      legend: { show: false },
      cursor: { sync: { key: hover.key }, y: false, drag: { x: false, y: false }, points: { size: 7 } },
      scales: { y: { range: (_, low, high) => room(low, high) } },
      axes: [
        { ...axis, size: 26, space: 80, values: (plot, ticks, axisIndex, space, step) => ticks.map((t) => when(t, step)) },
        { ...axis, size: 54, space: 34, values: (_, ticks) => ticks.map((t) => compact.format(t)) },
      ],
      series: [
        {},
        {
          stroke,
          width: 2,
          fill: `${stroke}1f`, // the colours are #rrggbb: this adds transparency
          paths: uPlot.paths.stepped({ align: 1 }),
          points: { show: false },
        },
      ],
      hooks: {
        setCursor: [(plot) => this.onHover(this.points[plot.cursor.idx ?? -1] ?? null)],
      },
    }, data, this.host);
  }
}

const day = new Intl.DateTimeFormat("en-GB", { day: "numeric", month: "short" });
const minute = new Intl.DateTimeFormat("en-GB", { hour: "2-digit", minute: "2-digit" });
const second = new Intl.DateTimeFormat("en-GB", { timeStyle: "medium" });

/** A time on the axis, as fine as the step between two of them. */
function when(seconds, step) {
  return (step >= 86_400 ? day : step >= 60 ? minute : second).format(seconds * 1000);
}

/** Some room above and below; a flat line lies in the middle. */
function room(low, high) {
  const pad = (high - low || Math.abs(high) || 1) * 0.12;
  return [Math.max(0, low - pad), high + pad];
}
