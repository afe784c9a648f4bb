// Money that arrived without a message, such as a plain transfer: anybody can put it where it belongs.

import { useCommons } from "../api/hooks";
import { onCommons } from "../chain/calls";
import { short } from "../lib/amounts";
import { useUncredited } from "../wallet/hooks";
import { ActButton } from "./ActButton";
import { Notice } from "./parts";

/** The notice with its button; nothing where no money waits. */
export function Uncredited() {
  const { money, phase } = useCommons();
  const amount = useUncredited();
  if (!amount) return null;
  const words = `${short(amount, money.decimals)} ${money.symbol}`;
  const pool = phase === "closed" ? "collateral pool" : "funding pool";
  return (
    <Notice>
      <div className="row apart">
        <span>
          <strong>Uncredited money: {words}.</strong> It was sent to the Commons without a message,
          and is in no pool yet. Anybody can credit it to the {pool}.
        </span>
        <ActButton
          small
          wish={() => ({
            title: `Credit ${words}`,
            summary: `Money that arrived without a message goes to the ${pool}. It costs you only the fee.`,
            call: onCommons("credit", []),
            done: `It is in the ${pool}.`,
          })}
        >
          Credit it
        </ActButton>
      </div>
    </Notice>
  );
}
