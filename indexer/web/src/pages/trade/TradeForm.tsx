// The form that mints or redeems: what one gives, what one gets, and all that matters about it.

import { type ReactNode, useState } from "react";
import { isEnding } from "../../api/commons";
import { useCommons } from "../../api/hooks";
import { onCommons, paying } from "../../chain/calls";
import { shownPrice } from "../../economics/curve";
import { atLeast, isQuote, type Pools, priceImpact } from "../../economics/quote";
import { parse, percent, share as shareWords, short } from "../../lib/amounts";
import { useNow } from "../../lib/clock";
import { useStore } from "../../lib/store";
import { ActButton } from "../../ui/ActButton";
import { Amount } from "../../ui/Amount";
import { AmountInput, AmountOutput } from "../../ui/AmountInput";
import { Icon } from "../../ui/Icon";
import { useGovernor } from "../../ui/NoGovernor";
import { Notice } from "../../ui/parts";
import { Tip } from "../../ui/Tip";
import { useHolding, usePurse } from "../../wallet/hooks";
import { closedTo, quoteIn } from "./quoteIn";
import { SettingsFields } from "./SettingsFields";
import { tradeSettings } from "./settings";
import { REFUSALS, typedMoney, typedUnit, unpayable } from "./words";

/** A deadline that never passes. */
const FOREVER = (1n << 64n) - 1n;

/** Impact from which to warn, and from which to insist. Parts per million. */
const MUCH = 30_000;
const TOO_MUCH = 100_000;

/** The form. */
export function TradeForm(props: {
  side: "mint" | "redeem";
  pools: Pools;
  text: string;
  onText: (text: string) => void;
  onTurn: () => void;
}) {
  const { side, pools, text, onText, onTurn } = props;
  const commons = useCommons();
  const { token, money, phase, pausedUntil } = commons;
  const settings = useStore(tradeSettings);
  const [open, setOpen] = useState(false);
  const now = useNow(5_000);
  const purse = usePurse((given) => paying(commons.deployment, "mint", given, [0n, FOREVER]));
  const holding = useHolding().data;
  const mint = side === "mint";
  const share = !mint && isEnding(phase);
  const governor = useGovernor();
  const closed = mint ? closedTo(phase, pausedUntil !== null && pausedUntil > now, governor) : null;
  const [give, get] = mint ? [typedUnit(commons), token] : [token, money];

  const typed = mint ? typedMoney(text, commons) : parse(text, token);
  const amount = typed.amount;
  // Once the Commons is wound down, what vests or is staked is free to be redeemed.
  const has = mint ? purse.has : phase === "closed" ? holding?.balance : holding?.free;
  const most = mint ? purse.most : has;
  const poor = mint && amount !== undefined ? unpayable(amount, purse, commons) : null;
  const quoted = amount === undefined ? null : quoteIn(phase, side, pools, amount);
  const found = quoted && isQuote(quoted) ? quoted : null;
  const refused = quoted && !isQuote(quoted) && amount !== 0n ? REFUSALS[quoted.refused] : null;
  const impact =
    found && !share ? priceImpact(pools, mint ? found.received : (amount ?? 0n), found.moved) : 0;
  const least = found ? atLeast(found.received, settings.slippage) : 0n;
  const short_ = amount !== undefined && has !== undefined && amount > has;

  const missing = closed
    ? closed.missing
    : text.trim() === "" || amount === 0n
      ? "Enter an amount"
      : typed.problem
        ? "Check the amount"
        : refused
          ? "Not possible"
          : poor
            ? poor.missing
            : short_
              ? `Not enough ${give.symbol}`
              : null;

  const wish = () => {
    const paid = amount ?? 0n;
    const deadline = BigInt(Math.floor(now) + settings.deadline * 60);
    const words = `${short(paid, mint ? money.decimals : token.decimals)} ${give.symbol}`;
    const getting = `${short(found?.received ?? 0n, get.decimals)} ${get.symbol}`;
    return {
      title: mint ? `Mint with ${words}` : `Redeem ${words}`,
      summary: `You give ${words} and get about ${getting}, at least ${short(least, get.decimals)}.`,
      call: mint
        ? paying(commons.deployment, "mint", paid, [least, deadline])
        : onCommons("redeem", [paid, least, deadline]),
      done: mint ? `You have new ${token.symbol}.` : `You have your ${money.symbol}.`,
    };
  };

  return (
    <div className="stack tight">
      <AmountInput
        label="You give"
        unit={mint ? { ...give, decimals: money.decimals } : give}
        text={text}
        onText={onText}
        problem={typed.problem || refused || poor?.problem}
        has={has}
        most={most}
        hasWords={mint || phase === "closed" ? "You have" : "Free"}
      />
      <div className="swap-gap">
        <button
          type="button"
          aria-label={mint ? "Redeem instead" : "Mint instead"}
          onClick={onTurn}
        >
          <Icon name="trade" size={17} />
        </button>
      </div>
      <AmountOutput
        label="You get"
        unit={get}
        of={found?.received ?? null}
        note={
          found && (
            <span className="nowrap">
              1 {token.symbol} ={" "}
              {short(average(mint, amount ?? 0n, found.received, token.decimals), money.decimals)}{" "}
              {money.symbol}
            </span>
          )
        }
      />
      {found && (
        <dl className="facts trade-facts">
          {share && (
            <Fact
              name="Your share"
              tip="Your tokens as a part of all there are: that part of the collateral pool is paid to you."
            >
              {shareWords(Number(amount ?? 0n) / Number(pools.supply))}
            </Fact>
          )}
          {!share && (
            <Fact
              name="Price impact"
              tip="How much worse your price is than the spot price, because your own trade moves it: tributes aside."
            >
              <span className={impact >= TOO_MUCH ? "bad" : impact >= MUCH ? "warn" : ""}>
                {percent(impact, 2)}
              </span>
            </Fact>
          )}
          <Fact
            name={mint ? "Entry tribute" : "Exit tribute"}
            tip={
              share
                ? "In a wind-down there is none."
                : `The part that goes to the funding pool, ${percent(mint ? commons.entryTribute : commons.exitTribute)} of ${mint ? "your deposit" : "the payout"}.`
            }
          >
            <Amount of={found.tribute} unit={money} />
          </Fact>
          <Fact
            name="You get at least"
            tip="If the price moves so that you would get less, nothing is done."
          >
            <Amount of={least} unit={get} />
          </Fact>
          {!share && (
            <Fact
              name="Spot price after it"
              tip="What the next tiny bit costs once your trade is done."
            >
              <Amount of={shownPrice(found.after)} unit={money} />
            </Fact>
          )}
        </dl>
      )}
      {found && impact >= TOO_MUCH && (
        <Notice tone="warn">
          This trade is large for the curve: you {mint ? "pay" : "lose"} {percent(impact, 1)} to its
          own weight. Several smaller ones do not change that; a smaller amount does.
        </Notice>
      )}
      {closed && <Notice tone="warn">{closed.why}</Notice>}
      <ActButton missing={missing} wish={wish} onDone={() => onText("")}>
        {mint ? `Mint ${token.symbol}` : `Redeem ${token.symbol}`}
      </ActButton>
      <button
        type="button"
        className="button plain small"
        aria-expanded={open}
        onClick={() => setOpen(!open)}
      >
        <Icon name="sliders" size={16} />
        Slippage limit {percent(settings.slippage)}, deadline {settings.deadline} min
      </button>
      {open && <SettingsFields />}
    </div>
  );
}

function Fact(props: { name: string; tip: string; children: ReactNode }) {
  return (
    <>
      <dt>
        {props.name} <Tip about={props.name.toLowerCase()}>{props.tip}</Tip>
      </dt>
      <dd>{props.children}</dd>
    </>
  );
}

/** What a whole token costs or brings on average, tributes included. */
function average(mint: boolean, given: bigint, received: bigint, decimals: number): bigint {
  const [money, tokens] = mint ? [given, received] : [received, given];
  return tokens === 0n ? 0n : (money * 10n ** BigInt(decimals)) / tokens;
}
