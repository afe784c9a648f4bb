// Writes the contracts' ABI for the page, from the one place off the chain where it is written down:
// contracts/client/src/abi.rs, which a test there holds to the contracts. With --check it only says
// whether the files are up to date.
import { readFileSync, writeFileSync } from "node:fs";
import { parseAbi } from "viem";

const root = new URL("../../../", import.meta.url);
const source = readFileSync(new URL("contracts/client/src/abi.rs", root), "utf8");
const folder = new URL("../src/chain/abi/", import.meta.url);
const check = process.argv.includes("--check");

/** The text between the braces of `interface Name { … }`. */
function body(name) {
  const from = source.indexOf("{", source.indexOf(`interface ${name} `)) + 1;
  let depth = 1;
  let to = from;
  for (; depth > 0; to += 1) depth += { "{": 1, "}": -1 }[source[to]] ?? 0;
  return source.slice(from, to - 1).replace(/\/\/.*$/gm, "");
}

/** Its declarations, one string each: structs end with a brace, all else with a semicolon. */
function declarations(text) {
  const found = text.match(/struct\s+\w+\s*\{[^}]*\}|(?:function|event|error)[^;]*/g) ?? [];
  return found
    .map((declaration) => declaration.replace(/\s+/g, " ").trim())
    .sort((a, b) => Number(b.startsWith("struct")) - Number(a.startsWith("struct")));
}

let stale = 0;
for (const name of ["Commons", "Conviction"]) {
  const file = new URL(`${name.toLowerCase()}.ts`, folder);
  const items = parseAbi(declarations(body(name))).map((item) => `  ${JSON.stringify(item)},`);
  const text = [
    "// Made by scripts/abi.mjs; do not edit.",
    "",
    `/** The interface of the ${name} contract. */`,
    `export const ${name.toLowerCase()} = [`,
    ...items,
    "] as const;",
    "",
  ].join("\n");
  let present = "";
  try {
    present = readFileSync(file, "utf8");
  } catch {}
  if (present === text) continue;
  stale += 1;
  if (check) console.error(`${file.pathname} is not what abi.rs says: npm run abi`);
  else writeFileSync(file, text);
}
process.exitCode = check && stale ? 1 : 0;
