// Contributing to the hatch.

import { useState } from "react";
import { useCommons } from "../../api/hooks";
import type { HatchTerms } from "../../api/types";
import { onCommons } from "../../chain/calls";
import { hatchTokens } from "../../economics/shares";
import { short } from "../../lib/amounts";
import { ActButton } from "../../ui/ActButton";
import { AmountInput, AmountOutput } from "../../ui/AmountInput";
import { Card } from "../../ui/parts";
import { useFunds } from "../../wallet/hooks";
import { feeReserve, typedMoney } from "../trade/words";

/** The card. */
export function ContributeForm({ terms, raised }: { terms: HatchTerms; raised: bigint }) {
  const commons = useCommons();
  const { money, token } = commons;
  const [text, setText] = useState("");
  const typed = typedMoney(text, commons);
  const amount = typed.amount ?? 0n;
  const has = useFunds().data?.spendable;
  const room = BigInt(terms.maximum) - raised;
  const fits = amount < room ? amount : room;
  const tokens = fits > 0n ? hatchTokens(fits, BigInt(terms.price)) : 0n;
  const missing =
    room <= 0n
      ? "The hatch is full"
      : amount === 0n
        ? "Enter an amount"
        : has !== undefined && amount > has
          ? `Not enough ${money.symbol}`
          : null;
  const words = `${short(fits, money.decimals)} ${money.symbol}`;
  return (
    <Card title="Contribute">
      <div className="stack tight">
        <AmountInput
          label="You give"
          unit={money}
          text={text}
          onText={setText}
          problem={typed.problem || undefined}
          has={has}
          most={has === undefined ? undefined : feeReserve(has < room ? has : room)}
        />
        <AmountOutput
          label="You get"
          unit={token}
          of={tokens > 0n ? tokens : null}
          note={
            amount > room && room > 0n ? (
              <span>Only {words} fits; the rest stays with you.</span>
            ) : (
              <span>They vest once the curve is open.</span>
            )
          }
        />
        <ActButton
          missing={missing}
          onDone={() => setText("")}
          wish={() => ({
            title: `Contribute ${words}`,
            summary: `You give ${words} and get ${short(tokens, token.decimals)} ${token.symbol}, which come free bit by bit. If the hatch fails, you can take the money back.`,
            call: onCommons("contribute", [], fits),
            done: "You are part of the hatch.",
          })}
        >
          Contribute
        </ActButton>
      </div>
    </Card>
  );
}
