// Shows the OpenAPI document for people: what can be asked, by what, and what is answered.

function element(tag, text, ...children) {
  const made = document.createElement(tag);
  if (text) made.textContent = text;
  made.append(...children);
  return made;
}

function follow(schema, document) {
  if (!schema?.$ref) return schema ?? {};
  return schema.$ref.slice(2).split("/").reduce((at, name) => at[name], document);
}

function typeOf(schema) {
  const type = [schema.type].flat().filter(Boolean).join(" or ");
  return schema.enum ? schema.enum.join(", ") : schema.format ?? type;
}

function table(heads, rows) {
  const cells = (tag, texts) => element("tr", "", ...texts.map((text) => element(tag, text)));
  return element("table", "", cells("th", heads), ...rows.map((row) => cells("td", row)));
}

// The columns of the rows that a list has, or of the answer itself.
function fields(operation, document) {
  const content = Object.values(operation.responses["200"].content ?? {})[0];
  const answer = follow(content?.schema, document);
  const rows = follow(answer.properties?.rows?.items, document);
  return Object.entries((rows.properties ? rows : answer).properties ?? {});
}

function described([path, { get }], document) {
  const details = element("details", "", element("summary", `${path}: ${get.summary}`));
  if (get.description) details.append(element("p", get.description));
  const parameters = get.parameters.filter((parameter) => parameter.in !== "header");
  if (parameters.length > 0) {
    const row = (p) => [p.name, typeOf(p.schema.items ?? p.schema), p.description];
    details.append(table(["parameter", "value", "meaning"], parameters.map(row)));
  }
  const known = fields(get, document);
  if (known.length > 0) {
    const row = ([name, schema]) => [name, typeOf(schema), schema.description ?? ""];
    details.append(table(["field", "value", "meaning"], known.map(row)));
  }
  return details;
}

const answer = await fetch("/v1/openapi.json");
const api = await answer.json();
document.getElementById("about").textContent = api.info.description;
const paths = Object.entries(api.paths).map((path) => described(path, api));
document.getElementById("paths").replaceChildren(...paths);
