import { describe, expect, it } from "vitest";
import { band, layFlow } from "./flow";

const nodes = [
  { id: "deposits", column: 0 },
  { id: "donations", column: 0 },
  { id: "reserve", column: 1 },
  { id: "funding", column: 1 },
  { id: "grants", column: 2 },
  { id: "nothing", column: 2 },
];
const links = [
  { from: "deposits", to: "reserve", value: 90 },
  { from: "deposits", to: "funding", value: 10 },
  { from: "donations", to: "funding", value: 20 },
  { from: "funding", to: "grants", value: 5 },
  { from: "reserve", to: "nothing", value: 0 },
];
const flow = layFlow(nodes, links, { across: 200, gap: 10, least: 2 });
const node = (id: string) => flow.nodes.find((one) => one.id === id);

describe("a picture of flows", () => {
  it("has a place for all that flows, and none for what does not", () => {
    expect(flow.nodes.map(({ id }) => id).sort()).toEqual(
      ["deposits", "donations", "funding", "grants", "reserve"].sort(),
    );
    expect(flow.links).toHaveLength(4);
    expect(node("funding")?.value).toBe(30);
  });

  it("stays in its room, and no basins of a column overlap", () => {
    for (const { start, size } of flow.nodes) {
      expect(start).toBeGreaterThanOrEqual(0);
      expect(start + size).toBeLessThanOrEqual(200.001);
    }
    const [deposits, donations] = [node("deposits"), node("donations")];
    expect((donations?.start ?? 0) - (deposits?.start ?? 0) - (deposits?.size ?? 0)).toBeCloseTo(
      10,
    );
  });

  it("leaves every basin room for its name", () => {
    const small = [1, 1, 1, 500].map((value, n) => ({ from: `${n}`, to: "pool", value }));
    const places = [
      ...small.map(({ from }) => ({ id: from, column: 0 })),
      { id: "pool", column: 1 },
    ];
    const { nodes } = layFlow(places, small, { across: 300, gap: 8, least: 2, pitch: 34 });
    const middles = nodes
      .filter(({ column }) => column === 0)
      .map(({ start, size }) => start + size / 2);
    for (let n = 1; n < middles.length; n += 1) {
      expect((middles[n] ?? 0) - (middles[n - 1] ?? 0)).toBeGreaterThanOrEqual(33.99);
    }
    const last = nodes.find(({ id }) => id === "3");
    expect((last?.start ?? 0) + (last?.size ?? 0)).toBeLessThanOrEqual(300.01);
  });

  it("draws streams as wide as what flows, side by side", () => {
    const scale = (node("deposits")?.size ?? 0) / 100;
    for (const { value, size } of flow.links) expect(size).toBeCloseTo(Math.max(2, value * scale));
    const into = flow.links.filter(({ to }) => to.id === "funding");
    expect((into[1]?.in ?? 0) - (into[0]?.in ?? 0)).toBeCloseTo(into[0]?.size ?? 0);
  });

  it("draws a stream as a closed shape in both directions", () => {
    const link = flow.links[0];
    if (!link) throw new Error("no stream");
    expect(band(link, 0, 100, false)).toMatch(/^M0 .*Z$/);
    expect(band(link, 0, 100, true)).toMatch(/^M[\d.]+ 0C.*Z$/);
  });
});
