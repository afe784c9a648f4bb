// Where the Commons ends: on every page, for as long as a wind-down is announced, and ever after.

import { Link } from "@tanstack/react-router";
import { useCommons, useRows } from "../api/hooks";
import type { ProposalRow } from "../api/votes";
import { useNow } from "../lib/clock";
import { duration, moment } from "../lib/time";
import { Notice } from "../ui/parts";

/** The banner; nothing in every other phase. */
export function PhaseNotice() {
  const { phase, token, money } = useCommons();
  if (phase === "closing") return <Closing />;
  if (phase !== "closed") return null;
  return (
    <Notice tone="warn">
      <strong>This Commons is wound down.</strong> Nothing is minted or granted any more. Each{" "}
      {token.symbol} redeems for the same part of the {money.symbol} that is left, at any time, and
      what vests or is staked is free for it.{" "}
      <Link to="/trade" search={{ side: "redeem" }}>
        Redeem
      </Link>
    </Notice>
  );
}

function Closing() {
  const { token } = useCommons();
  const now = useNow(10_000);
  const announced = useRows<ProposalRow>("proposals", {
    kind: "wind_down",
    status: "active",
  }).data?.rows.find((row) => row.announced !== null);
  const from = announced?.executable_from ? Number(announced.executable_from) : null;
  return (
    <Notice tone="warn">
      <strong>A wind-down is announced.</strong>{" "}
      {from !== null &&
        (from > now
          ? `It can be executed from ${moment(from)}, in ${duration(from - now)}, unless opposition grows or support leaves. `
          : "It can be executed now. ")}
      Until it is decided nothing is minted, donated or granted, and each {token.symbol} redeems for
      the same part of the collateral pool, without a tribute.{" "}
      {announced && (
        <Link to="/proposals/$id" params={{ id: String(announced.proposal) }}>
          See the proposal
        </Link>
      )}{" "}
      <Link to="/trade" search={{ side: "redeem" }}>
        Redeem
      </Link>
    </Notice>
  );
}
