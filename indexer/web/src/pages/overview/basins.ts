// The basins of the flow picture, and the streams between them.

import type { FlowLink, FlowNode } from "../../charts/flow";
import { noun } from "../../lib/plural";
import { type Granted, largest, type Money } from "./money";

/** A basin as it is shown. */
export interface Basin extends FlowNode {
  readonly name: string;
  /** The name of a colour. */
  readonly tone: string;
  readonly amount: bigint;
  /** What it means, in a sentence. */
  readonly means: string;
}

/** The picture's content. */
export interface Picture {
  readonly basins: readonly Basin[];
  readonly streams: readonly (FlowLink & { readonly tone: string })[];
}

/** The most grants that are shown by themselves. */
const GRANTS = 3;

/** Makes the picture of all that flowed, and of what the pools hold now. */
export function picture(
  money: Money,
  now: { reserve: bigint; fundingPool: bigint },
  grants: readonly Granted[],
  { token, hatched }: { token: string; hatched: boolean },
): Picture {
  const into = { reserve: 0n, funding: 0n };
  const basins: Basin[] = [];
  const streams: (FlowLink & { tone: string })[] = [];
  const source = (
    id: string,
    name: string,
    tone: string,
    means: string,
    reserve: bigint,
    funding: bigint,
  ) => {
    const amount = reserve + funding;
    if (amount <= 0n) return;
    into.reserve += reserve;
    into.funding += funding;
    basins.push({ id, column: 0, name, tone, amount, means });
    streams.push({ from: id, to: "reserve", value: Number(reserve), tone: "reserve" });
    streams.push({ from: id, to: "funding", value: Number(funding), tone: "funding" });
  };
  const outcome = (
    from: "reserve" | "funding",
    id: string,
    name: string,
    tone: string,
    means: string,
    amount: bigint,
  ) => {
    if (amount <= 0n) return;
    basins.push({ id, column: 2, name, tone, amount, means });
    streams.push({ from, to: id, value: Number(amount), tone });
  };

  source(
    "hatch",
    hatched ? "Hatch" : "At the opening",
    "supply",
    hatched
      ? "What the first contributors paid, at one price for all."
      : "What was paid in when the curve was opened, without a hatch.",
    money.hatchReserve,
    money.hatchFunding,
  );
  source(
    "mints",
    "Deposits",
    "price",
    `What was paid in for ${token} since the curve opened.`,
    money.mintReserve,
    money.mintFunding,
  );
  source(
    "tokens",
    "Grants in tokens",
    "price",
    `Grants that were paid in ${token}: their money went through the curve into the collateral pool.`,
    money.grantReserve,
    0n,
  );
  source(
    "donations",
    "Donations",
    "funding",
    "Given to the funding pool for nothing in return.",
    0n,
    money.donations,
  );
  source(
    "credits",
    "Credits",
    "funding",
    "Sent to the Commons without a message, and credited later.",
    0n,
    money.credits,
  );
  source(
    "closing",
    "From the wind-down",
    "funding",
    "What joined the collateral pool when the Commons was wound down, and after it.",
    money.closingReserve,
    0n,
  );
  source(
    "exit",
    "Exit tributes",
    "burn",
    "What redemptions left to the funding pool.",
    0n,
    money.exitTribute,
  );

  basins.push(
    {
      id: "reserve",
      column: 1,
      name: "Collateral pool",
      tone: "reserve",
      amount: into.reserve,
      means: `Backs the token: whoever redeems ${token} is paid from it. It can be spent on nothing else.`,
    },
    {
      id: "funding",
      column: 1,
      name: "Funding pool",
      tone: "funding",
      amount: into.funding,
      means: "The money that holders grant to projects by their votes.",
    },
  );

  outcome(
    "reserve",
    "held",
    `Backs ${token} now`,
    "reserve",
    `What is in the collateral pool now.`,
    now.reserve,
  );
  outcome(
    "reserve",
    "redeemed",
    "Redeemed",
    "burn",
    `Taken out of the collateral pool by those who gave ${token} back.`,
    money.redeemed,
  );
  const { single, others, othersCount } = largest(grants, GRANTS);
  for (const { id, title, amount } of single) {
    outcome("funding", `grant ${id}`, title, "price", `Grant ${id}, by a vote.`, amount);
  }
  outcome(
    "funding",
    "grants",
    `${othersCount.toLocaleString("en")} more ${noun(othersCount, "grant")}`,
    "price",
    "Grants to other projects.",
    others,
  );
  outcome(
    "funding",
    "closed",
    "Shared out",
    "reserve",
    "Joined the collateral pool when the Commons was wound down.",
    money.woundDown,
  );
  outcome(
    "funding",
    "waiting",
    "Waiting for projects",
    "funding",
    "What is in the funding pool now.",
    now.fundingPool,
  );
  return { basins, streams };
}
