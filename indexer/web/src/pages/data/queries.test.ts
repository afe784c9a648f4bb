import { expect, it } from "vitest";
import { queries, read } from "./queries";

it("takes the question apart from the query", () => {
  expect(read("../x/03_some_thing.sql", "-- Why is it\n-- so?\nselect 1;\n")).toEqual({
    name: "03_some_thing",
    question: "Why is it so?",
    sql: "select 1;",
  });
});

it("has the queries of the indexer, each with its question", () => {
  expect(queries.length).toBeGreaterThan(10);
  for (const { question, sql, name } of queries) {
    expect(question, name).toMatch(/\?/);
    expect(sql, name).toMatch(/^(select|with)/);
  }
});
