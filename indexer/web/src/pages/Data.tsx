// How to query the history: ready SQL, the HTTP API with every column, and what the Commons is made of.

import { useState } from "react";
import { apiUrl } from "../api/client";
import { useApi, useCommons } from "../api/hooks";
import { Copy } from "../ui/Amount";
import { Icon } from "../ui/Icon";
import { Card, Loaded, PageHead, Segments } from "../ui/parts";
import { Endpoints } from "./data/Endpoints";
import type { OpenApi } from "./data/openapi";
import { queries } from "./data/queries";
import "./data/data.css";

const PARTS = [
  ["sql", "SQL"],
  ["api", "HTTP API"],
  ["about", "This Commons"],
] as const;
type Part = (typeof PARTS)[number][0];

/** The page. */
export function Data() {
  const [part, setPart] = useState<Part>("sql");
  return (
    <>
      <PageHead title="Data">
        The whole history is in a PostgreSQL database, derived from final blocks alone. Query it
        with SQL, or read it over HTTP.
      </PageHead>
      <div className="stack">
        <div>
          <Segments label="What to show" options={PARTS} value={part} onChange={setPart} />
        </div>
        {part === "sql" && <Sql />}
        {part === "api" && <Api />}
        {part === "about" && <About />}
      </div>
    </>
  );
}

function Code({ text, what }: { text: string; what: string }) {
  return (
    <div className="code-box">
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by keyboard */}
      <pre className="code" tabIndex={0}>
        {text}
      </pre>
      <Copy text={text} what={what} />
    </div>
  );
}

function Sql() {
  return (
    <>
      <Card title="How to connect">
        <div className="stack tight">
          <p className="soft">
            Whoever runs the indexer can give you an account that reads everything and changes
            nothing:
          </p>
          <Code
            what="the statement"
            text={"create role ana login password '…' in role weir_reader;"}
          />
          <p className="soft">
            Views that begin with <code>v_</code> have decimal amounts, 0x addresses and times;
            without it, exact amounts in base units. Every table and column has a comment:{" "}
            <code>\d+ weir.v_trades</code> in psql.
          </p>
          <Code
            what="the command"
            text={"psql 'postgres://ana:…@host/weir' -c 'set search_path = weir, chain'"}
          />
        </div>
      </Card>
      <Card title="Ready queries" tip="The indexer’s tests run each of them.">
        <div className="queries">
          {queries.map(({ name, question, sql }, index) => (
            <details key={name} open={index === 0}>
              <summary>
                {question} <Icon name="down" size={16} />
              </summary>
              <Code text={sql} what="the query" />
            </details>
          ))}
        </div>
      </Card>
    </>
  );
}

function Api() {
  const description = useApi<OpenApi>("/v1/openapi.json");
  return (
    <>
      <Card title="How to ask">
        <div className="stack tight">
          <p className="soft">
            Answers are JSON. Amounts are strings of base units, exact; lists come in pages, whose{" "}
            <code>next_cursor</code> asks for the next one. Anybody may ask from anywhere.
          </p>
          <Code what="the command" text={`curl '${apiUrl("/v1/trades?side=mint&limit=5")}'`} />
          <p>
            <a href={apiUrl("/v1/openapi.json")}>OpenAPI description</a>, for programs that write
            clients.
          </p>
        </div>
      </Card>
      <Loaded query={description} lines={8}>
        {(api) => <Endpoints api={api} />}
      </Loaded>
    </>
  );
}

function About() {
  const { deployment: d, token, money, native } = useCommons();
  const facts = [
    ["Commons", d.commons],
    ["Vote", d.conviction],
    ["Chain, by its first block", d.genesis_hash],
    ...(d.currency_address ? [[`${money.symbol}, the currency`, d.currency_address]] : []),
  ] as [string, string][];
  return (
    <Card title="This Commons">
      <dl className="facts about">
        {facts.map(([name, value]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>
              <code>{value}</code>
              <Copy text={value} what={name} />
            </dd>
          </div>
        ))}
        <div>
          <dt>Made in block</dt>
          <dd>{d.block.toLocaleString("en")}</dd>
        </div>
        <div>
          <dt>Decimals</dt>
          <dd>
            {token.symbol} {token.decimals}, {money.symbol} {money.decimals}
            {money.symbol === native.symbol ? " in contracts" : ""}
          </dd>
        </div>
      </dl>
    </Card>
  );
}
