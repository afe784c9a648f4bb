// Answers held to the API's own description (OpenAPI 3.1), as far as it says: which fields there are, and
// of what type.

const deref = (api, schema) => {
  let found = schema;
  while (found?.$ref) found = found.$ref.split("/").slice(1).reduce((part, name) => part[name], api);
  return found;
};

const typeOf = (value) => (value === null ? "null" : Array.isArray(value) ? "array" : Number.isInteger(value) ? "integer" : typeof value);

/** What an answer to a path has that the description has not, or lacks. */
export function faultsOf(api, path, answer) {
  const known = Object.keys(api.paths).find((one) => {
    const [parts, asked] = [one.split("/"), path.split("/")];
    return parts.length === asked.length && parts.every((part, n) => part.startsWith("{") || part === asked[n]);
  });
  if (!known) return [`there is no path ${path}`];
  const schema = api.paths[known].get.responses["200"].content["application/json"].schema;
  return [...new Set(check(api, schema, answer, known))];
}

function check(api, of, value, where) {
  const schema = deref(api, of);
  if (!schema) return [];
  if (schema.allOf) return schema.allOf.some(({ $ref }) => $ref) && value ? checkObject(api, merged(api, schema), value, where) : [];
  if (schema.oneOf || schema.anyOf) {
    const all = (schema.oneOf ?? schema.anyOf).map((one) => check(api, one, value, where));
    return all.find((faults) => faults.length === 0) ?? all.at(-1);
  }
  const types = [schema.type].flat().filter(Boolean);
  const type = typeOf(value);
  if (types.length > 0 && !types.includes(type) && !(type === "integer" && types.includes("number"))) return [`${where} is ${type}, not ${types.join(" or ")}`];
  if (type === "array" && schema.items) return value.slice(0, 20).flatMap((one) => check(api, schema.items, one, `${where}[]`));
  return type === "object" && schema.properties ? checkObject(api, schema, value, where) : [];
}

/** One schema of several that hold together. */
function merged(api, { allOf, ...rest }) {
  const parts = [rest, ...allOf.map((one) => deref(api, one))].map((one) => (one.allOf ? merged(api, one) : one));
  return { properties: Object.assign({}, ...parts.map((one) => one.properties)), required: parts.flatMap((one) => one.required ?? []) };
}

function checkObject(api, { properties, required = [] }, value, where) {
  return [
    ...required.filter((name) => !(name in value)).map((name) => `${where} lacks ${name}`),
    ...Object.entries(value).flatMap(([name, part]) => (name in properties ? check(api, properties[name], part, `${where}.${name}`) : [`${where} has ${name}, which is not described`])),
  ];
}
