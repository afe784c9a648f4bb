// Contributing to the hatch.

import { useState } from "react";
import { useCommons } from "../../api/hooks";
import type { HatchTerms } from "../../api/types";
import { paying } from "../../chain/calls";
import { hatchTokens } from "../../economics/shares";
import { short } from "../../lib/amounts";
import { useNow } from "../../lib/clock";
import { ActButton } from "../../ui/ActButton";
import { AmountInput, AmountOutput } from "../../ui/AmountInput";
import { useGovernor } from "../../ui/NoGovernor";
import { Card, Notice } from "../../ui/parts";
import { usePurse } from "../../wallet/hooks";
import { closedTo } from "../trade/quoteIn";
import { typedMoney, unpayable } from "../trade/words";
import { vestingWords } from "./hatch";

/** The card. */
export function ContributeForm({ terms, raised }: { terms: HatchTerms; raised: bigint }) {
  const commons = useCommons();
  const { money, token, phase, pausedUntil } = commons;
  const now = useNow(10_000);
  const closed = closedTo(phase, pausedUntil !== null && pausedUntil > now, useGovernor());
  const [text, setText] = useState("");
  const vesting = { cliff: terms.vesting_cliff, halfLife: terms.vesting_half_life };
  const typed = typedMoney(text, commons);
  const amount = typed.amount ?? 0n;
  const room = BigInt(terms.maximum) - raised;
  const fits = amount < room ? amount : room;
  const tokens = fits > 0n ? hatchTokens(fits, BigInt(terms.price)) : 0n;
  const call = (given: bigint) =>
    paying(commons.deployment, "contribute", given < room ? given : room);
  const purse = usePurse(call);
  // More than fits is not taken.
  const poor = unpayable(fits, purse, commons);
  const missing = closed
    ? closed.missing
    : room <= 0n
      ? "The hatch is full"
      : typed.problem
        ? "Check the amount"
        : amount === 0n
          ? "Enter an amount"
          : tokens === 0n
            ? "Too little for a token’s smallest part"
            : (poor?.missing ?? null);
  const words = `${short(fits, money.decimals)} ${money.symbol}`;
  return (
    <Card title="Contribute">
      <div className="stack tight">
        <AmountInput
          label="You give"
          unit={money}
          text={text}
          onText={setText}
          problem={typed.problem || poor?.problem}
          has={purse.has}
          most={purse.most !== undefined && room < purse.most ? room : purse.most}
        />
        <AmountOutput
          label="You get"
          unit={token}
          of={tokens > 0n ? tokens : null}
          note={
            amount > room && room > 0n ? (
              <span>Only {words} fits; the rest stays with you.</span>
            ) : (
              <span>{vestingWords(vesting)}</span>
            )
          }
        />
        {closed && <Notice tone="warn">{closed.why}</Notice>}
        <ActButton
          missing={missing}
          onDone={() => setText("")}
          wish={() => ({
            title: `Contribute ${words}`,
            summary: `You give ${words} and get ${short(tokens, token.decimals)} ${token.symbol}. ${vestingWords(vesting)} If the hatch fails, you can take the money back.`,
            call: call(fits),
            done: "You are part of the hatch.",
          })}
        >
          Contribute
        </ActButton>
      </div>
    </Card>
  );
}
