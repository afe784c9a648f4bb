// Everything that happened, filtered, and as CSV.

import { Link, useNavigate, useSearch } from "@tanstack/react-router";
import { useState } from "react";
import { ActAmounts, ActPeople, ActSubject, Kind } from "../acts/Act";
import { GROUPS } from "../acts/kinds";
import { useCommons, usePages } from "../api/hooks";
import type { Activity, ActivityPage } from "../api/types";
import { addressIn, addressProblem } from "../lib/readAddress";
import { secondsOf } from "../lib/time";
import { Ago, Amount } from "../ui/Amount";
import { Card, Empty, Loaded, PageHead } from "../ui/parts";
import { Text } from "../ui/Text";
import { VirtualTable } from "../ui/VirtualTable";
import { Export } from "./explorer/Export";
import "./explorer/explorer.css";

const eventsOf = (page: ActivityPage): readonly Activity[] => page.events;

/** The page. */
export function Explorer() {
  const commons = useCommons();
  const { kind: chosen, account } = useSearch({ from: "/explorer" });
  const kinds = GROUPS.find(([name]) => name === chosen)?.[1].join(",");
  // However its address is written, it is asked for as contracts know it.
  const read = account === undefined ? undefined : addressIn(account);
  const filter = { kind: kinds, account: read };
  const real = read !== null;
  const acts = usePages("/v1/events", { ...filter, limit: 200 }, eventsOf, real);
  return (
    <>
      <PageHead title="Explorer">
        Everything that happened in the Commons, the newest first, and live. Only final blocks are
        shown.
      </PageHead>
      <div className="stack">
        <Filters chosen={chosen} account={account} kinds={kinds} />
        {!real && (
          <Card>
            <Empty icon="explorer" title="Nothing is filtered by this">
              “<Text of={account ?? ""} />” is no address: change it above, or{" "}
              <Link to="/explorer">see everything</Link>.
            </Empty>
          </Card>
        )}
        {real && (
          <Loaded query={acts} lines={10}>
            {(rows) =>
              rows.length === 0 ? (
                <Card>
                  <Empty icon="explorer" title="Nothing of this kind has happened" />
                </Card>
              ) : (
                <section className="card flush">
                  <VirtualTable
                    label="Activity"
                    columns={COLUMNS}
                    rows={rows}
                    rowKey={(act) => act.id}
                    estimate={62}
                    onEnd={acts.more}
                    end={acts.hasMore ? "Loading older…" : "This is where it began."}
                    cells={(act) => [
                      <span key="what">
                        <Kind of={act.kind} />
                        <small>
                          <Ago at={secondsOf(act.timestamp)} />
                          <span className="wide-inline">
                            {" "}
                            · block {act.block.toLocaleString("en")}
                          </span>
                        </small>
                      </span>,
                      <span key="who" className="subject">
                        <ActPeople act={act} />
                        <small>
                          <ActSubject act={act} />
                        </small>
                      </span>,
                      <span key="amounts">
                        <ActAmounts act={act} commons={commons} />
                      </span>,
                      <span key="price">
                        {act.pools?.spot_price ? (
                          <Amount of={act.pools.spot_price} unit={commons.money} />
                        ) : (
                          ""
                        )}
                      </span>,
                    ]}
                  />
                </section>
              )
            }
          </Loaded>
        )}
      </div>
    </>
  );
}

const COLUMNS = [
  { name: "What", width: "minmax(5.9rem, 0.8fr)" },
  { name: "Who, and about what", width: "minmax(0, 1.5fr)" },
  { name: "Amounts", width: "minmax(0, 1.2fr)", number: true },
  { name: "Price after", width: "8rem", number: true, wide: true },
] as const;

function Filters(props: {
  chosen: string | undefined;
  account: string | undefined;
  kinds: string | undefined;
}) {
  const { chosen, account, kinds } = props;
  const navigate = useNavigate();
  const [typed, setTyped] = useState(account ?? "");
  const [shown, setShown] = useState(account);
  // A link to an account changes the field from outside.
  if (shown !== account) {
    setShown(account);
    setTyped(account ?? "");
  }
  const go = (kind: string | undefined, of: string | undefined) =>
    navigate({
      to: "/explorer",
      search: { ...(kind && { kind }), ...(of && { account: of }) },
      replace: true,
    });
  const problem = typed.trim() === "" ? null : addressProblem(typed);
  return (
    <div className="filters">
      {/* biome-ignore lint/a11y/useSemanticElements: a fieldset cannot be laid out in a row everywhere */}
      <div className="chips" role="group" aria-label="Kinds shown">
        {[undefined, ...GROUPS.map(([name]) => name)].map((name) => (
          <button
            key={name ?? "all"}
            type="button"
            className="chip"
            aria-pressed={name === chosen}
            onClick={() => go(name, account)}
          >
            {name ?? "All"}
          </button>
        ))}
      </div>
      <div className="row apart">
        <div className="field account-filter">
          <input
            className="input"
            aria-label="Only what this account did"
            placeholder="Only this account: 0x… or SS58"
            spellCheck={false}
            autoComplete="off"
            aria-invalid={problem !== null}
            value={typed}
            onChange={({ target }) => {
              setTyped(target.value);
              const found = addressIn(target.value);
              if (found || target.value.trim() === "") go(chosen, found ?? undefined);
            }}
          />
          {problem && <span className="problem">{problem}</span>}
        </div>
        {!problem && (
          <Export filter={{ kind: kinds, account: account && (addressIn(account) ?? undefined) }} />
        )}
      </div>
    </div>
  );
}
