// A grant: how much of it has flowed, was drawn, and is due, second by second.

import { Link } from "@tanstack/react-router";
import { isEnding } from "../../api/commons";
import { useCommons } from "../../api/hooks";
import { onCommons } from "../../chain/calls";
import { purchaseReturn } from "../../economics/curve";
import { atLeast, type Pools } from "../../economics/quote";
import { short, toNumber } from "../../lib/amounts";
import { useNow } from "../../lib/clock";
import { useStore } from "../../lib/store";
import { duration, moment } from "../../lib/time";
import { ActButton } from "../../ui/ActButton";
import { Account, Amount } from "../../ui/Amount";
import { Text } from "../../ui/Text";
import { useAccount } from "../../wallet/hooks";
import { tradeSettings } from "../trade/settings";
import { claimAt, dueAt, flowedAt, type Grant } from "./grant";

/** The card; `own`: with the button to draw what is due. */
export function GrantCard({ grant, own }: { grant: Grant; own?: boolean }) {
  const { money, token } = useCommons();
  const now = useNow(1_000);
  const flowed = flowedAt(grant, now);
  const due = dueAt(grant, now);
  const kept = grant.amount - grant.returned;
  const part = (amount: bigint) =>
    kept > 0n ? (toNumber(amount, money.decimals) / toNumber(kept, money.decimals)) * 100 : 0;
  const left = grant.start + grant.duration - now;
  const flowing = !grant.revoked && !grant.lapsed && grant.duration > 0 && left > 0;
  const claim = claimAt(grant, now);
  return (
    <li className="card stack tight">
      <div className="row apart">
        <h3>
          <Link to="/proposals/$id" params={{ id: String(grant.proposal) }}>
            <Text of={grant.title} />
          </Link>
        </h3>
        {grant.lapsed ? (
          <span className="badge bad">lapsed</span>
        ) : claim === "over" ? (
          <span className="badge warn">not claimed</span>
        ) : grant.revoked ? (
          <span className="badge bad">taken back</span>
        ) : flowing ? (
          <span className="badge accent">flowing</span>
        ) : due === 0n ? (
          <span className="badge">all withdrawn</span>
        ) : (
          <span className="badge good">all due</span>
        )}
      </div>
      <p className="soft small row">
        <span>#{grant.id}</span>
        <span>
          <Amount of={grant.amount} unit={money} />{" "}
          {grant.duration > 0 ? `over ${duration(grant.duration)}` : "at once"}
          {grant.asTokens ? `, in ${token.symbol}` : ""}
        </span>
        <span className="row tight">
          to <Account of={grant.beneficiary} />
        </span>
      </p>
      <div
        className="flow-bar"
        role="img"
        aria-label={`${short(grant.withdrawn, money.decimals)} withdrawn and ${short(due, money.decimals)} due of ${short(kept, money.decimals)} ${money.symbol}`}
      >
        <span className="drawn" style={{ width: `${part(grant.withdrawn)}%` }} />
        <span className="due" style={{ width: `${part(flowed - grant.withdrawn)}%` }} />
      </div>
      <p className="small row apart">
        <span className="row">
          <span className="key">
            <i style={{ background: "var(--funding)" }} /> withdrawn{" "}
            <Amount of={grant.withdrawn} unit={money} bare />
          </span>
          <span className="key">
            <i className="key-due" /> due <Amount of={due} unit={money} bare />
          </span>
        </span>
        <span className="soft">
          {flowing
            ? `flows for another ${duration(left)}`
            : grant.revoked || grant.lapsed
              ? `${short(grant.returned, money.decimals)} ${money.symbol} went back to the pool`
              : `granted ${moment(grant.granted)}`}
        </span>
      </p>
      {claim === "soon" && (
        <p className="small warn">
          To be claimed by {moment(grant.claimableUntil)}, or anybody can return it to the pool.
        </p>
      )}
      {claim === "over" && <Lapse grant={grant} />}
      {own && claim !== "over" && <Withdraw grant={grant} due={due} />}
      {claim === "none" && due > 0n && (
        <p className="small soft">To be claimed by {moment(grant.claimableUntil)}.</p>
      )}
    </li>
  );
}

/** What was not claimed within a year after the last of it came due goes back. */
function Lapse({ grant }: { grant: Grant }) {
  const { money, phase } = useCommons();
  const left = grant.amount - grant.returned - grant.withdrawn;
  const words = `${short(left, money.decimals)} ${money.symbol}`;
  const pool = phase === "closed" ? "collateral pool" : "funding pool";
  return (
    <div className="row">
      <ActButton
        small
        wish={() => ({
          title: `End grant ${grant.id}`,
          summary: `It was not claimed by ${moment(grant.claimableUntil)}: ${words} go back to the ${pool}.`,
          call: onCommons("lapse", [grant.id]),
          done: `It is back in the ${pool}.`,
        })}
      >
        Return {words} to the pool
      </ActButton>
      <span className="small warn">Not claimed by {moment(grant.claimableUntil)}.</span>
    </div>
  );
}

function Withdraw({ grant, due }: { grant: Grant; due: bigint }) {
  const { money, token, pools, phase } = useCommons();
  // Nothing is minted while a wind-down is announced or done: such a grant is paid in money.
  const asTokens = grant.asTokens && !isEnding(phase);
  const { slippage } = useStore(tradeSettings);
  const account = useAccount();
  const words = `${short(due, money.decimals)} ${money.symbol}`;
  return (
    <div>
      <ActButton
        small
        missing={due === 0n ? "Nothing is due now" : null}
        wish={() => ({
          title: `Withdraw from grant ${grant.id}`,
          summary: asTokens
            ? `What is due, about ${words}, is minted to you in ${token.symbol} by the curve.`
            : `What is due, about ${words}, is paid to your account.`,
          call: onCommons("withdraw", [
            grant.id,
            (account?.address ?? "0x") as `0x${string}`,
            asTokens ? least(due, pools, slippage) : 0n,
          ]),
          done: "It is yours.",
        })}
      >
        Withdraw {words}
      </ActButton>
    </div>
  );
}

/** The least tokens to accept: what is due goes through the curve without a tribute. */
function least(due: bigint, pools: Pools | null, slippage: number): bigint {
  return pools && due > 0n ? atLeast(purchaseReturn(pools, due), slippage) : 0n;
}
