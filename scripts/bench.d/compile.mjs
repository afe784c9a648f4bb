// Compiles Reference.sol and takes the published formula's bytecode as it is.
// Usage: node compile.mjs OUTPUT_DIR; writes OUTPUT_DIR/{Reference,BancorFormula}.bin (hex, init code).

import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import solc from "solc";

const here = dirname(fileURLToPath(import.meta.url));
const require = createRequire(import.meta.url);
const output = resolve(process.argv[2] ?? join(here, "../../target/bench"));

const input = {
  language: "Solidity",
  sources: { "Reference.sol": { content: readFileSync(join(here, "Reference.sol"), "utf8") } },
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

const reference = compiled.contracts["Reference.sol"].Reference.evm;
const formula = JSON.parse(
  readFileSync(
    require.resolve("@ablack/fundraising-bancor-formula/build/contracts/BancorFormula.json"),
    "utf8",
  ),
);
mkdirSync(output, { recursive: true });
writeFileSync(join(output, "Reference.bin"), reference.bytecode.object);
writeFileSync(join(output, "BancorFormula.bin"), formula.bytecode.replace(/^0x/, ""));
const kilobytes = (hex) => `${(hex.replace(/^0x/, "").length / 2 / 1024).toFixed(1)} KB`;
console.log(
  `deployed code: Reference ${kilobytes(reference.deployedBytecode.object)}, ` +
    `BancorFormula ${kilobytes(formula.deployedBytecode)}; solc ${solc.version()}`,
);
