// Compiles Solidity contracts to NAME.bin (hex, init code).
//
//   node compile.mjs                          Reference.sol, and the published formula's bytecode
//                                             as it is, for the benchmark, into target/bench
//   node compile.mjs SOURCE.sol OUTPUT_DIR    the one contract of a source, named like the file

import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { basename, dirname, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import solc from "solc";

const here = dirname(fileURLToPath(import.meta.url));
const require = createRequire(import.meta.url);
const source = resolve(process.argv[2] ?? join(here, "Reference.sol"));
const output = resolve(process.argv[3] ?? join(here, "../../target/bench"));
const name = basename(source, ".sol");

const input = {
  language: "Solidity",
  sources: { [name]: { content: readFileSync(source, "utf8") } },
  settings: {
    // 200 runs is what most projects deploy with; the EVM version is one that pallet-revive runs.
    optimizer: { enabled: true, runs: 200 },
    evmVersion: "cancun",
    // Without it 53 bytes of the deployed code would be a hash of the sources.
    metadata: { appendCBOR: false },
    outputSelection: { "*": { "*": ["evm.bytecode.object", "evm.deployedBytecode.object"] } },
  },
};
const findImport = (path) => ({ contents: readFileSync(require.resolve(path), "utf8") });
const compiled = JSON.parse(solc.compile(JSON.stringify(input), { import: findImport }));
const errors = (compiled.errors ?? []).filter((error) => error.severity === "error");
if (errors.length > 0) {
  console.error(errors.map((error) => error.formattedMessage).join("\n"));
  process.exit(1);
}

const write = (contract, code, deployed) => {
  mkdirSync(output, { recursive: true });
  writeFileSync(join(output, `${contract}.bin`), `${code.replace(/^0x/, "")}\n`);
  const bytes = deployed.replace(/^0x/, "").length / 2;
  console.log(`${contract}: ${(bytes / 1024).toFixed(1)} KB deployed, solc ${solc.version()}`);
};
const { bytecode, deployedBytecode } = compiled.contracts[name][name].evm;
write(name, bytecode.object, deployedBytecode.object);
if (process.argv.length === 2) {
  const published = "@ablack/fundraising-bancor-formula/build/contracts/BancorFormula.json";
  const formula = JSON.parse(readFileSync(require.resolve(published), "utf8"));
  write("BancorFormula", formula.bytecode, formula.deployedBytecode);
}
