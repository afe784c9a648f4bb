// All one's stakes together, and the button that sets what was changed.

import { useCommons } from "../../api/hooks";
import { onConviction } from "../../chain/calls";
import { short, type Unit } from "../../lib/amounts";
import { counted } from "../../lib/plural";
import { useStore } from "../../lib/store";
import { ActButton } from "../../ui/ActButton";
import { Amount } from "../../ui/Amount";
import { Tip } from "../../ui/Tip";
import { discard, draft, MOST_STAKES, type Move, moves, total } from "../../votes/draft";
import { useMyStakes } from "../../votes/hooks";
import { useAccount, useHolding } from "../../wallet/hooks";

/** Lies at the edge of the page while something is changed. */
export function StakeBar() {
  const { token } = useCommons();
  const account = useAccount();
  const present = useMyStakes();
  const planned = useStore(draft);
  const balance = useHolding().data?.balance ?? 0n;
  if (!account || !present) return null;
  const changed = moves(planned, present);
  if (changed.length === 0) return null;
  const sum = total(planned, present);
  const count = new Set(
    [...present.keys(), ...planned.keys()].filter(
      (id) => (planned.get(id) ?? present.get(id) ?? 0n) !== 0n,
    ),
  ).size;
  const missing =
    sum > balance
      ? "More than you hold"
      : changed.length > MOST_STAKES || count > MOST_STAKES
        ? `At most ${MOST_STAKES} stakes`
        : null;
  return (
    <section className="stake-bar" aria-label="Changed stakes">
      <p>
        <strong>
          <Amount of={sum} unit={token} />
        </strong>{" "}
        of <Amount of={balance} unit={token} bare /> staked on {counted(count, "proposal")}
        <Tip about="staking">
          Staked tokens stay yours. They cannot be sent or redeemed until you lower the stake, which
          is always possible. Tokens that still vest can be staked too. On each proposal you have
          one stake, for or against it.
        </Tip>
      </p>
      <div className="row">
        <button type="button" className="button small" onClick={discard}>
          Discard
        </button>
        <ActButton
          small
          missing={missing}
          onDone={discard}
          wish={() => ({
            title: `Set ${counted(changed.length, "stake")}`,
            summary: `All changes are made in one transaction: ${changed
              .map(moveWords(token))
              .join("; ")}. Support and opposition begin to grow at once.`,
            call: onConviction("stake", [changed]),
            done: "Your stakes are set.",
          })}
        >
          {`Set ${changed.length === 1 ? "this stake" : counted(changed.length, "stake")}`}
        </ActButton>
      </div>
    </section>
  );
}

/** A move in words: `40 MLW against proposal 3`. */
const moveWords =
  ({ symbol, decimals }: Unit) =>
  ({ proposal, amount, against }: Move): string =>
    amount === 0n
      ? `nothing on proposal ${proposal}`
      : `${short(amount, decimals)} ${symbol} ${against ? "against" : "for"} proposal ${proposal}`;
