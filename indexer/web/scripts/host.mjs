// Makes the built page ready for a host of its own, apart from the indexer:
//
//   npm run build
//   node scripts/host.mjs --api https://indexer.example.org --node wss://node.example.org [--out DIR]
//
// Writes config.json, which tells the page where API and node are, and the content security policy,
// which allows exactly these two: into index.html for any host, and into _headers for those that read
// it, where it also forbids other pages to frame this one.
import { cpSync, readFileSync, writeFileSync } from "node:fs";
import { parseArgs } from "node:util";

const { values } = parseArgs({
  options: {
    api: { type: "string" },
    node: { type: "string", default: "" },
    out: { type: "string", default: "dist-host" },
  },
});

function origin(text, protocols) {
  let url;
  try {
    url = new URL(text);
  } catch {}
  if (!url || !protocols.includes(url.protocol)) {
    console.error(`${text || "(nothing)"} is no URL that begins with ${protocols.join(" or ")}//`);
    process.exit(1);
  }
  return url.origin === "null" ? `${url.protocol}//${url.host}` : url.origin;
}

const api = origin(values.api ?? "", ["https:", "http:"]);
const sources = ["'self'", api];
if (values.node) sources.push(origin(values.node, ["wss:", "ws:"]));

const policy = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self'",
  `connect-src ${sources.join(" ")}`,
  "base-uri 'none'",
  "form-action 'none'",
].join("; ");

const dist = new URL("../dist/", import.meta.url);
cpSync(dist, values.out, { recursive: true });
const config = { api: (values.api ?? "").replace(/\/$/, ""), node: values.node || null };
writeFileSync(`${values.out}/config.json`, `${JSON.stringify(config, null, 2)}\n`);
const page = readFileSync(`${values.out}/index.html`, "utf8");
const meta = `<meta http-equiv="Content-Security-Policy" content="${policy}" />`;
writeFileSync(
  `${values.out}/index.html`,
  page
    .replace("<head>", `<head>\n    ${meta}`)
    // What is asked for first is asked for there.
    .replaceAll('rel="preload" href="v1/', `rel="preload" href="${config.api}/v1/`),
);
writeFileSync(
  `${values.out}/_headers`,
  [
    "/*",
    `  Content-Security-Policy: ${policy}; frame-ancestors 'none'`,
    "  X-Content-Type-Options: nosniff",
    "  Referrer-Policy: no-referrer",
    "",
  ].join("\n"),
);
console.log(`${values.out} is ready for any static host`);
