// What happened of late, as it happens.

import { Link } from "@tanstack/react-router";
import { useEffect, useState } from "react";
import { ActAmounts, ActPeople, ActSubject, Kind } from "../../acts/Act";
import { useApi, useCommons } from "../../api/hooks";
import { onActivity } from "../../api/live";
import type { ActivityPage } from "../../api/types";
import { secondsOf } from "../../lib/time";
import { Ago } from "../../ui/Amount";
import { Card, Empty, Loaded } from "../../ui/parts";

const SHOWN = 10;

/** The card. */
export function Latest() {
  const commons = useCommons();
  const acts = useApi<ActivityPage>(`/v1/events?limit=${SHOWN}`);
  const [fresh, setFresh] = useState<ReadonlySet<string>>(new Set());
  useEffect(() => {
    const loaded = Date.now();
    return onActivity(({ id }) => {
      // What was there when the page was opened is not news.
      if (Date.now() - loaded > 1500) setFresh((before) => new Set([...before, id]));
    });
  }, []);
  return (
    <Card
      flush
      title="Latest activity"
      aside={
        <Link to="/explorer" className="small">
          All activity
        </Link>
      }
    >
      <Loaded query={acts} lines={6}>
        {({ events }) =>
          events.length === 0 ? (
            <Empty icon="clock" title="Nothing has happened yet" />
          ) : (
            <ul className="act-list" aria-live="polite" aria-relevant="additions">
              {events.map((act) => (
                <li key={act.id} className={fresh.has(act.id) ? "fresh" : ""}>
                  <Kind of={act.kind} />
                  <span className="what">
                    <ActAmounts act={act} commons={commons} />
                  </span>
                  <span className="about">
                    <ActPeople act={act} /> <ActSubject act={act} />
                  </span>
                  <span className="about what">
                    <Ago at={secondsOf(act.timestamp)} />
                  </span>
                </li>
              ))}
            </ul>
          )
        }
      </Loaded>
    </Card>
  );
}
