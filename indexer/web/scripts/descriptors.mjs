// Makes polkadot-api's types anew from .papi/metadata, without network, and keeps what is committed
// small: the copy of the chain's metadata that comes with them is for use without a node, and left out.
//
// After a change of the chain, with a development chain running:
//
//   npx papi update weir --wsUrl ws://127.0.0.1:9944 && npm run descriptors
import { execFileSync } from "node:child_process";
import { readdirSync, rmSync, writeFileSync } from "node:fs";

const folder = new URL("../.papi/descriptors/", import.meta.url);
// Without these it takes what is there for up to date.
rmSync(new URL("dist", folder), { recursive: true, force: true });
rmSync(new URL("generated.json", folder), { force: true });
execFileSync("npx", ["papi", "generate"], { stdio: "inherit" });
for (const name of readdirSync(new URL("dist", folder))) {
  if (/_metadata-.*\.js$/.test(name)) {
    writeFileSync(new URL(`dist/${name}`, folder), 'export default "";\n');
  }
}
// The generator would keep all of it out of the repository.
rmSync(new URL(".gitignore", folder), { force: true });
rmSync(new URL("generated.json", folder), { force: true });
