// Tokens burnt for services: how much for which, one's own burns with their receipts, and the check of
// a receipt that somebody shows.

import { useMemo, useState } from "react";
import { useAllRows, useCommons } from "../api/hooks";
import type { Service, ServiceBurns } from "../api/types";
import { type Foreign, foreign, titled } from "../lib/label";
import { counted } from "../lib/plural";
import { Card, figure, PageHead, Segments, Tile } from "../ui/parts";
import { BurnForm } from "./burns/BurnForm";
import { BurnsByDay } from "./burns/BurnsByDay";
import { OwnBurns } from "./burns/OwnBurns";
import { ServiceTable } from "./burns/ServiceTable";
import { VerifyForm } from "./burns/VerifyForm";
import "./burns/burns.css";

const TASKS = [
  ["burn", "Burn"],
  ["verify", "Check a receipt"],
] as const;
type Task = (typeof TASKS)[number][0];

/** A service with what was burnt for it. */
export interface Used {
  readonly id: number;
  readonly name: string;
  readonly link: Foreign;
  readonly owner: string | null;
  readonly burns: number;
  readonly burnt: bigint;
}

/** The page. */
export function Burns() {
  const { token } = useCommons();
  const [task, setTask] = useState<Task>("burn");
  const services = useAllRows<Service>("services").data;
  const sums = useAllRows<ServiceBurns>("service_burns").data;
  const used = useMemo(() => join(services, sums), [services, sums]);
  const burnt = used?.reduce((sum, one) => sum + one.burnt, 0n);
  const burns = used?.reduce((sum, one) => sum + one.burns, 0) ?? 0;
  return (
    <>
      <PageHead title="Burns">
        Services take {token.symbol} as payment by having it destroyed. The collateral stays, so
        every burn raises the price of what is left.
      </PageHead>
      <div className="stack">
        <dl className="tiles">
          <Tile
            label="Burnt"
            tone="burn"
            tip={`All ${token.symbol} that were destroyed without payment, for services or for none.`}
            value={figure(burnt, token)}
            unit={token.symbol}
            note={`in ${counted(burns, "burn")}`}
          />
          <Tile
            label="Services"
            tone="supply"
            tip="Whoever wants to be paid by burns registers a service: a name and a link."
            value={services ? services.length.toLocaleString("en") : "–"}
          />
        </dl>
        <div className="columns wide-left">
          <div className="stack">
            <ServiceTable used={used} />
            <BurnsByDay />
          </div>
          <div className="stack">
            <Card>
              <div className="stack tight">
                <Segments label="What to do" options={TASKS} value={task} onChange={setTask} fill />
                {task === "burn" ? <BurnForm services={services ?? []} /> : <VerifyForm />}
              </div>
            </Card>
            <OwnBurns services={services ?? []} />
          </div>
        </div>
      </div>
    </>
  );
}

/** Services with their sums, the most used first; burns for none are one of them. */
function join(
  services: readonly Service[] | undefined,
  sums: readonly ServiceBurns[] | undefined,
): readonly Used[] | undefined {
  if (!services || !sums) return undefined;
  const byId = new Map(sums.map((sum) => [sum.service, sum]));
  const none = byId.get(0);
  const used: Used[] = services.map(({ service, name, link, owner }) => ({
    id: service,
    name: titled("Service", service, name),
    link,
    owner,
    burns: byId.get(service)?.burns ?? 0,
    burnt: BigInt(byId.get(service)?.burnt ?? 0),
  }));
  if (none) {
    used.push({
      id: 0,
      name: "For no service",
      link: foreign(""),
      owner: null,
      burns: none.burns,
      burnt: BigInt(none.burnt),
    });
  }
  return used.sort((a, b) => (a.burnt > b.burnt ? -1 : a.burnt < b.burnt ? 1 : a.id - b.id));
}
