// Where each deposit went: from those who paid, through the two pools, to what it became. On a phone
// the streams run from top to bottom, between two lists.

import { useState } from "react";
import { band, type Flow, layFlow, type PlacedLink, type PlacedNode } from "../../charts/flow";
import { fitted, widthOf } from "../../charts/measure";
import type { Unit } from "../../lib/amounts";
import { compact, exact } from "../../lib/amounts";
import { useWidth } from "../../lib/width";
import { Amount } from "../../ui/Amount";
import type { Basin, Picture } from "./basins";
import "./flow.css";

/** The picture. */
export function FlowPicture({ picture, money }: { picture: Picture; money: Unit }) {
  const [host, width] = useWidth<HTMLDivElement>();
  const [lit, setLit] = useState<string | null>(null);
  const turned = width < 720;
  return (
    <figure className="flow">
      <figcaption className="visually-hidden">
        {picture.basins
          .map(({ name, amount }) => `${name}: ${exact(amount, money.decimals)} ${money.symbol}`)
          .join("; ")}
      </figcaption>
      {turned && <Basins of={picture} column={0} money={money} lit={lit} onLight={setLit} />}
      <div ref={host} className="flow-host">
        {width > 0 && (
          <Drawing
            picture={picture}
            money={money}
            width={width}
            turned={turned}
            lit={lit}
            onLight={setLit}
          />
        )}
      </div>
      {turned && <Basins of={picture} column={2} money={money} lit={lit} onLight={setLit} />}
    </figure>
  );
}

interface Lighting {
  readonly lit: string | null;
  readonly onLight: (id: string | null) => void;
}

/** The basins of a column as a list, where there is no room for labels in the picture. */
function Basins(props: { of: Picture; column: number; money: Unit } & Lighting) {
  const { of: picture, column, money, lit, onLight } = props;
  return (
    <ul className="flow-list">
      {picture.basins
        .filter((basin) => basin.column === column)
        .map(({ id, name, tone, amount }) => (
          <li
            key={id}
            data-lit={lit === id}
            onPointerEnter={() => onLight(id)}
            onPointerLeave={() => onLight(null)}
          >
            <i style={{ background: `var(--${tone})` }} />
            <span>{name}</span>
            <Amount of={amount} unit={money} />
          </li>
        ))}
    </ul>
  );
}

const HEIGHT = 330;
const TURNED_HEIGHT = 300;
/** Room for the names of basins that lie at the edge. */
const EDGE = 16;
/** Room for names beside the picture, and the font they are measured in. */
const ROOM = { before: 158, after: 176 };
const FONT = "650 13px system-ui, sans-serif";

function Drawing(
  props: { picture: Picture; money: Unit; width: number; turned: boolean } & Lighting,
) {
  const { picture, money, width, turned, lit, onLight } = props;
  const across = turned ? width : HEIGHT;
  const flow = layFlow(picture.basins, picture.streams, {
    across: across - 4,
    gap: turned ? 10 : 22,
    least: 2.5,
    pitch: turned ? 0 : 38,
  });
  // Where the columns are along the streams: thin at the ends, wide in the middle.
  const along = turned
    ? { ends: 8, first: 0, middle: [112, 188] as const, last: TURNED_HEIGHT - 8 }
    : {
        ends: 10,
        first: 168,
        middle: [width / 2 - 84, width / 2 + 84] as const,
        last: width - 196,
      };
  const edges = ({ column }: PlacedNode): readonly [number, number] =>
    column === 1
      ? along.middle
      : column === 0
        ? [along.first, along.first + along.ends]
        : [along.last, along.last + along.ends];
  const basin = (id: string) => picture.basins.find((one) => one.id === id);
  const near = ({ from, to }: PlacedLink) => lit === null || from.id === lit || to.id === lit;
  return (
    <svg
      width={width}
      height={turned ? TURNED_HEIGHT : HEIGHT + 2 * EDGE}
      viewBox={
        turned ? `0 -2 ${width} ${TURNED_HEIGHT}` : `0 ${-EDGE - 2} ${width} ${HEIGHT + 2 * EDGE}`
      }
      aria-hidden="true"
    >
      {flow.links.map((link) => (
        <path
          key={`${link.from.id} ${link.to.id}`}
          className="stream"
          data-dim={!near(link)}
          d={band(link, edges(link.from)[1], edges(link.to)[0], turned)}
          fill={`var(--${toneOf(picture, link)})`}
        />
      ))}
      {flow.nodes.map((node) => {
        const one = basin(node.id);
        return (
          one && (
            <Place
              key={node.id}
              basin={one}
              node={node}
              edges={edges(node)}
              turned={turned}
              money={money}
              onLight={onLight}
            />
          )
        );
      })}
    </svg>
  );
}

function toneOf(picture: Picture, { from, to }: Flow["links"][number]): string {
  return picture.streams.find((s) => s.from === from.id && s.to === to.id)?.tone ?? "soft";
}

/** A basin with its name and amount: within it in the middle, beside it at the ends. */
function Place(props: {
  basin: Basin;
  node: PlacedNode;
  edges: readonly [number, number];
  turned: boolean;
  money: Unit;
  onLight: (id: string | null) => void;
}) {
  const { basin, node, edges, turned, money, onLight } = props;
  const [begin, end] = edges;
  const at = turned
    ? { x: node.start, y: begin, width: node.size, height: end - begin }
    : { x: begin, y: node.start, width: end - begin, height: node.size };
  const amount = `${compact(basin.amount, money.decimals)} ${money.symbol}`;
  const inside = node.column === 1;
  const middle = node.start + node.size / 2;
  return (
    <g
      className="basin"
      onPointerEnter={() => onLight(basin.id)}
      onPointerLeave={() => onLight(null)}
    >
      <title>{`${basin.name}: ${exact(basin.amount, money.decimals)} ${money.symbol}. ${basin.means}`}</title>
      <rect {...at} rx={inside ? 10 : 3} fill={`var(--${basin.tone})`} />
      {inside && (turned ? node.size > 84 : node.size > 40) && (
        <text
          className="inside"
          textAnchor="middle"
          x={at.x + at.width / 2}
          y={at.y + at.height / 2 - 4}
        >
          <tspan className="name">{basin.name}</tspan>
          <tspan x={at.x + at.width / 2} dy="1.35em">
            {amount}
          </tspan>
        </text>
      )}
      {!inside && !turned && (
        <text
          textAnchor={node.column === 0 ? "end" : "start"}
          x={node.column === 0 ? begin - 10 : end + 10}
          y={middle - 2}
        >
          <tspan className="name">
            {fitted(basin.name, ROOM[node.column === 0 ? "before" : "after"], measured)}
          </tspan>
          <tspan x={node.column === 0 ? begin - 10 : end + 10} dy="1.3em" className="amount">
            {amount}
          </tspan>
        </text>
      )}
    </g>
  );
}

const measured = (text: string) => widthOf(text, FONT);
