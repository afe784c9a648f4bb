// Amounts, prices, addresses, times: the same everywhere.

import { Link } from "@tanstack/react-router";
import { useState } from "react";
import { shortHex } from "../lib/address";
import { exact, short, type Unit } from "../lib/amounts";
import { useNow } from "../lib/clock";
import { ago, isoOf, moment } from "../lib/time";
import { Icon } from "./Icon";

/** A longer amount may be broken before its unit. */
const MOST_IN_A_LINE = 18;

/** An amount with its unit; all digits appear when pointed at. */
export function Amount({ of, unit, bare }: { of: bigint | string; unit: Unit; bare?: boolean }) {
  const base = typeof of === "string" ? BigInt(of) : of;
  const words = `${short(base, unit.decimals)}${bare ? "" : ` ${unit.symbol}`}`;
  return (
    <span
      className={words.length <= MOST_IN_A_LINE ? "nowrap" : undefined}
      title={`${exact(base, unit.decimals)} ${unit.symbol}`}
    >
      {words}
    </span>
  );
}

/** An account: both ends of its address, and a way to what it did. */
export function Account({ of }: { of: string }) {
  return (
    <Link to="/explorer" search={{ account: of }} className="account" title={of}>
      <Blocks of={of} />
      <code>{shortHex(of)}</code>
    </Link>
  );
}

/** A pattern made of an address, by which it is told from others at a glance. */
export function Blocks({ of, size = 16 }: { of: string; size?: number }) {
  const digits = of.slice(2).toLowerCase();
  const nibble = (at: number) => Number.parseInt(digits[at] ?? "0", 16);
  const hue = ((nibble(0) * 16 + nibble(1)) * 360) / 256;
  const cells: [number, number][] = [];
  for (let n = 0; n < 15; n += 1) {
    if (nibble(n + 4) % 2 === 0) continue;
    const [x, y] = [n % 3, Math.floor(n / 3)];
    cells.push([x, y]);
    if (x < 2) cells.push([4 - x, y]);
  }
  return (
    <svg className="blocks" width={size} height={size} viewBox="0 0 5 5" aria-hidden="true">
      <rect width="5" height="5" fill={`hsl(${hue} 35% 88%)`} />
      {cells.map(([x, y]) => (
        <rect
          key={`${x} ${y}`}
          x={x}
          y={y}
          width="1.02"
          height="1.02"
          fill={`hsl(${hue} 55% 38%)`}
        />
      ))}
    </svg>
  );
}

/** How long ago something was, in the chain's time. */
export function Ago({ at }: { at: number }) {
  const now = useNow(20_000);
  return (
    <time dateTime={isoOf(at)} title={moment(at)} className="nowrap">
      {ago(at, now)}
    </time>
  );
}

/** Puts a text on the clipboard. */
export function Copy({ text, what }: { text: string; what: string }) {
  const [done, setDone] = useState(false);
  const copy = async () => {
    await navigator.clipboard.writeText(text);
    setDone(true);
    setTimeout(() => setDone(false), 1500);
  };
  return (
    <button
      type="button"
      className="icon-button tiny"
      aria-label={done ? "Copied" : `Copy ${what}`}
      onClick={copy}
    >
      <Icon name={done ? "check" : "copy"} size={15} />
    </button>
  );
}
