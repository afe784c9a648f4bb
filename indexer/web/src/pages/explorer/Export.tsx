// All acts that the filter lets through, as a file.

import { useState } from "react";
import { get, query } from "../../api/client";
import { useCommons } from "../../api/hooks";
import type { ActivityPage } from "../../api/types";
import { counted } from "../../lib/plural";
import { save } from "../../lib/save";
import { Icon } from "../../ui/Icon";
import { Notice } from "../../ui/parts";
import { fileName, head, line } from "./csv";

/** The button, and how far the export is. */
export function Export({
  filter,
}: {
  filter: { kind: string | undefined; account: string | undefined };
}) {
  const commons = useCommons();
  const [count, setCount] = useState<number | null>(null);
  const [problem, setProblem] = useState<string | null>(null);
  const run = async () => {
    setCount(0);
    setProblem(null);
    try {
      let text = head;
      let cursor: string | null = null;
      let done = 0;
      do {
        const path: string = `/v1/events${query({ ...filter, limit: 500, cursor })}`;
        const page: ActivityPage = await get<ActivityPage>(path);
        for (const act of page.events) text += line(act, commons);
        done += page.events.length;
        setCount(done);
        cursor = page.next_cursor;
      } while (cursor);
      save(fileName(commons.token.symbol), text, "text/csv");
    } catch (error) {
      setProblem(error instanceof Error ? error.message : String(error));
    } finally {
      setCount(null);
    }
  };
  return (
    <div className="row">
      <button type="button" className="button" disabled={count !== null} onClick={run}>
        <Icon name="download" size={17} />
        {count === null ? "Export as CSV" : `${counted(count, "row")}…`}
      </button>
      {problem && <Notice tone="bad">{problem}</Notice>}
    </div>
  );
}
