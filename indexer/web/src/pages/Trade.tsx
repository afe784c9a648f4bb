// Mint and redeem: a quote that is the contract's, the curve, and one's move on it. In a wind-down only
// redeeming is left, and all get the same share.

import { Link, useNavigate, useSearch } from "@tanstack/react-router";
import { useMemo, useState } from "react";
import { isEnding } from "../api/commons";
import { useCommons } from "../api/hooks";
import { isQuote } from "../economics/quote";
import { parse } from "../lib/amounts";
import { NoGovernor } from "../ui/NoGovernor";
import { Paused } from "../ui/Paused";
import { Card, Empty, Notice, PageHead, Segments } from "../ui/parts";
import { CurveChart } from "./trade/CurveChart";
import { DonateForm } from "./trade/DonateForm";
import { closedTo, quoteIn } from "./trade/quoteIn";
import { RecentTrades } from "./trade/RecentTrades";
import { ShareCard } from "./trade/ShareCard";
import { TradeForm } from "./trade/TradeForm";
import { typedMoney } from "./trade/words";

type Side = "mint" | "redeem" | "donate";

const SIDES = [
  ["mint", "Mint"],
  ["redeem", "Redeem"],
  ["donate", "Donate"],
] as const;

/** The page. */
export function Trade() {
  const commons = useCommons();
  const { token, pools } = commons;
  const side: Side = useSearch({ from: "/trade" }).side ?? "mint";
  const navigate = useNavigate();
  const [text, setText] = useState("");
  const turn = (to: Side) => {
    setText("");
    navigate({ to: "/trade", search: to === "mint" ? {} : { side: to }, replace: true });
  };

  const after = useMemo(() => {
    if (!pools || side === "donate" || (side === "mint" && isEnding(commons.phase))) return null;
    const { amount } = side === "mint" ? typedMoney(text, commons) : parse(text, token);
    if (!amount) return null;
    const quoted = quoteIn(commons.phase, side, pools, amount);
    return isQuote(quoted) ? quoted.after : null;
  }, [commons, pools, side, text, token]);

  if (!pools) {
    return (
      <>
        <PageHead title="Mint & redeem" />
        <Card>
          <Empty icon="trade" title="The curve is not open">
            {commons.phase === "hatch" ? (
              <>
                The first money is raised in the <Link to="/hatch">hatch</Link>. After it,{" "}
                {token.symbol} can be minted and redeemed here.
              </>
            ) : commons.phase === "closed" ? (
              <>The Commons is wound down, and all {token.symbol} are redeemed.</>
            ) : (
              <>There is nothing to trade on.</>
            )}
          </Empty>
        </Card>
      </>
    );
  }
  const ending = isEnding(commons.phase);
  return (
    <>
      <PageHead title="Mint & redeem">
        {ending
          ? `${
              commons.phase === "closed" ? "The Commons is wound down" : "A wind-down is announced"
            }: each ${token.symbol} redeems for the same share of the collateral pool, without a tribute.`
          : `The curve always buys and sells: deposits create ${token.symbol}, redemptions destroy it, and what a trade gives is computed here by the contract’s own rules.`}
      </PageHead>
      <div className="stack">
        <Paused />
        <NoGovernor />
        <div className="columns wide-right">
          <Card>
            <div className="stack tight trade-form">
              <Segments label="What to do" options={SIDES} value={side} onChange={turn} fill />
              {ending && side !== "redeem" ? (
                <NothingPaidIn />
              ) : side === "donate" ? (
                <DonateForm text={text} onText={setText} />
              ) : (
                <TradeForm
                  side={side}
                  pools={pools}
                  text={text}
                  onText={setText}
                  onTurn={() => turn(side === "mint" ? "redeem" : "mint")}
                />
              )}
            </div>
          </Card>
          {ending ? (
            <ShareCard pools={pools} after={after} />
          ) : (
            <Card
              title="The curve"
              tip={`The price of ${token.symbol} at every supply. The area below the line, up to the supply there is, is the collateral pool: enough to buy every token back along the curve.`}
            >
              <CurveChart pools={pools} after={after} />
            </Card>
          )}
        </div>
        <RecentTrades />
      </div>
    </>
  );
}

/** While a wind-down is announced, and after it. */
function NothingPaidIn() {
  const { phase } = useCommons();
  const closed = closedTo(phase, false, undefined);
  if (!closed) return null;
  return (
    <>
      <Notice tone="warn">{closed.why}</Notice>
      <button type="button" className="button primary large block" disabled>
        {closed.missing}
      </button>
    </>
  );
}
