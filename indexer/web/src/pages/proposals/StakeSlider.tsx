// One's stake on a proposal, for it or against it, to be moved: nothing happens before it is set.

import { useId, useState } from "react";
import { useCommons } from "../../api/hooks";
import { parse, plain, short } from "../../lib/amounts";
import { useStore } from "../../lib/store";
import { Segments } from "../../ui/parts";
import { draft, plan, type Stake, sizeOf } from "../../votes/draft";
import { ABSTAIN } from "../../votes/model";

/** Steps of the slider. */
const STEPS = 200n;

const SIDES = [
  ["for", "For"],
  ["against", "Against"],
] as const;
type Side = (typeof SIDES)[number][0];

/** The side, the slider, and a field for an exact amount. `room`: the most that can be staked on it. */
export function StakeSlider(props: {
  proposal: number;
  title: string;
  present: Stake;
  room: bigint;
  whole: bigint;
}) {
  const { proposal, title, present, room, whole } = props;
  const { token } = useCommons();
  const planned = useStore(draft).get(proposal) ?? present;
  const [typing, setTyping] = useState<string | null>(null);
  // A stake of nothing is on no side: until there is one, the side that is chosen is remembered here.
  const [chosen, setChosen] = useState<Side>(present < 0n ? "against" : "for");
  const id = useId();
  const size = sizeOf(planned);
  const side: Side = planned === 0n ? chosen : planned < 0n ? "against" : "for";
  const step = whole / STEPS || 1n;
  const set = (amount: bigint, on: Side = side) => {
    const most = amount > room ? room : amount;
    plan(proposal, on === "against" ? -most : most, present);
  };
  const typed = typing === null ? null : parse(typing, token);
  const tooMuch = typed?.amount !== undefined && typed.amount > room;
  const problem = typed?.problem || (tooMuch ? `At most ${short(room, token.decimals)}` : "");
  const turned = present !== 0n && planned !== 0n && present < 0n !== planned < 0n;
  return (
    <div className="stake-slider" data-side={side}>
      {proposal !== ABSTAIN && (
        <Segments
          label={`Side on ${title}`}
          options={SIDES}
          value={side}
          onChange={(on) => {
            setChosen(on);
            if (size > 0n) set(size, on);
          }}
        />
      )}
      <label className="visually-hidden" htmlFor={id}>
        Stake on {title}
      </label>
      <input
        id={id}
        type="range"
        min={0}
        max={Number(STEPS)}
        value={whole === 0n ? 0 : Number(size / step)}
        disabled={whole === 0n}
        aria-valuetext={`${short(size, token.decimals)} ${token.symbol}${size > 0n ? ` ${side} it` : ""}`}
        onChange={({ target }) => {
          setTyping(null);
          const value = BigInt(target.value);
          // The last step is everything, to the last unit.
          set(value === STEPS ? whole : value * step);
        }}
      />
      <span className="stake-exact">
        <input
          className="input"
          inputMode="decimal"
          aria-label={`Stake on ${title}, in ${token.symbol}`}
          aria-invalid={Boolean(problem)}
          value={typing ?? plain(shownOf(size, token.decimals), token.decimals)}
          onFocus={() => setTyping(plain(size, token.decimals))}
          onBlur={() => setTyping(null)}
          onChange={({ target }) => {
            setTyping(target.value);
            const { amount } = parse(target.value || "0", token);
            if (amount !== undefined && amount <= room) set(amount);
          }}
        />
        <span className="soft small">{token.symbol}</span>
      </span>
      {problem && <span className="bad small stake-note">{problem}</span>}
      {turned && (
        <span className="warn small stake-note">
          You change sides: what your stake had gathered fades, and on the other side it begins from
          nothing.
        </span>
      )}
    </div>
  );
}

/** Two decimals, cut, are enough while nobody types; the last step keeps all. */
function shownOf(amount: bigint, decimals: number): bigint {
  const unit = 10n ** BigInt(Math.max(0, decimals - 2));
  return amount - (amount % unit);
}
