// Giving to the funding pool for nothing in return.

import { useCommons } from "../../api/hooks";
import { onCommons } from "../../chain/calls";
import { short } from "../../lib/amounts";
import { ActButton } from "../../ui/ActButton";
import { AmountInput } from "../../ui/AmountInput";
import { useFunds } from "../../wallet/hooks";
import { feeReserve, typedMoney } from "./words";

/** The form. */
export function DonateForm({ text, onText }: { text: string; onText: (text: string) => void }) {
  const commons = useCommons();
  const { money } = commons;
  const typed = typedMoney(text, commons);
  const amount = typed.amount ?? 0n;
  const has = useFunds().data?.spendable;
  const missing =
    amount === 0n
      ? "Enter an amount"
      : has !== undefined && amount > has
        ? `Not enough ${money.symbol}`
        : null;
  const words = `${short(amount, money.decimals)} ${money.symbol}`;
  return (
    <div className="stack tight">
      <AmountInput
        label="You give"
        unit={money}
        text={text}
        onText={onText}
        problem={typed.problem || undefined}
        has={has}
        most={has === undefined ? undefined : feeReserve(has)}
      />
      <p className="soft small">
        All of it goes to the funding pool, for holders to grant to projects. You get no tokens for
        it, and nobody can give it back.
      </p>
      <ActButton
        missing={missing}
        onDone={() => onText("")}
        wish={() => ({
          title: `Donate ${words}`,
          summary: `You give ${words} to the funding pool.`,
          call: onCommons("donate", [], amount),
          done: "Your gift is in the funding pool. Thank you.",
        })}
      >
        Donate
      </ActButton>
    </div>
  );
}
