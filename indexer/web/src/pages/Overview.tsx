// What a token is worth, and where the money goes: the first page of everybody.

import { useMemo } from "react";
import { useAllRows, useCommons } from "../api/hooks";
import type { FlowDay, FundingDay } from "../api/types";
import { Card, Empty, PageHead, Skeleton } from "../ui/parts";
import { picture } from "./overview/basins";
import { Figures } from "./overview/Figures";
import { FlowPicture } from "./overview/FlowPicture";
import { useGranted } from "./overview/granted";
import { HatchBanner } from "./overview/HatchBanner";
import { HowItWorks } from "./overview/HowItWorks";
import { Latest } from "./overview/Latest";
import { addUp } from "./overview/money";
import { NetFlow } from "./overview/NetFlow";
import { PriceCard } from "./overview/PriceCard";
import "./overview/overview.css";

/** The overview. */
export function Overview() {
  const { name, token, money } = useCommons();
  return (
    <>
      <PageHead title={name}>
        Deposits back the token {token.symbol}; a part of each feeds a pool of {money.symbol} that
        its holders grant to projects.
      </PageHead>
      <div className="stack">
        <HatchBanner />
        <div className="columns wide-left">
          <PriceCard />
          <Figures />
        </div>
        <Flow />
        <div className="columns halves">
          <div className="stack">
            <NetFlow />
            <HowItWorks />
          </div>
          <Latest />
        </div>
      </div>
    </>
  );
}

function Flow() {
  const { token, money, pools, deployment, phase } = useCommons();
  const hatched = deployment.hatch !== null;
  const flows = useAllRows<FlowDay>("flows").data;
  const funding = useAllRows<FundingDay>("funding_by_day").data;
  const grants = useGranted();
  const shown = useMemo(() => {
    if (!flows || !funding || !grants || !pools) return null;
    return picture(addUp(flows, funding), pools, grants, { token: token.symbol, hatched });
  }, [flows, funding, grants, pools, token.symbol, hatched]);
  return (
    <Card
      title="Where the money went"
      tip={`Everything that was ever paid in, in ${money.symbol}: which pool it went to, and what became of it. Point at a stream to follow it.`}
    >
      {shown ? (
        <FlowPicture picture={shown} money={money} />
      ) : pools ? (
        <Skeleton lines={6} height="2.4rem" />
      ) : (
        <Empty icon="grants" title={phase === "refunding" ? "Nothing flows" : "Nothing flows yet"}>
          {phase === "refunding"
            ? "The hatch has failed: what was paid in goes back to those who paid it."
            : "The streams begin when the curve opens."}
        </Empty>
      )}
    </Card>
  );
}
