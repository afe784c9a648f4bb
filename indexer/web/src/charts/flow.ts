// Where streams lie in a picture of flows: columns of nodes, and bands between them as wide as what
// flows. Pure geometry; `main` runs along the stream, `cross` across it.

/** A basin: something that streams come from or go to. */
export interface FlowNode {
  readonly id: string;
  readonly column: number;
}

/** A stream from one basin to another. */
export interface FlowLink {
  readonly from: string;
  readonly to: string;
  readonly value: number;
}

/** A basin in its place. */
export interface PlacedNode {
  readonly id: string;
  readonly column: number;
  readonly value: number;
  readonly start: number;
  readonly size: number;
}

/** A stream in its place: where it leaves and where it arrives, across the picture, and how wide. */
export interface PlacedLink {
  readonly from: PlacedNode;
  readonly to: PlacedNode;
  readonly value: number;
  readonly out: number;
  readonly in: number;
  readonly size: number;
}

/** The picture. */
export interface Flow {
  readonly nodes: readonly PlacedNode[];
  readonly links: readonly PlacedLink[];
}

/** How much room there is. */
export interface FlowRoom {
  readonly across: number;
  readonly gap: number;
  readonly least: number;
  readonly pitch?: number;
}

/**
 * Lays a picture out over so much room across, with gaps between the basins of a column, whose
 * middles are at least `pitch` apart so that each has room for its name. Basins keep the order in
 * which they are given; nothing that flows is thinner than `least`.
 */
export function layFlow(
  nodes: readonly FlowNode[],
  links: readonly FlowLink[],
  { across, gap, least, pitch = 0 }: FlowRoom,
): Flow {
  const real = links.filter(({ value }) => value > 0);
  const total = (id: string) => {
    const sum = (side: "from" | "to") =>
      real.filter((link) => link[side] === id).reduce((all, { value }) => all + value, 0);
    return Math.max(sum("from"), sum("to"));
  };
  const used = nodes.map((node) => ({ ...node, value: total(node.id) })).filter((n) => n.value > 0);
  const columns = new Map<number, typeof used>();
  for (const node of used) columns.set(node.column, [...(columns.get(node.column) ?? []), node]);

  // One scale for all columns: the fullest decides. Small basins need more room than they are wide,
  // so it is found by trying.
  const gaps = (sizes: readonly number[]) =>
    sizes.slice(1).map((size, n) => Math.max(gap, pitch - (size + (sizes[n] ?? 0)) / 2));
  const wholeOf = (sizes: readonly number[]) =>
    [...sizes, ...gaps(sizes)].reduce((all, size) => all + size, 0);
  const sizesBy = (column: typeof used, scale: number) =>
    column.map(({ value }) => Math.max(least, value * scale));
  let scale = Math.min(
    ...[...columns.values()].map((column) => across / column.reduce((all, n) => all + n.value, 0)),
  );
  const fits = () =>
    [...columns.values()].every((column) => wholeOf(sizesBy(column, scale)) <= across);
  for (let tries = 0; tries < 200 && !fits(); tries += 1) scale *= 0.98;
  const sizeOf = (value: number) => Math.max(least, value * scale);

  const placed = new Map<string, PlacedNode>();
  for (const column of columns.values()) {
    const sizes = sizesBy(column, scale);
    const between = gaps(sizes);
    let at = Math.max(0, (across - wholeOf(sizes)) / 2);
    column.forEach((node, index) => {
      const size = sizes[index] ?? least;
      placed.set(node.id, { ...node, start: at, size });
      at += size + (between[index] ?? 0);
    });
  }

  const leaving = new Map<string, number>();
  const arriving = new Map<string, number>();
  const order = (id: string) => placed.get(id)?.start ?? 0;
  const outs = [...real].sort((a, b) => order(a.to) - order(b.to));
  const out = new Map<FlowLink, number>();
  for (const link of outs) {
    const at = leaving.get(link.from) ?? order(link.from);
    out.set(link, at);
    leaving.set(link.from, at + sizeOf(link.value));
  }
  const placedLinks: PlacedLink[] = [];
  for (const link of [...real].sort((a, b) => order(a.from) - order(b.from))) {
    const from = placed.get(link.from);
    const to = placed.get(link.to);
    if (!from || !to) continue;
    const at = arriving.get(link.to) ?? to.start;
    const size = sizeOf(link.value);
    arriving.set(link.to, at + size);
    placedLinks.push({ from, to, value: link.value, out: out.get(link) ?? 0, in: at, size });
  }
  return { nodes: [...placed.values()], links: placedLinks };
}

/** The outline of a stream between two places along the picture; `turned`: from top to bottom. */
export function band(link: PlacedLink, from: number, to: number, turned: boolean): string {
  const middle = (from + to) / 2;
  const point = (main: number, cross: number) =>
    turned ? `${round(cross)} ${round(main)}` : `${round(main)} ${round(cross)}`;
  const curve = (cross: number, end: number, endCross: number) =>
    `C${point(middle, cross)} ${point(middle, endCross)} ${point(end, endCross)}`;
  const { out, in: into, size } = link;
  return [
    `M${point(from, out)}`,
    curve(out, to, into),
    `L${point(to, into + size)}`,
    curve(into + size, from, out + size),
    "Z",
  ].join("");
}

const round = (value: number) => Math.round(value * 10) / 10;
