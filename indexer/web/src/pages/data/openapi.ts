// The description of the API, as the indexer gives it, down to what the page shows of it.

/** What of OpenAPI 3.1 is read here. */
export interface OpenApi {
  readonly paths: Record<string, { readonly get?: Operation }>;
  readonly components?: { readonly schemas?: Record<string, Schema> };
}

interface Operation {
  readonly summary?: string;
  readonly description?: string;
  readonly tags?: readonly string[];
  readonly parameters?: readonly { name: string; in: string; description?: string }[];
  readonly responses?: Record<string, { content?: Record<string, { schema?: Schema }> }>;
}

interface Schema {
  readonly $ref?: string;
  readonly type?: string | readonly string[];
  readonly format?: string;
  readonly enum?: readonly string[];
  readonly description?: string;
  readonly items?: Schema;
  readonly properties?: Record<string, Schema>;
}

/** A path that can be asked for. */
export interface Endpoint {
  readonly path: string;
  readonly summary: string;
  readonly tag: string;
  /** The table or view that its rows are of, which can be exported as a whole. */
  readonly relation: string | null;
  readonly parameters: readonly { name: string; description: string }[];
  /** The columns of its rows; none for what is no list. */
  readonly columns: readonly { name: string; type: string; description: string }[];
}

/** Lists the paths; those of a single row are left out, their list says the same. */
export function endpoints(api: OpenApi): readonly Endpoint[] {
  const found: Endpoint[] = [];
  for (const [path, { get }] of Object.entries(api.paths)) {
    if (!get || /\{[^}]+\}$/.test(path)) continue;
    const answer = get.responses?.["200"]?.content?.["application/json"]?.schema;
    found.push({
      path,
      summary: get.summary ?? "",
      tag: get.tags?.[0] ?? "",
      relation: /^Rows of the relation `(\w+)`/.exec(get.description ?? "")?.[1] ?? null,
      parameters: (get.parameters ?? [])
        .filter((parameter) => parameter.in !== "header")
        .map(({ name, description }) => ({ name, description: description ?? "" })),
      columns: columnsOf(api, answer),
    });
  }
  return found;
}

function columnsOf(api: OpenApi, answer: Schema | undefined): Endpoint["columns"] {
  const page = resolve(api, answer);
  const rows = resolve(api, page?.properties?.rows);
  const row = resolve(api, rows?.items);
  return Object.entries(row?.properties ?? {}).map(([name, schema]) => {
    const { type = "", format, enum: words, description = "" } = resolve(api, schema) ?? {};
    const types = (Array.isArray(type) ? type : [type]) as string[];
    const kind = words ? words.join(", ") : [types.join(" or "), format].filter(Boolean).join(", ");
    return { name, type: kind, description };
  });
}

function resolve(api: OpenApi, schema: Schema | undefined): Schema | undefined {
  const name = schema?.$ref?.replace("#/components/schemas/", "");
  return name ? api.components?.schemas?.[name] : schema;
}
