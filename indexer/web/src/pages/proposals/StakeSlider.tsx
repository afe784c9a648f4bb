// One's stake on a proposal, to be moved: nothing happens before it is set.

import { useId, useState } from "react";
import { useCommons } from "../../api/hooks";
import { parse, plain, short } from "../../lib/amounts";
import { useStore } from "../../lib/store";
import { draft, plan } from "../../votes/draft";

/** Steps of the slider. */
const STEPS = 200n;

/** The slider and a field for an exact amount. `room`: the most that can be staked on it. */
export function StakeSlider(props: {
  proposal: number;
  title: string;
  present: bigint;
  room: bigint;
  whole: bigint;
}) {
  const { proposal, title, present, room, whole } = props;
  const { token } = useCommons();
  const planned = useStore(draft).get(proposal) ?? present;
  const [typing, setTyping] = useState<string | null>(null);
  const id = useId();
  const step = whole / STEPS || 1n;
  const set = (stake: bigint) => plan(proposal, stake > room ? room : stake, present);
  const typed = typing === null ? null : parse(typing, token);
  const tooMuch = typed?.amount !== undefined && typed.amount > room;
  const problem = typed?.problem || (tooMuch ? `At most ${short(room, token.decimals)}` : "");
  return (
    <div className="stake-slider">
      <label className="visually-hidden" htmlFor={id}>
        Stake on {title}
      </label>
      <input
        id={id}
        type="range"
        min={0}
        max={Number(STEPS)}
        value={whole === 0n ? 0 : Number(planned / step)}
        disabled={whole === 0n}
        aria-valuetext={`${short(planned, token.decimals)} ${token.symbol}`}
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
          value={typing ?? plain(shownOf(planned, token.decimals), token.decimals)}
          onFocus={() => setTyping(plain(planned, token.decimals))}
          onBlur={() => setTyping(null)}
          onChange={({ target }) => {
            setTyping(target.value);
            const { amount } = parse(target.value || "0", token);
            if (amount !== undefined && amount <= room) set(amount);
          }}
        />
        <span className="soft small">{token.symbol}</span>
      </span>
      {problem && <span className="bad small">{problem}</span>}
    </div>
  );
}

/** Two decimals, cut, are enough while nobody types; the last step keeps all. */
function shownOf(amount: bigint, decimals: number): bigint {
  const unit = 10n ** BigInt(Math.max(0, decimals - 2));
  return amount - (amount % unit);
}
