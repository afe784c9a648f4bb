import { expect, it } from "vitest";
import { endpoints } from "./openapi";

it("lists what can be asked for, with the columns of its rows", () => {
  const list = { $ref: "#/components/schemas/TradesPage" };
  const api = {
    paths: {
      "/v1/trades": {
        get: {
          summary: "Mints and redemptions.",
          description: "Rows of the relation `trades`.",
          tags: ["datasets"],
          parameters: [
            { name: "side", in: "query", description: "Which." },
            { name: "If-None-Match", in: "header" },
          ],
          responses: { "200": { content: { "application/json": { schema: list } } } },
        },
      },
      "/v1/trades/{id}": { get: { summary: "One row." } },
      "/v1/proposals/{proposal}/conviction": { get: {} },
    },
    components: {
      schemas: {
        TradesPage: {
          properties: {
            rows: { type: "array", items: { $ref: "#/components/schemas/TradesRow" } },
          },
        },
        TradesRow: {
          properties: {
            price: { type: ["string", "null"], description: "What was paid." },
            side: { type: "string", enum: ["mint", "redeem"] },
          },
        },
      },
    },
  };
  expect(endpoints(api)).toEqual([
    {
      path: "/v1/trades",
      summary: "Mints and redemptions.",
      tag: "datasets",
      relation: "trades",
      parameters: [{ name: "side", description: "Which." }],
      columns: [
        { name: "price", type: "string or null", description: "What was paid." },
        { name: "side", type: "mint, redeem", description: "" },
      ],
    },
    {
      path: "/v1/proposals/{proposal}/conviction",
      summary: "",
      tag: "",
      relation: null,
      parameters: [],
      columns: [],
    },
  ]);
});
