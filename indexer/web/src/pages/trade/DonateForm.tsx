// Giving to the funding pool for nothing in return.

import { useCommons } from "../../api/hooks";
import { paying } from "../../chain/calls";
import { short } from "../../lib/amounts";
import { ActButton } from "../../ui/ActButton";
import { AmountInput } from "../../ui/AmountInput";
import { useGovernor } from "../../ui/NoGovernor";
import { Notice } from "../../ui/parts";
import { Uncredited } from "../../ui/Uncredited";
import { usePurse } from "../../wallet/hooks";
import { closedTo } from "./quoteIn";
import { typedMoney, unpayable } from "./words";

/** The form. */
export function DonateForm({ text, onText }: { text: string; onText: (text: string) => void }) {
  const commons = useCommons();
  const { money, phase } = commons;
  // A pause stops no gifts.
  const closed = closedTo(phase, false, useGovernor());
  const typed = typedMoney(text, commons);
  const amount = typed.amount ?? 0n;
  const call = (given: bigint) => paying(commons.deployment, "donate", given);
  const purse = usePurse(call);
  const poor = unpayable(amount, purse, commons);
  const missing = closed
    ? closed.missing
    : typed.problem
      ? "Check the amount"
      : amount === 0n
        ? "Enter an amount"
        : (poor?.missing ?? null);
  const words = `${short(amount, money.decimals)} ${money.symbol}`;
  return (
    <div className="stack tight">
      <AmountInput
        label="You give"
        unit={money}
        text={text}
        onText={onText}
        problem={typed.problem || poor?.problem}
        has={purse.has}
        most={purse.most}
      />
      <p className="soft small">
        All of it goes to the funding pool, for holders to grant to projects. You get no tokens for
        it, and none of it can be given back.
      </p>
      {closed && <Notice tone="warn">{closed.why}</Notice>}
      <Uncredited />
      <ActButton
        missing={missing}
        onDone={() => onText("")}
        wish={() => ({
          title: `Donate ${words}`,
          summary: `You give ${words} to the funding pool.`,
          call: call(amount),
          done: "Your gift is in the funding pool. Thank you.",
        })}
      >
        Donate
      </ActButton>
    </div>
  );
}
