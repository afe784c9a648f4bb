// Every path of the API, with its parameters and the columns of its rows.

import { useMemo, useState } from "react";
import { apiUrl } from "../../api/client";
import { Icon } from "../../ui/Icon";
import { Card, TableScroll } from "../../ui/parts";
import { type Endpoint, endpoints, type OpenApi } from "./openapi";

/** The list, with a field to search it. */
export function Endpoints({ api }: { api: OpenApi }) {
  const all = useMemo(() => endpoints(api), [api]);
  const [text, setText] = useState("");
  const wanted = text.trim().toLowerCase();
  const shown = all.filter(({ path, summary, columns }) =>
    [path, summary, ...columns.map(({ name }) => name)].some((one) =>
      one.toLowerCase().includes(wanted),
    ),
  );
  return (
    <Card
      title="What can be asked for"
      aside={
        <input
          className="input search"
          type="search"
          aria-label="Search paths and columns"
          placeholder="Search paths and columns"
          value={text}
          onChange={({ target }) => setText(target.value)}
        />
      }
    >
      <div className="queries">
        {shown.map((endpoint) => (
          <Described key={endpoint.path} endpoint={endpoint} />
        ))}
        {shown.length === 0 && <p className="soft">Nothing is called like this.</p>}
      </div>
    </Card>
  );
}

function Described({ endpoint }: { endpoint: Endpoint }) {
  const { path, summary, parameters, columns, relation } = endpoint;
  const link = !path.includes("{") && path !== "/v1/stream";
  return (
    <details>
      <summary>
        <span>
          <code>{path}</code> <span className="soft">{summary}</span>
        </span>
        <Icon name="down" size={16} />
      </summary>
      <div className="stack tight">
        <p className="row">
          {link && <a href={apiUrl(path)}>Open it</a>}
          {relation && (
            <>
              <a href={apiUrl(`/v1/export/${relation}.csv`)} download>
                All as CSV
              </a>
              <a href={apiUrl(`/v1/export/${relation}.parquet`)} download>
                All as Parquet
              </a>
            </>
          )}
        </p>
        <Names title="Parameters" of={parameters} />
        <Names title="Columns" of={columns} />
      </div>
    </details>
  );
}

function Names(props: {
  title: string;
  of: readonly { name: string; type?: string; description: string }[];
}) {
  if (props.of.length === 0) return null;
  return (
    <TableScroll label={props.title}>
      <table className="plain-table">
        <thead>
          <tr>
            <th scope="col">{props.title}</th>
            <th scope="col">Meaning</th>
          </tr>
        </thead>
        <tbody>
          {props.of.map(({ name, type, description }) => (
            <tr key={name}>
              <td>
                <code>{name}</code>
                {type && <small>{type}</small>}
              </td>
              <td>{description}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </TableScroll>
  );
}
