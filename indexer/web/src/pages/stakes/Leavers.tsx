// Accounts that asked for their staked tokens and still have stakes: anybody can end those, so that
// nothing is counted that may be gone.

import { useMemo } from "react";
import { useAllRows, useCommons } from "../../api/hooks";
import type { StakeRow, UnlockRow } from "../../api/votes";
import { onConviction } from "../../chain/calls";
import { useNow } from "../../lib/clock";
import { moment } from "../../lib/time";
import { ActButton } from "../../ui/ActButton";
import { Account, Amount } from "../../ui/Amount";
import { Card } from "../../ui/parts";
import { leaversOf } from "./asked";

/** The card; nothing where there is no such account. */
export function Leavers() {
  const { token } = useCommons();
  const now = useNow(10_000);
  const unlocks = useAllRows<UnlockRow>("unlocks_now").data;
  const asked = (unlocks?.length ?? 0) > 0;
  const stakes = useAllRows<StakeRow>("stakes_now", {}, asked).data;
  const leavers = useMemo(
    () => (unlocks && stakes ? leaversOf(unlocks, stakes) : []),
    [unlocks, stakes],
  );
  if (leavers.length === 0) return null;
  return (
    <Card
      flush
      title="Asked for their tokens"
      tip="Stakes of accounts that asked for their tokens count until they are ended. Anybody may end them."
    >
      <ul className="own-stakes">
        {leavers.map(({ account, staked, freeAt }) => (
          <li key={account}>
            <span>
              <Account of={account} />
              <small className="soft">
                <Amount of={staked} unit={token} /> staked,{" "}
                {freeAt > now ? `free from ${moment(freeAt)}` : "free by now"}
              </small>
            </span>
            <ActButton
              small
              wish={() => ({
                title: "End the stakes of an account",
                summary:
                  "It asked for its staked tokens: its stakes on all proposals end, and its tokens are free at once.",
                call: onConviction("forfeit", [account as `0x${string}`]),
                done: "Its stakes are ended.",
              })}
            >
              End its stakes
            </ActButton>
          </li>
        ))}
      </ul>
    </Card>
  );
}
