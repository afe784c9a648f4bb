// What the funding pool gave: streams with what has flowed, and one's own to withdraw.

import { Link } from "@tanstack/react-router";
import { useMemo } from "react";
import { useAllRows, useCommons } from "../api/hooks";
import type { GrantRow, ProposalRow } from "../api/votes";
import { sameAddress } from "../lib/address";
import { counted } from "../lib/plural";
import { Portion } from "../ui/Portion";
import { Card, Empty, figure, Loaded, PageHead, Tile } from "../ui/parts";
import { Uncredited } from "../ui/Uncredited";
import { useAccount } from "../wallet/hooks";
import { GrantCard } from "./grants/GrantCard";
import { dueAt, type Grant, grantOf } from "./grants/grant";
import { Withdrawals } from "./grants/Withdrawals";
import "./grants/grants.css";

/** The page. */
export function Grants() {
  const { money } = useCommons();
  const rows = useAllRows<GrantRow>("grants");
  const proposals = useAllRows<ProposalRow>("proposals").data;
  const titles = useMemo(
    () => new Map((proposals ?? []).map(({ proposal, title }) => [proposal, title])),
    [proposals],
  );
  return (
    <>
      <PageHead title="Grants">
        What holders gave to projects from the funding pool. A project draws what is due whenever it
        likes, until a year after the last of it came due.
      </PageHead>
      <Uncredited />
      <Loaded query={rows} lines={6}>
        {(all) => {
          const grants = all.map((row) => grantOf(row, titles.get(row.proposal)));
          if (grants.length === 0) {
            return (
              <Card>
                <Empty icon="grants" title="Nothing was granted yet">
                  A <Link to="/proposals">proposal</Link> with enough support becomes the first
                  grant.
                </Empty>
              </Card>
            );
          }
          return (
            <div className="stack">
              <Sums grants={grants} />
              <Own grants={grants} />
              <Others grants={grants} />
              <Withdrawals />
            </div>
          );
        }}
      </Loaded>
      <p className="visually-hidden">Amounts are in {money.symbol}.</p>
    </>
  );
}

function Sums({ grants }: { grants: readonly Grant[] }) {
  const { money, time } = useCommons();
  const sum = (of: (grant: Grant) => bigint) => grants.reduce((all, grant) => all + of(grant), 0n);
  return (
    <dl className="tiles">
      <Tile
        label="Granted"
        tone="funding"
        tip="All that was ever granted, less what later votes took back and what was not claimed."
        value={figure(
          sum(({ amount, returned }) => amount - returned),
          money,
        )}
        unit={money.symbol}
        note={counted(grants.length, "grant")}
      />
      <Tile
        label="Withdrawn"
        tone="price"
        tip="What projects have drawn of it."
        value={figure(
          sum(({ withdrawn }) => withdrawn),
          money,
        )}
        unit={money.symbol}
      />
      <Tile
        label="Due now"
        tone="good"
        tip="What projects could draw at this moment."
        value={figure(
          sum((grant) => dueAt(grant, time)),
          money,
        )}
        unit={money.symbol}
      />
      <Tile
        label="Still to flow"
        tip="What becomes due with time. It has left the funding pool already, and nobody but a vote can stop it."
        value={figure(
          sum((g) => g.amount - g.returned - g.withdrawn - dueAt(g, time)),
          money,
        )}
        unit={money.symbol}
      />
    </dl>
  );
}

/** Whose grants are whose: to the account that acts, and to others. */
function useParted(grants: readonly Grant[]) {
  const account = useAccount();
  const mine = ({ beneficiary }: Grant) =>
    account !== null && sameAddress(account.address, beneficiary);
  return { own: grants.filter(mine), others: grants.filter((grant) => !mine(grant)) };
}

function Others({ grants }: { grants: readonly Grant[] }) {
  const { own, others } = useParted(grants);
  if (others.length === 0) return null;
  return (
    <>
      <h2>{own.length > 0 ? "To others" : "All grants"}</h2>
      <Portion items={others} className="grant-list">
        {(grant) => <GrantCard key={grant.id} grant={grant} />}
      </Portion>
    </>
  );
}

function Own({ grants }: { grants: readonly Grant[] }) {
  const { own } = useParted(grants);
  if (own.length === 0) return null;
  return (
    <>
      <h2>To you</h2>
      <Portion items={own} className="grant-list">
        {(grant) => <GrantCard key={grant.id} grant={grant} own />}
      </Portion>
    </>
  );
}
